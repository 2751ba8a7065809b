import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '../../config/demo.ts';
import type { Station } from '../../contracts/stations.ts';
import { openApi, signedIn, type Api } from '../api/client.ts';
import { openBrowser } from '../support/browser.ts';
import { choose, desk, expectAccessible, phone, sitDown } from './desk.ts';

// Nothing here waits for a worker.
let stack: Api;
let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), 'huying-lists-'));
/** Where pictures of the pages go when somebody wants to look at them. */
const pictures = process.env.PICTURES;

beforeAll(async () => {
  [stack, browser] = await Promise.all([openApi(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const look = async (page: { screenshot(options: object): Promise<unknown> }, name: string) => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};

describe('§8 every role sees its own', () => {
  test.each([
    ['liaison1', /\/console\/tasks$/],
    ['member1', /\/console\/tasks$/],
    ['admin', /\/console\/users$/],
  ])('%s signs in on a phone and stands where their own work is, whatever page they ask for', async (username, own) => {
    const context = await browser.newContext({ baseURL: stack.url, locale: 'zh-CN', viewport: phone });
    const page = await context.newPage();
    await page.goto('/console/sign-in');
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码').fill(demoPassword);
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL(own);
    await page.goto('/console/appeals');
    await page.waitForURL(own);
    await context.close();
  });
});

describe('the directory', () => {
  test('a list is corrected, imported by one person and verified by another', async () => {
    const clerk = await sitDown(browser, stack.url, 'clerk');
    await clerk.page.goto('/console/helpers');
    await clerk.page.getByText(/共 \d+ 项/).waitFor();
    await expectAccessible(clerk.page);
    await look(clerk.page, 'directory');
    await clerk.page.getByRole('link', { name: '导入名单' }).click();
    // Not the demo one, though it stands first among theirs.
    await clerk.page.getByRole('region', { name: '上传' }).getByText('葫芦岛社区').waitFor();
    const file = join(folder, '名单.csv');
    const heading = '类别,单位或团队名称,姓名或联系人,电话,能力,是否同意';
    writeFileSync(file, `${heading}\n在职党员,,钱导入,1380013,电工照明,是\n在职党员,,孙导入,13800138001,电工,是\n`);
    await clerk.page.getByLabel('选择文件').setInputFiles(file);
    await clerk.page.getByRole('cell', { name: '没有“电工”这项能力' }).waitFor();
    await expectAccessible(clerk.page);
    await look(clerk.page, 'import-issues');
    writeFileSync(file, `${heading}\n在职党员,,钱导入,13800138000,电工照明,是\n在职党员,,孙导入,13800138001,,是\n`);
    await clerk.page.getByLabel('选择文件').setInputFiles(file);
    await clerk.page.getByRole('button', { name: '录入 2 项' }).click();
    await clerk.page.getByText('已录入 2 项').waitFor();
    await clerk.page.getByText('钱**').first().waitFor();
    expect(clerk.faults).toEqual([]);
    await clerk.leave();

    const head = await sitDown(browser, stack.url, 'supervisor');
    await head.page.goto('/console/helpers?text=13800138000');
    await head.page.getByRole('link', { name: '钱**' }).click();
    await head.page.getByRole('button', { name: '查看联系方式' }).click();
    await head.page.getByRole('dialog').getByRole('button', { name: '确认' }).click();
    await head.page.getByText('钱导入 · 13800138000').waitFor();
    await head.page.getByRole('button', { name: '核实', exact: true }).click();
    await head.page.getByRole('dialog').getByRole('button', { name: '确认' }).click();
    await head.page.getByText('已核实').first().waitFor();
    await head.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await expectAccessible(head.page);
    await look(head.page, 'entry');
    expect(head.faults).toEqual([]);
    await head.leave();
  });

  test('fits a phone', async () => {
    const { page, leave } = await sitDown(browser, stack.url, 'supervisor', phone);
    for (const [name, path] of [
      ['directory-phone', '/console/helpers'],
      ['entry-phone', '/console/helpers/member-0001'],
      ['import-phone', '/console/helpers/import'],
    ] as const) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
      await look(page, name);
    }
    await leave();
  }, 60_000);
});

describe('issue 4 §1 one entry in the console', () => {
  test('a clerk enters a member: complaints stand at their fields, a wrong way out loses nothing, somebody else verifies', async () => {
    const { page, faults, leave } = await sitDown(browser, stack.url, 'clerk', phone);
    await page.goto('/console/helpers');
    await page.getByRole('link', { name: '录入一个' }).click();
    await choose(page, '社区', '双塔社区');
    await page.getByLabel('姓名').fill('孔一鸣');
    await page.getByLabel('电话', { exact: true }).fill('1380013');
    await page.getByLabel('电工照明').check();
    await page.getByRole('button', { name: '填写时间' }).click();
    for (const day of ['周一', '周二', '周三', '周四', '周五']) await page.getByLabel(day).uncheck();
    await page.getByRole('button', { name: '录入', exact: true }).click();
    await page.getByText('请填写大陆手机号，或带区号的固定电话').waitFor();
    await page.getByText('请选择星期几').waitFor();
    await focused(page.getByLabel('电话', { exact: true }));
    await expectAccessible(page);
    await look(page, 'enter-phone');
    await page.getByRole('link', { name: '日历' }).click();
    await page.getByRole('heading', { name: '日历' }).waitFor();
    await page.goBack();
    await page.getByText(/^已恢复/).waitFor();
    expect(await page.getByLabel('姓名').inputValue()).toBe('孔一鸣');
    await page.getByLabel('电话', { exact: true }).fill('140 0001 0080');
    await page.getByLabel('周六').check();
    await page.getByRole('button', { name: '录入', exact: true }).click();
    // The number is somebody's who is there already.
    await page.getByText(/名录中已有相同的电话/).waitFor();
    await page.getByLabel('电话', { exact: true }).fill('139 1234 0001');
    await page.getByLabel('电话', { exact: true }).press('Enter');
    await page.getByRole('heading', { name: /孔\*\*/ }).waitFor();
    await page.getByText('周六 08:30-18:00').waitFor();
    await page.getByText('请另一位负责人核实').or(page.getByText('待核实')).first().waitFor();
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('孔一鸣');
    expect(faults).toEqual([]);
    await leave();
  });

  test('a head corrects it beside another: both changes stand, the masked number stays, consent is not taken back by a slip', async () => {
    const { page, faults, leave } = await sitDown(browser, stack.url, 'supervisor', desk);
    await page.goto('/console/helpers?text=13912340001');
    await page.getByRole('link', { name: '孔**' }).click();
    await page.getByRole('link', { name: '更正' }).click();
    await page.getByPlaceholder('不改请留空（现为 139****0001）').waitFor();
    await page.getByLabel('急救培训').check();
    await page.getByLabel(/已书面或当面同意/).check();
    await expectAccessible(page);
    await look(page, 'correct');
    const id = /helpers\/([^/]+)\/correct/.exec(page.url())?.[1] ?? '';
    const clerk = await stack.as('clerk');
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ version: 1, capabilities: ['plumbing'] });
    expect((await clerk.send(`/api/v1/helpers/${id}`, { method: 'PATCH', headers, body })).status).toBe(200);
    await page.getByRole('button', { name: '保存更正' }).click();
    await page.getByText('刚被其他人改动过（能帮什么忙）').waitFor();
    expect(await page.getByLabel('水管维修').isChecked()).toBe(true);
    expect(await page.getByLabel('急救培训').isChecked()).toBe(true);
    await page.getByRole('button', { name: '保存更正' }).click();
    await page.getByText('水管维修').waitFor();
    await page.getByText('急救培训').first().waitFor();
    await page.getByText('139****0001').waitFor();
    await page.getByRole('link', { name: '更正' }).click();
    await page.getByLabel(/已书面或当面同意/).uncheck();
    await page.getByRole('button', { name: '保存更正' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '撤回同意' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await page.getByLabel(/已书面或当面同意/).isChecked()).toBe(false);
    expect(faults).toEqual([]);
    await leave();
  });
});

describe('§6 service stations in the console', () => {
  test('one is added, put right and taken out of use after a question', async () => {
    const { page, faults, leave } = await sitDown(browser, stack.url, 'grid', phone);
    await page.goto('/console/helpers/stations?community=shuangta');
    await page.getByRole('listitem').first().waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: '增加服务站' }).click();
    await page.getByRole('button', { name: '增加', exact: true }).click();
    await page.getByText('不能为空').first().waitFor();
    await expectAccessible(page);
    await page.getByLabel('名称').fill('丰林党群服务站');
    await page.getByLabel('地址').fill('南门东侧一楼');
    await choose(page, '所在小区（可不填）', '丰林小区');
    await page.getByRole('button', { name: '填写时间' }).click();
    await page.getByRole('button', { name: '增加', exact: true }).click();
    const station = page.getByRole('listitem').filter({ hasText: '丰林党群服务站' });
    await station.getByText('丰林小区 · 南门东侧一楼').waitFor();
    await station.getByText('周一至周五 08:30-18:00').waitFor();
    await look(page, 'stations-phone');
    await station.getByRole('link').click();
    // Meanwhile somebody else corrects the same station.
    await page.getByLabel('在用').waitFor();
    const clerk = await signedIn(stack.url, 'clerk');
    const { json } = await clerk.get<{ items: Station[] }>('/api/v1/stations?community=shuangta');
    const { id } = json.items.find(({ name }) => name === '丰林党群服务站') ?? {};
    const { status } = await clerk.send(`/api/v1/stations/${id ?? ''}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ version: 1, address: '北门西侧' }),
    });
    expect(status).toBe(200);
    await page.getByLabel('在用').uncheck();
    await page.getByRole('button', { name: '保存更正' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
    await page.getByText('刚被其他人改动过（地址）').waitFor();
    expect(await page.getByLabel('地址').inputValue()).toBe('北门西侧');
    expect(await page.getByLabel('在用').isChecked()).toBe(false);
    await expectAccessible(page);
    await look(page, 'station-stale-phone');
    await page.getByRole('button', { name: '保存更正' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
    await station.getByText('已停用').waitFor();
    expect(faults).toEqual([]);
    await leave();
  });
});

describe('issue 4 §1 members’ data are their own to see and correct', () => {
  test('a member sees the whole entry and how answers count, corrects it, pauses and comes back, on a phone', async () => {
    const { page, faults, leave } = await sitDown(browser, stack.url, 'member1', phone);
    await page.goto('/console/');
    await page.getByRole('link', { name: '我的资料' }).click();
    await page.getByText('何立新').first().waitFor();
    await page.getByText('50（满分 100）').waitFor();
    await expectAccessible(page);
    await look(page, 'own-entry');
    await page.getByRole('link', { name: '更正资料' }).click();
    expect(await page.getByLabel('姓名').inputValue()).toBe('何立新');
    await page.getByLabel('有免打扰时段').check();
    await page.getByLabel('免打扰结束').fill('22:00');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('开始和结束不能相同').waitFor();
    await expectAccessible(page);
    await page.getByLabel('免打扰结束').fill('06:30');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('22:00-06:30').waitFor();
    await page.getByRole('button', { name: '暂停一阵' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '暂停一阵' }).click();
    await page.getByText('手上的事请照常办完').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await expectAccessible(page);
    await page.getByRole('button', { name: '重新开始' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '重新开始' }).click();
    await page.getByText('有合适的事会来问您').waitFor();
    expect(faults).toEqual([]);
    await leave();
  });
});

const focused = async (where: Locator) =>
  expect(await where.evaluate((node) => node === document.activeElement)).toBe(true);

describe('报到 by oneself', () => {
  test('works without scripts, on a phone, in large type', async () => {
    for (const [width, large] of [
      [1280, false],
      [390, false],
      [320, true],
    ] as const) {
      const context = await browser.newContext({
        baseURL: stack.url,
        viewport: { width, height: 800 },
        locale: 'zh-CN',
        javaScriptEnabled: false,
      });
      const page = await context.newPage();
      await page.goto('/join');
      if (large) await page.getByRole('button', { name: '长辈版' }).click();
      await page.goto('/join/unit');
      await look(page, `join-${width}`);
      await page.getByRole('button', { name: '提交报到' }).click();
      await page.getByText(/有 \d 处需要改一下/).waitFor();
      await look(page, `join-errors-${width}`);
      await context.close();
      // axe itself is a script: the same page again, with scripts.
      const scripted = await browser.newContext({
        baseURL: stack.url,
        viewport: { width, height: 800 },
        locale: 'zh-CN',
      });
      const again = await scripted.newPage();
      for (const path of ['/join', '/join/unit', '/join/consent', '/join/done']) {
        await again.goto(path);
        await expectAccessible(again);
      }
      await scripted.close();
    }
  }, 120_000);
});
