import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CursorError, countAppeals, listAppeals, readAppeal } from '../../store/appeals.ts';
import type { AppealFilter, Sort } from '../../store/appeals-filter.ts';
import { openStore, type Store } from '../../store/client.ts';
import { createAppeal } from '../../store/intakes.ts';
import { appendToLog } from '../../store/log.ts';
import { freshDatabase } from '../support/database.ts';
import { aDraft, anAppend, cipher, received } from './cases.ts';

const everybody = { self: [], plain: [] };
const here = { communityIds: ['shuangta'], unitIds: [], ...everybody };
const hour = 3_600_000;
let store: Store;

beforeAll(async () => {
  store = openStore((await freshDatabase()).url);
  const officeHours = [[510, 720]];
  await store.db.community.createMany({
    data: ['shuangta', 'huludao'].map((id) => ({ id, name: id, town: '猗氏镇', officeHours, policyName: 'x' })),
  });
  await store.db.compound.create({ data: { id: 'fenglin', communityId: 'shuangta', name: '枫林小区' } });
  await store.db.unit.createMany({
    data: [
      { id: 'power', communityId: 'shuangta', name: '供电所', kind: 'company' },
      { id: 'wuye', communityId: 'huludao', name: '物业', kind: 'property' },
    ],
  });
  // 60 cases: every third overdue, every fourth without a due, many with the same due.
  for (let n = 0; n < 60; n++) {
    await aRow({
      title: n % 2 === 0 ? `第${n}号楼没有路灯` : `电梯坏了${n}`,
      overdue: n % 3 === 0,
      dueAt: n % 4 === 0 ? null : new Date(received + (n % 7) * hour),
      state: n % 5 === 0 ? 'handling' : 'registered',
      listed: n % 10 === 0,
    });
  }
  await aRow({ communityId: 'huludao', unitId: 'wuye', title: '葫芦岛的事' });
  await aRow({ communityId: 'huludao', assistUnitIds: ['wuye'], title: '协办的事' });
  await aRow({ communityId: 'huludao', title: '别人的事' });
});

afterAll(() => store.close());

