// Loads of helpers across cases: what no single case can know, held by the append itself on a real PostgreSQL.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Offer } from '../../domain/ladder/types.ts';
import { loadChanges } from '../../domain/ladder/offers.ts';
import { dayMs } from '../../domain/time/shanghai.ts';
import { openStore, type Store } from '../../store/client.ts';
import { appendToLog, readLog, type AppendAnswer } from '../../store/log.ts';
import { freshDatabase } from '../support/database.ts';
import { aCase, anAppeal, anAppend, received } from './cases.ts';

let store: Store;
beforeAll(async () => {
  store = openStore((await freshDatabase()).url, { poolSize: 20 });
});
afterAll(() => store.close());

let helpers = 0;

async function aHelper(changes: { kind?: string; maxOpenOffers?: number; maxActiveTasks?: number } = {}) {
  const id = `h-${(helpers += 1)}`;
  const { kind = 'member', ...caps } = changes;
  await store.db.helper.create({
    data: {
      ...{ id, kind, communityId: 'shuangta', state: 'verified', source: 'staff', enteredBy: 'user-clerk', ...caps },
      ...(kind === 'member' ? {} : { name: id }),
    },
  });
  return id;
}

function anOffer(no: string, helperId: string, changes: Partial<Offer> = {}): Offer {
  return {
    id: `${no}-1-${helperId}`,
    ...{ rung: 3, raisedSeq: 1, helperId, kind: 'member', ask: 'work', score: 0.5, parts: {}, sentAt: received },
    ...{ state: 'sent', answeredAt: null, confirmedAt: null, confirmedBy: null, arrivedAt: null, doneAt: null },
    ...{ hours: null, persons: null, textId: null },
    ...changes,
  };
}

/** Appends one event to the case by which its offers become `after`. */
function change(no: string, version: number, before: Offer[], after: Offer[], at = received): Promise<AppendAnswer> {
  const head = version === 0 ? '' : `e${version}`;
  const doc = aCase(no, version + 1, { offers: after });
  const rows = after.filter((offer) => !before.includes(offer)).map((offer) => ({ ...offer, dueAt: null }));
  const offers = { at, rows, loads: loadChanges(before, after, 7 * dayMs) };
  return appendToLog(store, anAppend(no, version, head, [`e${version + 1}`], { doc, offers }));
}

const loadOf = async (id: string) => {
  const { openOffers, activeTasks, acceptedCount, declinedCount, silentCount } =
    await store.db.helper.findUniqueOrThrow({
      where: { id },
    });
  return { openOffers, activeTasks, acceptedCount, declinedCount, silentCount };
};

describe('§4.5 caps', () => {
  test('hold when a hundred offers go out at the same instant: two stored, all others capped, nothing of them on record', async () => {
    const helperId = await aHelper();
    const nos = await Promise.all(Array.from({ length: 100 }, () => anAppeal(store)));
    const answers = await Promise.all(nos.map((no) => change(no, 0, [], [anOffer(no, helperId)])));
    const stored = nos.filter((_no, index) => answers[index]?.kind === 'stored');
    expect(stored).toHaveLength(2);
    expect(answers.filter(({ kind }) => kind === 'capped')).toHaveLength(98);
    expect(await loadOf(helperId)).toMatchObject({ openOffers: 2 });
    expect(await store.db.offer.count({ where: { helperId } })).toBe(2);
    const logs = await Promise.all(nos.filter((no) => !stored.includes(no)).map((no) => readLog(store, no)));
    expect(logs.flat()).toEqual([]);
  });

  test('of many helpers asked together in any order never let two cases wait for each other', async () => {
    const ids = await Promise.all([1, 2, 3, 4].map(() => aHelper({ maxOpenOffers: 100 })));
    const nos = await Promise.all(Array.from({ length: 60 }, () => anAppeal(store)));
    const answers = await Promise.all(
      nos.map((no, index) => {
        const order = index % 2 === 0 ? ids : [...ids].reverse();
        return change(
          no,
          0,
          [],
          order.map((id) => anOffer(no, id)),
        );
      }),
    );
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['stored']));
    for (const id of ids) expect(await loadOf(id)).toMatchObject({ openOffers: 60 });
  });

  test('hold for tasks too: of two claims of one member at once one is stored', async () => {
    const helperId = await aHelper();
    const nos = await Promise.all([anAppeal(store), anAppeal(store)]);
    for (const no of nos) expect((await change(no, 0, [], [anOffer(no, helperId)])).kind).toBe('stored');
    const claims = await Promise.all(
      nos.map((no) => {
        const sent = anOffer(no, helperId);
        return change(no, 1, [sent], [{ ...sent, state: 'accepted', answeredAt: received }]);
      }),
    );
    expect(claims.map(({ kind }) => kind).sort()).toEqual(['capped', 'stored']);
    expect(await loadOf(helperId)).toMatchObject({ openOffers: 1, activeTasks: 1, acceptedCount: 1 });
  });

  test('a cool-down of seven days follows a finished task, by the case’s clock', async () => {
    const helperId = await aHelper();
    const no = await anAppeal(store);
    const sent = anOffer(no, helperId);
    const accepted: Offer = { ...sent, state: 'accepted', answeredAt: received };
    await change(no, 0, [], [sent]);
    await change(no, 1, [sent], [accepted]);
    await change(no, 2, [accepted], [{ ...accepted, doneAt: received, hours: 2, persons: 1 }]);
    expect(await loadOf(helperId)).toMatchObject({ openOffers: 0, activeTasks: 0 });
    expect(await store.db.offer.findUniqueOrThrow({ where: { id: sent.id } })).toMatchObject({ hours: 2, persons: 1 });
    const next = await anAppeal(store);
    const offer = anOffer(next, helperId);
    expect((await change(next, 0, [], [offer], received + 7 * dayMs - 1)).kind).toBe('capped');
    expect((await change(next, 0, [], [offer], received + 7 * dayMs)).kind).toBe('stored');
  });

  test('who is no longer verified is not asked; a load that shrinks is never refused', async () => {
    const helperId = await aHelper();
    const [no, other] = await Promise.all([anAppeal(store), anAppeal(store)]);
    const sent = anOffer(no, helperId);
    await change(no, 0, [], [sent]);
    await store.db.helper.update({ where: { id: helperId }, data: { state: 'suspended', maxOpenOffers: 0 } });
    expect((await change(other, 0, [], [anOffer(other, helperId)])).kind).toBe('capped');
    expect((await change(no, 1, [sent], [{ ...sent, state: 'expired' }])).kind).toBe('stored');
    expect(await loadOf(helperId)).toMatchObject({ openOffers: 0, silentCount: 1 });
  });

  test('a repeated append of the same offers counts once', async () => {
    const helperId = await aHelper();
    const no = await anAppeal(store);
    const answers = [];
    for (let times = 0; times < 3; times += 1) answers.push((await change(no, 0, [], [anOffer(no, helperId)])).kind);
    expect(answers).toEqual(['stored', 'known', 'known']);
    expect(await loadOf(helperId)).toMatchObject({ openOffers: 1 });
  });
});
