// The consent that comes after an emergency was filed, over the whole product: owed by a clock, taken down, and sealed.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActionAnswer } from '../../contracts/appeal-actions.ts';
import type { AppealCreated, AppealDetail } from '../../contracts/appeals.ts';
import type { Disclosure } from '../../contracts/disclosures.ts';
import { openStore, type Store } from '../../store/client.ts';
import { sharedStack, type SharedStack } from '../support/stack.ts';
import { newKey, problemOf, signedIn, type Client } from './client.ts';

let stack: SharedStack;
let store: Store;
let clerk: Client;
let grid: Client;
let no: string;

const guardian = { name: '王女士', phone: '13812340002', way: 'visit' };
const personal = /王女士|13812340002/;

beforeAll(async () => {
  stack = await sharedStack();
  store = openStore(stack.databaseUrl);
  clerk = await signedIn(stack.url, 'clerk');
  grid = await signedIn(stack.url, 'grid');
  no = await filed();
});
afterAll(async () => {
  await store?.close();
});

async function filed(more: object = {}): Promise<string> {
  const facts = {
    ...{ type: 'HELP', category: 'HAZARD', communityId: 'huludao', text: '放学路上围墙要倒了', under14: true },
    ...{ appellant: { name: '张同学', phone: '13812340001' }, ...more },
  };
  const { status, json } = await clerk.post<AppealCreated>('/api/v1/appeals', facts, newKey());
  expect(status).toBe(201);
  return json.no;
}

const page = async (of = no) => (await clerk.get<AppealDetail>(`/api/v1/appeals/${of}`)).json;
const consent = async (body: object, { who = clerk, of = no, key = newKey(), seq = 0 } = {}) =>
  who.post<ActionAnswer>(
    `/api/v1/appeals/${of}/actions/recordConsent`,
    { seq: seq || (await page(of)).seq, ...body },
    key,
  );
const rows = async (of = no) => store.db.intake.findMany({ where: { appealNo: of }, orderBy: { version: 'asc' } });

/** Registered by its workflow: its clocks are its own. */
async function registered(of = no): Promise<AppealDetail> {
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(50)) {
    const detail = await page(of);
    if (detail.seq > 0) return detail;
  }
  throw new Error(`${of} is not registered`);
}

describe('§9 个人信息保护法 §31: the consent that comes later', () => {
  test('is shown as owed, with its clock among the others', async () => {
    const detail = await registered();
    expect(detail.guardian).toEqual({ consent: null });
    const clock = detail.clocks.find(({ name }) => name === 'guardianConsent');
    expect(clock).toMatchObject({ firedAt: null, pausedRemainingMs: null });
    expect(detail.actions).toContainEqual({ action: 'recordConsent', allowed: true, reason: null });
  });

  test.each([
    [{}],
    [{ ...guardian, phone: '110' }],
    [{ ...guardian, name: ' ' }],
    [{ ...guardian, way: 'yes' }],
    [{ ...guardian, idNumber: '140821' }],
  ])('refuses %j, and keeps nothing of it', async (body) => {
    expect(problemOf(await consent(body)).code).toBe('invalid');
    expect(await rows()).toHaveLength(1);
  });

  test('is not for those from whom the case is kept', async () => {
    expect(problemOf(await consent(guardian, { who: grid })).code).toBe('notFound');
    expect(await rows()).toHaveLength(1);
  });

  test('is taken down once however often it is sent: a sealed new version of the intake, in no event and no answer', async () => {
    const { seq } = await page();
    const key = newKey();
    const first = await consent(guardian, { key, seq });
    const again = await consent(guardian, { key, seq });
    expect([first.status, again.status], first.text).toEqual([200, 200]);
    expect(again.json).toEqual(first.json);
    expect((await rows()).map(({ version, guardianConsent }) => [version, guardianConsent])).toEqual([
      [1, null],
      [2, 'visit'],
    ]);
    const events = await store.db.event.findMany({ where: { appealNo: no } });
    expect(events.map(({ kind }) => kind)).toContain('guardianConsented');
    expect(JSON.stringify([events, await rows()]) + first.text).not.toMatch(personal);
    expect(stack.log('api') + stack.log('worker')).not.toMatch(personal);
  });

  test('ends its clock, stands masked on the page, and is shown on record', async () => {
    const detail = await page();
    expect(detail.guardian).toEqual({ consent: 'visit' });
    expect(detail.clocks.map(({ name }) => name)).not.toContain('guardianConsent');
    expect(detail.appellant).toMatchObject({ guardianName: '王**', guardianPhone: '138****0002' });
    const seen = await clerk.post<Disclosure>(`/api/v1/appeals/${no}/disclosures`, { reason: '联系监护人' });
    expect(seen.json).toMatchObject({ guardianName: '王女士', guardianPhone: '13812340002' });
  });

  test('a second one is refused, and changes nobody who is written down', async () => {
    const other = await consent({ ...guardian, name: '李女士', phone: '13812340003' });
    expect(problemOf(other).code).toBe('noConsentNeeded');
    expect(await rows()).toHaveLength(2);
  });

  test('who suffers violence owes none: no clock, no way to record one, and no guardian kept', async () => {
    const harmed = await filed({ victim: 'minor' });
    const detail = await registered(harmed);
    expect(detail.clocks.map(({ name }) => name)).not.toContain('guardianConsent');
    expect(problemOf(await consent(guardian, { of: harmed })).code).toBe('noConsentNeeded');
    expect(await rows(harmed)).toHaveLength(1);
  });
});
