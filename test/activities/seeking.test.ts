// A hundred rungs look for help at one instant, on a real PostgreSQL that holds the caps: by the product's own search.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecordActivities, type RecordActivities } from '../../activities/record.ts';
import { evolve, rebuild } from '../../domain/appeal/evolve.ts';
import type { AppealEvent } from '../../domain/appeal/events.ts';
import type { Appeal } from '../../domain/appeal/types.ts';
import { openStore, type Store } from '../../store/client.ts';
import { createAppeal } from '../../store/intakes.ts';
import { seekHelp } from '../../workflows/seeking.ts';
import { clockOf, logOf, passTime } from '../domain/appeal/builders.ts';
import { late } from '../domain/ladder/cast.ts';
import { freshDatabase } from '../support/database.ts';
import { aDraft, cipher } from '../store/cases.ts';

const cases = 100;
let store: Store;
let record: RecordActivities;
beforeAll(async () => {
  store = openStore((await freshDatabase()).url, { poolSize: 20 });
  record = createRecordActivities({ store, stateSearchAttribute: true, historyBound: 2_000, warn: () => undefined });
});
afterAll(() => store.close());

async function members(count: number): Promise<void> {
  await store.db.helper.updateMany({ data: { state: 'left' } });
  const row = { kind: 'member', communityId: 'shuangta', state: 'verified', source: 'seed', enteredBy: 'clerk' };
  const own = { consentAt: new Date(), capabilities: ['labour', 'cleaning'], maxOpenOffers: 2 };
  const data = Array.from({ length: count }, (_, index) => ({ ...row, ...own, id: `m-${count}-${index}` }));
  await store.db.helper.createMany({ data });
}

/** A case on record whose members' rung has just been raised and looks for somebody. */
async function seekingCase(): Promise<{ appeal: Appeal; head: string }> {
  const answer = await createAppeal(store, cipher, aDraft());
  if (answer.kind !== 'created') throw new Error(answer.kind);
  const begun = late({ category: 'CLEAN' });
  const built = passTime(begun, clockOf(begun, 'supervision').dueAt);
  const events = logOf(built).map((event): AppealEvent =>
    event.kind === 'registered'
      ? { ...event, data: { ...event.data, facts: { ...event.data.facts, no: answer.no } } }
      : event,
  );
  const kept = {
    no: answer.no,
    expected: 0,
    headKey: '',
    owner: '',
    line: 'run:0',
    events,
    key: null,
    bodyHash: null,
    refusal: null,
  };
  await record.append(kept);
  const appeal = rebuild(events);
  if (!appeal) throw new Error('no case');
  return { appeal, head: events.at(-1)?.key ?? '' };
}

/** Its search, again whenever it must look again; answers the case, and how often others were quicker. */
async function search({ appeal, head }: { appeal: Appeal; head: string }) {
  let now = appeal;
  let key = head;
  let vain = 0;
  const put = async (events: AppealEvent[]) => {
    const given = {
      no: now.no,
      expected: now.version,
      headKey: key,
      owner: now.owner,
      line: 'run:0',
      events,
      key: null,
      bodyHash: null,
      refusal: null,
    };
    const { kind, events: stored } = await record.append(given);
    now = stored.reduce<Appeal>((state, event) => evolve(state, event), now);
    key = stored.at(-1)?.key ?? key;
    if (kind === 'capped') vain += 1;
    return kind === 'capped' ? ('capped' as const) : ('done' as const);
  };
  for (let settled = false; !settled;)
    settled = await seekHelp({ appeal: () => now, match: (input) => record.match(input), put });
  return { appeal: now, vain };
}

async function hundred() {
  const begun = [];
  for (let i = 0; i < cases; i += 1) begun.push(await seekingCase());
  const done = await Promise.all(begun.map(search));
  const { rows } = await store.pool.query<{ open: number; most: number }>(
    "SELECT sum(open_offers)::int AS open, max(open_offers)::int AS most FROM helper WHERE state = 'verified'",
  );
  const skipped = done.filter(({ appeal }) => !appeal.offers.some(({ rung }) => rung === 3));
  return { done, skipped, ...(rows[0] ?? { open: 0, most: 0 }) };
}

describe('issue 4 §3 no candidate', () => {
  test('is never said of a rung while helpers have room, though a hundred cases look at one instant', async () => {
    await members(170);
    const { done, skipped, open, most } = await hundred();
    expect(skipped).toEqual([]);
    expect([open, most]).toEqual([cases * 3, 2]);
    // They did run for the same ones, much more often than once.
    expect(Math.max(...done.map(({ vain }) => vain))).toBeGreaterThan(0);
  });

  test('is said once everybody has as much as they may have, and not before', async () => {
    await members(40);
    const { skipped, open } = await hundred();
    expect(open).toBe(80);
    expect(skipped.length).toBeGreaterThan(0);
    for (const { appeal } of skipped) expect(appeal.climbed).toContain(3);
  });
});
