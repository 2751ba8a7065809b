// Staff work on cases over HTTP: API, worker, Temporal and PostgreSQL are the real ones.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ActionAnswer } from '../../contracts/appeal-actions.ts';
import type { AppealCreated, AppealDetail, AppealPage } from '../../contracts/appeals.ts';
import type { Live } from '../../contracts/live.ts';
import type { Timeline } from '../../contracts/timeline.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { newKey, problemOf, signedIn, type Answer, type Client } from './client.ts';

let stack: Stack;
const people = {} as Record<
  'clerk' | 'dispatcher' | 'handler' | 'handler2' | 'supervisor' | 'callback' | 'auditor',
  Client
>;
beforeAll(async () => {
  stack = await startStack();
  for (const name of ['clerk', 'dispatcher', 'handler', 'handler2', 'supervisor', 'callback', 'auditor'] as const) {
    people[name] = await signedIn(stack.url, name);
  }
});
afterAll(() => stack.stop());

const facts = {
  type: 'HELP',
  category: 'LIGHT',
  communityId: 'shuangta',
  compoundId: 'shuangta.1',
  text: '楼前没有路灯，老人晚上出门不便。',
  appellant: { name: '王大爷', phone: '138 1234 5678' },
};

async function filed(more: object = {}): Promise<string> {
  const { status, json } = await people.clerk.post<AppealCreated>('/api/v1/appeals', { ...facts, ...more }, newKey());
  expect(status).toBe(201);
  return json.no;
}

const read = async (no: string, who = people.clerk) => (await who.get<AppealDetail>(`/api/v1/appeals/${no}`)).json;

/** Does the action at the version the case has now. */
async function act(
  who: Client,
  no: string,
  action: string,
  payload: object = {},
  key = newKey(),
): Promise<Answer<ActionAnswer>> {
  const { seq } = await read(no);
  return who.post<ActionAnswer>(`/api/v1/appeals/${no}/actions/${action}`, { seq, ...payload }, key);
}

async function done(who: Client, no: string, action: string, payload: object = {}): Promise<ActionAnswer> {
  const { status, json, text } = await act(who, no, action, payload);
  expect([status, text]).toEqual([200, expect.any(String)]);
  return json;
}

const accept = { type: 'HELP', category: 'LIGHT', class: 'U3' };

async function handling(): Promise<string> {
  const no = await filed();
  await done(people.clerk, no, 'accept', accept);
  await done(people.dispatcher, no, 'dispatch', { unitId: await unit('物业服务中心') });
  await done(people.handler, no, 'sign');
  return no;
}

async function unit(name: string): Promise<string> {
  const { json } = await people.clerk.get<{ items: { id: string; name: string }[] }>(
    '/api/v1/units?community=shuangta',
  );
  const found = json.items.find((each) => each.name === name);
  if (!found) throw new Error(`no unit ${name}`);
  return found.id;
}

