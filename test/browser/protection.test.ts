// Who must be protected, at the desk and on the residents' pages: the emergency numbers first, the police, children, callers who call again.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { act, choose, expectAccessible, phone, register, sitDown, takeCall } from './desk.ts';

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

describe('§4.6 repeat callers: a progress answer instead of a new case', () => {
  test('the clerk reads out how it stands, and one press records the call', async () => {
    const { page, faults, leave } = await sitDown(browser, stack.url, 'clerk');
    const no = await register(page, '3号楼前的路灯不亮', { phone: '13799998888' });
    await takeCall(page, '又来问路灯');
    await page.locator('#phone').fill('137 9999 8888');
    await page
      .getByText(
        /读给来电人：您\d+月\d+日（星期.）反映的“3号楼前的路灯不亮”，已经收到，答应您\d+月\d+日（星期.）\d\d:\d\d前办完这件事。/,
      )
      .waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: `记录催问 ${no}` }).click();
    await page.getByText('已记录，已提醒该办的人').waitFor();
    await page.setViewportSize(phone);
    await expectAccessible(page);
    await page.goto(`/console/appeals/${no}`);
    await page.getByText('诉求人来电催问，已答复进度并提醒承办').waitFor();
    expect(faults).toEqual([]);
    await leave();
  });

  test('a resident who files the same again is led to the case that is open in their browser, and nobody else is', async () => {
    const filing = async (page: Page) => {
      await page.goto('/file/purpose');
      await page.getByLabel('请帮忙解决问题').check();
      await next(page);
      await page.getByLabel('路灯、楼道灯').check();
      await next(page);
      await tellWhere(page, '路灯坏了');
      await page.getByLabel('留下称谓和电话').check();
      await page.getByLabel('怎么称呼您').fill('王阿姨');
      await page.getByLabel('电话', { exact: true }).fill('13677776666');
      await next(page);
    };
    const own = await resident();
    await filing(own);
    await own.getByText('以前反映过同一件事的，不用再报').waitFor();
    await own.getByLabel('我看过并同意').check();
    await next(own, '提交');
    await own.waitForURL('**/file/done');
    await own.getByRole('button', { name: '再反映一件事' }).click();
    await filing(own);
    await own.getByText('反映过同一类的事').waitFor();
    await own.getByRole('link', { name: '看那件事的进度' }).click();
    await own.waitForURL('**/case');
    const stranger = await resident();
    await filing(stranger);
    expect(await stranger.getByText('反映过同一类的事').count()).toBe(0);
    await own.context().close();
    await stranger.context().close();
  });
});

describe('§9 个人信息保护法 §31: a guardian’s consent, asked only when it is needed', () => {
  test('at the desk the block opens for a child, refuses in words without consent, and stays away where somebody suffers', async () => {
    const { page, faults, leave } = await sitDown(browser, stack.url, 'clerk');
    await takeCall(page, '放学路上井盖松了');
    expect(await page.getByLabel('监护人称谓').count()).toBe(0);
    await page.getByLabel('诉求人未满 14 周岁').check();
    await page.getByLabel('监护人称谓').waitFor();
    await page.getByRole('button', { name: '保存登记' }).click();
    await page.getByText('须先取得父母或其他监护人的同意，并写明').first().waitFor();
    await expectAccessible(page);
    await page.getByLabel('有人遭受或疑似遭受家庭暴力').check();
    await page.getByText('不用监护人同意，也不要联系监护人').waitFor();
    await page.getByLabel('有人遭受或疑似遭受家庭暴力').uncheck();
    await page.getByLabel('监护人称谓').fill('王女士');
    await page.getByLabel('监护人电话').fill('13812340002');
    await page.getByText('电话同意').click();
    await page.setViewportSize(phone);
    await expectAccessible(page);
    await page.getByRole('button', { name: '保存登记' }).click();
    await page.getByRole('link', { name: '查看这件诉求' }).click();
    await page.getByText('未满 14 周岁，监护人 王** 138****0002，电话同意').waitFor();
    expect(faults).toEqual([]);
    await leave();
  });

  test('in an emergency the child’s case goes ahead, and the consent is noted afterwards', async () => {
    const { page, leave } = await sitDown(browser, stack.url, 'clerk');
    await takeCall(page, '墙要倒了');
    await choose(page, '类别', '安全隐患');
    await page.getByLabel('诉求人未满 14 周岁').check();
    await page.getByRole('button', { name: '保存登记' }).click();
    await page.getByRole('link', { name: '查看这件诉求' }).click();
    await page.getByText('监护人同意待补记').waitFor();
    await act(page, '补记监护人同意', async (dialog) => {
      await dialog.getByLabel('监护人称谓').fill('王女士');
      await dialog.getByLabel('监护人电话').fill('13812340002');
    });
    await page.getByText('监护人 王** 138****0002，电话同意').waitFor();
    await leave();
  });

  test('on the residents’ pages a child is asked for the guardian beside them', async () => {
    const page = await resident();
    await page.goto('/file/purpose');
    await page.getByLabel('请帮忙解决问题').check();
    await next(page);
    await page.getByLabel('路灯、楼道灯').check();
    await next(page);
    await tellWhere(page, '楼道灯坏了');
    await page.getByLabel('留下称谓和电话').check();
    expect(await page.getByLabel('怎么称呼监护人').isVisible()).toBe(false);
    await page.getByLabel('怎么称呼您').fill('小明');
    await page.getByLabel('电话', { exact: true }).fill('13677776666');
    await page.getByLabel('我不满 14 岁').check();
    await page.getByLabel('怎么称呼监护人').waitFor();
    await next(page);
    await page.getByText('请填写怎么称呼监护人').first().waitFor();
    await page.getByLabel('怎么称呼监护人').fill('王女士');
    await page.getByLabel('监护人的电话').fill('13812340002');
    await page.getByLabel('我是监护人，同意').check();
    await next(page);
    await page.getByText('王女士，13812340002，已同意').waitFor();
    await page.getByLabel('我看过并同意').check();
    await next(page, '提交');
    await page.waitForURL('**/file/done');
    await page.context().close();
  });
});