describe('the work list', () => {
  test.each<Sort>(['overdue', 'due', 'received'])('paged by %s holds every case once and in order', async (sort) => {
    const whole = await listAppeals(store, { scope: here }, { sort, limit: 100, cursor: null });
    expect(whole.items).toHaveLength(60);
    expect(whole.next).toBeNull();
    expect(await paged({ scope: here }, sort, 7)).toEqual(whole.items.map(({ no }) => no));
  });

  test('overdue cases come first, then by due, those without a due last, equal ones by number', async () => {
    const { items } = await listAppeals(store, { scope: here }, { sort: 'overdue', limit: 100, cursor: null });
    const keys = items.map(
      ({ overdue, dueAt, no }) => [overdue ? 0 : 1, dueAt ?? Number.POSITIVE_INFINITY, no] as const,
    );
    const sorted = keys.toSorted(
      (a, b) => a[0] - b[0] || (a[1] === b[1] ? 0 : a[1] - b[1]) || a[2].localeCompare(b[2]),
    );
    expect(keys).toEqual(sorted);
  });

  test('a case that changes while pages are turned is neither lost nor doubled among those that do not', async () => {
    const first = await listAppeals(store, { scope: here }, { sort: 'due', limit: 10, cursor: null });
    const moved = await aRow({ dueAt: new Date(received - hour), title: '新来的事' });
    const rest = await listAppeals(store, { scope: here }, { sort: 'due', limit: 100, cursor: first.next });
    expect(rest.items).toHaveLength(50);
    await store.pool.query(`UPDATE appeal SET community_id = 'elsewhere' WHERE no = $1`, [moved]);
  });

  test('filters agree with what they say', async () => {
    expect(await found({ states: ['handling'] })).toHaveLength(12);
    expect(await found({ overdue: true })).toHaveLength(20);
    expect(await found({ overdue: false, states: ['handling', 'closed'] })).toHaveLength(8);
    expect(await found({ listed: true })).toHaveLength(6);
    expect(await found({ listed: true, overdue: true })).toHaveLength(2);
    expect(await found({ listed: false })).toHaveLength(54);
    expect(await found({ dueBefore: received + hour })).toHaveLength(6);
    expect(await found({ category: 'LIGHT', classes: ['U3'], compoundId: 'fenglin' })).toHaveLength(60);
    expect(await found({ category: 'PIPE' })).toHaveLength(0);
    expect(await found({ open: false })).toHaveLength(0);
    expect(await found({ communityId: 'huludao' })).toHaveLength(0);
  });

  test.each([
    ['灯', 30],
    ['路灯', 30],
    ['没有路灯', 30],
    ['路 灯', 30],
    ['灯路', 0],
    ['电梯坏了1', 6],
    ['第10号', 1],
    [`'; DROP TABLE appeal; --`, 0],
    ['\\', 0],
    ['%', 0],
  ])('text %s is found in %i titles', async (text, n) => {
    expect(await found({ text })).toHaveLength(n);
  });

  test('an appeal is found by its number, and by the end of it', async () => {
    const [no = ''] = await found({});
    expect(await found({ text: no.toLowerCase() })).toEqual([no]);
    expect(await found({ text: no.slice(-6) })).toContain(no);
  });

  test('a unit sees, of another community, the cases it leads or assists and no others', async () => {
    const scope = { communityIds: [], unitIds: ['wuye'], ...everybody };
    const { items } = await listAppeals(store, { scope }, { sort: 'overdue', limit: 10, cursor: null });
    expect(items.map(({ title }) => title).sort()).toEqual(['协办的事', '葫芦岛的事']);
    const both = { communityIds: ['shuangta'], unitIds: ['power', 'wuye'], ...everybody };
    expect(await paged({ scope: both }, 'received', 9)).toHaveLength(62);
    const unseen = await listAppeals(
      store,
      { scope: { communityIds: [], unitIds: [], ...everybody } },
      { sort: 'due', limit: 5, cursor: null },
    );
    expect(unseen).toEqual({ items: [], next: null });
  });

  test.each([
    'x',
    'bm90IGpzb24',
    Buffer.from('["overdue",1,2]').toString('base64url'),
    Buffer.from('["due",-9e15,"SQ20261009-000001"]').toString('base64url'),
  ])('the foreign cursor %s is refused', async (cursor) => {
    await expect(listAppeals(store, { scope: here }, { sort: 'due', limit: 5, cursor })).rejects.toThrow(CursorError);
  });

  test('a page of one order does not continue in another', async () => {
    const { next } = await listAppeals(store, { scope: here }, { sort: 'due', limit: 5, cursor: null });
    await expect(listAppeals(store, { scope: here }, { sort: 'overdue', limit: 5, cursor: next })).rejects.toThrow(
      CursorError,
    );
  });

  test('counts follow the rules of the list', async () => {
    const counts = await countAppeals(store, here, { dueBefore: received + hour, handlerId: 'unseen' });
    expect(counts).toEqual({
      byState: { registered: 48, handling: 12 },
      open: 60,
      overdue: 20,
      listed: 6,
      due: 6,
      mine: 0,
    });
  });

  test('one appeal is read with its case and the names of its places', async () => {
    const no = await aRow({ communityId: 'huludao', unitId: 'wuye', title: '有事' });
    expect(await readAppeal(store, no)).toMatchObject({
      version: 0,
      doc: null,
      communityName: 'huludao',
      unitName: '物业',
    });
    const request = anAppend(no, 0, '', ['a']);
    await appendToLog(store, request);
    expect(await readAppeal(store, no)).toMatchObject({
      version: 1,
      doc: request.doc,
      receivedAt: received,
      dueAt: null,
    });
    expect(await readAppeal(store, 'SQ20260101-000000')).toBeNull();
  });
});

type Columns = Partial<Parameters<Store['db']['appeal']['update']>[0]['data']>;

async function aRow(columns: Columns): Promise<string> {
  const answer = await createAppeal(store, cipher, aDraft());
  if (answer.kind !== 'created') throw new Error(answer.kind);
  await store.db.appeal.update({ where: { no: answer.no }, data: columns });
  return answer.no;
}

async function found(filter: Partial<AppealFilter>): Promise<string[]> {
  const page = await listAppeals(store, { scope: here, ...filter }, { sort: 'overdue', limit: 100, cursor: null });
  return page.items.map(({ no }) => no);
}

async function paged(filter: AppealFilter, sort: Sort, limit: number): Promise<string[]> {
  const all: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listAppeals(store, filter, { sort, limit, cursor });
    all.push(...page.items.map(({ no }) => no));
    cursor = page.next;
  } while (cursor !== null);
  return all;
}
