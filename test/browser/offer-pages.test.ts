import type { Browser, Page } from 'playwright-core';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OfferCard, OfferContact } from '../../contracts/offers.ts';
import { OfferPage, standingOf } from '../../web/offers/offer-page.tsx';
import { OfficeLetterPage, type OfficeLetter, type OfficeReply } from '../../web/offices/office-letter.tsx';
import { offerStandings } from '../../web/wording/offer-page.ts';
import { expectNoViolations } from '../support/accessible.ts';
import { openBrowser } from '../support/browser.ts';

const now = Date.UTC(2026, 10, 24, 10, 5);
const soon = new Date(now + 3_600_000).toISOString();
const before = new Date(now - 3_600_000).toISOString();
const card: OfferCard = {
  id: 'SQ20261124-000001-9-1',
  no: 'SQ20261124-000001',
  rung: 3,
  kind: 'member',
  helperName: null,
  ask: 'visit',
  category: 'ELDER',
  categoryName: '养老助老',
  class: 'U3',
  communityName: '双塔社区',
  compoundName: '八家巷小区（含东院、西院、临街商住楼）',
  state: 'sent',
  sentAt: before,
  answerBy: soon,
  answeredAt: null,
  confirmedAt: null,
  actBy: null,
  within: { value: 1, unit: 'workingDay' },
  inPairs: true,
  arrivedAt: null,
  doneAt: null,
  hours: null,
  persons: null,
};
const taken = { state: 'accepted', answeredAt: before, answerBy: null, actBy: soon } as const;
const going = { ...taken, confirmedAt: before };
const contact: OfferContact = {
  anonymous: false,
  name: '张先生',
  phone: '13812345678',
  place: '双塔社区 八家巷小区 3号楼',
  address: '2单元501',
  text: '老人独居，想请人上门看看。',
};
const standings: Partial<OfferCard>[] = [
  {},
  taken,
  going,
  { ...going, arrivedAt: before },
  { ...going, doneAt: before, actBy: null, hours: 1.5, persons: 2 },
  ...(['declined', 'lost', 'expired', 'withdrawn'] as const).map((state) => ({ state, answerBy: null })),
];
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function show(element: ReactElement, width = 320): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 640 }, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.setContent(`<!doctype html>${renderToStaticMarkup(element)}`);
  return page;
}

async function expectAccessible(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await expectNoViolations(page);
}

describe('§4.5 the page of an offer on a small telephone', () => {
  test.each(standings.map((changes) => [standingOf({ ...card, ...changes }), changes] as const))(
    '%s: fits 320 px, has large targets and passes the accessibility check',
    async (standing, changes) => {
      const props = { card: { ...card, ...changes }, now, formKey: 'form-key-form-key', contact };
      const page = await show(createElement(OfferPage, props));
      await page.getByRole('heading', { name: offerStandings[standing].title }).waitFor();
      for (const summary of await page.locator('summary').all())
        if (!(await summary.evaluate((each) => each.parentElement?.hasAttribute('open')))) await summary.click();
      await expectAccessible(page);
      for (const target of await page.locator('button, .pick, summary').all())
        expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(60);
      await page.context().close();
    },
  );

  test('what was typed wrongly is said first, and the form stands open with it', async () => {
    const typed = { act: 'decline', text: '家里有事' };
    const page = await show(createElement(OfferPage, { card, now, formKey: 'k', trouble: '请选一项原因', typed }));
    await page.getByRole('alert').getByText('请选一项原因').waitFor();
    expect(await page.getByLabel('想说的话').inputValue()).toBe('家里有事');
    await expectAccessible(page);
    await page.context().close();
  });
});

describe('§4.5 R4 the letter to an outside office', () => {
  const letter: OfficeLetter = {
    no: card.no,
    raisedSeq: 21,
    office: '猗氏镇人民政府',
    community: '双塔社区',
    compound: '八家巷小区',
    category: '道路亮化/小区照明',
    class: 'U3',
    state: 'handling',
    receivedAt: now - 9 * 86_400_000,
    calledAt: now,
    broken: [{ clock: 'handling', dueAt: now - 3 * 86_400_000 }],
    tried: [
      { kind: 'signed', at: now - 8 * 86_400_000 },
      { kind: 'offersExpired', at: now - 86_400_000 },
    ],
    within: { value: 1, unit: 'workingDay' },
    contact: { name: '陈国栋', email: 'director@example.org' },
  };
  const open: OfficeReply = { standing: 'open', until: now + 86_400_000, acknowledgedAt: null, justNow: false };

  test.each([320, 1000])(
    'passes the accessibility check at %i px, before and after it is acknowledged',
    async (width) => {
      const replies: OfficeReply[] = [open, { ...open, standing: 'acknowledged', acknowledgedAt: now, justNow: true }];
      for (const reply of replies) {
        const page = await show(createElement(OfficeLetterPage, { letter, now, reply }), width);
        await page.getByRole('heading', { name: '吹哨报到函' }).waitFor();
        await expectAccessible(page);
        await page.context().close();
      }
    },
  );

  test('prints on one sheet of A4, without what belongs to the screen', async () => {
    const page = await show(createElement(OfficeLetterPage, { letter, now, reply: open }), 1000);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button').isVisible()).toBe(false);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await page.context().close();
  });
});
