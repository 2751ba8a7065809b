import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '../../config/demo.ts';
import { openBrowser } from '../support/browser.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { act, choose, desk, expectAccessible, phone, register, said, sitDown, takeCall } from './desk.ts';

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

describe('signing in', () => {
  test('a wrong password is refused in words, the right one leads to where one wanted to go', async () => {
    const context = await browser.newContext({ baseURL: stack.url, viewport: desk, locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto('/console/appeals?overdue=true');
    await page.getByLabel('用户名').fill('clerk');
    await page.getByLabel('密码').fill('wrong');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('alert').getByText(/密码/).waitFor();
    await expectAccessible(page);
    await page.getByLabel('密码').fill(demoPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '诉求', exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe('?overdue=true');
    await context.close();
  });

  test('a demo installation offers its demo people', async () => {
    const context = await browser.newContext({ baseURL: stack.url, locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto('/console/sign-in');
    await page.getByRole('button', { name: '督办员 刘红梅' }).click();
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('heading', { name: '诉求', exact: true }).waitFor();
    await context.close();
  });

  test('who signs out leaves nothing behind and is asked before a draft goes', async () => {
    const { page, leave } = await sitDown(browser, stack.url, 'clerk');
    await page.goto('/console/register');
    await page.getByLabel('诉求人怎么说').fill('李先生电话 13900001111');
    await page.waitForFunction(() => Object.keys(localStorage).some((name) => name.startsWith('huying-draft')));
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByRole('button', { name: '删除草稿并退出' }).click();
    await page.waitForURL(/sign-in$/);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
      '13900001111',
    );
    await page.goto('/console/register');
    await page.waitForURL(/sign-in/);
    await leave();
  });
});

describe('registering', () => {
  test('a call becomes an appeal with number, query code and promised date; the draft goes with it', async () => {
    const { page, faults, leave } = await sitDown(browser, stack.url, 'clerk');
    await takeCall(page);
    await page.waitForFunction(() => Object.keys(localStorage).some((name) => name.startsWith('huying-draft')));
    await page.reload();
    await page.getByText('未保存的草稿').waitFor();
    expect(await page.getByLabel('称谓').inputValue()).toBe('张女士');
    await page.getByLabel('称谓').press('Control+Enter');
    await page.getByText('查询码', { exact: true }).waitFor();
    await page.getByText(/月\d+日（星期.）18:00前/).waitFor();
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('张女士');
    await expectAccessible(page);
    expect(faults).toEqual([]);
    await leave();
  });

  test('a known number brings up what it was used for, and one of them can be continued', async () => {
    const { page, faults, leave } = await sitDown(browser, stack.url, 'clerk');
    const earlier = await register(page, '前一件事', { phone: '13799990000' });
    await takeCall(page, '还是那件事');
    await page.locator('#phone').fill('137 9999 0000');
    await page.getByText('这个电话反映过 1 件：').waitFor();
    expect(await page.getByRole('link', { name: '前一件事' }).getAttribute('href')).toBe(`/console/appeals/${earlier}`);
    const choice = page.getByRole('radio', { name: `接续这件 ${earlier}` });
    await choice.check();
    await expectAccessible(page);
    // Another caller: what was chosen for the first goes.
    await page.locator('#phone').fill('137 9999 0001');
    await page.getByText('这个电话反映过').waitFor({ state: 'detached' });
    expect(await page.locator('#linkedTo').inputValue()).toBe('');
    await page.locator('#phone').fill('137 9999 0000');
    await choice.check();
    await page.getByLabel('称谓').press('Control+Enter');
    await page.getByText('查询码', { exact: true }).waitFor();
    await page.getByRole('link', { name: '查看这件诉求' }).click();
    await page.getByRole('link', { name: earlier }).waitFor();
    expect(faults).toEqual([]);
    await leave();
  });

  test('what is missing is said at its field, and nothing that was filled in is lost', async () => {
    const { page, leave } = await sitDown(browser, stack.url, 'clerk');
    await page.goto('/console/register');
    await page.getByLabel('诉求人怎么说').fill(said);
    await page.locator('#phone').fill('12345');
    await page.getByRole('button', { name: '保存登记' }).click();
    await page.getByText('请填写大陆手机号，或带区号的固定电话').waitFor();
    expect(await page.getByLabel('诉求人怎么说').inputValue()).toBe(said);
    await expectAccessible(page);
    await leave();
  });
});

test('a case goes from the call to the closing at the desks of those who do it', { timeout: 120_000 }, async () => {
  const clerk = await sitDown(browser, stack.url, 'clerk');
  const no = await register(clerk.page, `${said}（全程）`);
  await clerk.page.goto(`/console/appeals/${no}`);
  await act(clerk.page, '受理');
  await clerk.page.getByText('受理：求助，一般').waitFor();
  await clerk.leave();

  const at = async (username: string) => {
    const seat = await sitDown(browser, stack.url, username);
    await seat.page.goto(`/console/appeals/${no}`);
    return seat;
  };
  const dispatcher = await at('dispatcher');
  await act(dispatcher.page, '派单', (dialog) => choose(dialog, '主办单位', '物业服务中心'));
  await dispatcher.leave();

  const handler = await at('handler');
  await act(handler.page, '签收');
  await act(handler.page, '联系诉求人');
  await handler.page.getByRole('button', { name: '查看电话' }).click();
  await handler.page.getByRole('link', { name: '13812345678' }).waitFor();
  await act(handler.page, '办结', (dialog) => dialog.getByLabel('办理结果').fill('更换灯具两盏'));
  await act(handler.page, '答复', (dialog) => dialog.getByLabel('答复内容（居民可见）').fill('路灯已修好'));
  await expectAccessible(handler.page);
  await handler.leave();

  const callback = await at('callback');
  await act(callback.page, '回访反馈', async (dialog) => {
    await dialog.locator('#solved').getByText('是', { exact: true }).click();
    await dialog.getByText('基本满意').click();
  });
  await callback.page.getByText('已结案 · 已解决').first().waitFor();
  await callback.page.getByText('流程实况').click();
  await callback.page.getByText(`appeal-${no}`).waitFor();
  await expectAccessible(callback.page);
  expect(callback.faults).toEqual([]);
  await callback.leave();
});

test(
  'who was slower sees what the other did, keeps what was typed and may decide again',
  { timeout: 60_000 },
  async () => {
    const first = await sitDown(browser, stack.url, 'clerk');
    const no = await register(first.page, `${said}（两人）`);
    const second = await sitDown(browser, stack.url, 'clerk');
    await second.page.goto(`/console/appeals/${no}`);
    await second.page.locator('.actions').getByRole('button', { name: '转出' }).click();
    const dialog = second.page.getByRole('dialog');
    await dialog.getByLabel('转往的部门或单位').fill('县住建局');
    await dialog.getByLabel('向居民说明（居民可见）').fill('请联系县住建局');
    await dialog.getByText('我已核对，确认转出').click();

    await first.page.goto(`/console/appeals/${no}`);
    await act(first.page, '受理');
    await dialog.getByRole('button', { name: '确认转出' }).click();
    await dialog.getByText('有了新的办理').waitFor();
    await dialog.getByText('受理：求助，一般').waitFor();
    expect(await dialog.getByLabel('向居民说明（居民可见）').inputValue()).toBe('请联系县住建局');
    await expectAccessible(second.page);
    await dialog.getByRole('button', { name: '按最新情况转出' }).click();
    await second.page.getByText('转出，去向：县住建局').waitFor();
    await first.leave();
    await second.leave();
  },
);

describe('the work list', () => {
  test('filters stand in the address and survive a reload; the back button undoes them', async () => {
    const { page, leave } = await sitDown(browser, stack.url, 'clerk');
    await register(page, '井盖松动，等待受理');
    await page.goto('/console/appeals');
    await page.getByRole('link', { name: /^待受理/ }).click();
    await page.getByLabel('标题或编号中的文字').fill('井盖');
    await page.getByLabel('标题或编号中的文字').press('Enter');
    await page.waitForURL(/text=/);
    await page.reload();
    await page.getByRole('link', { name: '井盖松动，等待受理' }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.goBack();
    await page.waitForURL((at) => !at.search.includes('text'));
    expect(await page.getByLabel('标题或编号中的文字').inputValue()).toBe('');
    await expectAccessible(page);
    await leave();
  });

  test('nothing found is said in words, with a way back', async () => {
    const { page, leave } = await sitDown(browser, stack.url, 'supervisor');
    await page.goto('/console/appeals?text=没有这样的诉求');
    await page.getByText('没有符合条件的诉求').waitFor();
    await page.getByRole('button', { name: '清除条件，看全部在办' }).click();
    await page.waitForURL((at) => at.search === '');
    await leave();
  });

  test('a refresh moves no row under the pointer before it is gone', async () => {
    const { page, leave } = await sitDown(browser, stack.url, 'clerk');
    await register(page, '指针下的诉求');
    await page.goto('/console/appeals?text=指针');
    const rows = page.locator('.row-link');
    await rows.first().hover();
    await register(page, '指针外的急事', { category: 'HEAT_OUT' });
    await page.waitForTimeout(5_200);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
    await page.getByText('列表有变化').waitFor();
    expect(await rows.allTextContents()).toEqual(['指针下的诉求']);
    await page.mouse.move(5, 5);
    await rows.nth(1).waitFor();
    expect(await rows.allTextContents()).toEqual(['指针外的急事', '指针下的诉求']);
    await leave();
  });

  test('the arrow keys go from case to case and Enter opens one', async () => {
    const { page, leave } = await sitDown(browser, stack.url, 'clerk');
    await register(page, '键盘一');
    await register(page, '键盘二');
    await page.goto('/console/appeals');
    const links = page.locator('.row-link');
    await links.nth(1).waitFor();
    await links.first().focus();
    await page.keyboard.press('ArrowDown');
    const second = await links.nth(1).getAttribute('href');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(second);
    await page.keyboard.press('Enter');
    await page.waitForURL((at) => at.pathname === second);
    await leave();
  });
});

test.each([
  ['director', ['appeals', 'notices', 'policies', 'calendar']],
  ['admin', ['users']],
  ['clerk', ['register']],
])('the pages of the %s fit desk and phone', { timeout: 60_000 }, async (username, targets) => {
  const { page, faults, leave } = await sitDown(browser, stack.url, username);
  for (const target of targets) {
    await page.goto(`/console/${target}`);
    await page.locator('h1').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.title()).toMatch(/ · 呼应$/);
    for (const size of [desk, phone]) {
      await page.setViewportSize(size);
      await expectAccessible(page);
    }
  }
  expect(faults).toEqual([]);
  await leave();
});

test('a supervisor acknowledges what the clocks have raised', { timeout: 60_000 }, async () => {
  const clerk = await sitDown(browser, stack.url, 'clerk');
  const no = await register(clerk.page, '演示：处理时限以秒计', { communityId: 'demo' });
  await clerk.leave();
  const { page, leave } = await sitDown(browser, stack.url, 'supervisor');
  await page.goto(`/console/appeals/${no}`);
  const acknowledge = page.locator('.actions').getByRole('button', { name: '签收督办', exact: true });
  await acknowledge.waitFor({ timeout: 40_000 });
  await page.getByText('处理时限届满，未办，记为超期').waitFor();
  await act(page, '签收督办');
  await page.getByText('1 级督办·处置').waitFor();
  await expectAccessible(page);
  await leave();
});

test('an administrator ends a colleague’s sessions at once', { timeout: 60_000 }, async () => {
  const grid = await sitDown(browser, stack.url, 'grid');
  const admin = await sitDown(browser, stack.url, 'admin');
  await admin.page.goto('/console/users');
  await admin.page.getByRole('button', { name: '停用周小梅' }).click();
  await admin.page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
  // Pointed at, a message stays; what was asked is over all the same.
  await admin.page.getByText('周小梅已停用').hover();
  await admin.page.getByRole('dialog').waitFor({ state: 'detached' });
  await grid.page.goto('/console/appeals');
  await grid.page.getByLabel('用户名').waitFor();
  await admin.page.getByRole('button', { name: '启用周小梅' }).click();
  await admin.page.getByRole('dialog').getByRole('button', { name: '启用' }).click();
  await admin.page.getByText('周小梅已启用').waitFor();
  await grid.leave();
  await admin.leave();
});
