import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecordActivities } from '../../activities/record.ts';
import type { Calendar } from '../../contracts/calendar.ts';
import type { Policy } from '../../contracts/policies.ts';
import type { Revision, RevisionPreview } from '../../contracts/revisions.ts';
import { addDays, instantOf } from '../../domain/time/shanghai.ts';
import { fileAppeal } from '../workflows/filed.ts';
import { newKey, openApi, problemOf, type Api, type Client } from './client.ts';

let api: Api;
let admin: Client;
let no: string;
let community: string;

const openedOn = '2027-03-01';

beforeAll(async () => {
  api = await openApi();
  admin = await api.as('admin');
  const { store, cipher } = api.deps;
  const receivedAt = instantOf(openedOn, 600);
  no = await fileAppeal(store, cipher, { category: 'LIGHT', class: 'U3', receivedAt });
  const record = createRecordActivities({
    store,
    stateSearchAttribute: true,
    historyBound: 2000,
    warn: () => undefined,
  });
  await record.begin({ no, owner: 'run-1', line: 'run:0', now: receivedAt });
  community = (await store.db.appeal.findUniqueOrThrow({ where: { no } })).communityId;
});
afterAll(() => api.stop());

const days = (off: string[], worked: string[] = []) => [
  ...off.map((date) => ({ name: '放假', date, isOffDay: true })),
  ...worked.map((date) => ({ name: '补班', date, isOffDay: false })),
];
const list = (off: string[], worked: string[] = []) => ({
  format: 'json',
  text: JSON.stringify({ year: 2027, papers: ['国办发明电〔2026〕1号'], days: days(off, worked) }),
  source: 'L 国务院办公厅通知',
});
const breakOf = (n: number) => Array.from({ length: n }, (_, i) => addDays(openedOn, i + 1));

describe('§3.3 calendar revised by an administrator', () => {
  test('shows what would move before anything is applied', async () => {
    const { status, json } = await admin.post<RevisionPreview>('/api/v1/calendar/preview', list(breakOf(3)));
    expect(status).toBe(200);
    expect(json).toMatchObject({ target: 'CN-2027-1', years: [2027], problems: [], cases: 1, casesMoved: 1 });
    expect(json.changes).toContainEqual({ date: '2027-03-02', from: 'usual', to: 'holiday' });
    expect(json.rows).toContainEqual(expect.objectContaining({ class: 'U3', clock: 'handling', moved: 1, later: 1 }));
    expect(json.samples.find(({ clock }) => clock === 'handling')).toMatchObject({
      no,
      from: '2027-03-08T10:00:00.000Z',
      to: '2027-03-11T10:00:00.000Z',
    });
    expect((await api.anybody.get<Calendar>('/api/v1/calendar')).json.knownYears).not.toContain(2027);
  });

  test('says in words, row by row, what is wrong with a list, and applies nothing of it', async () => {
    const wrong = { ...list([]), text: JSON.stringify({ year: 2027, days: days(['2027-02-30']) }) };
    const { json } = await admin.post<RevisionPreview>('/api/v1/calendar/preview', wrong);
    expect(json).toMatchObject({ target: null, cases: 0 });
    expect(json.problems).toEqual([{ row: 1, message: '第 1 行：日期不对：2027-02-30，应如 2027-02-06' }]);
    const refused = await admin.post('/api/v1/calendar/revisions', wrong, newKey());
    expect(problemOf(refused)).toMatchObject({ code: 'invalid', errors: [{ path: 'text' }] });
  });

  test('takes effect for new cases at once and is on record with its progress; the same request again is the same revision', async () => {
    const key = newKey();
    const made = await admin.post<Revision>('/api/v1/calendar/revisions', list(breakOf(3), ['2027-03-14']), key);
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({ kind: 'calendar', state: 'running', target: 'CN-2027-1', total: 1, done: 0 });
    const again = await admin.post<Revision>('/api/v1/calendar/revisions', list(breakOf(3), ['2027-03-14']), key);
    expect(again.json.id).toBe(made.json.id);
    expect(problemOf(await admin.post('/api/v1/calendar/revisions', list(breakOf(4)), key)).code).toBe(
      'sameKeyOtherBody',
    );
    const all = await admin.get<{ items: Revision[] }>('/api/v1/revisions');
    expect(all.json.items.map(({ id }) => id)).toEqual([made.json.id]);
    await expect
      .poll(async () => (await api.anybody.get<Calendar>('/api/v1/calendar')).json.version, { timeout: 10_000 })
      .toBe('CN-2027-1');
  });

  test('can be stopped and gone on with; a newer one supersedes it', async () => {
    const [first] = (await admin.get<{ items: Revision[] }>('/api/v1/revisions')).json.items;
    const id = first?.id ?? 0;
    const act = async (what: string) => (await admin.post<Revision>(`/api/v1/revisions/${id}/${what}`, {})).json.state;
    expect(await act('cancel')).toBe('cancelled');
    expect(await act('resume')).toBe('running');
    await admin.post('/api/v1/calendar/revisions', list(breakOf(5)), newKey());
    expect((await admin.get<Revision>(`/api/v1/revisions/${id}`)).json.state).toBe('superseded');
    expect(await act('resume')).toBe('superseded');
    expect(problemOf(await admin.get('/api/v1/revisions/999')).code).toBe('notFound');
  });
});

