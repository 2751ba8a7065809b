// The work list in Chromium. 挂牌督办: a director lists a case, everybody sees it and can look at such cases alone, and lifting it undoes that.
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
      // It follows the address, which follows the click.
      await only.click();
      await page.waitForURL((at) => at.search === '');
      await row.waitFor();
      expect(await row.getByText('挂牌督办', { exact: true }).count()).toBe(0);
      expect([...director.faults, ...clerk.faults]).toEqual([]);
      await director.leave();
      await clerk.leave();
    },
  );
});

describe('§7 first pages, under a finger on a telephone', () => {
  test('what is pressed is 44 px high, one sees where one is, and nothing lies under the cross of a dialog', async () => {
    const clerk = await sitDown(browser, stack.url, 'clerk');
    const no = await register(clerk.page, '八家巷小区三号楼前面的路灯坏了一个多星期，晚上看不见路，老人出门怕摔着');
    const context = await browser.newContext({ baseURL: stack.url, viewport: phone, hasTouch: true, isMobile: true });
    await context.addCookies(await clerk.page.context().cookies());
    const page = await context.newPage();
    for (const path of ['appeals', `appeals/${no}`, 'policies']) {
      await page.goto(`/console/${path}`);
      await page.locator('h1').waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate(lowTargets), path).toEqual([]);
      const here = await page.locator('.nav [aria-current="page"]').boundingBox();
      expect(here && here.x >= 0 && here.x + here.width <= phone.width, path).toBe(true);
      await expectAccessible(page);
    }
    await page.goto('/console/appeals');
    // The card, not only its title.
    await page
      .locator('.appeals tr')
      .filter({ hasText: no })
      .click({ position: { x: 6, y: 6 } });
    await page.waitForURL(`**/${no}`);
    await page.locator('.actions').getByRole('button', { name: '内部备注', exact: true }).click();
    const [title, cross] = [page.locator('.ant-modal-title'), page.locator('.ant-modal-close')];
    await cross.waitFor();
    const words = await title.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getBoundingClientRect().right;
    });
    expect(words).toBeLessThanOrEqual((await cross.locator('svg').boundingBox())?.x ?? 0);
    await context.close();
    await clerk.leave();
  }, 120_000);
});

/** What is lower than a finger needs; of a card the whole is pressed, of a box of antd's the frame around its input. */
function lowTargets(): string[] {
  return [...document.querySelectorAll('a, button, summary, .ant-select, .ant-input, .ant-input-affix-wrapper')]
    .filter(
      (element) =>
        element.getClientRects().length > 0 && !element.matches('.skip, .row-link, .ant-input-affix-wrapper *'),
    )
    .filter((element) => element.getBoundingClientRect().height < 43.5)
    .map((element) => element.outerHTML.slice(0, 120));
}
