import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../../api/app.ts';
import { openDependencies, type Dependencies } from '../../../api/dependencies.ts';
import { loadConfig } from '../../../config/config.ts';
import type { Offer } from '../../../domain/ladder/types.ts';
import { signMailToken, signOfferToken, signOfficeToken, type OfferGrant } from '../../../store/mail-token.ts';
import { offerStandings } from '../../../web/wording/offer-page.ts';
import { seedPlaces } from '../../mail/parts.ts';
import { freshDatabase } from '../../support/database.ts';
import { testEnvironment } from '../../support/environment.ts';
import { addMember, anOffer, helperId, lateCase, no, offerId, storeCase } from './parts.ts';

const hour = 3_600_000;
let deps: Dependencies;
let server: Server;
let url: string;

beforeAll(async () => {
  const { url: database } = await freshDatabase();
  // No Temporal server behind it: looking at a link asks none.
  const away = { DATABASE_URL: database, TEMPORAL_ADDRESS: '127.0.0.1:1', LOG_LEVEL: 'silent' };
  deps = openDependencies(loadConfig(testEnvironment(away)), { patience: { startMs: 50, actMs: 500 } });
  server = createApp(deps).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await seedPlaces(deps.store);
  await addMember(deps.store, helperId);
  await addMember(deps.store, 'member-2');
  await storeCase(deps.store, lateCase([anOffer()]));
});
afterAll(async () => {
  server.close();
  await deps.close();
});

const key = () => deps.config.keys.mailToken;
const tokenFor = (over: Partial<OfferGrant> = {}) =>
  signOfferToken(key(), { helperId, no, offerId, endsAt: Date.now() + hour, ...over });

const open = async (token: string, method = 'GET', body?: Record<string, string>) => {
  const answer = await fetch(`${url}/o/${token}`, { method, ...(body ? { body: new URLSearchParams(body) } : {}) });
  return { status: answer.status, html: await answer.text(), headers: answer.headers };
};

async function record() {
  const { db } = deps.store;
  return {
    appeals: await db.appeal.findMany(),
    events: await db.event.count(),
    disclosures: await db.disclosure.count(),
    texts: await db.freeText.count(),
  };
}

describe('§4.5 §9 the link of an offer, opened', () => {
  test('shows the masked card and two answers, without signing in', async () => {
    const { status, html } = await open(tokenFor());
    expect(status).toBe(200);
    for (const part of [
      offerStandings.open.title,
      '八家巷小区',
      '双塔社区',
      '我来帮忙',
      '这次帮不了',
      '1 个工作日',
      no,
    ])
      expect(html).toContain(part);
    // Nothing of who asks, nor of the other helpers.
    expect(html).not.toMatch(/member-|1[3-9]\d{9}|匹配分/);
  });

  test('is kept from caches, referrers and search engines, and runs no script but its own', async () => {
    const { headers } = await open(tokenFor());
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none';.*script-src 'sha256-[^']+'/);
  });

  test('changes nothing, however often scanners open it: not even that it was seen', async () => {
    const before = await record();
    for (let n = 0; n < 60; n += 1) expect((await open(tokenFor(), n % 2 === 0 ? 'GET' : 'HEAD')).status).toBe(200);
    expect(await record()).toEqual(before);
  });

  test('altered, cut, made up or of another purpose it opens nothing', async () => {
    const token = tokenFor();
    const strangers = [
      `${token}A`,
      token.slice(1),
      'x',
      'a.b',
      '%00',
      encodeURIComponent('帮忙'),
      'A'.repeat(6_000),
      signMailToken(key(), { userId: helperId, no, rung: 3, raisedSeq: 9, endsAt: Date.now() + hour }),
      signOfficeToken(key(), { officeId: helperId, no, raisedSeq: 9, endsAt: Date.now() + hour }),
    ];
    for (const bad of strangers)
      for (const method of ['GET', 'POST']) expect((await open(bad, method)).status).toBe(404);
  });

  test('signed for another helper, another offer or another case it opens nothing', async () => {
    for (const other of [{ helperId: 'member-2' }, { offerId: `${no}-9-2` }, { no: 'SQ20261124-999999' }]) {
      for (const method of ['GET', 'POST']) expect((await open(tokenFor(other), method)).status).toBe(404);
    }
  });

  test('after its end it says so, and whom to turn to', async () => {
    for (const method of ['GET', 'POST']) {
      const { status, html } = await open(tokenFor({ endsAt: Date.now() - 1 }), method);
      expect(status).toBe(410);
      expect(html).toContain('12345');
    }
  });

  test('of a helper who was suspended or left it opens nothing', async () => {
    for (const state of ['suspended', 'left']) {
      await deps.store.db.helper.update({ where: { id: helperId }, data: { state } });
      expect((await open(tokenFor())).status).toBe(403);
    }
    await deps.store.db.helper.update({ where: { id: helperId }, data: { state: 'verified' } });
  });

  test('other methods are refused', async () => {
    expect((await open(tokenFor(), 'PUT')).status).toBe(405);
  });
});

