// What one asks and another decides, over HTTP: API, worker, Temporal, PostgreSQL and mail are the real ones.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ActionAnswer } from '../../contracts/appeal-actions.ts';
import type { AppealCreated, AppealDetail } from '../../contracts/appeals.ts';
import type { DecisionCounts, DecisionList } from '../../contracts/decisions.ts';
import type { Followed } from '../../contracts/public.ts';
import type { Timeline } from '../../contracts/timeline.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { clientOf, newKey, problemOf, signedIn, type Answer, type Client } from './client.ts';

const names = ['clerk', 'dispatcher', 'handler', 'supervisor', 'director', 'callback', 'mediator', 'convenor'] as const;
let stack: Stack;
const people = {} as Record<(typeof names)[number], Client>;
beforeAll(async () => {
  stack = await startStack();
  for (const name of names) people[name] = await signedIn(stack.url, name);
});
afterAll(() => stack.stop());

type Filed = { no: string; queryCode: string };

async function filed(more: object = {}): Promise<Filed> {
  const facts = {
    ...{ type: 'HELP', category: 'LIGHT', communityId: 'shuangta', compoundId: 'shuangta.1' },
    text: '楼前没有路灯，老人晚上出门不便。',
    appellant: { name: '王大爷', phone: '138 1234 5678' },
    ...more,
  };
  const { status, json } = await people.clerk.post<AppealCreated>('/api/v1/appeals', facts, newKey());
  expect(status).toBe(201);
  return json;
}

const read = async (no: string, who = people.clerk) => (await who.get<AppealDetail>(`/api/v1/appeals/${no}`)).json;

async function act(who: Client, no: string, action: string, payload: object = {}): Promise<Answer<ActionAnswer>> {
  const { seq } = await read(no);
  return who.post<ActionAnswer>(`/api/v1/appeals/${no}/actions/${action}`, { seq, ...payload }, newKey());
}

async function done(who: Client, no: string, action: string, payload: object = {}): Promise<ActionAnswer> {
  const { status, json, text } = await act(who, no, action, payload);
  expect([action, status, text]).toEqual([action, 200, expect.any(String)]);
  return json;
}

async function handling(more: { category?: string; class?: string } = {}): Promise<Filed> {
  const { category = 'LIGHT', class: cls = 'U3' } = more;
  const found = await filed({ category });
  await done(people.clerk, found.no, 'accept', { type: 'HELP', category, class: cls });
  const { json } = await people.clerk.get<{ items: { id: string; name: string }[] }>(
    '/api/v1/units?community=shuangta',
  );
  const unitId = json.items.find(({ name }) => name === '物业服务中心')?.id;
  await done(people.dispatcher, found.no, 'dispatch', { unitId });
  await done(people.handler, found.no, 'sign');
  return found;
}

const tray = async (who: Client) => (await who.get<DecisionList>('/api/v1/decisions')).json;
const mine = async (who: Client, no: string) => (await tray(who)).items.filter((item) => item.no === no);

/** The request that stands in somebody's tray for the case, decided. */
async function decide(who: Client, no: string, granted: boolean, text?: string) {
  const [found] = await mine(who, no);
  if (!found) throw new Error(`${no} is not in the tray`);
  return done(who, no, found.action, { requestSeq: found.request.seq, granted, ...(text && { text }) });
}

async function card({ queryCode }: Filed) {
  const followed = await clientOf(stack.url).post<Followed>('/api/v1/public/follow', { queryCode, phoneTail: '5678' });
  return followed.json.card;
}

describe('§4.2 an extension', () => {
  it('is asked by the handler, stands in the supervisor’s tray, and moves the promise with its reason to the resident', async () => {
    const found = await handling();
    const before = await read(found.no);
    expect(before.extension).toEqual({ value: 10, unit: 'workingDay' });
    await done(people.handler, found.no, 'requestExtension', { amount: 3, text: '灯杆缺货，下周到货' });
    expect(await mine(people.handler, found.no)).toEqual([]);
    expect(await mine(people.supervisor, found.no)).toMatchObject([
      { action: 'decideExtension', request: { kind: 'extension', by: '张志强', text: '灯杆缺货，下周到货' } },
    ]);
    expect((await card(found)).extended).toBeNull();
    await decide(people.supervisor, found.no, true, '同意，请盯紧');
    const shown = await card(found);
    expect(shown.extended?.reason).toBe('灯杆缺货，下周到货');
    expect(JSON.stringify(shown)).not.toContain('请盯紧');
    const { json } = await people.clerk.get<Timeline>(`/api/v1/appeals/${found.no}/timeline`);
    expect(json.items.find(({ kind }) => kind === 'extensionGranted')).toMatchObject({
      facts: { lengthValue: 3, lengthUnit: 'workingDay' },
      moved: [{ name: 'handling' }],
      text: '同意，请盯紧',
    });
    expect(await mine(people.supervisor, found.no)).toEqual([]);
  });

  it('beyond the cap is refused in words, and a denial must say why', async () => {
    const { no } = await handling();
    const refused = await act(people.handler, no, 'requestExtension', { amount: 11, text: '要很久' });
    expect(problemOf(refused)).toMatchObject({ status: 422, code: 'extensionTooLong', params: { left: 10 } });
    await done(people.handler, no, 'requestExtension', { amount: 1, text: '再宽一天' });
    const [waiting] = await mine(people.supervisor, no);
    const silent = await act(people.supervisor, no, 'decideExtension', {
      requestSeq: waiting?.request.seq,
      granted: false,
    });
    expect(problemOf(silent).code).toBe('denialNeedsReason');
  });

  it('that uses up the cap leaves a case that can be read, and nothing more to ask for', async () => {
    const { no } = await handling();
    await done(people.handler, no, 'requestExtension', { amount: 10, text: '灯杆须定制' });
    await decide(people.supervisor, no, true);
    expect(await read(no)).toMatchObject({ state: 'handling', extension: null });
    const once = await act(people.handler, no, 'requestExtension', { amount: 1, text: '还差一天' });
    expect(problemOf(once)).toMatchObject({ status: 422, code: 'extensionTooLong', params: { left: 0 } });
  });
});

