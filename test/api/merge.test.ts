// Two neighbours ask for one thing: asked by one person and decided by another, their cases become one course, and both are told.
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { AppealCreated, AppealDetail } from '../../contracts/appeals.ts';
import type { Followed } from '../../contracts/public.ts';
import { sharedStack, type SharedStack } from '../support/stack.ts';
import { clientOf, newKey, problemOf, signedIn, type Client } from './client.ts';

let stack: SharedStack;
const people = {} as Record<'clerk' | 'dispatcher' | 'handler' | 'supervisor', Client>;
beforeAll(async () => {
  stack = await sharedStack();
  for (const name of ['clerk', 'dispatcher', 'handler', 'supervisor'] as const)
    people[name] = await signedIn(stack.url, name);
});

const read = async (no: string) => (await people.clerk.get<AppealDetail>(`/api/v1/appeals/${no}`)).json;

async function filed(phone: string): Promise<AppealCreated> {
  const facts = {
    type: 'HELP',
    category: 'LIGHT',
    communityId: 'shuangta',
    compoundId: 'shuangta.1',
    text: '楼前没有路灯。',
  };
  const body = { ...facts, appellant: { name: '某', phone } };
  const { status, json } = await people.clerk.post<AppealCreated>('/api/v1/appeals', body, newKey());
  expect(status).toBe(201);
  return json;
}

async function act(who: Client, no: string, action: string, payload: object = {}) {
  const { seq } = await read(no);
  return who.post(`/api/v1/appeals/${no}/actions/${action}`, { seq, ...payload }, newKey());
}

async function done(who: Client, no: string, action: string, payload: object = {}): Promise<void> {
  const { status, text } = await act(who, no, action, payload);
  expect([status, text]).toEqual([200, expect.any(String)]);
}

async function decide(who: Client, no: string, action: string, granted = true) {
  const requestSeq = (await read(no)).requests.find(({ state }) => state === 'pending')?.seq;
  return act(who, no, action, { requestSeq, granted });
}

describe('§4.2 merge', () => {
  it('joins a case to its master, tells its own appellant the master’s answer, and gives it back with its own clock', async () => {
    const master = await filed('13800010001');
    const child = await filed('13800010002');
    const { json: units } = await people.clerk.get<{ items: { id: string; name: string }[] }>(
      '/api/v1/units?community=shuangta',
    );
    const unitId = units.items.find(({ name }) => name === '物业服务中心')?.id;
    await done(people.clerk, master.no, 'accept', { type: 'HELP', category: 'LIGHT', class: 'U3' });
    await done(people.dispatcher, master.no, 'dispatch', { unitId });
    await done(people.handler, master.no, 'sign');
    const due = (await read(child.no)).clocks.find(({ name }) => name === 'handling')?.dueAt;

    expect(
      problemOf(await act(people.dispatcher, child.no, 'requestMerge', { into: 'SQ20200101-000001', text: '同一盏灯' }))
        .code,
    ).toBe('unknownReference');
    await done(people.dispatcher, child.no, 'requestMerge', { into: master.no, text: '同一盏灯' });
    expect(problemOf(await decide(people.dispatcher, child.no, 'decideMerge')).code).toBe('sameAsker');
    expect((await decide(people.supervisor, child.no, 'decideMerge')).status).toBe(200);
    expect(await read(child.no)).toMatchObject({ state: 'merged', merge: { into: master.no } });
    await vi.waitFor(
      async () => expect((await read(master.no)).children.map(({ no }) => no)).toEqual([child.no]),
      20_000,
    );

    await done(people.handler, master.no, 'contact', { way: 'phone' });
    await done(people.handler, master.no, 'complete', { text: '已换灯' });
    await done(people.handler, master.no, 'reply', { channel: 'phone', text: '灯已修好，有事打 13900009999。' });
    await vi.waitFor(async () => {
      const { json } = await people.clerk.get<{ items: { kind: string }[] }>(`/api/v1/appeals/${child.no}/timeline`);
      expect(json.items.map(({ kind }) => kind)).toContain('followed');
    }, 20_000);
    const follow = { queryCode: child.queryCode, phoneTail: '0002' };
    const { json } = await clientOf(stack.url).post<Followed>('/api/v1/public/follow', follow);
    expect(json.card).toMatchObject({ state: 'merged', merged: { state: 'replied' }, unitName: '物业服务中心' });
    expect(json.card.replies.map(({ text }) => text)).toEqual(['灯已修好，有事打 139****9999。']);
    // What was said among the staff about it is theirs.
    expect(json.card.events.findLast(({ kind }) => kind === 'merged')).toMatchObject({ text: null });

    await done(people.dispatcher, child.no, 'requestUnmerge', { text: '不是同一盏' });
    expect((await decide(people.supervisor, child.no, 'decideUnmerge')).status).toBe(200);
    const back = await read(child.no);
    expect(back).toMatchObject({ state: 'registered', merge: null });
    expect(back.clocks.find(({ name }) => name === 'handling')?.dueAt).toBe(due);
    await vi.waitFor(async () => expect((await read(master.no)).children).toEqual([]), 20_000);
  }, 90_000);
});
