import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppealDetail } from '../../contracts/appeals.ts';
import { demoPolicy } from '../../domain/policy/defaults.ts';
import { openStore } from '../../store/client.ts';
import { offerStandings } from '../../web/wording/offer-page.ts';
import { openBrowser } from '../support/browser.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { expectAccessible, phone, register, sitDown } from './desk.ts';

let stack: Stack;
let browser: Browser;
let clerk: Awaited<ReturnType<typeof sitDown>>;
let no: string;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), openBrowser()]);
  // People look at their pages longer than the demo's seconds.
  const store = openStore(stack.databaseUrl, { poolSize: 1 });
  const where = { version: demoPolicy.version, name: 'supervision' };
  await store.db.policyLimit.updateMany({ where, data: { value: 600 } });
  await store.close();
  clerk = await sitDown(browser, stack.url, 'clerk');
  const { items } = (await (await clerk.page.request.get('/api/v1/communities')).json()) as {
    items: { id: string; demo: boolean }[];
  };
  const communityId = items.find(({ demo }) => demo)?.id ?? '';
  no = await register(clerk.page, '小区没有路灯', { communityId, category: 'LIGHT' });
  await act(clerk.page, 'accept', { type: 'HELP', category: 'LIGHT', class: 'U1' });
  await until((detail) => detail.offers.length > 0);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

const read = async () => (await (await clerk.page.request.get(`/api/v1/appeals/${no}`)).json()) as AppealDetail;
async function act(by: Page, action: string, payload: object): Promise<void> {
  const data = { seq: (await read()).seq, ...payload };
  const headers = { 'Idempotency-Key': randomUUID() };
  const answer = await by.request.post(`/api/v1/appeals/${no}/actions/${action}`, { headers, data });
  expect(answer.status(), await answer.text()).toBe(200);
}
async function until(fits: (detail: AppealDetail) => boolean): Promise<void> {
  for (const end = Date.now() + 40_000; Date.now() < end; await sleep(300)) if (fits(await read())) return;
  throw new Error('the case has not come so far');
}

describe('§8 the portal of liaisons and members, on a telephone', () => {
  test('a liaison finds what the unit is asked, and nothing else, and declines with a reason', async () => {
    const { page, faults, leave } = await sitDown(browser, stack.url, 'liaison1', phone);
    await page.goto('/console/');
    await page.getByRole('heading', { name: '我的任务' }).waitFor();
    await page.getByRole('button', { name: '我来帮忙' }).waitFor();
    expect(await page.getByRole('navigation', { name: '主导航' }).getByRole('link').allInnerTexts()).toEqual([
      '我的任务',
      '我的资料',
    ]);
    await expectAccessible(page);
    await page.getByRole('button', { name: '这次帮不了' }).click();
    await page.getByRole('button', { name: '告诉他们我帮不了' }).click();
    await page.getByText('请选一项原因').waitFor();
    await page.getByText('这几天没有时间').click();
    await expectAccessible(page);
    await page.getByRole('button', { name: '告诉他们我帮不了' }).click();
    await page.getByText('现在没有请您帮忙的事').waitFor();
    expect((await read()).offers[0]?.state).toBe('declined');
    expect(faults).toEqual([]);
    await leave();
  });

  test('a member claims, and waits for the confirmation before anything of the resident is shown', async () => {
    await until((detail) => detail.offers.filter(({ rung }) => rung === 3).length === 3);
    const { page, faults, leave } = await sitDown(browser, stack.url, 'member1', phone);
    await page.goto('/console/');
    await page.getByRole('button', { name: '我来帮忙' }).click();
    await page.getByText(offerStandings.waiting.text).waitFor();
    expect(await page.getByRole('button', { name: '看看去哪里、找谁' }).count()).toBe(0);
    await expectAccessible(page);
    expect(faults).toEqual([]);
    await leave();
  });
});

describe('§4.5 the ladder on the case page', () => {
  test('shows who is asked, skipped and silent, the score with its parts, and lets staff confirm', async () => {
    for (const size of [phone, { width: 1280, height: 860 }]) {
      const { page, faults, leave } = await sitDown(browser, stack.url, 'supervisor', size);
      await page.goto(`/console/appeals/${no}`);
      const panel = page.getByRole('region', { name: '提级' });
      await panel.getByText('临猗二中').waitFor();
      await panel.getByText('何**', { exact: true }).waitFor();
      expect(await panel.innerText()).not.toContain('何立新');
      await panel
        .getByText(/^匹配分/)
        .first()
        .click();
      await panel
        .getByText(/能力 \d+，远近 \d+/)
        .first()
        .waitFor();
      await panel.getByText('为什么没有请别人').first().click();
      await panel
        .getByText(/不具备所需能力：\d+/)
        .first()
        .waitFor();
      await expectAccessible(page);
      if (size !== phone) {
        await panel.getByRole('button', { name: '确认由其协助' }).click();
        await page.getByRole('dialog').getByRole('button', { name: '确认协助' }).click();
        await panel.getByText('已确认', { exact: true }).waitFor();
      }
      expect(faults).toEqual([]);
      await leave();
    }
  });

  test('confirmed, the member sees whom to help, reports, and finds it in the own record', async () => {
    const { page, faults, leave } = await sitDown(browser, stack.url, 'member1', phone);
    await page.goto('/console/tasks');
    await page.getByRole('button', { name: '看看去哪里、找谁' }).click();
    await page.getByRole('link', { name: '13812345678' }).waitFor();
    await page.getByRole('button', { name: '我到了' }).click();
    await page.getByRole('button', { name: '我到了' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '办完了' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: '办完了，告诉社区' }).click();
    await page.getByText('请填写用了几个小时').waitFor();
    await page.getByLabel('用了几个小时').fill('1.5');
    await page.getByRole('button', { name: '办完了，告诉社区' }).click();
    await page.getByText('已经办完（1 件）').waitFor();
    await page.getByText('1.5 小时', { exact: true }).waitFor();
    await page.getByText('这些怎么算、有什么用').click();
    await expectAccessible(page);
    expect(faults).toEqual([]);
    await leave();
  });
});
