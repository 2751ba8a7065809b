// 挂牌督办 in Chromium: a director lists a case, everybody sees it and can look at such cases alone, and lifting it undoes that.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { act, expectAccessible, phone, register, sitDown } from './desk.ts';

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

describe('§4.2 list', () => {
  test(
    'a director lists a case with a reason; its mark, the quick view and the filter show it until it is lifted',
    { timeout: 120_000 },
    async () => {
      const clerk = await sitDown(browser, stack.url, 'clerk');
      const no = await register(clerk.page, '小区大门前路灯久拖不修');
      await register(clerk.page, '另一处路灯不亮');

      const director = await sitDown(browser, stack.url, 'director');
      await director.page.goto(`/console/appeals/${no}`);
      await act(director.page, '挂牌督办', async (dialog) => {
        await dialog.getByText(/挂牌是最高一级的督办/).waitFor();
        await dialog.getByRole('button', { name: /^确认/ }).click();
        await dialog.getByText('此项必填').waitFor();
        await dialog.getByLabel('挂牌理由和要求').fill('三次答应都没有修，本周五前修好');
      });
      const head = director.page.locator('.case-head');
      await head.getByText('挂牌督办', { exact: true }).waitFor();
      await director.page.getByText('三次答应都没有修，本周五前修好').waitFor();
      await expectAccessible(director.page);

      const { page } = clerk;
      await page.goto('/console/appeals');
      const row = page.locator('tbody tr').filter({ hasText: no });
      await row.getByText('挂牌督办', { exact: true }).waitFor();
      expect(await page.locator('tbody tr').count()).toBe(2);
      const view = page.getByRole('link', { name: /^挂牌督办/ });
      await page.getByRole('link', { name: /^挂牌督办\s*，\s*1\s*件/ }).waitFor();
      await view.click();
      await page.waitForURL((at) => at.search === '?listed=true');
      await page.reload();
      await row.waitFor();
      expect(await page.locator('tbody tr').count()).toBe(1);
      expect(await view.getAttribute('aria-current')).toBe('true');
      const only = page.getByRole('checkbox', { name: '只看挂牌督办' });
      expect(await only.isChecked()).toBe(true);
      await expectAccessible(page);
      await page.setViewportSize(phone);
      await row.getByText('挂牌督办', { exact: true }).waitFor();
      await expectAccessible(page);

      await act(director.page, '解除挂牌', (dialog) => dialog.getByLabel('解除理由').fill('已经修好'));
      await head.getByText('挂牌督办', { exact: true }).waitFor({ state: 'detached' });
      await director.page.getByText(/挂牌督办，.*陈国栋；.*由陈国栋解除/).waitFor();
      await director.page.getByText('已经修好').waitFor();
      await page.reload();
      await page.getByText('没有挂牌督办的诉求。').waitFor();
      await page.setViewportSize({ width: 1280, height: 860 });
      await only.uncheck();
      await page.waitForURL((at) => at.search === '');
      await row.waitFor();
      expect(await row.getByText('挂牌督办', { exact: true }).count()).toBe(0);
      expect([...director.faults, ...clerk.faults]).toEqual([]);
      await director.leave();
      await clerk.leave();
    },
  );
});
