// The duty roster over HTTP, and one's own notices.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DutyChange, DutyRoster } from '../../contracts/duty.ts';
import type { OwnNoticePage } from '../../contracts/notices.ts';
import { addDays, shanghaiDate } from '../../domain/time/shanghai.ts';
import { userIdOf } from '../../prisma/cast.ts';
import { openApi, problemOf, type Answer, type Api, type Client } from './client.ts';

let api: Api;
let director: Client;
beforeAll(async () => {
  api = await openApi();
  director = await api.as('director');
});
afterAll(() => api.stop());

const month = '2030-05';
const path = `/api/v1/duty?community=shuangta&month=${month}`;
const read = async (who: Client = director, at = path) => (await who.get<DutyRoster>(at)).json;
const shift = (changes: Partial<DutyChange['shifts'][0]> = {}) => ({
  date: `${month}-06`,
  from: '18:00',
  to: '08:30',
  userId: userIdOf('grid'),
  backupId: null,
  ...changes,
});
const write = (body: Partial<DutyChange>, who: Client = director) =>
  who.send<DutyRoster>('/api/v1/duty', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ communityId: 'shuangta', month, basis: '', shifts: [], ...body }),
  });
const errorsOf = (answer: Answer) => problemOf(answer).errors?.map(({ path: at, message }) => `${at} ${message}`);

describe('§4.6 the duty roster over HTTP', () => {
  test('is written by the director a month at a time, and read by everybody who works there', async () => {
    const { basis } = await read();
    const answer = await write({
      basis,
      shifts: [shift(), shift({ date: `${month}-07`, backupId: userIdOf('office') })],
    });
    expect(answer.status).toBe(200);
    expect(answer.json.shifts).toMatchObject([
      { from: '18:00', to: '08:30', userName: '周小梅', startsAt: `${month}-06T10:00:00.000Z`, begun: false },
      { backupName: '孙丽娟' },
    ]);
    const seen = await read(await api.as('clerk'));
    expect(seen.shifts).toEqual(answer.json.shifts);
    expect([seen.mayEdit, answer.json.mayEdit]).toEqual([false, true]);
    expect(seen.people.map(({ username }) => username)).toContain('grid');
  });

  test('names the gaps of nights and days off', async () => {
    const { gaps } = await read();
    expect(gaps.every(({ from, to }) => from < to)).toBe(true);
    expect(gaps).not.toContainEqual({ from: `${month}-06T10:00:00.000Z`, to: `${month}-07T00:30:00.000Z` });
    expect(gaps).toContainEqual({ from: `${month}-08T10:00:00.000Z`, to: `${month}-09T00:30:00.000Z` });
  });

  test('is closed to everybody else: another role may not write, another community does not see', async () => {
    expect(problemOf(await write({}, await api.as('supervisor'))).code).toBe('forbidden');
    expect(problemOf(await write({}, await api.as('director2'))).code).toBe('forbidden');
    expect(problemOf(await (await api.as('director2')).get(path)).code).toBe('notFound');
    expect(problemOf(await api.anybody.get(path)).code).toBe('unauthenticated');
  });

  test('who has not seen the newest roster changes nothing', async () => {
    const before = await read();
    expect(problemOf(await write({ basis: 'other', shifts: [] })).code).toBe('stale');
    expect(await read()).toEqual(before);
  });

  test('what cannot be is said shift by shift, and nothing of it is saved', async () => {
    const before = await read();
    const kept = before.shifts.map(({ date, from, to, userId, backupId }) => ({ date, from, to, userId, backupId }));
    const wrong = [
      ...kept,
      shift({ date: '2030-06-01' }),
      shift({ date: `${month}-20`, userId: 'nobody' }),
      shift({ date: `${month}-21`, backupId: userIdOf('grid') }),
      shift({ date: `${month}-07`, from: '20:00', to: '22:00' }),
    ];
    expect(errorsOf(await write({ basis: before.basis, shifts: wrong }))).toEqual([
      'shifts.2.date 不在本月',
      'shifts.3.userId 不是本社区在岗的工作人员',
      'shifts.4.backupId 替补不能是值班人本人',
      'shifts.5.from 与另一班次时间重叠',
    ]);
    expect(await read()).toEqual(before);
    expect(errorsOf(await write({ basis: before.basis, shifts: [shift({ from: '25:00' })] }))).toEqual([
      'shifts.0.from 时间须写作 18:00',
    ]);
  });

  test('a shift that has begun stays as it was, and none is written behind time', async () => {
    const today = shanghaiDate(Date.now());
    const yesterday = addDays(today, -1);
    const own = yesterday.slice(0, 7);
    const at = `/api/v1/duty?community=shuangta&month=${own}`;
    const times = { communityId: 'shuangta', month: own, date: yesterday, fromMinute: 0, toMinute: 0 };
    const run = { startsAt: new Date(Date.now() - 3_600_000), endsAt: new Date(Date.now() + 3_600_000) };
    const row = { ...times, ...run, userId: userIdOf('grid'), createdBy: userIdOf('director') };
    await api.deps.store.db.dutyShift.create({ data: row });
    const { basis, now } = await read(director, at);
    expect(now).toMatchObject({ userName: '周小梅' });
    const emptied = await write({ month: own, basis, shifts: [] });
    expect(emptied.json.shifts).toMatchObject([{ userName: '周小梅', begun: true }]);
    const backdated = await write({
      month: own,
      basis,
      shifts: [shift({ date: yesterday, from: '01:00', to: '02:00' })],
    });
    expect(errorsOf(backdated)?.[0]).toBe('shifts.0.date 已开始或已过去的班次不能再排');
  });
});

