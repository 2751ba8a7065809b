// Messages between cases as the record keeps them, and who is found to have one matter with others.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliverMessages } from '../../activities/courier.ts';
import { rowOf } from '../../domain/appeal/row.ts';
import { seed } from '../../prisma/seed.ts';
import { postponeMessage, settleMessage, waitingMessages, writeMessages } from '../../store/case-messages.ts';
import { openStore, type Store } from '../../store/client.ts';
import { gatherAlike } from '../../store/gathering.ts';
import { createAppeal, type AppealDraft } from '../../store/intakes.ts';
import { appendToLog } from '../../store/log.ts';
import { freshDatabase } from '../support/database.ts';
import { aCase, aDraft, anAppend, cipher } from './cases.ts';

let store: Store;
beforeAll(async () => {
  store = openStore((await freshDatabase()).url);
  await seed(store, { demo: true });
});
afterAll(() => store.close());

const place = { communityId: 'demo', compoundId: 'demo.1', buildingId: null };

async function filed(changes: Partial<AppealDraft> = {}): Promise<string> {
  const answer = await createAppeal(store, cipher, aDraft({ place, receivedAt: Date.now(), ...changes }));
  if (answer.kind !== 'created') throw new Error(answer.kind);
  const { category = 'LIGHT', type = 'HELP', shieldedFrom = [] } = changes;
  const doc = aCase(answer.no, 1, { category, type, shieldedFrom });
  await appendToLog(store, anAppend(answer.no, 0, '', ['first'], { doc, row: rowOf(doc) }));
  return answer.no;
}

const of = (phone: string, address: string | null = null) => ({
  appellant: { name: '某', phone, email: null, address },
});

describe('§4.6 mass', () => {
  test('three households of one compound and category within seven days are found, each told once', async () => {
    const category = 'ROAD';
    const nos = [await filed({ category, ...of('13800000001') }), await filed({ category, ...of('13800000002') })];
    expect(await gatherAlike(store)).toBe(0);
    nos.push(await filed({ category, ...of('13800000003') }));
    expect(await gatherAlike(store)).toBe(3);
    const waiting = await waitingMessages(store, 10);
    expect(waiting.map(({ to }) => to).sort()).toEqual(nos);
    const [oldest] = nos;
    expect(waiting.map(({ body }) => body)).toEqual([
      { kind: 'gather', households: 3, master: null },
      { kind: 'gather', households: 3, master: oldest },
      { kind: 'gather', households: 3, master: oldest },
    ]);
    expect(await gatherAlike(store)).toBe(0);
  });

  test('one household does not become three by its telephones, nor by calling three times', async () => {
    const category = 'GATE';
    for (const phone of ['13800000011', '13800000012', '13800000013'])
      await filed({ category, ...of(phone, '3 单元 502') });
    for (let i = 0; i < 3; i += 1)
      await filed({ category: 'SIGN', ...of('13800000014', i === 0 ? '1 单元 101' : null) });
    for (let i = 0; i < 3; i += 1) await filed({ category: 'TOILET', appellant: null });
    expect(await gatherAlike(store)).toBe(0);
  });

  test('what is older than seven days, elsewhere, or a report does not count', async () => {
    const category = 'CLEAN';
    const old = Date.now() - 8 * 86_400_000;
    await filed({ category, ...of('13800000021') });
    await filed({ category, ...of('13800000022') });
    await filed({ category, ...of('13800000023'), receivedAt: old });
    await filed({ category, ...of('13800000024'), place: { ...place, compoundId: 'demo.2' } });
    await filed({ category, ...of('13800000025'), type: 'REPORT' });
    // Nor whatever else is kept from somebody: its number would be proposed as the master to all.
    await filed({ category, ...of('13800000026'), type: 'COMPLAINT', shieldedFrom: ['unit-1'] });
    expect(await gatherAlike(store)).toBe(0);
  });
});

const joined = (child: string) => ({ kind: 'childJoined' as const, child, childSeq: 3 });
const to = (no: string, key: string) => ({ to: no, key, body: joined('SQ20261124-000002') });

describe('§4.2 messages between cases', () => {
  beforeEach(() => store.pool.query('DELETE FROM case_message'));

  test('come to each case in the order in which they were written, one at a time', async () => {
    await writeMessages(store, [
      to('SQ20261124-000001', 'a'),
      to('SQ20261124-000001', 'b'),
      to('SQ20261124-000004', 'c'),
    ]);
    const first = await waitingMessages(store, 10);
    expect(first.map(({ key }) => key)).toEqual(['a', 'c']);
    if (first[0]) await settleMessage(store, first[0], 'taken');
    expect((await waitingMessages(store, 10)).map(({ key }) => key)).toEqual(['b', 'c']);
  });

  test('that a case refuses come back to whoever sent them, once', async () => {
    await writeMessages(store, [to('SQ20261124-000001', 'a')]);
    const [message] = await waitingMessages(store, 10);
    if (!message) throw new Error('nothing waits');
    await settleMessage(store, message, 'refused');
    await settleMessage(store, message, 'refused');
    expect(await waitingMessages(store, 10)).toMatchObject([
      {
        to: 'SQ20261124-000002',
        body: { kind: 'masterRefused', master: 'SQ20261124-000001', childSeq: 3 },
      },
    ]);
  });

  test('wait when their case cannot be reached, and hold up nobody else’s', async () => {
    await writeMessages(store, [to('SQ20261124-000001', 'a'), to('SQ20261124-000004', 'c')]);
    const reached: string[] = [];
    const tell = (no: string) => {
      if (no === 'SQ20261124-000001') return Promise.reject(new Error('away'));
      reached.push(no);
      return Promise.resolve('taken' as const);
    };
    expect(await deliverMessages({ store, tell, log: () => undefined })).toBe(1);
    expect(reached).toEqual(['SQ20261124-000004']);
    const [left] = (
      await store.pool.query<{ id: string }>('SELECT id::text FROM case_message WHERE delivered_at IS NULL')
    ).rows;
    await postponeMessage(store, left?.id ?? '');
    expect(await waitingMessages(store, 10)).toEqual([]);
  });
});
