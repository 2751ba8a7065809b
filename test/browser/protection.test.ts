// Who must be protected, at the desk and on the residents' pages: the emergency numbers first, the police, children, callers who call again.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { act, choose, expectAccessible, phone, sitDown } from './desk.ts';

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/** A resident's browser without scripts, as narrow as they come. */
async function resident(): Promise<Page> {
  const context = await browser.newContext({
    baseURL: stack.url,
    locale: 'zh-CN',
    javaScriptEnabled: false,
    viewport: { width: 320, height: 740 },
  });
  return context.newPage();
}

const next = (page: Page, name = '下一步') => page.getByRole('button', { name, exact: true }).click();

/** The place and the words, which every filing is asked for. */
async function tellWhere(page: Page, text: string): Promise<void> {
  await page.getByLabel('葫芦岛社区').check();
  await next(page);
  await page.getByLabel('八家巷小区').check();
  await next(page);
  await page.getByLabel('2号楼').check();
  await next(page);
  await page.getByLabel('发生了什么事？').fill(text);
  await next(page);
}

describe('§4.6 emergency, 反家庭暴力法 §14: the numbers first, then the police', () => {
  test('at the desk the numbers stand above the form; a case of violence asks for the police until that is done', async () => {
    const { page, faults, leave } = await sitDown(browser, stack.url, 'clerk');
    await page.goto('/console/register');
    const numbers = page.locator('.page-head .emergency');
    await numbers.waitFor();
    expect(await numbers.innerText()).toMatch(/110.*119.*120.*122/s);
    const above = await numbers.boundingBox();
    const form = await page.locator('form').boundingBox();
    expect((above?.y ?? 0) < (form?.y ?? 0)).toBe(true);

    await page.getByLabel('诉求人怎么说').fill('隔壁的孩子天天挨打，胳膊上都是伤');
    await choose(page, '社区', '葫芦岛社区');
    await choose(page, '类别', '家庭矛盾');
    await page.getByLabel('称谓').fill('张女士');
    await page.locator('#phone').fill('138 1234 0009');
    await page.getByLabel('有人遭受或疑似遭受家庭暴力').check();
    await page.getByText('请诉求人立即拨打 110，').waitFor();
    await page.getByRole('button', { name: '保存登记' }).click();
    await page.locator('#victim_help').waitFor();
    await page.getByLabel('未成年人', { exact: true }).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: '保存登记' }).click();
    await page.getByRole('link', { name: '记录报警情况' }).click();

    await page.getByRole('heading', { name: '请立即报警' }).waitFor();
    const no = page.url().split('/').at(-1) ?? '';
    await page.setViewportSize(phone);
    await expectAccessible(page);
    await page.locator('.police').getByRole('button', { name: '记录报警情况' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByText('本人不愿报警').count()).toBe(0);
    await dialog.getByLabel('报警情况').fill('10:05 拨打 110，接警单 20261124-0815，双塔派出所出警');
    await dialog.getByRole('button', { name: '确认记录报警' }).click();
    await page.getByRole('heading', { name: '已报警' }).waitFor();
    await page.getByText('接警单 20261124-0815').first().waitFor();
    expect(await page.getByText('待报警').count()).toBe(0);
    expect(faults).toEqual([]);
    await leave();

    const grid = await sitDown(browser, stack.url, 'grid');
    await grid.page.goto(`/console/appeals/${no}`);
    await grid.page.getByText('没有这件诉求').waitFor();
    await grid.leave();
  });

  test('in the list it says that the police are to be told, until it is recorded; found in the work as well', async () => {
    const { page, leave } = await sitDown(browser, stack.url, 'clerk');
    await page.goto('/console/register');
    await page.getByLabel('诉求人怎么说').fill('上门时看到老人身上有新伤');
    await choose(page, '社区', '葫芦岛社区');
    await choose(page, '类别', '养老助老');
    await page.getByLabel('称谓').fill('李先生');
    await page.locator('#phone').fill('138 1234 0010');
    await page.getByRole('button', { name: '保存登记' }).click();
    await page.getByRole('link', { name: '查看这件诉求' }).click();
    await act(page, '发现伤害', async (dialog) => {
      await dialog.getByLabel('失能、失智').check();
      await dialog.getByLabel('看到、听到什么').fill('手臂有淤青，老人说是儿子打的');
    });
    await page.getByRole('heading', { name: '请立即报警' }).waitFor();
    const no = page.url().split('/').at(-1) ?? '';
    await page.goto(`/console/appeals?text=${no}`);
    await page.getByRole('row').filter({ hasText: no }).getByText('待报警').waitFor();
    await leave();
  });

  test('on the residents’ pages the numbers come first, and who suffers is asked where the matter is about people', async () => {
    const page = await resident();
    await page.goto('/file/purpose');
    const order = await page.locator('main').innerText();
    expect(order.indexOf('110')).toBeGreaterThan(-1);
    expect(order.indexOf('110')).toBeLessThan(order.indexOf('您想做什么'));
    await page.getByLabel('请帮忙解决问题').check();
    await next(page);
    await page.getByLabel('家庭矛盾').check();
    await next(page);
    await page.getByRole('heading', { name: '有没有人受到伤害？' }).waitFor();
    await page.getByRole('link', { name: /110/ }).waitFor();
    await next(page);
    await page.getByText('请选一项：有没有人受到伤害').first().waitFor();
    await page.getByLabel('有，是孩子').check();
    await next(page);
    await tellWhere(page, '邻居家的孩子天天挨打');
    await page.getByLabel('匿名反映').check();
    await next(page);
    await page.getByText('有，是孩子').waitFor();
    await page.getByLabel('我看过并同意').check();
    await next(page, '提交');
    await page.waitForURL('**/file/done');
    await page.getByText('危险正在发生的，不要等').waitFor();
    await page.goto('/case');
    expect(await page.content()).not.toMatch(/公安|报警人|policeReport/);
    await page.context().close();
  });
});
