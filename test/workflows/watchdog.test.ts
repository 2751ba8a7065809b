// The watchdog's healing, on a real server with a real worker: whatever has no workflow, is late or is jammed comes back from its log.
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heal, restoreAll, syncAll, wasSetBack, type HealingDeps } from '../../activities/healing.ts';
import { temporalConnection } from '../../config/temporal.ts';
import { evolve } from '../../domain/appeal/evolve.ts';
import { openCipher, type Cipher } from '../../store/cipher.ts';
import { openStore, type Store } from '../../store/client.ts';
import { readLog } from '../../store/log.ts';
import { recordPosition } from '../../store/keeper.ts';
import { createCases } from '../../worker/cases.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { onCase, person } from './cast.ts';
import { fileAppeal } from './filed.ts';

let stack: Stack;
let store: Store;
let cipher: Cipher;
let connection: Connection;
let client: Client;
let deps: HealingDeps;
const said: string[] = [];

beforeAll(async () => {
  // The worker's own watchdog keeps out of the way: the tests heal by hand.
  stack = await startStack({ parts: ['worker'], env: { WATCHDOG_LATE_SECONDS: '3600', START_MISSING_SECONDS: '30' } });
  store = openStore(stack.databaseUrl);
  cipher = openCipher(stack.config.keys.data, stack.config.keys.lookup);
  connection = await Connection.connect(temporalConnection(stack.config));
  const { namespace, taskQueue } = stack.config.temporal;
  client = new Client({ connection, namespace });
  const cases = createCases(client, store, { taskQueue, showsState: true });
  const log = (message: string) => said.push(message);
  deps = { store, cases, lateSeconds: 5, restartSeconds: 0, startMissingSeconds: 0, batch: 50, log };
});

afterAll(async () => {
  await connection?.close();
  await store?.close();
  await stack?.stop();
});

const file = () => fileAppeal(store, cipher, { category: 'LIGHT', class: 'U3', receivedAt: Date.now() });
const begin = async () => {
  const no = await file();
  await heal(deps, 0);
  await onCase(client, no).look();
  return no;
};
const makeLate = (no: string) =>
  store.pool.query(`UPDATE appeal SET next_wake = now() - interval '1 hour' WHERE no = $1`, [no]);
const kinds = async (no: string) =>
  (await store.db.event.findMany({ where: { appealNo: no }, orderBy: { seq: 'asc' } })).map((event) => event.kind);

test('a row without a workflow is started, once', async () => {
  const no = await file();
  await heal(deps, 0);
  expect((await onCase(client, no).look()).appeal.state).toBe('registered');
  await heal(deps, 0);
  expect(said.filter((line) => line.includes(no))).toHaveLength(1);
  expect(await kinds(no)).toEqual(['registered']);
});

test('an open case whose workflow is gone is started from its log', async () => {
  const no = await begin();
  await client.workflow.getHandle(`appeal-${no}`).terminate();
  expect(await restoreAll(deps)).toBe(1);
  expect((await onCase(client, no).look()).appeal.version).toBe(2);
  expect(await kinds(no)).toEqual(['registered', 'resumed']);
});

test('a late case without a workflow is started at once', async () => {
  const no = await begin();
  await client.workflow.getHandle(`appeal-${no}`).terminate();
  await makeLate(no);
  await heal(deps, Number.POSITIVE_INFINITY);
  await onCase(client, no).look();
  expect(await kinds(no)).toEqual(['registered', 'resumed']);
});

test('a late case is woken first and, still late, restarted from its log, which says so', async () => {
  const no = await begin();
  await makeLate(no);
  await heal(deps, Number.POSITIVE_INFINITY);
  expect(said.at(-1)).toContain(`woke ${no}`);
  await heal(deps, Number.POSITIVE_INFINITY);
  await onCase(client, no).look();
  expect(said.some((line) => line.startsWith(`restarted ${no}`))).toBe(true);
  expect(await kinds(no)).toEqual(['registered', 'resumed']);
});

test('while a large backlog shrinks nobody is restarted', async () => {
  const no = await begin();
  await makeLate(no);
  const before = said.length;
  expect(await heal({ ...deps, batch: 0 }, 2)).toBe(1);
  expect(said.length).toBe(before);
});

test('a record that was set back is noticed, and every case is rebuilt from its log', async () => {
  const no = await begin();
  const seen = await recordPosition(store);
  await onCase(client, no).act(person('supervisor', 'supervisor'), 'urge', {});
  const later = await recordPosition(store);
  expect(wasSetBack(seen, later)).toBe(false);
  expect(wasSetBack(later, seen)).toBe(true);
  expect(wasSetBack(later, { ...later, database: 'another' })).toBe(true);
  await setBackToFirstEvent(no);
  await syncAll(deps);
  const { appeal } = await onCase(client, no).look();
  expect(appeal.supervision).toEqual([]);
  expect(await kinds(no)).toEqual(['registered']);
});

test('a number that is given anew after a backup was restored gets a case of its own', async () => {
  const no = await begin();
  await onCase(client, no).act(person('supervisor', 'supervisor'), 'urge', {});
  await store.pool.query('ALTER TABLE event DISABLE TRIGGER USER');
  await store.pool.query('DELETE FROM event WHERE appeal_no = $1', [no]);
  await store.pool.query('ALTER TABLE event ENABLE TRIGGER USER');
  await store.pool.query(`UPDATE appeal SET version = 0, head_key = '', doc = NULL WHERE no = $1`, [no]);
  await heal(deps, 0);
  await expect
    .poll(
      () =>
        onCase(client, no)
          .look()
          .catch(() => null),
      { timeout: 20_000 },
    )
    .toMatchObject({ appeal: { version: 1 } });
  expect(await kinds(no)).toEqual(['registered']);
});

/** What restoring a backup does to a case: its log and its row are as they were after the first event. */
async function setBackToFirstEvent(no: string): Promise<void> {
  const [first] = await readLog(store, no);
  const doc = JSON.stringify(first && evolve(null, first));
  await store.pool.query('ALTER TABLE event DISABLE TRIGGER USER');
  await store.pool.query('DELETE FROM event WHERE appeal_no = $1 AND seq > 1', [no]);
  await store.pool.query('ALTER TABLE event ENABLE TRIGGER USER');
  const text = 'UPDATE appeal SET version = 1, head_key = $2, doc = $3 WHERE no = $1';
  await store.pool.query(text, [no, first?.key, doc]);
}
