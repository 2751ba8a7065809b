// Faults: each process killed in the middle of a hundred running cases. Nothing may be lost, doubled or out of order.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../../store/client.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { castOf, crowdPlace, startCrowd, type Crowd } from './crowd.ts';
import { expectLettersOnce, expectTruth } from './truth.ts';

let stack: Stack;
let store: Store;
let cast: Awaited<ReturnType<typeof castOf>>;
let place: { communityId: string; unitId: string };

beforeAll(async () => {
  stack = await startStack({ ownServers: true, env: { KEEPER_SECONDS: '2', START_MISSING_SECONDS: '3' } });
  store = openStore(stack.databaseUrl);
  place = await crowdPlace(store);
  cast = await castOf(stack);
}, 120_000);

afterAll(async () => {
  await store?.close();
  await stack?.stop();
});

/** Waits until the crowd has done `steps` more, or has finished. */
async function furtherBy(crowd: Crowd, steps: number): Promise<void> {
  const until = crowd.progress() + steps;
  let finished = false;
  void crowd.done.finally(() => (finished = true)).catch(() => undefined);
  while (!finished && crowd.progress() < until) await sleep(50);
}

test('worker, API, mail, PostgreSQL and Temporal are killed in the middle of a hundred cases, and every answer stays true', async () => {
  const crowd = startCrowd(stack, cast, { ...place, size: 100, paceMs: 4_000 });
  for (const part of ['worker', 'api', 'mail', 'postgres', 'temporal'] as const) {
    await furtherBy(crowd, 60);
    await stack.kill(part);
    await stack.start(part);
  }
  await crowd.done;
  expect(crowd.numbers.length).toBe(100);
  await expectTruth(stack, store, crowd);
  await expectLettersOnce(stack.inbox, 5);
}, 180_000);

test('a worker killed right after an append, before its task ends, repeats nothing', async () => {
  const crowd = startCrowd(stack, cast, { ...place, size: 20, paceMs: 1_000 });
  const listener = new pg.Client({ connectionString: stack.databaseUrl });
  await listener.connect();
  await listener.query(
    `CREATE OR REPLACE FUNCTION tell_append() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NOTIFY appended; RETURN NULL; END $$`,
  );
  await listener.query(
    'CREATE TRIGGER tell_append AFTER INSERT ON event FOR EACH STATEMENT EXECUTE FUNCTION tell_append()',
  );
  await listener.query('LISTEN appended');
  try {
    for (let round = 0; round < 2; round += 1) {
      await furtherBy(crowd, 20);
      // The notification comes with the commit: the worker has not had the time to end its task.
      const appended = new Promise((resolve) => listener.once('notification', resolve));
      await Promise.race([appended, crowd.done]);
      await stack.kill('worker');
      await stack.start('worker');
    }
  } finally {
    await listener.query('DROP TRIGGER tell_append ON event');
    await listener.end();
  }
  await crowd.done;
  await expectTruth(stack, store, crowd);
}, 180_000);

test('a worker frozen for 15 s that comes back writes nothing beside its successor', async () => {
  const crowd = startCrowd(stack, cast, { ...place, size: 40, paceMs: 2_500 });
  await furtherBy(crowd, 40);
  await stack.kill('worker', 'SIGSTOP');
  await sleep(15_000);
  await stack.kill('worker', 'SIGCONT');
  await crowd.done;
  await expectTruth(stack, store, crowd);
}, 180_000);

test("§3.10 with the Temporal server's data deleted every open case comes back by itself, its clocks as they were", async () => {
  const crowd = startCrowd(stack, cast, { ...place, size: 100, paceMs: 500, idle: 1 });
  await crowd.done;
  const open = await store.db.appeal.findMany({
    where: { archivedAt: null, version: { gt: 0 } },
    select: { no: true },
  });
  expect(open.length).toBeGreaterThanOrEqual(100);
  await stack.kill('temporal');
  for (const file of readdirSync(stack.dir).filter((name) => name.startsWith('temporal')))
    rmSync(join(stack.dir, file), { recursive: true });
  await stack.start('temporal');
  await untilOwned(crowd.numbers);
  await expectTruth(stack, store, crowd);
}, 180_000);

/** Waits until every case has been taken over by a run that the new server knows. */
async function untilOwned(numbers: string[]): Promise<void> {
  for (const until = Date.now() + 90_000; Date.now() < until; await sleep(500)) {
    const resumed = await store.db.event.findMany({
      where: { kind: 'resumed', appealNo: { in: numbers } },
      distinct: ['appealNo'],
      select: { appealNo: true },
    });
    const archived = await store.db.appeal.count({ where: { no: { in: numbers }, archivedAt: { not: null } } });
    if (resumed.length + archived >= numbers.length) return;
  }
  throw new Error('not every case came back');
}