describe('a case', () => {
  it('goes from the call to the closing, and its timeline tells it', async () => {
    const no = await handling();
    await done(people.handler, no, 'contact', { way: 'phone', text: '约好明早上门' });
    await done(people.handler, no, 'complete', { text: '已换灯两盏' });
    const replied = await done(people.handler, no, 'reply', { channel: 'phone', text: '路灯已修好，请您晚上看看。' });
    expect(replied.state).toBe('replied');
    const closed = await done(people.callback, no, 'feedback', {
      contacted: true,
      solved: true,
      satisfaction: 'satisfied',
    });
    expect(closed).toMatchObject({ state: 'closed', outcome: 'solved' });
    const { json } = await people.clerk.get<Timeline>(`/api/v1/appeals/${no}/timeline`);
    expect(json.items.map(({ kind }) => kind)).toEqual([
      'registered',
      'accepted',
      'dispatched',
      'signed',
      'contacted',
      'completed',
      'replied',
      'feedbackGiven',
      'closed',
    ]);
    const reply = json.items.find(({ kind }) => kind === 'replied');
    expect(reply).toMatchObject({
      text: '路灯已修好，请您晚上看看。',
      textPublic: true,
      actor: { name: '张志强', role: 'handler' },
    });
    expect(json.items.find(({ kind }) => kind === 'completed')).toMatchObject({
      text: '已换灯两盏',
      textPublic: false,
    });
    expect(json.items.map(({ seq }) => seq)).toEqual(json.items.map((_each, index) => index + 1));
  });

  it('tells its live state and where Temporal shows it', async () => {
    const no = await handling();
    const { json } = await people.clerk.get<Live>(`/api/v1/appeals/${no}/live`);
    expect(json).toMatchObject({ running: true, state: 'handling', seq: 4 });
    expect(json.temporalUrl).toContain(`/workflows/appeal-${no}`);
    expect(json.clocks.map(({ name }) => name).sort()).toEqual(['contact', 'handling']);
    expect(json.nextWake).not.toBeNull();
  });

  it('shows the phone to its handler without a reason, and to another unit not even the case', async () => {
    const no = await handling();
    expect((await read(no, people.handler)).disclosure).toBe('allowed');
    const shown = await people.handler.post(`/api/v1/appeals/${no}/disclosures`, {});
    expect(shown.json).toMatchObject({ phone: '13812345678' });
    expect(problemOf(await people.handler2.get(`/api/v1/appeals/${no}`)).code).toBe('notFound');
  });

  it('is seen by an assisting unit as well', async () => {
    const no = await filed();
    await done(people.clerk, no, 'accept', accept);
    const payload = { unitId: await unit('物业服务中心'), assist: [{ unitId: await unit('供电所') }] };
    await done(people.dispatcher, no, 'dispatch', payload);
    const { tasks } = await read(no, people.handler2);
    expect(tasks).toEqual([expect.objectContaining({ unitName: '供电所', state: 'open' })]);
    await done(people.handler2, no, 'completeTask', { taskId: tasks[0]?.id });
  });
});

