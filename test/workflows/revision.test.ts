// A revision on its way to open cases: the workflow on a time-skipping server, the cases' logs in a real PostgreSQL.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nextClock } from '../../domain/appeal/clocks.ts';
import { rebuild } from '../../domain/appeal/evolve.ts';
import type { Clock } from '../../domain/appeal/types.ts';
import { withLists } from '../../domain/time/holiday-list.ts';
import { addDays, shanghaiDate } from '../../domain/time/shanghai.ts';
import type { Cipher } from '../../store/cipher.ts';
import type { Store } from '../../store/client.ts';
import { readLog } from '../../store/log.ts';
import { newestCalendar } from '../../store/policies.ts';
import { cancelRevision, createRevision, readRevision, resumeRevision } from '../../store/revisions.ts';
import type { revision as revisionWorkflow } from '../../workflows/revision.ts';
import { revisionIdOf, revisionType } from '../../workflows/messages.ts';
import { onCase, person, taskQueue } from './cast.ts';
import { fileAppeal, startCase, type Filing } from './filed.ts';
import { openRevisedScene, type Scene } from './scene.ts';

const clerk = person('clerk', 'clerk');
const dispatcher = person('dispatcher', 'dispatcher');

let scene: Scene;
let env: TestWorkflowEnvironment;
let store: Store;
let cipher: Cipher;

beforeAll(async () => {
  scene = await openRevisedScene();
  ({ env, store, cipher } = scene);
});

afterAll(() => scene?.close());

async function begin(filing: Partial<Filing> = {}) {
  const receivedAt = await env.currentTimeMs();
  const no = await fileAppeal(store, cipher, { category: 'LIGHT', class: 'U3', receivedAt, ...filing });
  await startCase(env.client, no);
  await onCase(env.client, no).look();
  return no;
}

/** The next ten days off, as a revision on record. */
async function breakOf(days: number): Promise<number> {
  const now = await newestCalendar(store);
  if (!now) throw new Error('no calendar');
  const today = shanghaiDate(await env.currentTimeMs());
  const dates = Array.from({ length: days }, (_, i) => addDays(today, i + 1));
  const list = (year: number) => ({
    year,
    papers: [],
    days: dates.filter((date) => date.startsWith(`${year}`)).map((date) => ({ name: '放假', date, isOffDay: true })),
  });
  const lists = [...new Set(dates.map((date) => Number(date.slice(0, 4))))].map(list);
  const version = `TEST-${randomUUID().slice(0, 8)}`;
  const made = await createRevision(
    store,
    {
      kind: 'calendar',
      scope: 'all',
      target: version,
      detail: {},
      createdBy: 'admin',
      requestKey: version,
      bodyHash: '',
    },
    { kind: 'calendar', calendar: withLists(now, lists, version), source: '测试' },
  );
  if (made.kind !== 'created') throw new Error(made.kind);
  return made.row.id;
}

async function bringAbout(id: number) {
  await ended(await start(id));
  return readRevision(store, id);
}

/** Waiting for a result would let the cases' time pass meanwhile. */
async function ended(handle: Awaited<ReturnType<typeof start>>) {
  while ((await handle.describe()).status.name === 'RUNNING') await sleep(50);
}

function start(id: number) {
  return env.client.workflow.start<typeof revisionWorkflow>(revisionType, {
    workflowId: `${revisionIdOf(id)}-${randomUUID().slice(0, 6)}`,
    taskQueue,
    args: [id],
  });
}

async function caseOf(no: string) {
  const appeal = rebuild(await readLog(store, no));
  if (!appeal) throw new Error(`no log of ${no}`);
  return appeal;
}
const dueOf = (clocks: Clock[]) => clocks.find(({ name }) => name === 'handling')?.dueAt ?? 0;
const kindsOf = async (no: string) => (await readLog(store, no)).map(({ kind }) => kind);

