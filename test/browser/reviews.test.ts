// 复查 and 复核 of a 信访 matter on its resident's own page, as an old resident on a phone walks it: without scripts, in large type.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppealCreated, AppealDetail } from '../../contracts/appeals.ts';
import { newKey, signedIn } from '../api/client.ts';
import { openBrowser } from '../support/browser.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { follow, mustBeFit, open, press } from './resident.ts';

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

async function act(username: string, no: string, action: string, payload: object = {}): Promise<void> {
  const person = await signedIn(stack.url, username);
  const { seq } = (await person.get<AppealDetail>(`/api/v1/appeals/${no}`)).json;
  const { status, text } = await person.post(`/api/v1/appeals/${no}/actions/${action}`, { seq, ...payload }, newKey());
  expect([action, status, text]).toEqual([action, 200, expect.any(String)]);
}

/** Files a matter and has it answered in writing. */
async function answered(communityId: string, category: string): Promise<AppealCreated> {
  const clerk = await signedIn(stack.url, 'clerk');
  const facts = { type: 'COMPLAINT', category, communityId, text: '征收补偿的面积算少了。' };
  const body = { ...facts, appellant: { name: '王大爷', phone: '13800010009' } };
  const created = (await clerk.post<AppealCreated>('/api/v1/appeals', body, newKey())).json;
  const { json } = await clerk.get<{ items: { id: string; name: string }[] }>(`/api/v1/units?community=${communityId}`);
  const unitId = json.items.find(({ name }) => name === '物业服务中心')?.id;
  await act('clerk', created.no, 'accept', { type: 'COMPLAINT', category, class: 'U4' });
  await act('dispatcher', created.no, 'dispatch', { unitId });
  await act('handler', created.no, 'sign');
  await act('handler', created.no, 'contact', { way: 'phone' });
  await act('handler', created.no, 'complete', { text: '已核实' });
  await act('handler', created.no, 'reply', { channel: 'letter', text: '答复意见书：面积为 86 平方米，维持原方案。' });
  return created;
}

async function judge(page: Page): Promise<void> {
  await page.getByRole('link', { name: '评价这次办理' }).click();
  await page.getByLabel('联系过', { exact: true }).check();
  await page.getByLabel('没有解决，但我接受说明').check();
  await page.getByLabel('不满意', { exact: true }).check();
  await press(page, '提交评价');
}

const saysIn = async (page: Page) => (await page.textContent('main')) ?? '';

async function fitEverywhere(page: Page): Promise<void> {
  for (const width of [390, 360, 1280]) {
    await page.setViewportSize({ width, height: 740 });
    await mustBeFit(page);
  }
}

describe('§3.1 信访工作条例 §35-36', () => {
  test(
    'a resident asks for 复查, sees that it was received and until when, reads the opinion, and asks for 复核',
    { timeout: 240_000 },
    async () => {
      const { no, queryCode } = await answered('shuangta', 'XINF');
      const page = await open(browser, { javaScriptEnabled: false, width: 390 });
      await follow(page, stack.url, queryCode, '0009');
      await press(page, '长辈版');
      // Asked for before its time: said, not sent away.
      await page.goto(`${stack.url}/case/review`);
      expect(await page.textContent('[role=status]')).toContain('这件信访事项还没有办结');
      await judge(page);
      expect(await saysIn(page)).toMatch(/可以请原办理机关的上一级机关复查。请在.*日（星期.）\d\d:\d\d前提出。/s);
      await page.getByRole('link', { name: '对答复不服，申请复查' }).click();
      expect(await saysIn(page)).toMatch(/您不服的答复.*维持原方案.*提交以后.*三十日内给您书面的复查意见/s);
      await fitEverywhere(page);
      await press(page, '提交复查申请');
      expect(await page.textContent('[role=alert]')).toContain('请写一写您的请求和理由');
      await mustBeFit(page);
      await page.getByLabel('您的请求和理由').fill('阁楼没有算进去，请重新测量。');
      await press(page, '提交复查申请');
      expect(await page.textContent('[role=status]')).toContain('您的申请已经收到');
      expect(await saysIn(page)).toMatch(
        /正在复查.*您的复查申请.*收到。.*最晚\s*\d+月\d+日（星期.）\d\d:\d\d前给您书面的复查意见/s,
      );
      expect(await saysIn(page)).not.toContain('这件事已经结束');
      await fitEverywhere(page);
      await page.goto(`${stack.url}/case/review`);
      expect(await page.textContent('[role=status]')).toContain('您的复查申请已经收到，正在办，不用再提');

      await act('director', no, 'decideXinfangReview', { upheld: true, text: '阁楼层高不足，依规不计面积。' });
      await page.goto(`${stack.url}/case`);
      expect(await saysIn(page)).toMatch(/复查意见.*维持原来的处理意见.*阁楼层高不足/s);
      await fitEverywhere(page);
      await page.getByRole('link', { name: '对复查意见不服，申请复核' }).click();
      expect(await saysIn(page)).toMatch(/您不服的复查意见.*阁楼层高不足.*复核意见是最终的意见/s);
      await page.getByLabel('您的请求和理由').fill('层高量错了。');
      await press(page, '提交复核申请');
      expect(await saysIn(page)).toMatch(/正在复核.*给您书面的复核意见/s);
      await act('supervisor', no, 'decideXinfangReview', { upheld: false, text: '应计入面积，补发差额。' });
      await page.goto(`${stack.url}/case/review`);
      expect(await page.textContent('[role=status]')).toContain('复核意见是最终的意见');
      expect(await saysIn(page)).toMatch(/复核意见.*原来的处理意见需要改正.*应计入面积/s);
      await fitEverywhere(page);
    },
  );

  test(
    'who is too late, or has no 信访 matter, is told so in words; what was typed stays',
    { timeout: 240_000 },
    async () => {
      const short = await answered('demo', 'XINF');
      const page = await open(browser, { javaScriptEnabled: false, width: 360 });
      await follow(page, stack.url, short.queryCode, '0009');
      await judge(page);
      await page.getByRole('link', { name: '对答复不服，申请复查' }).click();
      await page.getByLabel('您的请求和理由').fill('面积算错了');
      const onlooker = await page.context().newPage();
      const late = async () => {
        await onlooker.goto(`${stack.url}/case`);
        return saysIn(onlooker);
      };
      const tooLate = '申请复查的时间已经过了：要在收到书面答复后的三十日内提出';
      await expect.poll(late, { timeout: 90_000, interval: 2_000 }).toContain(tooLate);
      expect(await onlooker.getByRole('link', { name: /申请复查/ }).count()).toBe(0);
      await mustBeFit(onlooker);
      await press(page, '提交复查申请');
      expect(await page.textContent('[role=alert]')).toContain(tooLate);
      expect(await page.getByLabel('您的请求和理由').inputValue()).toBe('面积算错了');
      await mustBeFit(page);

      const ordinary = await answered('shuangta', 'PROP');
      const other = await open(browser, { javaScriptEnabled: false, width: 360 });
      await follow(other, stack.url, ordinary.queryCode, '0009');
      await judge(other);
      expect(await saysIn(other)).not.toContain('复查');
      await other.goto(`${stack.url}/case/review`);
      expect(await other.textContent('[role=status]')).toContain('这件事不是信访事项');
      await mustBeFit(other);
    },
  );
});
