import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Standpoint } from '../../activities/case-memory.ts';
import { createRecordActivities } from '../../activities/record.ts';
import { rebuild } from '../../domain/appeal/evolve.ts';
import type { AppealEvent } from '../../domain/appeal/events.ts';
import { findCase } from '../../store/cases.ts';
import { openStore, type Store } from '../../store/client.ts';
import { readLog } from '../../store/log.ts';
import { freshDatabase } from '../support/database.ts';
import { anAppeal, aNote } from '../store/cases.ts';

let store: Store;

beforeAll(async () => {
  store = openStore((await freshDatabase({ seed: true })).url);
});

afterAll(async () => {
  await store.close();
});

/** The activities of a worker that has just started. */
function worker() {
  return createRecordActivities({ store, stateSearchAttribute: true, historyBound: 2_000, warn: () => undefined });
}

async function registered(by = worker()): Promise<{ no: string; head: string }> {
  const line = 'run-1:0';
  const place = { communityId: 'shuangta', compoundId: null, buildingId: null };
  const no = await anAppeal(store, { place });
  const { events } = await by.begin({ no, owner: 'run-1', line, now: Date.now() });
  expect(events).toHaveLength(1);
  return { no, head: events[0]?.key ?? '' };
}

/** A run of a case that had the number before. */
const older = { owner: 'run-0', line: 'run-0:0' };

const noted = (no: string, expected: number, headKey: string, event: AppealEvent, from: Partial<Standpoint> = {}) => ({
  ...{ no, expected, headKey, owner: 'run-1', line: 'run-1:0', ...from },
  ...{ events: [event], key: event.key, bodyHash: event.bodyHash, refusal: null },
});

/** A call that the case keeps with who took it. */
function aCall(seq: number, key: string): AppealEvent {
  const actor = { id: `clerk-of-${key}`, role: 'clerk' as const, unitId: null };
  return { ...aNote(seq, key), kind: 'progressCalled', action: 'progressCall', actor, data: {} };
}

/** As a backup has it that was made right after the registration. */
async function setBack(no: string): Promise<void> {
  const doc = rebuild((await readLog(store, no)).slice(0, 1));
  const client = await store.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('ALTER TABLE event DISABLE TRIGGER event_append_only');
    await client.query('DELETE FROM event WHERE appeal_no = $1 AND seq > 1', [no]);
    await client.query('ALTER TABLE event ENABLE TRIGGER event_append_only');
    const row = 'UPDATE appeal SET version = 1, head_key = $2, doc = $3 WHERE no = $1';
    await client.query(row, [no, 'registered', JSON.stringify(doc)]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

/** The row says what the whole log says. */
async function rowIsLog(no: string): Promise<void> {
  const row = await store.db.appeal.findUniqueOrThrow({ where: { no } });
  const log = await readLog(store, no);
  expect(row.version).toBe(log.length);
  expect(row.headKey).toBe(log.at(-1)?.key);
  expect((await findCase(store, no))?.doc).toEqual(rebuild(log));
}

describe('house plan: the log is the truth, whatever a worker remembers of a case', () => {
  test('a worker that has just started goes on with a case that another registered', async () => {
    const { no, head } = await registered();
    expect(await worker().append(noted(no, 1, head, aNote(2, 'a')))).toMatchObject({ kind: 'stored' });
    await rowIsLog(no);
  });

  test('of two workers that take turns each goes on from what the other wrote', async () => {
    const [one, two] = [worker(), worker()];
    const { no, head } = await registered(one);
    await one.append(noted(no, 1, head, aNote(2, 'a')));
    await two.append(noted(no, 2, 'a', aNote(3, 'b')));
    const late = await one.append(noted(no, 2, 'a', aNote(3, 'c')));
    expect(late).toMatchObject({ kind: 'adopt', events: [{ seq: 3, key: 'b' }] });
    const stranger = await worker().append(noted(no, 2, 'a', aNote(3, 'd')));
    expect(stranger).toMatchObject({ kind: 'adopt', events: [{ seq: 3, key: 'b' }] });
    expect(await one.append(noted(no, 3, 'b', aNote(4, 'c')))).toMatchObject({ kind: 'stored' });
    await rowIsLog(no);
  });

  test('a log that never came to where the workflow believes to be is handed over whole, and nothing is written', async () => {
    const one = worker();
    const { no, head } = await registered(one);
    const ahead = await worker().append(noted(no, 5, 'lost', aNote(6, 'a')));
    expect(ahead).toMatchObject({ kind: 'behind', events: [{ seq: 1, key: head }] });
    const elsewhere = await one.append(noted(no, 1, 'another', aNote(2, 'a')));
    expect(elsewhere).toMatchObject({ kind: 'behind', events: [{ seq: 1, key: head }] });
    const anothers = await one.append(noted(no, 1, head, aNote(2, 'a'), older));
    expect(anothers).toMatchObject({ kind: 'behind', events: [{ seq: 1, key: head }] });
    expect(await readLog(store, no)).toHaveLength(1);
    await rowIsLog(no);
  });

  test('a request that the log knows is answered by what it yielded, wherever the workflow believes to be', async () => {
    const { no, head } = await registered();
    await worker().append(noted(no, 1, head, aNote(2, 'a')));
    const again = await worker().append(noted(no, 7, 'lost', aNote(8, 'a')));
    expect(again).toMatchObject({ kind: 'known', known: { no, seq: 2 } });
    const other = await worker().append(noted(no, 7, 'lost', aNote(8, 'a', 'another body')));
    expect(other.kind).toBe('otherBody');
    await rowIsLog(no);
  });

  test('what a worker remembers of a log that was set back is not taken for what came instead', async () => {
    const [one, two] = [worker(), worker()];
    const { no, head } = await registered(one);
    await one.append(noted(no, 1, head, aCall(2, 'lost')));
    await one.append(noted(no, 2, 'lost', aNote(3, 'clock')));
    await setBack(no);
    // Its run learns the log anew and goes on as the same owner; the keys of clocks are the same whatever went before.
    const anew = { line: 'run-1:1' };
    await two.append(noted(no, 1, head, aCall(2, 'other'), anew));
    await two.append(noted(no, 2, 'other', aNote(3, 'clock'), anew));
    expect(await one.append(noted(no, 3, 'clock', aNote(4, 'next'), anew))).toMatchObject({ kind: 'stored' });
    await rowIsLog(no);
  });

  test('a log of another owner is handed over whole, however far it has come', async () => {
    const { no, head } = await registered();
    await worker().append(noted(no, 1, head, aNote(2, 'a')));
    const answer = await worker().append(noted(no, 1, head, aNote(2, 'b'), older));
    expect(answer).toMatchObject({ kind: 'behind', events: [{ seq: 1 }, { seq: 2, key: 'a' }] });
  });
});
