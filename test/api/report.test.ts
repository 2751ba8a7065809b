// A report under the eyes of those it is about: whatever they try, it is as if it were not there.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecordActivities } from '../../activities/record.ts';
import type { AppealCounts } from '../../contracts/appeal-counts.ts';
import type { AppealCreated, AppealDetail, AppealPage } from '../../contracts/appeals.ts';
import type { EarlierAppeals } from '../../contracts/earlier-appeals.ts';
import type { NoticePage } from '../../contracts/notices.ts';
import { privacyNoticeVersion } from '../../contracts/privacy.ts';
import { userIdOf } from '../../prisma/cast.ts';
import { newKey, openApi, problemOf, type Api, type Client } from './client.ts';

let api: Api;
let clerk: Client;
let director: Client;
let unitId: string;
/** The dispatcher and everybody of the property firm: whom the report is about. */
const targets: Client[] = [];
let no: string;
const phone = '13811112222';

beforeAll(async () => {
  api = await openApi();
  clerk = await api.as('clerk');
  director = await api.as('director');
  const { json: units } = await clerk.get<{ items: { id: string; name: string }[] }>(
    '/api/v1/units?community=shuangta',
  );
  unitId = units.items.find(({ name }) => name === '物业服务中心')?.id ?? '';
  targets.push(await api.as('dispatcher'), await api.as('handler'), await api.as('supervisor'));
  const about = { unitIds: [unitId], userIds: [userIdOf('dispatcher'), userIdOf('supervisor')] };
  const facts = {
    type: 'REPORT',
    category: 'PROP',
    communityId: 'shuangta',
    compoundId: 'shuangta.1',
    title: '反映物业收费问题',
    text: '多收了钱，没有票据。',
    appellant: { name: '李某', phone },
    about,
  };
  const filed = await clerk.post<AppealCreated>('/api/v1/appeals', facts, newKey());
  expect(filed.status).toBe(201);
  no = filed.json.no;
  await register(no);
});
afterAll(() => api.stop());

/** What the case's workflow does first; here nobody else is there to do it. */
async function register(number: string): Promise<void> {
  const settings = { stateSearchAttribute: true, historyBound: 2_000, warn: () => undefined };
  await createRecordActivities({ store: api.deps.store, ...settings }).begin({
    no: number,
    owner: 'run-1',
    line: 'run-1:0',
    now: Date.now(),
  });
}

describe('§4.6 report', () => {
  it('its target finds it neither by number nor by anything that belongs to it', async () => {
    for (const target of targets) {
      const base = `/api/v1/appeals/${no}`;
      const answers = [
        await target.get(base),
        await target.get(`${base}/timeline`),
        await target.get(`${base}/live`),
        await target.get(`${base}/attachments`),
        await target.post(`${base}/disclosures`, { reason: '看看' }),
        await target.post(`${base}/actions/note`, { seq: 1, text: '看看' }, newKey()),
        await target.post(`${base}/actions/urge`, { seq: 1 }, newKey()),
        await target.post(`${base}/actions/sign`, { seq: 1 }, newKey()),
      ];
      expect(answers.map((answer) => problemOf(answer).code)).toEqual(answers.map(() => 'notFound'));
    }
    expect((await director.get(`/api/v1/appeals/${no}`)).status).toBe(200);
  });

  it('its target finds it in no list, by no search, and in no count', async () => {
    const listed = async (who: Client, query = '') =>
      (await who.get<AppealPage>(`/api/v1/appeals?limit=100${query}`)).json.items.map((item) => item.no);
    const counted = async (who: Client) => (await who.get<AppealCounts>('/api/v1/appeals/counts')).json.open;
    for (const target of targets) {
      for (const query of ['', '&sort=received', '&sort=due', `&text=${no}`, `&text=${encodeURIComponent('收费')}`])
        expect(await listed(target, query)).not.toContain(no);
    }
    expect(await listed(director, `&text=${encodeURIComponent('收费')}`)).toContain(no);
    const [dispatcher] = targets;
    if (dispatcher) expect(await counted(dispatcher)).toBe((await counted(director)) - 1);
  });

  it('its target does not learn of it by the caller’s number, nor as a duplicate', async () => {
    const byPhone = async (who: Client) =>
      (await who.post<EarlierAppeals>('/api/v1/appeals/by-phone', { phone })).json.items.map((item) => item.no);
    const supervisor = targets[2];
    if (supervisor) expect(await byPhone(supervisor)).not.toContain(no);
    expect(await byPhone(director)).toContain(no);
    const alike = {
      ...{ type: 'COMPLAINT', category: 'PROP', communityId: 'shuangta', compoundId: 'shuangta.1' },
      ...{ text: '电梯里的灯不亮', appellant: { name: '王某', phone: '13811113333' } },
    };
    const { json } = await clerk.post<AppealCreated>('/api/v1/appeals', alike, newKey());
    expect(json.duplicates).toEqual([]);
  });

  it('its target is told nothing: whoever stands above them is, and the list of notices hides it from them', async () => {
    await api.deps.store.db.notice.create({
      data: {
        ...{ id: randomUUID(), key: randomUUID(), appealNo: no, kind: 'urged', recipient: userIdOf('dispatcher') },
        ...{ class: 'U3', facts: { no }, sendAfter: new Date(), gather: 'window' },
      },
    });
    const listed = async (who: Client) =>
      (await who.get<NoticePage>(`/api/v1/notices?appeal=${no}`)).json.items.map((item) => item.no);
    const [dispatcher, , supervisor] = targets;
    if (supervisor) expect(await listed(supervisor)).toEqual([]);
    expect(await listed(director)).toEqual([no]);
    const own = await dispatcher?.get<{ items: { no: string }[]; waiting: number }>('/api/v1/notices/mine');
    expect(own?.json).toMatchObject({ items: [], waiting: 0 });
  });

  it('a resident names whom it is about in words, and those are shut out too', async () => {
    const body = {
      ...{ type: 'REPORT', category: 'PROP', communityId: 'shuangta', text: '办事要好处', vulnerable: false },
      ...{ about: '供电所的赵电生', privacyNotice: privacyNoticeVersion },
    };
    const { status, json } = await api.anybody.post<{ no: string }>('/api/v1/public/appeals', body, newKey());
    expect(status).toBe(201);
    const { json: detail } = await director.get<AppealDetail>(`/api/v1/appeals/${json.no}`);
    expect(detail.shieldedFrom).toContain(userIdOf('handler2'));
    expect(detail.text).toContain('举报的是：供电所的赵电生');
    expect(problemOf(await (await api.as('handler2')).get(`/api/v1/appeals/${json.no}`)).code).toBe('notFound');
  });

  it('a resident’s repeated request is answered as the first, whoever bears the name by then', async () => {
    const key = newKey();
    const file = (about: string) =>
      api.anybody.post(
        '/api/v1/public/appeals',
        {
          ...{ type: 'REPORT', category: 'PROP', communityId: 'shuangta', text: '办事不公', vulnerable: false },
          ...{ about, privacyNotice: privacyNoticeVersion },
        },
        key,
      );
    const first = await file('供电所的赵电生');
    const where = { id: userIdOf('handler2') };
    await api.deps.store.db.user.update({ where, data: { name: '赵改名' } });
    try {
      expect(await file('供电所的赵电生')).toMatchObject({ status: 201, json: first.json });
      expect(problemOf(await file('供电所的赵改名')).code).toBe('sameKeyOtherBody');
    } finally {
      await api.deps.store.db.user.update({ where, data: { name: '赵电生' } });
    }
  });
});

