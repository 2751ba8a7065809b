// A 信访 matter answered in writing: its resident asks for 复查, then 复核, on their own page. And 挂牌督办 by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppealCounts } from '../../contracts/appeal-counts.ts';
import type { AppealCreated, AppealDetail, AppealPage } from '../../contracts/appeals.ts';
import type { Followed, PublicCard } from '../../contracts/public.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { clientOf, newKey, problemOf, signedIn, type Client } from './client.ts';

let stack: Stack;
const people = {} as Record<'clerk' | 'dispatcher' | 'handler' | 'supervisor' | 'director', Client>;
beforeAll(async () => {
  stack = await startStack();
  for (const name of ['clerk', 'dispatcher', 'handler', 'supervisor', 'director'] as const)
    people[name] = await signedIn(stack.url, name);
});
afterAll(() => stack.stop());

const read = async (no: string) => (await people.clerk.get<AppealDetail>(`/api/v1/appeals/${no}`)).json;

async function act(who: Client, no: string, action: string, payload: object = {}) {
  const { seq } = await read(no);
  return who.post(`/api/v1/appeals/${no}/actions/${action}`, { seq, ...payload }, newKey());
}

async function done(who: Client, no: string, action: string, payload: object = {}): Promise<void> {
  const { status, text } = await act(who, no, action, payload);
  expect([status, text]).toEqual([200, expect.any(String)]);
}

async function filed(category: string): Promise<AppealCreated> {
  const facts = {
    type: 'COMPLAINT',
    category,
    communityId: 'shuangta',
    compoundId: 'shuangta.1',
    text: '补偿没有到位。',
  };
  const body = { ...facts, appellant: { name: '某', phone: '13800010009' } };
  return (await people.clerk.post<AppealCreated>('/api/v1/appeals', body, newKey())).json;
}

async function handled(no: string, category: string): Promise<void> {
  const { json } = await people.clerk.get<{ items: { id: string; name: string }[] }>(
    '/api/v1/units?community=shuangta',
  );
  const unitId = json.items.find(({ name }) => name === '物业服务中心')?.id;
  await done(people.clerk, no, 'accept', { type: 'COMPLAINT', category, class: 'U4' });
  await done(people.dispatcher, no, 'dispatch', { unitId });
  await done(people.handler, no, 'sign');
  await done(people.handler, no, 'contact', { way: 'phone' });
  await done(people.handler, no, 'complete', { text: '已核实' });
}

/** The resident's own pages, as a browser without scripts sends them. */
async function pagesOf({ queryCode }: AppealCreated) {
  const form = (values: Record<string, string>) => ({
    method: 'POST',
    body: new URLSearchParams(values),
    redirect: 'manual' as const,
  });
  const entered = await fetch(`${stack.url}/follow`, form({ queryCode, phoneTail: '0009' }));
  const cookie = entered.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const headers = { cookie };
  return {
    get: async (path: string) => (await fetch(`${stack.url}${path}`, { headers, redirect: 'manual' })).text(),
    post: async (path: string, values: Record<string, string>) =>
      fetch(`${stack.url}${path}`, { ...form(values), headers }),
  };
}

