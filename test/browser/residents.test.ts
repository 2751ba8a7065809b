// A resident's whole way in Chromium, without scripts, at 320 px: file → follow → judge. The staff's part goes by their API.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppealDetail } from '../../contracts/appeals.ts';
import { newKey, signedIn } from '../api/client.ts';
import { phonePhoto } from '../api/attachments/files.ts';
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

/** From the front page to the confirmation; `look` sees every page on the way. Answers the query code and the number. */
async function file(page: Page, look: (page: Page) => Promise<void>): Promise<{ code: string; no: string }> {
  await page.goto(stack.url);
  await look(page);
  await page.getByRole('link', { name: '我要反映' }).click();
  await look(page);
  await press(page, '下一步');
  await look(page);
  await page.getByLabel('请帮忙解决问题').check();
  await press(page, '下一步');
  await look(page);
  await page.getByLabel('路灯、楼道灯').check();
  await press(page, '下一步');
  await look(page);
  await page.getByLabel('葫芦岛社区').check();
  await press(page, '下一步');
  await look(page);
  await page.getByLabel('八家巷小区').check();
  await press(page, '下一步');
  await look(page);
  await page.getByLabel('2号楼').check();
  await press(page, '下一步');
  await look(page);
  await page.getByLabel('发生了什么事？').fill('老旧小区没有路灯，晚上出行不便');
  await page
    .getByLabel('照片或 PDF')
    .setInputFiles({ name: '路灯.jpg', mimeType: 'image/jpeg', buffer: await phonePhoto() });
  await press(page, '下一步');
  await look(page);
  await page.getByLabel('留下称谓和电话').check();
  await press(page, '下一步');
  await look(page);
  await page.getByLabel('怎么称呼您').fill('王阿姨');
  await page.getByLabel('电话', { exact: true }).fill('138 1234 5678');
  await press(page, '下一步');
  await look(page);
  await page.getByLabel('我看过并同意').check();
  await press(page, '提交');
  await page.waitForURL('**/file/done');
  await look(page);
  const facts = await page.locator('.banner dd').allTextContents();
  return { code: facts[0] ?? '', no: facts[1] ?? '' };
}

/** Has the staff bring the case to its reply. */
async function handle(no: string): Promise<void> {
  const act = async (username: string, action: string, payload: object) => {
    const person = await signedIn(stack.url, username);
    const { seq } = (await person.get<AppealDetail>(`/api/v1/appeals/${no}`)).json;
    const answer = await person.post(`/api/v1/appeals/${no}/actions/${action}`, { seq, ...payload }, newKey());
    expect([action, answer.status]).toEqual([action, 200]);
  };
  await act('clerk', 'accept', { type: 'HELP', category: 'LIGHT', class: 'U3' });
  await act('dispatcher', 'dispatch', { unitId: 'huludao.wuye', assist: [] });
  await act('handler', 'sign', {});
  await act('handler', 'contact', { way: 'phone' });
  await act('handler', 'needInfo', { text: '请问是哪一栋楼前？' });
}

async function finish(no: string): Promise<void> {
  const handler = await signedIn(stack.url, 'handler');
  for (const [action, payload] of [
    ['complete', { text: '已装灯', evidence: [] }],
    ['reply', { channel: 'web', text: '2号楼前已装好路灯，今晚就亮。' }],
  ] as const) {
    const { seq } = (await handler.get<AppealDetail>(`/api/v1/appeals/${no}`)).json;
    expect((await handler.post(`/api/v1/appeals/${no}/actions/${action}`, { seq, ...payload }, newKey())).status).toBe(
      200,
    );
  }
}

describe('a resident', () => {
  test(
    'files, answers a question, judges the reply and asks for a redo, without scripts at 320 px',
    { timeout: 240_000 },
    async () => {
      const page = await open(browser, { javaScriptEnabled: false, width: 320 });
      const { code, no } = await file(page, mustBeFit);
      await handle(no);
      await follow(page, stack.url, code);
      await mustBeFit(page);
      expect(await page.textContent('main')).toMatch(
        /等您补充情况.*物业服务中心.*请问是哪一栋楼前.*前答复。到时没有等到/s,
      );
      await page.getByRole('link', { name: '补充情况' }).click();
      await mustBeFit(page);
      await page.getByLabel('您的答复').fill('2号楼前');
      await press(page, '提交');
      expect(await page.textContent('[role=status]')).toContain('已经收到');
      await finish(no);
      await page.reload();
      await mustBeFit(page);
      expect(await page.textContent('main')).toContain('2号楼前已装好路灯');
      await page.getByRole('link', { name: '评价这次办理' }).click();
      await press(page, '提交评价');
      await mustBeFit(page);
      await page.getByLabel('联系过', { exact: true }).check();
      await page.getByLabel('解决了', { exact: true }).check();
      await page.getByLabel('满意', { exact: true }).check();
      await press(page, '提交评价');
      expect(await page.textContent('main')).toMatch(/谢谢，您的评价已经收到.*已经办结.*您说问题已经解决/s);
      await mustBeFit(page);
      await page.getByRole('link', { name: '没办好，要求重办' }).click();
      await page.getByLabel('哪里没办好？').fill('又不亮了');
      await press(page, '要求重办');
      expect(await page.textContent('main')).toMatch(/已经要求重办.*正在重办（第 1 次）/s);
      await page.getByRole('link', { name: '撤回这件诉求' }).click();
      await mustBeFit(page);
      await press(page, '确定撤回');
      expect(await page.textContent('main')).toContain('您已撤回');
    },
  );

  test('reads larger type with one press, in which nothing that was typed is lost', async () => {
    const page = await open(browser, { javaScriptEnabled: true, width: 360 });
    await page.goto(`${stack.url}/follow`);
    await page.getByLabel('查询码').fill('ABCD2345');
    await press(page, '长辈版');
    await page.getByRole('button', { name: '普通字' }).waitFor();
    expect(await page.getByLabel('查询码').inputValue()).toBe('ABCD2345');
    await page.reload();
    expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('24px');
    await mustBeFit(page);
  });

  test('gets by with the keyboard alone, and is led to what is wrong', async () => {
    const page = await open(browser, { javaScriptEnabled: true, width: 360 });
    await page.goto(`${stack.url}/file/purpose`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文');
    await page.getByRole('button', { name: '下一步' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('type');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/file\/matter/);
  });
});
