// Faults: the worker is killed in the middle of a recomputation. Every case is revised, exactly once, and none is lost.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporalConnection } from '../../config/temporal.ts';
import type { Revision, RevisionPreview } from '../../contracts/revisions.ts';
import { findCase } from '../../store/cases.ts';
import { openCipher } from '../../store/cipher.ts';
import { openStore, type Store } from '../../store/client.ts';
import { createCases } from '../../worker/cases.ts';
import { signedIn, type Client as Person } from '../api/client.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { fileAppeal } from '../workflows/filed.ts';
import { expectTruth } from './truth.ts';

/** Three pages of what is read at a time (activities/revision.ts). */
const size = 120;

let stack: Stack;
let store: Store;
let admin: Person;

beforeAll(async () => {
  stack = await startStack({
    env: { KEEPER_SECONDS: '2', REVISION_RATE: '30', REVISION_SETTLE_SECONDS: '2' },
  });
  store = openStore(stack.databaseUrl);
  admin = await signedIn(stack.url, 'admin');
}, 120_000);

afterAll(async () => {
  await store?.close();
  await stack?.stop();
});

async function openCases(): Promise<string[]> {
  const { keys, temporal } = stack.config;
  const cipher = openCipher(keys.data, keys.lookup);
  const connection = await Connection.connect(temporalConnection(stack.config));
  const client = new Client({ connection, namespace: temporal.namespace });
  const { start } = createCases(client, store, { taskQueue: temporal.taskQueue, showsState: true });
  const numbers: string[] = [];
  for (let i = 0; i < size; i += 15) {
    const some = Array.from({ length: 15 }, async () => {
      const no = await fileAppeal(store, cipher, { category: 'LIGHT', class: 'U3', receivedAt: Date.now() });
      await start(no);
      return no;
    });
    numbers.push(...(await Promise.all(some)));
  }
  while ((await store.db.appeal.count({ where: { version: 0 } })) > 0) await sleep(200);
  await connection.close();
  return numbers;
}

/** Every Monday to Friday of the next three weeks off. */
function longBreak() {
  const days = Array.from({ length: 21 }, (_, i) => new Date(Date.now() + (i + 1) * 86_400_000 + 8 * 3_600_000));
  const rows = days.map((day) => `放假,${day.toISOString().slice(0, 10)},true`);
  return { format: 'csv', text: rows.join('\n'), source: 'L 测试' };
}

test('the worker is killed in the first and in the last third of a recompute: all cases are revised exactly once', async () => {
  const numbers = await openCases();
  const seen = await admin.post<RevisionPreview>('/api/v1/calendar/preview', longBreak());
  expect(seen.json).toMatchObject({ problems: [], cases: size, casesMoved: size });
  const key = { 'idempotency-key': randomUUID() };
  const applied = await admin.post<Revision>('/api/v1/calendar/revisions', longBreak(), key);
  expect(applied.status).toBe(201);
  const { id, target } = applied.json;
  const progress = async () => (await admin.get<Revision>(`/api/v1/revisions/${id}`)).json;
  const reached = () => store.db.event.count({ where: { kind: 'rescheduled' } });
  for (const share of [0.2, 0.7]) {
    while ((await reached()) < size * share) await sleep(100);
    await stack.kill('worker');
    expect(await reached()).toBeLessThan(size);
    await stack.start('worker');
  }
  await expect.poll(async () => (await progress()).state, { timeout: 120_000, interval: 500 }).toBe('done');
  const revised = await store.db.event.groupBy({ by: ['appealNo'], where: { kind: 'rescheduled' }, _count: true });
  expect(revised).toHaveLength(size);
  expect(revised.filter((each) => each._count !== 1)).toEqual([]);
  expect(await progress()).toMatchObject({ total: size, done: size, casesMoved: size, past: 0 });
  const cases = await Promise.all(numbers.map((no) => findCase(store, no)));
  const versions = new Set(cases.map((found) => found?.doc?.terms.calendar.version));
  expect([...versions]).toEqual([target]);
  await expectTruth(stack, store, { said: [], numbers });
}, 300_000);