describe('§3.1 信访工作条例 §35-36: 复查 and 复核 on the resident’s own page', () => {
  it('are offered after the written answer, asked for with reasons, recorded as the resident’s, and decided by somebody else', async () => {
    const created = await filed('XINF');
    const { no } = created;
    await handled(no, 'XINF');
    expect(problemOf(await act(people.handler, no, 'reply', { channel: 'phone', text: '口头说明' })).code).toBe(
      'writtenReplyNeeded',
    );
    await done(people.handler, no, 'reply', { channel: 'letter', text: '答复意见书：维持补偿方案。' });
    const follow = { queryCode: created.queryCode, phoneTail: '0009' };
    const { json } = await clientOf(stack.url).post<Followed>('/api/v1/public/follow', follow);
    const bearer = { authorization: `Bearer ${json.capability}` };
    const resident = clientOf(stack.url);
    const card = async () => (await resident.send<PublicCard>('/api/v1/public/appeal', { headers: bearer })).json;
    expect(json.card.review).toBeNull();
    const judged = { contacted: true, solved: false, satisfaction: 'dissatisfied', acceptsExplanation: true };
    expect((await resident.post('/api/v1/public/feedback', judged, { ...newKey(), ...bearer })).status).toBe(200);
    expect(await card()).toMatchObject({ state: 'closed', review: 'review', redoBy: expect.any(String) as string });

    const pages = await pagesOf(created);
    expect(await pages.get('/case')).toContain('对答复不服，申请复查');
    expect(await pages.get('/case/review')).toContain('您的请求和理由');
    expect(await (await pages.post('/case/review', { text: ' ' })).text()).toContain('请写一写');
    const asked = await pages.post('/case/review', { text: '面积算错了，请复查。' });
    expect([asked.status, asked.headers.get('location')]).toEqual([303, '/case?done=requestXinfangReview']);
    expect(await pages.get('/case?done=requestXinfangReview')).toContain('给您书面的复查意见');
    expect(await card()).toMatchObject({ review: null });
    expect((await read(no)).xinfang?.reviews).toMatchObject([{ stage: 'review', askedBy: null, upheld: null }]);

    expect(problemOf(await act(people.handler, no, 'decideXinfangReview', { upheld: true, text: '维持' })).code).toBe(
      'notPermitted',
    );
    await done(people.director, no, 'decideXinfangReview', { upheld: true, text: '复查意见：维持。' });
    expect(await card()).toMatchObject({ review: 'reReview' });
    expect(await pages.get('/case')).toContain('对复查意见不服，申请复核');
    await done(people.clerk, no, 'requestXinfangReview', { text: '居民来电要求复核' });
    expect((await read(no)).xinfang?.reviews[1]).toMatchObject({ stage: 'reReview', askedBy: '王秀芳' });
  }, 90_000);

  it('are not offered in an ordinary matter', async () => {
    const created = await filed('PROP');
    const pages = await pagesOf(created);
    expect(await pages.get('/case')).not.toContain('申请复查');
    expect(await pages.get('/case/review')).not.toContain('您的请求和理由');
  }, 60_000);
});

describe('§4.2 list, by hand', () => {
  it('marks the case in the list and on its page until the other of supervisor and director lifts it', async () => {
    const { no } = await filed('PROP');
    const inList = async () =>
      (await people.clerk.get<AppealPage>(`/api/v1/appeals?text=${no}`)).json.items.map(({ listed }) => listed);
    expect(await inList()).toEqual([false]);
    await done(people.supervisor, no, 'list', { text: '久拖不决，限三日内拿出办法' });
    expect(await inList()).toEqual([true]);
    expect(await read(no)).toMatchObject({ listed: true, councilItem: null });
    expect(problemOf(await act(people.director, no, 'list', { text: '再挂' })).code).toBe('caseListed');
    expect(problemOf(await act(people.clerk, no, 'unlist', { text: '不该由我' })).code).toBe('notPermitted');
    await done(people.director, no, 'unlist', { text: '已有办法' });
    expect(await inList()).toEqual([false]);
    expect(problemOf(await act(people.supervisor, no, 'unlist', { text: '再解除' })).code).toBe('caseNotListed');
  }, 60_000);

  it('is a filter of the work list and a count of its quick views, to whoever sees the case', async () => {
    const [{ no }, other] = [await filed('PROP'), await filed('PROP')];
    const numbers = async (who: Client, listed: boolean) =>
      (await who.get<AppealPage>(`/api/v1/appeals?listed=${listed}&open=true&limit=100`)).json.items.map(
        (item) => item.no,
      );
    const count = async (who: Client) => (await who.get<AppealCounts>('/api/v1/appeals/counts')).json.listed;
    expect([await numbers(people.clerk, true), await count(people.clerk)]).toEqual([[], 0]);
    await done(people.director, no, 'list', { text: '限期拿出办法' });
    for (const who of [people.clerk, people.supervisor]) {
      expect([await numbers(who, true), await count(who)]).toEqual([[no], 1]);
      expect(await numbers(who, false)).toContain(other.no);
      expect(await numbers(who, false)).not.toContain(no);
    }
    // Whose unit has nothing to do with it does not find it here either.
    expect([await numbers(people.handler, true), await count(people.handler)]).toEqual([[], 0]);
    expect((await people.clerk.get('/api/v1/appeals?listed=yes')).status).toBe(400);
    await done(people.supervisor, no, 'unlist', { text: '已有办法' });
    expect([await numbers(people.clerk, true), await count(people.clerk)]).toEqual([[], 0]);
  }, 60_000);
});