describe('§3.3 a calendar revised while cases are open', () => {
  test('every open case is revised once, old and new due recorded, and its timer follows', async () => {
    const nos = await Promise.all(Array.from({ length: 12 }, () => begin()));
    const before = await caseOf(nos[0] ?? '');
    const row = await bringAbout(await breakOf(10));
    expect(row).toMatchObject({ state: 'done', total: 12, done: 12, casesMoved: 12 });
    for (const no of nos) expect((await kindsOf(no)).filter((kind) => kind === 'rescheduled')).toHaveLength(1);
    const after = await caseOf(nos[0] ?? '');
    const moved = (await readLog(store, nos[0] ?? '')).find(({ kind }) => kind === 'rescheduled');
    expect(dueOf(after.clocks)).toBeGreaterThan(dueOf(before.clocks));
    expect(moved?.data).toMatchObject({ revisionId: row?.id, calendarVersion: row?.target });
    const { nextAt } = await onCase(env.client, nos[0] ?? '').look();
    expect(nextAt).toBe(nextClock(after)?.at);
    // Not late by what was believed before, and late once by what is known now.
    await env.sleep(dueOf(before.clocks) + 1000 - (await env.currentTimeMs()));
    const { late } = await caseOf(nos[0] ?? '');
    expect(late.map(({ clock }) => clock)).not.toContain('handling');
  });

  test('sent again it changes nothing; begun again it finds nobody left', async () => {
    const no = await begin();
    const id = await breakOf(3);
    await bringAbout(id);
    const { version } = await caseOf(no);
    const row = await readRevision(store, id);
    expect((await bringAbout(id))?.done).toBe(row?.done);
    expect((await caseOf(no)).version).toBe(version);
  });

  test('a case that is registered by the old calendar afterwards is found as well', async () => {
    const receivedAt = await env.currentTimeMs();
    const old = await newestCalendar(store);
    const id = await breakOf(4);
    const no = await fileAppeal(store, cipher, { category: 'LIGHT', class: 'U3', receivedAt });
    // As an API process would that has not heard of it yet.
    await store.pool.query('ALTER TABLE intake DISABLE TRIGGER intake_immutable');
    await store.pool.query('UPDATE intake SET calendar_version = $2 WHERE appeal_no = $1', [no, old?.version]);
    await store.pool.query('ALTER TABLE intake ENABLE TRIGGER intake_immutable');
    const handle = await start(id);
    await startCase(env.client, no);
    await ended(handle);
    const row = await readRevision(store, id);
    expect(row?.state).toBe('done');
    expect((await caseOf(no)).terms.calendar.version).toBe(row?.target);
  });

  test('a revision that was stopped stays where it is and can be gone on with; a newer one takes the place of an older', async () => {
    const no = await begin();
    const id = await breakOf(5);
    expect(await cancelRevision(store, id)).toBe(true);
    expect((await bringAbout(id))?.state).toBe('cancelled');
    expect((await caseOf(no)).revisions?.calendar).not.toBe(id);
    expect(await resumeRevision(store, id)).toBe(true);
    const newer = await breakOf(6);
    expect((await readRevision(store, id))?.state).toBe('superseded');
    expect(await resumeRevision(store, id)).toBe(false);
    expect((await bringAbout(id))?.state).toBe('superseded');
    expect((await bringAbout(newer))?.state).toBe('done');
    expect((await caseOf(no)).revisions?.calendar).toBe(newer);
  });

  test('a due that is past by new office hours fires once, with its due and when it was noticed', async () => {
    const no = await begin({ class: 'U0' });
    const { handle } = onCase(env.client, no);
    const before = await caseOf(no);
    const early = dueOf(before.clocks) - 60_000;
    await env.sleep(early - (await env.currentTimeMs()));
    const made = await createRevision(
      store,
      {
        kind: 'officeHours',
        scope: before.place.communityId,
        target: 'earlier',
        detail: { officeHours: [[510, 960]] },
        createdBy: 'admin',
        requestKey: randomUUID(),
        bodyHash: '',
      },
      { kind: 'officeHours', communityId: before.place.communityId, officeHours: [[510, 960]] },
    );
    if (made.kind !== 'created') throw new Error(made.kind);
    expect(await bringAbout(made.row.id)).toMatchObject({ state: 'done' });
    const expired = (await readLog(store, no)).filter(({ kind }) => kind === 'expired');
    expect(expired).toHaveLength(1);
    const data = expired[0]?.data as { dueAt: number; firedAt: number };
    expect(data.dueAt).toBe(dueOf(before.clocks) - 120 * 60_000);
    expect(data.firedAt).toBeGreaterThanOrEqual(early);
    await handle.terminate('done');
  });

  test('a dispatched case takes it between two actions, and goes on', async () => {
    const no = await begin();
    const { act } = onCase(env.client, no);
    await act(clerk, 'accept', { type: 'HELP', category: 'LIGHT', class: 'U3', ownHandling: null, flags: [] });
    const id = await breakOf(7);
    const [, answer] = await Promise.all([
      bringAbout(id),
      act(dispatcher, 'dispatch', { unitId: 'unit-test', assist: [] }),
    ]);
    expect(answer.state).toBe('dispatched');
    const log = await readLog(store, no);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_each, i) => i + 1));
    expect((await caseOf(no)).revisions?.calendar).toBe(id);
  });
});
