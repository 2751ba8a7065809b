// A forgotten password at the desks of those whom it concerns, and one's own changed.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '../../config/demo.ts';
import { accounts, backstage } from '../api/account-acts.ts';
import { openApi, type Api } from '../api/client.ts';
import { openBrowser } from '../support/browser.ts';
import { choose, expectAccessible, sitDown } from './desk.ts';

let api: Api;
let browser: Browser;
beforeAll(async () => {
  [api, browser] = await Promise.all([openApi(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await api?.stop();
});

const narrow = { width: 390, height: 844 };
const own = 'bailu zai hetan shang';

async function signIn(page: Page, password: string, username: string): Promise<void> {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
}

describe('§8 a forgotten password', () => {
  test('the administrator renews it, the person signs in with it, must choose their own, and works on', async () => {
    const admin = await sitDown(browser, api.url, 'admin');
    const person = await sitDown(browser, api.url, 'dispatcher');
    await person.page.goto('/console/appeals');
    await admin.page.goto('/console/users');
    await admin.page.locator('.users').getByRole('link', { name: '李建国', exact: true }).click();
    await admin.page.getByRole('heading', { name: '李建国' }).waitFor();
    await expectAccessible(admin.page);
    await admin.page.getByRole('button', { name: '重置密码' }).click();
    await admin.page.getByRole('dialog').getByRole('button', { name: '重置', exact: true }).click();
    const password = await admin.page.locator('.one-time code').innerText();
    await expectAccessible(admin.page);
    await admin.page.getByRole('button', { name: '已记下，关闭' }).click();
    await admin.page.locator('.user-changes').getByText('重置密码').waitFor();
    expect(await admin.page.content()).not.toContain(password);

    await person.page.goto('/console/helpers');
    await signIn(person.page, password, 'dispatcher');
    await person.page.getByText('李建国，请先换成自己的密码').waitFor();
    // Wherever they turn.
    await person.page.goto('/console/helpers');
    await person.page.getByText('李建国，请先换成自己的密码').waitFor();
    await expectAccessible(person.page);
    await person.page.getByLabel('一次性密码').fill(password);
    await person.page.getByLabel('新密码', { exact: true }).fill(own);
    await person.page.getByLabel('再填一次新密码').fill(`${own}!`);
    await person.page.getByRole('button', { name: '换好，开始工作' }).click();
    await person.page.getByText('两次填写的新密码不一样').waitFor();
    await person.page.getByLabel('再填一次新密码').fill(own);
    await person.page.getByRole('button', { name: '换好，开始工作' }).click();
    await person.page.getByRole('link', { name: '我的账号：李建国' }).waitFor();
    expect(new URL(person.page.url()).pathname).toBe('/console/helpers');
    expect([...admin.faults, ...person.faults]).toEqual([]);
    await admin.leave();
    await person.leave();
  });
});

describe('§8 one’s own password at the console', () => {
  test.each([
    ['a member of staff', 'callback'],
    ['a helper', 'member1'],
  ])('is changed by %s on a phone, who goes on there', async (_who, username) => {
    const { page, faults, leave } = await sitDown(browser, api.url, username, narrow);
    await page.goto('/console/');
    await page.getByRole('link', { name: /^我的账号/ }).click();
    await page.getByRole('heading', { name: '换密码' }).waitFor();
    await expectAccessible(page);
    const fill = async (current: string) => {
      await page.getByLabel('现在的密码').fill(current);
      await page.getByLabel('新密码', { exact: true }).fill(own);
      await page.getByLabel('再填一次新密码').fill(own);
      await page.getByRole('button', { name: '换密码' }).click();
    };
    await fill('not the password');
    await page.getByText('现在的密码不对').waitFor();
    expect(await page.getByLabel('新密码', { exact: true }).inputValue()).toBe(own);
    await fill(demoPassword);
    await page.getByText('密码已更换，其他地方的登录已失效').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: '我的账号' }).waitFor();
    expect(faults).toEqual([]);
    await leave();
  });
});

describe('§8 accounts and posts at the console', () => {
  test('on a phone: a new account, one post more, and one less after what it means is said', async () => {
    const { page, faults, leave } = await sitDown(browser, api.url, 'admin', narrow);
    await page.goto('/console/users');
    await page.locator('.users').getByRole('link', { name: '周小梅', exact: true }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: '新建账号' }).click();
    await page.getByLabel('姓名').fill('白新人');
    await page.getByLabel('用户名').fill('admin');
    await page.getByLabel('邮箱').fill('bai@example.org');
    await page.getByRole('button', { name: '新建', exact: true }).click();
    await page.getByText('此项必填').first().waitFor();
    await choose(page, '岗位', '承办人');
    await choose(page, '社区', '双塔社区');
    await choose(page, '单位', '供电所');
    // The list of units has still to go.
    await page.locator('.ant-select-dropdown:visible').first().waitFor({ state: 'hidden' });
    await expectAccessible(page);
    await page.getByRole('button', { name: '新建', exact: true }).click();
    await page.getByText('这个用户名已有人用').waitFor();
    await page.getByLabel('用户名').fill('baixr');
    await page.getByRole('button', { name: '新建', exact: true }).click();
    await page.locator('.one-time code').waitFor();
    await page.getByRole('button', { name: '已记下，关闭' }).click();
    await page.getByRole('heading', { name: '白新人' }).waitFor();
    await choose(page, '岗位', '受理员');
    await choose(page, '社区', '双塔社区');
    await page.getByRole('button', { name: '增加', exact: true }).click();
    await page.getByText('已给白新人增加岗位').waitFor();
    await page.getByRole('button', { name: '去掉岗位：承办人 · 供电所，双塔社区' }).click();
    await page.getByRole('dialog').getByText('立即生效').waitFor();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: '去掉' }).click();
    await page.locator('.user-changes').getByText('去掉岗位：承办人 · 供电所 · 双塔社区').waitFor();
    expect(await page.locator('.user-held > li').allInnerTexts()).toEqual([expect.stringContaining('受理员')]);
    expect(faults).toEqual([]);
    await leave();
  });

  test('a helper’s post, which is not given here, is taken after that is said', async () => {
    const { page, faults, leave } = await sitDown(browser, api.url, 'admin');
    await page.goto('/console/users');
    await page.locator('.users').getByRole('link', { name: '吕向阳', exact: true }).click();
    await page.getByRole('button', { name: /^去掉岗位：在职党员/ }).click();
    await page.getByRole('dialog').getByText('这里也不能再加').waitFor();
    expect(await page.getByRole('dialog').innerText()).not.toContain('没有其他');
    expect(faults).toEqual([]);
    await leave();
  });

  test('who takes a post of their own sees at once what is left to them', async () => {
    await backstage(api).give('admin', 'clerk', ['shuangta']);
    const { page, faults, leave } = await sitDown(browser, api.url, 'admin');
    await page.goto('/console/users');
    await page.locator('.users').getByRole('link', { name: '郑管理', exact: true }).click();
    const nav = page.getByRole('navigation').getByRole('link', { name: '登记', exact: true });
    await nav.waitFor();
    await page.getByRole('button', { name: '去掉岗位：受理员，双塔社区' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '去掉' }).click();
    await nav.waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
    await leave();
  });

  test('an auditor reads who did what, and changes nothing', async () => {
    await accounts.addPost(await api.as('admin'), 'grid', 'mediator');
    const { page, faults, leave } = await sitDown(browser, api.url, 'auditor');
    await page.goto('/console/users');
    await page.getByRole('heading', { name: '最近的变动' }).waitFor();
    await page.locator('.user-changes').getByText('增加岗位：调解员 · 双塔社区').waitFor();
    await page.locator('.users').getByRole('link', { name: '周小梅', exact: true }).click();
    await page.getByRole('heading', { name: '变动记录' }).waitFor();
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
    await expectAccessible(page);
    expect(faults).toEqual([]);
    await leave();
  });
});
