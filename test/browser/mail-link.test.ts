import type { Browser, Page } from 'playwright-core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CardPage, type RungCard, type Standing } from '../../web/mail/card.tsx';
import { expectNoViolations } from '../support/accessible.ts';
import { openBrowser } from '../support/browser.ts';

const now = Date.UTC(2026, 10, 24, 10, 5);
const card: RungCard = {
  no: 'SQ20261124-000001',
  community: '双塔社区',
  compound: '八家巷小区（含东院、西院、临街商住楼）',
  category: '道路亮化/小区照明',
  class: 'U3',
  state: 'handling',
  round: 1,
  rung: 1,
  reasons: ['handling', 'reply'],
  raisedAt: now - 300_000,
  dueAt: now - 300_000,
  caseUrl: 'https://huying.example.org/console/appeals/SQ20261124-000001',
};
const standings: Standing[] = [
  { kind: 'open', until: now + 3_600_000 },
  { kind: 'acknowledged', at: now, by: '刘红梅', until: now + 3_600_000, justNow: true },
  { kind: 'ended' },
];
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test.each(standings)(
  'the page behind a mail link fits a phone and passes the accessibility check: $kind',
  async (standing) => {
    const page = await phone();
    await page.setContent(`<!doctype html>${renderToStaticMarkup(createElement(CardPage, { card, standing, now }))}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await expectNoViolations(page);
    const button = page.getByRole('button', { name: '签收督办' });
    if (standing.kind === 'open') expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(60);
    else expect(await button.count()).toBe(0);
    await page.context().close();
  },
);

async function phone(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'zh-CN' });
  return context.newPage();
}
