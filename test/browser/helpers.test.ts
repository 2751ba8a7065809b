import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { expectAccessible, phone, sitDown } from './desk.ts';

let stack: Stack;
let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), 'huying-lists-'));
/** Where pictures of the pages go when somebody wants to look at them. */
const pictures = process.env.PICTURES;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const look = async (page: { screenshot(options: object): Promise<unknown> }, name: string) => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};

describe('the directory', () => {
  test('a list is corrected, imported by one person and verified by another', async () => {
    const clerk = await sitDown(browser, stack.url, 'clerk');
    await clerk.page.goto('/console/helpers');
    await clerk.page.getByText(/共 \d+ 项/).waitFor();
    await expectAccessible(clerk.page);
    await look(clerk.page, 'directory');
    await clerk.page.getByRole('link', { name: '导入名单' }).click();
    await clerk.page.getByText('演示社区').or(clerk.page.getByText('双塔社区')).first().waitFor();
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
