// What a resident does in a browser, and what their pages must hold to, for the tests that drive Chromium.
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectNoViolations } from '../support/accessible.ts';

/** A page of a browser of one's own. */
export async function open(browser: Browser, options: { javaScriptEnabled: boolean; width: number }): Promise<Page> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    javaScriptEnabled: options.javaScriptEnabled,
    viewport: { width: options.width, height: 740 },
  });
  return context.newPage();
}

const inspectors = new WeakMap<Browser, Promise<Page>>();

/**
 * Fits the screen, its targets and letters are large, and axe finds nothing; also when the text is twice as large. The checks run scripts,
 * so a page without them is looked at as the same HTML in a browser of its own.
 */
export async function mustBeFit(page: Page): Promise<void> {
  const html = await page.content();
  const width = page.viewportSize()?.width ?? 320;
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  const found = inspectors.get(browser) ?? open(browser, { javaScriptEnabled: true, width });
  inspectors.set(browser, found);
  const inspector = await found;
  await inspector.setViewportSize({ width, height: 740 });
  await inspector.unrouteAll();
  await inspector.route(page.url(), (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
  await inspector.goto(page.url());
  const overflow = () => document.documentElement.scrollWidth - innerWidth;
  expect(await inspector.evaluate(overflow)).toBeLessThanOrEqual(0);
  const small = await inspector.evaluate(() =>
    [...document.querySelectorAll('a, button, label.choice, summary, textarea, input:not([type=hidden])')]
      .filter((element) => element.getClientRects().length > 0 && !element.matches('.skip, .choice input'))
      .filter((element) => element.getBoundingClientRect().height < 59.5)
      .map((element) => element.outerHTML.slice(0, 80)),
  );
  expect(small).toEqual([]);
  expect(await inspector.evaluate(smallPrint)).toEqual([]);
  const tags = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21aa', 'wcag22aa', 'best-practice'];
  await expectNoViolations(inspector, tags);
  await inspector.addStyleTag({ content: ':root { font-size: 250% !important }' });
  expect(await inspector.evaluate(overflow)).toBeLessThanOrEqual(0);
}

/** What is printed smaller than 18 px, the least of an elders' page. */
function smallPrint(): string[] {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  while (texts.nextNode()) {
    const { textContent, parentElement } = texts.currentNode;
    if (!textContent?.trim() || !parentElement?.getClientRects().length) continue;
    if (Number.parseFloat(getComputedStyle(parentElement).fontSize) < 18) found.push(textContent.trim());
  }
  return found;
}

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Opens the case of a query code whose phone ends in these four digits. */
export async function follow(page: Page, url: string, code: string, tail = '5678'): Promise<void> {
  await page.goto(`${url}/follow`);
  await page.getByLabel('查询码').fill(code);
  await page.getByLabel('登记电话的最后四位').fill(tail);
  await press(page, '查询');
  await page.waitForURL('**/case');
}