describe('§9 sensitive', () => {
  it('is seen by those whose task it is, not by everybody of the community', async () => {
    const body = {
      ...{ type: 'HELP', category: 'FAMILY', communityId: 'shuangta', text: '家里常有争吵' },
      appellant: { name: '赵某', phone: '13811114444' },
    };
    const { json } = await clerk.post<AppealCreated>('/api/v1/appeals', body, newKey());
    for (const name of ['grid', 'auditor']) {
      const other = await api.as(name);
      expect(problemOf(await other.get(`/api/v1/appeals/${json.no}`)).code).toBe('notFound');
      const { json: page } = await other.get<AppealPage>('/api/v1/appeals?limit=100');
      expect(page.items.map((item) => item.no)).not.toContain(json.no);
    }
    expect((await director.get(`/api/v1/appeals/${json.no}`)).status).toBe(200);
  });

  it('is seen by the mediator, whose first task family matters are', async () => {
    const mediator = await api.as('mediator');
    const filed = await clerk.post<AppealCreated>('/api/v1/appeals', family('13811115555'), newKey());
    expect((await mediator.get(`/api/v1/appeals/${filed.json.no}`)).status).toBe(200);
  });

  it('its title is no duplicate hint to who may not see it, and not even whoever filed it opens it again', async () => {
    const grid = await api.as('grid');
    const first = await clerk.post<AppealCreated>('/api/v1/appeals', family('13811116666'), newKey());
    const second = await grid.post<AppealCreated>('/api/v1/appeals', family('13811117777'), newKey());
    expect(second.status).toBe(201);
    expect(second.json.duplicates).toEqual([]);
    expect(problemOf(await grid.get(`/api/v1/appeals/${second.json.no}`)).code).toBe('notFound');
    const tied = { ...family('13811118888'), linkedTo: first.json.no };
    expect(problemOf(await grid.post('/api/v1/appeals', tied, newKey())).code).toBe('unknownReference');
    const third = await clerk.post<AppealCreated>('/api/v1/appeals', family('13811119999'), newKey());
    expect(third.json.duplicates.map((hint) => hint.no)).toContain(first.json.no);
    // On the page of a case that everybody sees: of one category, but marked sensitive only later.
    const { store } = api.deps;
    const light = { ...family('13811110000'), category: 'LIGHT', text: '灯不亮' };
    const open = await clerk.post<AppealCreated>('/api/v1/appeals', light, newKey());
    const other = await clerk.post<AppealCreated>('/api/v1/appeals', light, newKey());
    const hints = async (who: Client) =>
      (await who.get<AppealDetail>(`/api/v1/appeals/${other.json.no}`)).json.duplicates.map((hint) => hint.no);
    expect(await hints(grid)).toContain(open.json.no);
    await store.db.appeal.update({ where: { no: open.json.no }, data: { sensitive: true } });
    expect(await hints(grid)).not.toContain(open.json.no);
    expect(await hints(clerk)).toContain(open.json.no);
  });
});

function family(tel: string) {
  return {
    ...{ type: 'HELP', category: 'FAMILY', communityId: 'shuangta', compoundId: 'shuangta.2', text: '家里常有争吵' },
    appellant: { name: '赵某', phone: tel },
  };
}