describe('a repeated action', () => {
  it('is answered as the first time, also when the case has moved on', async () => {
    const no = await filed();
    const key = newKey();
    const body = { seq: 1, ...accept };
    const path = `/api/v1/appeals/${no}/actions/accept`;
    const first = await people.clerk.post(path, body, key);
    expect(first.status).toBe(200);
    await done(people.dispatcher, no, 'dispatch', { unitId: await unit('物业服务中心') });
    const again = await people.clerk.post(path, body, key);
    expect([again.status, again.json]).toEqual([200, first.json]);
    expect(problemOf(await people.clerk.post(path, { ...body, class: 'U4' }, key)).code).toBe('sameKeyOtherBody');
  });

  it('sent ten times at once happens once', async () => {
    const no = await filed();
    const key = newKey();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        people.clerk.post<ActionAnswer>(`/api/v1/appeals/${no}/actions/note`, { seq: 1, text: '备注' }, key),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((await read(no)).seq).toBe(2);
  });

  it('sent at once with two bodies happens once, and the other is refused', async () => {
    const no = await filed();
    const key = newKey();
    const send = (text: string) => people.clerk.post(`/api/v1/appeals/${no}/actions/note`, { seq: 1, text }, key);
    const answers = await Promise.all([send('甲'), send('乙')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect((await read(no)).seq).toBe(2);
  });
});

describe('a refused action', () => {
  const code = async (answer: Promise<Answer>) => problemOf(await answer).code;

  it('is stale with 409 and the current version when another person acted meanwhile', async () => {
    const no = await filed();
    await done(people.clerk, no, 'accept', accept);
    const answer = await people.clerk.post(
      `/api/v1/appeals/${no}/actions/decline`,
      { seq: 1, reason: 'notOurs', text: '不属本社区' },
      newKey(),
    );
    expect(problemOf(answer)).toMatchObject({ status: 409, code: 'stale', seq: 2, state: 'accepted' });
  });

  it('says which rule speaks against it, and changes nothing', async () => {
    const no = await handling();
    const before = await read(no);
    expect(await code(act(people.clerk, no, 'accept', accept))).toBe('wrongState');
    expect(await code(act(people.clerk, no, 'sign'))).toBe('notPermitted');
    expect(await code(act(people.handler, no, 'complete', { text: '办完' }))).toBe('contactFirst');
    expect(await code(act(people.supervisor, no, 'acknowledgeEscalation', { rung: 1, raisedSeq: 1 }))).toBe(
      'noEscalation',
    );
    expect(await code(act(people.clerk, no, 'reclass', { class: 'U4', text: '降级' }))).toBe(
      'downgradeNeedsSupervisor',
    );
    expect(await code(act(people.auditor, no, 'note', { text: '看过' }))).toBe('notPermitted');
    expect(await code(act(people.dispatcher, no, 'redispatch', { unitId: 'nowhere', text: '改派' }))).toBe(
      'unknownReference',
    );
    expect(await code(act(people.handler, no, 'note', { text: 'a\u202Eb' }))).toBe('invalid');
    expect(await read(no)).toEqual(before);
  });

  it('leaves its text where nothing shows it', async () => {
    const no = await handling();
    await act(people.handler, no, 'complete', { text: '只此一次的话' });
    const { text } = await people.clerk.get(`/api/v1/appeals/${no}/timeline`);
    expect(text).not.toContain('只此一次的话');
  });

  it('is foretold by allowedActions, with the reason', async () => {
    const no = await handling();
    const { actions } = await read(no, people.handler);
    expect(actions.find(({ action }) => action === 'contact')).toMatchObject({ allowed: true, reason: null });
    expect(actions.find(({ action }) => action === 'complete')).toMatchObject({
      allowed: false,
      reason: { code: 'contactFirst' },
    });
  });
});

describe('a case whose workflow has ended', () => {
  it('answers a repeated request from its log, and refuses a new one', async () => {
    const no = await filed();
    const key = newKey();
    const decline = { seq: 1, reason: 'notOurs', text: '不属本社区' };
    const path = `/api/v1/appeals/${no}/actions`;
    const first = await people.clerk.post<ActionAnswer>(`${path}/decline`, decline, key);
    expect(first.json.state).toBe('declined');
    await vi.waitFor(async () => expect(await running(no)).toBe(false), { timeout: 10_000, interval: 200 });
    const again = await people.clerk.post<ActionAnswer>(`${path}/decline`, decline, key);
    expect([again.status, again.json]).toEqual([200, first.json]);
    const refused = await act(people.clerk, no, 'accept', accept);
    expect(problemOf(refused)).toMatchObject({ status: 409, code: 'wrongState', state: 'declined' });
  });

  const running = async (no: string) => (await people.clerk.get<Live>(`/api/v1/appeals/${no}/live`)).json.running;
});

describe('the list', () => {
  it('is filtered, counted and paged with a cursor that loses and doubles nothing', async () => {
    const numbers = [];
    for (let i = 0; i < 5; i += 1) numbers.push(await filed({ compoundId: 'shuangta.3', title: `列表用例${i}` }));
    const seen: string[] = [];
    let cursor = '';
    do {
      const { json } = await people.clerk.get<AppealPage>(
        `/api/v1/appeals?compound=shuangta.3&limit=2${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...json.items.map(({ no }) => no));
      cursor = json.next ?? '';
    } while (cursor);
    expect(seen.sort()).toEqual([...numbers].sort());
    const { json } = await people.clerk.get<AppealPage>(
      '/api/v1/appeals?compound=shuangta.3&text=例3&state=registered&class=U3&overdue=false',
    );
    expect(json.items.map(({ title }) => title)).toEqual(['列表用例3']);
    expect(json.items[0]?.allowedActions).toContain('accept');
  });

  it('shows a handler what is theirs', async () => {
    const no = await handling();
    const { json } = await people.handler.get<AppealPage>('/api/v1/appeals?handler=me&open=true');
    expect(json.items.map((each) => each.no)).toContain(no);
  });
});

describe('without a worker', () => {
  it('an appeal is filed, an action may yet take effect, and the same key brings it to light', async () => {
    const no = await filed();
    await stack.kill('worker');
    const { status } = await people.clerk.post('/api/v1/appeals', facts, newKey());
    expect(status).toBe(201);
    const key = newKey();
    const send = () =>
      people.clerk.post<ActionAnswer>(`/api/v1/appeals/${no}/actions/note`, { seq: 1, text: '断线时写的' }, key);
    const lost = await send();
    expect(problemOf(lost)).toMatchObject({ status: 503, code: 'mayHaveTakenEffect' });
    expect(lost.headers.get('retry-after')).not.toBeNull();
    await stack.start('worker');
    // However long the worker takes to come back: the same key, until there is an answer.
    await expect.poll(async () => (await send()).json, { timeout: 60_000 }).toMatchObject({ seq: 2 });
    expect((await read(no)).seq).toBe(2);
  }, 90_000);
});