describe('§4.2 a return', () => {
  it('goes to the dispatcher, who is told by mail, and back to be dispatched', async () => {
    const { no } = await handling();
    await done(people.handler, no, 'requestReturn', { text: '路灯归供电所管' });
    await vi.waitFor(
      async () => {
        const { json } = await people.dispatcher.get<{ items: { no: string; kind: string }[] }>('/api/v1/notices/mine');
        expect(json.items.some((item) => item.no === no && item.kind === 'decisionAsked')).toBe(true);
      },
      { timeout: 10_000 },
    );
    await decide(people.dispatcher, no, true);
    expect(await read(no)).toMatchObject({ state: 'accepted', unitId: null });
    // Out of the unit's sight: it is not its case any more.
    expect((await people.handler.get(`/api/v1/appeals/${no}`)).status).toBe(404);
  });
});

describe('§4.2 parking', () => {
  it('is the director’s to decide; the resident reads plan and day; it comes back', async () => {
    const found = await handling({ class: 'U4' });
    await done(people.handler, found.no, 'requestPark', { days: 60, text: '要等县里的改造资金，预计年后' });
    expect(await mine(people.supervisor, found.no)).toEqual([]);
    await decide(people.director, found.no, true);
    expect(await card(found)).toMatchObject({
      state: 'parked',
      parked: { plan: '要等县里的改造资金，预计年后', reviewBy: expect.stringMatching(/T10:00:00/) as string },
    });
    await done(people.director, found.no, 'unpark', { text: '资金已到，下周开工' });
    expect((await card(found)).state).toBe('handling');
  });
});

describe('§4.2 mediation and council', () => {
  it('lead out and back, each by its own person', async () => {
    const { no } = await handling({ category: 'NEIGH', class: 'MED' });
    const unwilling = await act(people.handler, no, 'toMediation', {
      ...{ appellantAgrees: true, otherAgrees: false, text: '楼上漏水' },
    });
    expect(problemOf(unwilling).code).toBe('partyRefuses');
    await done(people.handler, no, 'toMediation', { appellantAgrees: true, otherAgrees: true, text: '楼上漏水' });
    await done(people.mediator, no, 'mediated', { result: 'agreed', text: '楼上出钱修，月底前修好' });
    await done(people.supervisor, no, 'toCouncil', { text: '全楼排水管是否一起换' });
    const answer = await done(people.convenor, no, 'resolved', { text: '先修漏点，管道明年换' });
    expect(answer.state).toBe('handling');
  });
});

describe('§3.7 a downgrade and a redo', () => {
  it('wait for somebody else, and the menu counts them', async () => {
    const { no } = await handling();
    const refused = await act(people.clerk, no, 'reclass', { class: 'U4', text: '不急' });
    expect(problemOf(refused).code).toBe('downgradeNeedsSupervisor');
    const before = (await people.supervisor.get<DecisionCounts>('/api/v1/decisions/counts')).json.total;
    await done(people.clerk, no, 'requestDowngrade', { class: 'U4', text: '要施工，属工程类' });
    const { json } = await people.supervisor.get<DecisionCounts>('/api/v1/decisions/counts');
    expect(json).toMatchObject({ total: before + 1, counts: { downgrade: 1 } });
    await decide(people.supervisor, no, true);
    expect((await read(no)).class).toBe('U4');
    await done(people.handler, no, 'contact', { way: 'phone' });
    await done(people.handler, no, 'complete', { text: '已装灯' });
    await done(people.handler, no, 'reply', { channel: 'phone', text: '路灯已装好。' });
    await done(people.callback, no, 'feedback', { contacted: true, solved: true, satisfaction: 'dissatisfied' });
    expect(await mine(people.supervisor, no)).toMatchObject([{ request: { kind: 'redo' }, action: 'decideRedo' }]);
    await decide(people.supervisor, no, true, '居民说灯太暗，请换大功率的');
    expect(await read(no)).toMatchObject({ state: 'handling', round: 1 });
  });
});