describe('§4.4 one’s own notices', () => {
  const mine = async (who: Client, query = '') => (await who.get<OwnNoticePage>(`/api/v1/notices/mine${query}`)).json;

  async function notice(recipient: string, no: string, clock: string | null, createdAt = new Date()): Promise<string> {
    const facts = { communityId: 'shuangta', compoundId: null, category: 'LIGHT', clock, round: 0 };
    const times = { createdAt, sendAfter: new Date(Date.now() + 86_400_000) };
    const row = { key: randomUUID(), appealNo: no, kind: 'warning', class: 'U3', gather: 'digest', facts, recipient };
    return (await api.deps.store.db.notice.create({ data: { ...row, ...times } })).id;
  }

  async function appeal(no: string, clocks: object[]): Promise<void> {
    const facts = {
      communityId: 'shuangta',
      type: 'HELP',
      category: 'LIGHT',
      class: 'U3',
      title: '',
      receivedAt: new Date(),
    };
    await api.deps.store.db.appeal.create({ data: { no, version: 1, doc: { clocks }, ...facts } });
  }

  test('are there at once, though the digest goes out in the morning; what is done waits no more', async () => {
    const who = await api.as('office');
    await appeal('SQ20300501-000001', [{ name: 'handling', round: 0 }]);
    await appeal('SQ20300501-000002', []);
    await notice(userIdOf('office'), 'SQ20300501-000001', 'handling');
    await notice(userIdOf('office'), 'SQ20300501-000002', 'handling');
    const all = await mine(who);
    expect(all.items.map(({ no, settled }) => [no, settled])).toEqual([
      ['SQ20300501-000002', true],
      ['SQ20300501-000001', false],
    ]);
    expect(all.items[0]).toMatchObject({ place: '双塔社区', clock: 'handling', readAt: null });
    expect(all.waiting).toBe(1);
    expect((await mine(who, '?waiting=true')).items.map(({ no }) => no)).toEqual(['SQ20300501-000001']);
  });

  test('of a community in which one holds no post any more are kept from one', async () => {
    const who = await api.as('mediator');
    await appeal('SQ20300501-000005', []);
    await notice(userIdOf('mediator'), 'SQ20300501-000005', null);
    expect((await mine(who)).items).toHaveLength(1);
    await api.deps.store.db.grant.deleteMany({ where: { userId: userIdOf('mediator'), communityId: 'shuangta' } });
    expect(await mine(who)).toMatchObject({ items: [], waiting: 0 });
  });

  test('are marked as seen by their reader alone', async () => {
    const who = await api.as('handler2');
    await appeal('SQ20300501-000003', [{ name: 'handling', round: 0 }]);
    const id = await notice(userIdOf('handler2'), 'SQ20300501-000003', 'handling');
    const read = (as: Client) => as.post('/api/v1/notices/mine/read', { ids: [id] });
    expect((await read(await api.as('clerk'))).status).toBe(204);
    expect((await mine(who)).waiting).toBe(1);
    expect((await read(who)).status).toBe(204);
    const after = await mine(who);
    expect([after.waiting, after.items[0]?.readAt === null]).toEqual([0, false]);
    expect((await mine(await api.as('clerk'))).items.map((each) => each.id)).not.toContain(id);
  });

  test('come page by page, none twice', async () => {
    const who = await api.as('callback');
    await appeal('SQ20300501-000004', []);
    for (let n = 0; n < 33; n += 1) {
      await notice(
        userIdOf('callback'),
        'SQ20300501-000004',
        null,
        new Date(Date.UTC(2030, 4, 1, 0, Math.floor(n / 2))),
      );
    }
    const first = await mine(who);
    const second = await mine(who, `?cursor=${first.next}`);
    expect([first.items.length, second.items.length, second.next]).toEqual([30, 3, null]);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(33);
    expect(problemOf(await who.get('/api/v1/notices/mine?cursor=abc')).code).toBe('invalid');
  });
});
