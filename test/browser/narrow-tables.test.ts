// The console's wide tables on a telephone: cards instead of a table that has to be pushed aside.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newKey, signedIn } from '../api/client.ts';
import { openBrowser } from '../support/browser.ts';
import { sharedStack, type SharedStack } from '../support/stack.ts';
import { desk, expectAccessible, phone, sitDown } from './desk.ts';

let stack: SharedStack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([sharedStack(), openBrowser()]);
  // Mails go out at once for what is urgent: the page of notices has rows.
  const clerk = await signedIn(stack.url, 'clerk');
  const urgent = { type: 'HELP', category: 'HAZARD', communityId: 'huludao', text: '界墙要倒了', victim: 'adult' };
  expect((await clerk.post('/api/v1/appeals', urgent, newKey())).status).toBe(201);
});
afterAll(async () => {
  await browser?.close();
});

describe('WCAG 1.4.10 tables reflow', () => {
  test.each([
    ['helpers', 'director', '名称', ['类别', '状态', '社区', '正在承接']],
    ['notices', 'director', '事由', ['结果', '诉求', '收件人', '产生', '发送']],
    ['policies', 'director', '时限', ['特急 U1', '纠纷 MED', '暂定紧急程度', '来源']],
  ])(
    '%s: nothing is pushed sideways on a telephone, and each field has its name',
    async (path, who, head, names) => {
      const { page, faults, leave } = await sitDown(browser, stack.url, who);
      await page.goto(`/console/${path}`);
      const row = page.locator('tbody tr').first();
      await row.waitFor();
      await page.waitForLoadState('networkidle');
      for (const name of [head, ...names]) await page.getByRole('columnheader', { name, exact: true }).waitFor();
      expect(await row.evaluate((element) => getComputedStyle(element).display)).toBe('table-row');
      for (const size of [phone, { width: 390, height: 844 }]) {
        await page.setViewportSize(size);
        expect(await page.evaluate(pushed), `${path} at ${size.width}`).toEqual([]);
        await expectAccessible(page);
      }
      expect(await page.evaluate(shownNames)).toEqual(expect.arrayContaining(names));
      // Nothing else stands before what names the row.
      expect(await row.evaluate(namedFirst)).toBe(true);
      await page.setViewportSize(desk);
      expect(faults).toEqual([]);
      await leave();
    },
    120_000,
  );

  test('users: nothing is pushed sideways on a telephone', { timeout: 120_000 }, async () => {
    const { page, leave } = await sitDown(browser, stack.url, 'admin', phone);
    await page.goto('/console/users');
    await page.locator('.users').getByText('张志强').waitFor();
    await page.waitForLoadState('networkidle');
    for (const size of [phone, { width: 390, height: 844 }]) {
      await page.setViewportSize(size);
      expect(await page.evaluate(pushed), `users at ${size.width}`).toEqual([]);
      await expectAccessible(page);
    }
    await leave();
  });
});

/** What holds more than it shows, sideways. */
function pushed(): string[] {
  return [...document.querySelectorAll('html, .table-scroll, .stacked, .stacked tbody *, .users, .users *')]
    .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth)
    .map((element) => `${element.outerHTML.slice(0, 120)} ${element.scrollWidth} > ${element.clientWidth}`);
}

/** Names of columns as the cards show them, each once. */
function shownNames(): string[] {
  const written = [...document.querySelectorAll('.stacked td')]
    .filter((cell) => cell.getClientRects().length > 0)
    .map((cell) => getComputedStyle(cell, '::before').content.replaceAll('"', ''));
  return [...new Set(written)];
}

function namedFirst(row: HTMLElement | SVGElement): boolean {
  const top = row.querySelector('th')?.getBoundingClientRect().top ?? Infinity;
  const cells = [...row.querySelectorAll('td')].filter((cell) => cell.getClientRects().length > 0);
  return cells.every((cell) => cell.getBoundingClientRect().top > top);
}
