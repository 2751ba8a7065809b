// The duty roster and one's own notices, at the desks of those who use them.
import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DutyRoster } from '../../contracts/duty.ts';
import { userIdOf } from '../../prisma/cast.ts';
import { openApi, type Api } from '../api/client.ts';
import { openBrowser } from '../support/browser.ts';
import { desk, expectAccessible, phone, sitDown } from './desk.ts';

let api: Api;
let browser: Browser;
beforeAll(async () => {
  [api, browser] = await Promise.all([openApi(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await api?.stop();
});

const address = '/console/duty?community=shuangta&month=2030-05';

describe('§4.6 the duty roster in the console', () => {
  test('the director fills the gaps of a month, copies a week and saves; the gaps are said in words', async () => {
    const { page, faults, leave } = await sitDown(browser, api.url, 'director');
    await page.goto(address);
    await page.getByText('5月6日（星期一）18:00 至 2030年5月7日').first().waitFor();
    const week = page.locator('.duty-week').filter({ hasText: '5月13日' });
    await week.getByRole('button', { name: /^加一班/ }).click();
    await week.getByLabel('值班人').selectOption({ label: '周小梅' });
    await week.getByLabel('替补').selectOption({ label: '孙丽娟' });
    const next = page.locator('.duty-week').filter({ hasText: '5月20日' });
    await next.getByRole('button', { name: /^沿用上周/ }).click();
    expect(await next.getByLabel('值班人').inputValue()).toBe(userIdOf('grid'));
    await expectAccessible(page);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存。').waitFor();
    await page.reload();
    await page.locator('.duty-rows > li').nth(1).waitFor();
    expect(await page.locator('.duty-rows > li').count()).toBe(2);
    expect(await page.getByText('5月13日（星期一）18:00 至').count()).toBe(0);
    expect(faults).toEqual([]);
    await leave();
  });

  test('what the server refuses stands at its row, and what was typed stays', async () => {
    const { page, leave } = await sitDown(browser, api.url, 'director');
    await page.goto(address);
    const week = page.locator('.duty-week').filter({ hasText: '5月13日' });
    await week.getByRole('button', { name: /^加一班/ }).click();
    await week.getByLabel('值班人').last().selectOption({ label: '孙丽娟' });
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('与另一班次时间重叠').waitFor();
    expect(await week.getByLabel('值班人').count()).toBe(2);
    await expectAccessible(page);
    await leave();
  });

  test('a CSV file fills the table, its bad lines are said, and nothing is saved before one says so', async () => {
    const { page, leave } = await sitDown(browser, api.url, 'director');
    await page.goto(address);
    const text = '日期,开始,结束,值班人,替补\n2030-05-28,18:00,08:30,周小梅,\n2030-05-29,18:00,08:30,李四,';
    const file = { name: '值班.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('第 3 行：没有叫“李四”的人').waitFor();
    expect(await page.locator('.duty-rows > li').count()).toBe(3);
    const saved = await page.request.get('/api/v1/duty?community=shuangta&month=2030-05');
    expect(((await saved.json()) as DutyRoster).shifts).toHaveLength(2);
    await leave();
  });

  test('others read it, also on a phone', async () => {
    const { page, faults, leave } = await sitDown(browser, api.url, 'grid', phone);
    await page.goto(address);
    await page.getByRole('cell', { name: '周小梅' }).first().waitFor();
    expect(await page.getByRole('button', { name: '保存' }).count()).toBe(0);
    await expectAccessible(page);
    expect(faults).toEqual([]);
    await leave();
  });
});

test('§4.4 one’s own list says what waits, and a look at the case takes it off', async () => {
  const no = 'SQ20300501-000001';
  const facts = {
    communityId: 'shuangta',
    type: 'HELP',
    category: 'LIGHT',
    class: 'U3',
    title: '',
    receivedAt: new Date(),
  };
  const { db } = api.deps.store;
  await db.appeal.create({ data: { no, version: 1, doc: { clocks: [{ name: 'handling', round: 0 }] }, ...facts } });
  const said = { communityId: 'shuangta', compoundId: null, category: 'LIGHT', clock: 'handling', round: 0 };
  const times = { dueAt: new Date(Date.now() + 3_600_000), sendAfter: new Date(Date.now() + 86_400_000) };
  const row = { key: randomUUID(), appealNo: no, kind: 'warning', class: 'U3', gather: 'digest', facts: said };
  await db.notice.create({ data: { ...row, ...times, recipient: userIdOf('clerk') } });
  const { page, faults, leave } = await sitDown(browser, api.url, 'clerk', desk);
  await page.goto('/console/mine');
  await page.getByText('临期提醒：处理').waitFor();
  await page.getByRole('link', { name: /^消息\s*1\s*条待看$/ }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^标为已看/ }).click();
  await page.getByText('没有待看的消息。').waitFor();
  await page.getByRole('link', { name: '全部', exact: true }).click();
  await page.getByText('临期提醒：处理').waitFor();
  expect(faults).toEqual([]);
  await leave();
});