describe('§4.6 office hours and policies', () => {
  test('office hours of one community are changed by its administrator', async () => {
    const body = {
      community,
      periods: [
        [540, 720],
        [840, 1020],
      ],
    };
    const { json } = await admin.post<RevisionPreview>('/api/v1/office-hours/preview', body);
    expect(json).toMatchObject({ cases: 1, casesMoved: 1 });
    const made = await admin.post<Revision>('/api/v1/office-hours/revisions', body, newKey());
    expect(made.json).toMatchObject({ kind: 'officeHours', scope: community, total: 1 });
    for (const periods of [
      [],
      [[720, 540]],
      [
        [540, 720],
        [700, 800],
      ],
      [[0, 1500]],
    ])
      expect(problemOf(await admin.post('/api/v1/office-hours/preview', { ...body, periods })).code).toBe('invalid');
    expect(problemOf(await admin.post('/api/v1/office-hours/preview', { ...body, community: 'nowhere' })).code).toBe(
      'notFound',
    );
  });

  test('a new policy version is an old one with some limits changed, each with its source', async () => {
    const body = {
      from: '2026-1',
      version: '2027-1',
      effectiveFrom: '2027-01-01T00:00:00+08:00',
      source: 'D',
      limits: [{ class: 'U3', name: 'handling', limit: { value: 8, unit: 'workingDay' }, source: 'P 太原' }],
    };
    expect((await admin.post('/api/v1/policies', body)).status).toBe(201);
    const policy = await admin.get<Policy>('/api/v1/policies/2027-1');
    expect(policy.json.limits.find(({ class: cls, name }) => cls === 'U3' && name === 'handling')).toMatchObject({
      limit: { value: 8, unit: 'workingDay' },
      source: 'P 太原',
    });
    const before = await admin.get<Policy>('/api/v1/policies/2026-1');
    expect(policy.json.categories).toEqual(before.json.categories);
    expect(problemOf(await admin.post('/api/v1/policies', body)).code).toBe('unknownReference');
    expect(problemOf(await admin.post('/api/v1/policies', { ...body, from: 'none', version: 'x' })).code).toBe(
      'notFound',
    );
  });

  test('open cases keep their version unless an administrator migrates them', async () => {
    const { json } = await admin.post<RevisionPreview>('/api/v1/policies/2027-1/preview', { from: ['2026-1'] });
    expect(json).toMatchObject({ target: '2027-1', cases: 1, casesMoved: 1 });
    const made = await admin.post<Revision>('/api/v1/policies/2027-1/revisions', { from: ['2026-1'] }, newKey());
    expect(made.json).toMatchObject({ kind: 'policy', target: '2027-1', total: 1 });
    expect(problemOf(await admin.post('/api/v1/policies/2027-1/preview', { from: ['demo-1'] })).code).toBe('notFound');
    expect(problemOf(await admin.post('/api/v1/policies/2027-1/preview', { from: ['2027-1'] })).code).toBe(
      'unknownReference',
    );
  });
});

test('§8 only an administrator revises anything', async () => {
  for (const username of ['clerk', 'director', 'auditor']) {
    const person = await api.as(username);
    expect(problemOf(await person.post('/api/v1/calendar/preview', list([]))).code).toBe('forbidden');
    expect(problemOf(await person.post('/api/v1/calendar/revisions', list([]), newKey())).code).toBe('forbidden');
    expect(problemOf(await person.get('/api/v1/revisions')).code).toBe('forbidden');
  }
});