describe('§4.5 an offer that is answered or over says so kindly', () => {
  const at = Date.now() - 60_000;
  test.each<[keyof typeof offerStandings, Partial<Offer>]>([
    ['lost', { state: 'lost', answeredAt: at }],
    ['declined', { state: 'declined', answeredAt: at }],
    ['expired', { state: 'expired' }],
    ['withdrawn', { state: 'withdrawn' }],
    ['waiting', { state: 'accepted', answeredAt: at }],
    ['done', { state: 'accepted', answeredAt: at, confirmedAt: at, confirmedBy: 'supervisor', doneAt: at, hours: 2 }],
  ])('%s: words and no buttons, and a press changes nothing', async (standing, changes) => {
    await storeCase(deps.store, lateCase([anOffer(changes)]));
    const before = await record();
    for (const [method, body] of [
      ['GET', undefined],
      ['POST', { act: 'claim' }],
      ['POST', { act: 'decline', reason: 'noTime' }],
    ] as const) {
      const { status, html } = await open(tokenFor(), method, body);
      expect(status).toBe(200);
      expect(html).toContain(offerStandings[standing].title);
      expect(html).not.toContain('<button');
    }
    expect(await record()).toEqual(before);
  });

  test('whom to help is not shown before a person of the staff has confirmed', async () => {
    await storeCase(deps.store, lateCase([anOffer({ state: 'accepted', answeredAt: at })]));
    const before = await record();
    const { status, html } = await open(tokenFor(), 'POST', { act: 'contact' });
    expect(status).toBe(422);
    expect(html).toContain('请等工作人员确认');
    expect(await record()).toEqual(before);
  });

  test('a form that cannot be taken is shown again with what was typed', async () => {
    await storeCase(deps.store, lateCase([anOffer()]));
    const declined = await open(tokenFor(), 'POST', { act: 'decline', text: '家里有事' });
    expect(declined.status).toBe(422);
    expect(declined.html).toMatch(/请选一项原因[\s\S]*<details open[\s\S]*家里有事/);
    await storeCase(deps.store, lateCase([anOffer({ state: 'accepted', confirmedAt: at, confirmedBy: 'supervisor' })]));
    const done = { act: 'report', stage: 'done', text: '办好了' };
    for (const hours of ['', '两个', '-1', '999']) {
      const { status, html } = await open(tokenFor(), 'POST', { ...done, hours });
      expect(status).toBe(422);
      expect(html).toMatch(/几个小时[\s\S]*办好了/);
    }
  });

  test('when the case cannot be reached it says that nobody knows yet, and that pressing again does no harm', async () => {
    await storeCase(deps.store, lateCase([anOffer()]));
    const { status, html } = await open(tokenFor(), 'POST', { act: 'claim' });
    expect(status).toBe(503);
    expect(html).toContain('不会重复');
  });
});

describe('§4.5 the letter of a call to an outside office', () => {
  const token = (over = {}) =>
    signOfficeToken(key(), { officeId: 'street', no, raisedSeq: 9, endsAt: Date.now() + hour, ...over });
  const look = async (text: string, method = 'GET') => {
    const answer = await fetch(`${url}/w/${text}`, { method });
    return { status: answer.status, html: await answer.text() };
  };

  test('says formally what was promised, since when, what is asked and until when; and is acknowledged on its page', async () => {
    const office = { id: 'street', kind: 'street', name: '猗氏镇人民政府', email: 'street@example.org' };
    await deps.store.db.office.create({ data: office });
    await storeCase(deps.store, lateCase([], { rung: 4, officeId: 'street' }));
    const before = await record();
    const { status, html } = await look(token());
    expect(status).toBe(200);
    for (const part of [
      '吹哨报到函',
      `${no}-哨9`,
      '猗氏镇人民政府：',
      '处理，应于',
      '已超期',
      '请在',
      '签收本函',
      'director',
    ])
      expect(html).toContain(part);
    expect(await record()).toEqual(before);
  });

  test('for another office, another call, altered or ended it opens nothing', async () => {
    for (const bad of [token({ officeId: 'other' }), token({ raisedSeq: 8 }), `${token()}x`, tokenFor()])
      for (const method of ['GET', 'POST']) expect((await look(bad, method)).status).toBe(404);
    expect((await look(token({ endsAt: 1 }))).status).toBe(410);
  });
});
