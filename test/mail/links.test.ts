import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import { openDependencies, type Dependencies } from '../../api/dependencies.ts';
import { loadConfig } from '../../config/config.ts';
import type { Appeal, Clock, Escalation } from '../../domain/appeal/types.ts';
import { signMailToken, type MailGrant } from '../../store/mail-token.ts';
import { aCase } from '../store/cases.ts';
import { freshDatabase } from '../support/database.ts';
import { testEnvironment } from '../support/environment.ts';
import { seedPlaces } from './parts.ts';

const hour = 3_600_000;
const no = 'SQ20261124-000001';
let deps: Dependencies;
let server: Server;
let url: string;

beforeAll(async () => {
  const { url: database } = await freshDatabase();
  // No Temporal server behind it: looking at a link asks none.
  deps = openDependencies(loadConfig(testEnvironment({ DATABASE_URL: database, TEMPORAL_ADDRESS: '127.0.0.1:1' })));
  server = createApp(deps).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/m`;
  await seedPlaces(deps.store);
  await store({});
});
afterAll(async () => {
  server.close();
  await deps.close();
});

const tokenFor = (over: Partial<MailGrant> = {}) =>
  signMailToken(deps.config.keys.mailToken, {
    userId: 'supervisor',
    no,
    rung: 1,
    raisedSeq: 7,
    endsAt: Date.now() + hour,
    ...over,
  });

const open = async (token: string, method = 'GET') => {
  const answer = await fetch(`${url}/${token}`, { method });
  return { status: answer.status, html: await answer.text(), headers: answer.headers };
};

describe('§4.4 a link in a mail, opened', () => {
  test('shows the case in short, what happens next, and a button', async () => {
    const { status, html } = await open(tokenFor());
    expect(status).toBe(200);
    for (const part of [
      no,
      '八家巷小区',
      '双塔社区',
      '处理超期',
      '前签收',
      '<form method="post">',
      '签收督办</button>',
    ]) {
      expect(html).toContain(part);
    }
    expect(html).toContain(`/console/appeals/${no}`);
  });

  test('has no scripts, and is kept from caches, referrers and search engines', async () => {
    const { html, headers } = await open(tokenFor());
    expect(html).not.toMatch(/<script|onload|onclick|http-equiv/i);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('changes nothing, however often scanners open it', async () => {
    const before = await record();
    const token = tokenFor();
    for (let n = 0; n < 100; n += 1) {
      const { status } = await open(token, n % 2 === 0 ? 'GET' : 'HEAD');
      expect(status).toBe(200);
    }
    expect(await record()).toEqual(before);
  });

  test('altered, cut or made up it opens nothing', async () => {
    const token = tokenFor();
    for (const bad of [
      `${token}A`,
      token.slice(1),
      token.toUpperCase(),
      'x',
      'a.b',
      '%00',
      encodeURIComponent('督办'),
      'A'.repeat(6_000),
    ]) {
      for (const method of ['GET', 'POST']) {
        const { status, html } = await open(bad, method);
        expect(status).toBe(404);
        expect(html).toContain('链接无效');
      }
    }
  });

  test('after its end it says so', async () => {
    const token = tokenFor({ endsAt: Date.now() - 1 });
    for (const method of ['GET', 'POST']) expect((await open(token, method)).status).toBe(410);
  });

  test('for a rung that was never raised, or raised anew since, it opens nothing', async () => {
    for (const other of [{ rung: 2 }, { raisedSeq: 8 }, { no: 'SQ20261124-999999' }]) {
      expect((await open(tokenFor(other))).status).toBe(404);
    }
  });

  test('for who lost the role or the account it opens nothing', async () => {
    const { db } = deps.store;
    expect((await open(tokenFor({ userId: 'director' }))).status).toBe(200);
    await db.user.update({ where: { id: 'director' }, data: { disabledAt: new Date() } });
    expect((await open(tokenFor({ userId: 'director' }))).status).toBe(403);
    await db.user.update({ where: { id: 'director' }, data: { disabledAt: null } });
    await db.grant.updateMany({ where: { userId: 'director' }, data: { role: 'clerk' } });
    for (const method of ['GET', 'POST'])
      expect((await open(tokenFor({ userId: 'director' }), method)).status).toBe(403);
    expect((await open(tokenFor({ userId: 'nobody' }))).status).toBe(403);
  });

  test('other methods are refused', async () => {
    const { status, headers } = await open(tokenFor(), 'PUT');
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe('GET, HEAD, POST');
  });

  test('once acknowledged it says by whom and when, and has no button', async () => {
    await store({ acknowledgedAt: Date.UTC(2026, 10, 24, 10, 30), acknowledgedBy: 'supervisor' });
    for (const method of ['GET', 'POST']) {
      const { status, html } = await open(tokenFor(), method);
      expect(status).toBe(200);
      expect(html).toContain('已于11月24日（星期二）18:30由supervisor签收');
      expect(html).not.toContain('<button');
    }
  });

  test('once the case has moved it says that nothing is left to acknowledge', async () => {
    await store({ endedAt: Date.UTC(2026, 10, 24, 11) });
    const { html } = await open(tokenFor());
    expect(html).toContain('这一督办已经结束');
    expect(html).not.toContain('<button');
  });
});

async function store(rung: Partial<Escalation>): Promise<void> {
  const dueAt = Date.now() - hour;
  const raised: Escalation = {
    rung: 1,
    reasons: ['handling'],
    raisedAt: dueAt,
    raisedSeq: 7,
    acknowledgedAt: null,
    acknowledgedBy: null,
    silentAt: null,
    endedAt: null,
    ...rung,
  };
  const supervision = {
    name: 'supervision',
    ref: null,
    half: 'acknowledge',
    rung: 1,
    round: 0,
    openSeq: 7,
    openedAt: dueAt,
    dueAt: Date.now() + hour,
    unit: 'hour',
    warnAt: null,
    warnedAt: null,
    firedAt: null,
    pausedRemaining: null,
  } as Clock;
  const doc: Appeal = {
    ...aCase(no, 7),
    place: { communityId: 'shuangta', compoundId: 'bajiaxiang', buildingId: null },
    state: 'handling',
    escalations: [raised],
    clocks: [supervision],
    late: [{ clock: 'handling', ref: null, round: 0, dueAt, firedAt: dueAt }],
  };
  const row = { version: 7, doc, communityId: 'shuangta', type: 'HELP', category: 'LIGHT', class: 'U3', title: '路灯' };
  const create = { no, receivedAt: new Date(), ...row };
  await deps.store.db.appeal.upsert({ where: { no }, create, update: row });
}

async function record() {
  const { db } = deps.store;
  return { appeals: await db.appeal.findMany(), events: await db.event.count(), notices: await db.notice.count() };
}
