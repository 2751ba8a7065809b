// Who may read who speaks for a joint appeal: whoever may be shown the appellant's own number, in the same way, and nobody else.
import { beforeAll, describe, expect, it } from 'vitest';
import type { AppealCreated, AppealDetail } from '../../contracts/appeals.ts';
import type { Disclosure } from '../../contracts/disclosures.ts';
import { openStore } from '../../store/client.ts';
import { sharedStack, type SharedStack } from '../support/stack.ts';
import { newKey, problemOf, signedIn, type Answer, type Client } from './client.ts';

const names = [
  ...(['clerk', 'dispatcher', 'handler', 'handler2', 'grid', 'supervisor', 'director', 'callback'] as const),
  ...(['mediator', 'auditor', 'admin', 'clerk2', 'director2', 'member1', 'liaison1'] as const),
];
let stack: SharedStack;
const people = {} as Record<(typeof names)[number], Client>;
beforeAll(async () => {
  stack = await sharedStack();
  for (const name of names) people[name] = await signedIn(stack.url, name);
});

const representatives = [
  { name: '欧阳建设', phone: '13900010001' },
  { name: '司徒援朝', phone: '13900010002' },
];
const masked = [
  { name: '欧**', phone: '139****0001' },
  { name: '司**', phone: '139****0002' },
];
const secret = /欧阳|司徒|1390001000/;
const codeOf = (answer: Answer) => problemOf(answer).code;
const pathOf = (no: string) => `/api/v1/appeals/${no}`;
const detailOf = async (who: Client, no: string) => (await who.get<AppealDetail>(pathOf(no))).json;
const look = (who: Client, no: string, body: object = { reason: '通知代表开会' }) =>
  who.post<Disclosure>(`${pathOf(no)}/disclosures`, body);

async function file(more: object = {}): Promise<AppealCreated> {
  const facts = { type: 'HELP', category: 'LIGHT', communityId: 'shuangta', text: '楼前没有路灯。' };
  const joint = { appellants: 12, representatives };
  const body = { ...facts, appellant: { name: '王大爷', phone: '13812345678' }, joint, ...more };
  const { status, json } = await people.clerk.post<AppealCreated>('/api/v1/appeals', body, newKey());
  expect(status).toBe(201);
  // Until its workflow has taken it up there is nothing to act on.
  await expect.poll(async () => (await detailOf(people.clerk, json.no)).seq, { timeout: 20_000 }).toBeGreaterThan(0);
  return json;
}

async function done(who: Client, no: string, action: string, payload: object): Promise<void> {
  const { seq } = await detailOf(people.director, no);
  const { status, text } = await who.post(`${pathOf(no)}/actions/${action}`, { seq, ...payload }, newKey());
  expect([action, status, text]).toEqual([action, 200, expect.any(String)]);
}

async function unit(name: string): Promise<string> {
  const path = '/api/v1/units?community=shuangta';
  const { items } = (await people.clerk.get<{ items: { id: string; name: string }[] }>(path)).json;
  return items.find((each) => each.name === name)?.id ?? '';
}

describe('§4.6, §9 the representatives of a joint appeal', () => {
  it('are masked to staff whose task the case is, and shown for a reason alone, which is on record', async () => {
    const { no } = await file();
    for (const name of ['clerk', 'dispatcher', 'grid', 'supervisor', 'director', 'callback'] as const) {
      const detail = await detailOf(people[name], no);
      expect([name, detail.joint]).toEqual([name, { appellants: 12, representatives: masked }]);
      expect(JSON.stringify(detail)).not.toMatch(secret);
      expect([name, codeOf(await look(people[name], no, {}))]).toEqual([name, 'reasonRequired']);
      const { status, json } = await look(people[name], no);
      expect([status, json.representatives]).toEqual([200, representatives]);
    }
    const store = openStore(stack.databaseUrl, { poolSize: 1 });
    const looks = await store.db.disclosure.findMany({ where: { appealNo: no }, orderBy: { at: 'asc' } });
    await store.close();
    const what = 'phones of appellant and representatives';
    expect(looks).toHaveLength(6);
    expect(looks[0]).toMatchObject({ userId: 'user-clerk', role: 'clerk', what, reason: '通知代表开会' });
  }, 60_000);

  it('are shown to the handler of the case by the task, and to another unit not even the case', async () => {
    const { no } = await file();
    await done(people.clerk, no, 'accept', { type: 'HELP', category: 'LIGHT', class: 'U3' });
    await done(people.dispatcher, no, 'dispatch', { unitId: await unit('物业服务中心') });
    expect(codeOf(await look(people.handler, no, {}))).toBe('reasonRequired');
    await done(people.handler, no, 'sign', {});
    expect((await detailOf(people.handler, no)).joint?.representatives).toEqual(masked);
    expect((await look(people.handler, no, {})).json.representatives).toEqual(representatives);
    expect(codeOf(await people.handler2.get(pathOf(no)))).toBe('notFound');
    expect(codeOf(await look(people.handler2, no))).toBe('notFound');
  }, 60_000);

  it('are for nobody else: no auditor, mediator or administrator, no other community, no helper, no stranger', async () => {
    const { no, queryCode } = await file();
    for (const name of ['auditor', 'mediator'] as const) {
      const { status, text, json } = await people[name].get<AppealDetail>(pathOf(no));
      expect([name, status, json.joint]).toEqual([name, 200, { appellants: 12, representatives: [] }]);
      expect(text).not.toMatch(/欧|司\*|1390|139\*/);
      expect([name, codeOf(await look(people[name], no))]).toEqual([name, 'forbidden']);
    }
    for (const name of ['clerk2', 'director2'] as const)
      expect([codeOf(await people[name].get(pathOf(no))), codeOf(await look(people[name], no))]).toEqual([
        'notFound',
        'notFound',
      ]);
    for (const name of ['admin', 'member1', 'liaison1'] as const)
      expect([codeOf(await people[name].get(pathOf(no))), codeOf(await look(people[name], no))]).toEqual([
        'forbidden',
        'forbidden',
      ]);
    const followed = await people.member1.post('/api/v1/public/follow', { queryCode, phoneTail: '5678' });
    expect(followed.status).toBe(200);
    expect(followed.text).not.toMatch(/欧|司\*|1390001|139\*/);
    for (const part of ['/timeline', '/live']) {
      const { status, text } = await people.director.get(`${pathOf(no)}${part}`);
      expect([part, status]).toEqual([part, 200]);
      expect(text).not.toMatch(secret);
    }
  }, 60_000);

  it('are kept from whom a report is about, whatever their role', async () => {
    const { no } = await file({ type: 'REPORT', about: { unitIds: [], userIds: ['user-supervisor'] } });
    expect(codeOf(await people.supervisor.get(pathOf(no)))).toBe('notFound');
    expect(codeOf(await look(people.supervisor, no))).toBe('notFound');
    expect((await detailOf(people.director, no)).joint?.representatives).toEqual(masked);
  }, 60_000);

  it('are none where one asks alone', async () => {
    const { no } = await file({ joint: undefined });
    expect((await detailOf(people.clerk, no)).joint).toBeNull();
    expect((await look(people.clerk, no)).json.representatives).toEqual([]);
  }, 60_000);
});
