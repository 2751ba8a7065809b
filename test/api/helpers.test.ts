// The directory over HTTP: who may see and do what, and that members' data are theirs.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Helper, HelperDetail, HelperPage, OwnHelper } from '../../contracts/helpers.ts';
import type { Station } from '../../contracts/stations.ts';
import { helperConsentVersion } from '../../domain/directory/rules.ts';
import { newKey, openApi, problemOf, type Answer, type Api, type Client } from './client.ts';

let api: Api;
let clerk: Client;
let supervisor: Client;
let director: Client;
beforeAll(async () => {
  api = await openApi();
  [clerk, supervisor, director] = await Promise.all([api.as('clerk'), api.as('supervisor'), api.as('director')]);
});
afterAll(() => api.stop());

const codeOf = (answer: Answer) => problemOf(answer).code;
let phones = 0;
const someone = (given: object = {}) => ({
  kind: 'member',
  communityId: 'shuangta',
  person: '欧阳测试',
  phone: `1390000${String(++phones).padStart(4, '0')}`,
  capabilities: ['electrical'],
  consented: true,
  ...given,
});
const enter = async (given: object = {}, who = clerk) => {
  const answer = await who.post<Helper>('/api/v1/helpers', someone(given));
  expect(answer.status, answer.text).toBe(201);
  return answer.json;
};
const patch = (who: Client, path: string, body: unknown) =>
  who.send<Helper>(path, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const move = (who: Client, { id, version }: Pick<Helper, 'id' | 'version'>, action: string, reason?: string) =>
  who.post<Helper>(`/api/v1/helpers/${id}/${action}`, { version, ...(reason ? { reason } : {}) });

describe('§1 who may list helpers', () => {
  test('staff see those of their own communities, and nobody from outside', async () => {
    const { json } = await clerk.get<HelperPage>('/api/v1/helpers?size=100');
    expect(json.items.length).toBe(100);
    expect(new Set(json.items.map(({ communityId }) => communityId))).not.toContain('qunan');
    expect(codeOf(await clerk.get('/api/v1/helpers?community=qunan'))).toBe('notFound');
    const theirs = await (await api.as('clerk2')).get<HelperPage>('/api/v1/helpers?community=qunan&kind=member');
    const path = `/api/v1/helpers/${theirs.json.items[0]?.id}`;
    expect(codeOf(await clerk.get(path))).toBe('notFound');
    expect(codeOf(await supervisor.post(`${path}/verify`, { version: 1 }))).toBe('notFound');
    expect(codeOf(await supervisor.post(`${path}/disclosures`, { reason: '看看' }))).toBe('notFound');
  });

  test('members, liaisons, handlers, administrators and strangers list nobody', async () => {
    for (const username of ['member1', 'liaison1', 'handler', 'admin']) {
      const person = await api.as(username);
      for (const path of ['/api/v1/helpers', '/api/v1/helpers/counts', '/api/v1/helpers/member-0001']) {
        expect([403, 404], `${username} ${path}`).toContain((await person.get(path)).status);
      }
    }
    expect(codeOf(await api.anybody.get('/api/v1/helpers'))).toBe('unauthenticated');
    const { text } = await clerk.get('/api/v1/staff?community=demo');
    expect(text).not.toContain('何立新');
  });

  test('names and numbers of members are masked, those of units and teams are their own names', async () => {
    const entered = await enter({ person: '欧阳建国', phone: '13911112222', email: 'ou@example.org' });
    const page = await clerk.get<HelperPage>('/api/v1/helpers?text=13911112222');
    expect(page.json.items).toMatchObject([{ id: entered.id, person: '欧**', phone: '139****2222', hasEmail: true }]);
    const detail = await supervisor.get<HelperDetail>(`/api/v1/helpers/${entered.id}`);
    for (const { text } of [page, detail]) expect(text).not.toMatch(/欧阳建国|13911112222|ou@example/);
    expect((await clerk.get<HelperPage>('/api/v1/helpers?text=欧阳建国')).json.total).toBe(1);
    const units = await clerk.get<HelperPage>('/api/v1/helpers?kind=unit&text=二中');
    expect(units.json.items.map(({ name }) => name)).toContain('临猗二中');
  });
});

describe('§1 verified by a community', () => {
  test('who enters is not who verifies; a supervisor or director does, and it is on record', async () => {
    const byClerk = await enter();
    expect(byClerk.state).toBe('enrolled');
    expect(codeOf(await move(clerk, byClerk, 'verify'))).toBe('notPermitted');
    const { json } = await move(supervisor, byClerk, 'verify');
    expect(json).toMatchObject({ state: 'verified', version: 2 });
    const byHead = await enter({}, supervisor);
    expect(codeOf(await move(supervisor, byHead, 'verify'))).toBe('selfVerified');
    expect((await move(director, byHead, 'verify')).json.state).toBe('verified');
    const { json: detail } = await supervisor.get<HelperDetail>(`/api/v1/helpers/${byClerk.id}`);
    expect(detail.history.map(({ kind, by }) => [kind, by])).toEqual([
      ['verified', '刘红梅'],
      ['enrolled', '王秀芳'],
    ]);
  });

  test('many are verified at once, each refused by itself', async () => {
    const items = [await enter(), await enter(), await enter({}, supervisor)];
    const answer = await supervisor.post<{ verified: number; refused: { id: string; text: string }[] }>(
      '/api/v1/helpers/verify',
      { items: items.map(({ id, version }) => ({ id, version })) },
    );
    expect(answer.json).toMatchObject({ verified: 2, refused: [{ id: items[2]?.id }] });
  });

  test('suspended and gone with a reason, back again by a decision, and never on an older version', async () => {
    const entered = await enter();
    expect(codeOf(await move(supervisor, entered, 'suspend', '外出'))).toBe('entryState');
    const { json: verified } = await move(supervisor, entered, 'verify');
    expect(codeOf(await move(supervisor, verified, 'suspend'))).toBe('reasonRequired');
    expect(codeOf(await move(supervisor, entered, 'suspend', '外出'))).toBe('staleEntry');
    const { json: suspended } = await move(supervisor, verified, 'suspend', '外出');
    const { json: back } = await move(supervisor, suspended, 'reinstate');
    const { json: gone } = await move(supervisor, back, 'leave', '迁出');
    expect([suspended.state, back.state, gone.state]).toEqual(['suspended', 'verified', 'left']);
    expect(codeOf(await move(supervisor, gone, 'reinstate'))).toBe('entryState');
  });

  test('nobody is entered twice, by phone or by the name of a unit; names of what is not there are refused', async () => {
    await enter({ phone: '13922223333' });
    expect(codeOf(await clerk.post('/api/v1/helpers', someone({ phone: '139-2222-3333' })))).toBe('alreadyListed');
    await enter({ kind: 'unit', name: '某某中学' });
    expect(codeOf(await clerk.post('/api/v1/helpers', someone({ kind: 'unit', name: '某某中学' })))).toBe(
      'alreadyListed',
    );
    expect(codeOf(await clerk.post('/api/v1/helpers', someone({ unitId: 'nobody' })))).toBe('unknownReference');
    expect(codeOf(await clerk.post('/api/v1/helpers', someone({ compoundId: 'qunan.1' })))).toBe('unknownReference');
    expect(codeOf(await clerk.post('/api/v1/helpers', someone({ name: '党员有单位名' })))).toBe('invalid');
    expect(codeOf(await clerk.post('/api/v1/helpers', someone({ communityId: 'qunan' })))).toBe('forbidden');
  });
});

describe('§9 personal data of helpers', () => {
  test('are shown to who verifies, for a reason, and every look is on record', async () => {
    const { id } = await enter({ person: '司马某', phone: '13933334444' });
    const path = `/api/v1/helpers/${id}/disclosures`;
    expect(codeOf(await clerk.post(path, { reason: '打电话' }))).toBe('forbidden');
    expect((await supervisor.post(path, {})).json).toEqual({ person: '司马某', phone: '13933334444', email: null });
    const { json: detail } = await supervisor.get<HelperDetail>(`/api/v1/helpers/${id}`);
    expect(detail.history[0]).toMatchObject({ kind: 'disclosed', by: '刘红梅', reason: '核实' });
    await move(supervisor, detail, 'verify');
    expect(codeOf(await supervisor.post(path, {}))).toBe('reasonRequired');
    expect((await supervisor.post(path, { reason: '通知活动' })).status).toBe(200);
  });

  test('training is said by who verifies, not by who enters or by the helper', async () => {
    const entered = await enter();
    const path = `/api/v1/helpers/${entered.id}`;
    expect(codeOf(await patch(clerk, path, { version: 1, training: ['counselling'] }))).toBe('notPermitted');
    const { json } = await patch(supervisor, path, {
      version: 1,
      training: ['counselling'],
      capabilities: ['counselling'],
    });
    expect(json).toMatchObject({ training: ['counselling'], capabilities: ['counselling'], version: 2 });
    const { json: detail } = await supervisor.get<HelperDetail>(path);
    expect(detail.history[0]).toMatchObject({ kind: 'corrected', fields: ['capabilities', 'training'] });
  });
});

describe('§1 members’ data are their own to see and correct', () => {
  test('a member sees everything of their own, how their response counts, and corrects it', async () => {
    const member = await api.as('member1');
    const { json } = await member.get<OwnHelper>('/api/v1/me/helper');
    // Seven days are the usual; their community goes by the demo policy, which leaves nobody in peace.
    expect(json.coolDownDays).toBe(0);
    expect(json).toMatchObject({
      person: '何立新',
      state: 'verified',
      response: { accepted: 0, silent: 0, share: 0.5 },
    });
    expect(json.phone).toMatch(/^140\d{8}$/);
    const changed = await patch(member, '/api/v1/me/helper', {
      version: json.version,
      quiet: { from: 1320, to: 420 },
      consented: false,
    });
    expect(changed.json).toMatchObject({ quiet: { from: 1320, to: 420 }, consentAt: null });
    expect(codeOf(await patch(member, '/api/v1/me/helper', { version: 1, phone: '13800001111' }))).toBe('staleEntry');
    expect((await patch(member, '/api/v1/me/helper', { version: 2, training: ['firstAid'] })).status).toBe(400);
    expect(codeOf(await clerk.get('/api/v1/me/helper'))).toBe('notFound');
  });

  test('a member pauses and comes back alone, but not when the community put them out of service', async () => {
    const member = await api.as('member2');
    const act = async (action: string, reason?: string) => {
      const { json } = await member.get<OwnHelper>('/api/v1/me/helper');
      return member.post<OwnHelper>(`/api/v1/me/helper/${action}`, { version: json.version, reason });
    };
    const paused = await act('suspend', '出差一个月');
    expect(paused.json).toMatchObject({ state: 'suspended', suspension: { own: true, reason: '出差一个月' } });
    // What they have taken stays theirs to finish.
    expect((await member.get('/api/v1/me/offers')).status).toBe(200);
    const { json: back } = await act('reinstate');
    expect(back).toMatchObject({ state: 'verified', suspension: null });
    expect((await move(supervisor, back, 'suspend', '联系不上')).status).toBe(200);
    expect(codeOf(await act('reinstate'))).toBe('notPermitted');
    const { json: own } = await member.get<OwnHelper>('/api/v1/me/helper');
    expect(own.suspension).toMatchObject({ own: false, reason: '联系不上' });
    expect(own.actions.find(({ action }) => action === 'reinstate')?.allowed).toBe(false);
    expect(codeOf(await member.get('/api/v1/me/offers'))).toBe('forbidden');
    // What they did themselves stands in their history without their name.
    const detail = await supervisor.get<HelperDetail>(`/api/v1/helpers/${back.id}`);
    expect(detail.json.history.map(({ by }) => by)).toEqual(['刘红梅', '本人', '本人', '王秀芳']);
    expect(detail.text).not.toContain('吕向阳');
  });

  test('of whom the community puts out of service the cases that count on them are told, so that no rung waits for them', async () => {
    const { db } = api.deps.store;
    const { json: verified } = await move(supervisor, await enter(), 'verify');
    const row = { appealNo: 'SQ20261124-000009', rung: 3, raisedSeq: 9, kind: 'member', ask: 'work', score: 1 };
    const asked = { ...row, helperId: verified.id, sentAt: new Date() };
    await db.offer.createMany({
      data: ['sent', 'declined'].map((state, i) => ({ ...asked, id: `o-${i}`, state })),
    });
    const told = async () =>
      (await db.caseMessage.findMany({ where: { toNo: asked.appealNo } })).map(({ body }) => body);
    await move(supervisor, verified, 'suspend', '联系不上');
    expect(await told()).toEqual([{ kind: 'helperBarred', helperId: verified.id }]);
  });

  test('a member leaves when they wish', async () => {
    const member = await api.as('member3');
    const { json } = await member.get<OwnHelper>('/api/v1/me/helper');
    expect((await member.post<OwnHelper>('/api/v1/me/helper/leave', { version: json.version })).json.state).toBe(
      'left',
    );
  });
});

describe('§1 a person enrols alone', () => {
  const join = (given: object = {}) =>
    api.anybody.post(
      '/api/v1/public/helpers',
      { ...someone(given), consented: undefined, consent: helperConsentVersion },
      newKey(),
    );

  test('and waits for the community to verify them', async () => {
    expect((await join({ phone: '13944445555' })).json).toEqual({ received: true });
    const { json } = await supervisor.get<HelperPage>('/api/v1/helpers?text=13944445555&state=enrolled');
    expect(json.items).toMatchObject([{ state: 'enrolled', source: 'self', consentVersion: helperConsentVersion }]);
    expect((await move(supervisor, json.items[0] as Helper, 'verify')).json.state).toBe('verified');
  });

  test('twice gets the same answer and one entry; without consent or to nowhere nothing', async () => {
    for (const _ of [1, 2]) expect((await join({ phone: '13955556666' })).status).toBe(201);
    expect((await supervisor.get<HelperPage>('/api/v1/helpers?text=13955556666')).json.total).toBe(1);
    expect(codeOf(await api.anybody.post('/api/v1/public/helpers', { ...someone(), consented: undefined }))).toBe(
      'invalid',
    );
    expect(codeOf(await join({ communityId: 'nowhere' }))).toBe('unknownReference');
  });
});

describe('§6 service stations', () => {
  test('are known to everybody and kept by the community’s staff', async () => {
    const { json } = await api.anybody.get<{ items: Station[] }>('/api/v1/stations?community=shuangta');
    expect(json.items.length).toBeGreaterThan(5);
    const body = { communityId: 'shuangta', name: '新站', address: '丰林小区南门' };
    const added = await clerk.post<Station>('/api/v1/stations', body);
    expect(added.status).toBe(201);
    expect(codeOf(await clerk.post('/api/v1/stations', body))).toBe('alreadyListed');
    const path = `/api/v1/stations/${added.json.id}`;
    expect((await patch(clerk, path, { version: 1, active: false })).json).toMatchObject({
      name: '新站',
      active: false,
    });
    expect(codeOf(await patch(await api.as('clerk2'), path, { version: 2, active: true }))).toBe('forbidden');
  });

  test('of two who put the same right at once one is told, with the version that stands now, and nothing is lost', async () => {
    const body = { communityId: 'shuangta', name: '两人改的站', address: '一号院' };
    const { json: made } = await clerk.post<Station>('/api/v1/stations', body);
    expect(made.version).toBe(1);
    const path = `/api/v1/stations/${made.id}`;
    const both = await Promise.all([
      patch(clerk, path, { version: 1, address: '二号院' }),
      patch(supervisor, path, { version: 1, address: '三号院' }),
    ]);
    const [won] = both.filter(({ status }) => status === 200);
    const [lost] = both.filter(({ status }) => status !== 200);
    expect(lost && problemOf(lost)).toMatchObject({ status: 409, code: 'staleEntry', seq: 2 });
    const { json } = await api.anybody.get<{ items: Station[] }>('/api/v1/stations?community=shuangta');
    expect(json.items.find(({ id }) => id === made.id)).toEqual(won?.json);
    const hours = [{ days: [1, 2], from: 510, to: 1080 }];
    const offered = await patch(clerk, path, { version: 2, services: ['助餐'], hours });
    expect(offered.json).toMatchObject({ version: 3 });
    // What is not named stays.
    const moved = await patch(clerk, path, { version: 3, address: '五号院' });
    expect(moved.json).toEqual({ ...offered.json, version: 4, address: '五号院' });
    expect(codeOf(await patch(clerk, path, { address: '四号院' }))).toBe('invalid');
    expect(codeOf(await patch(clerk, path, { version: 0, address: '四号院' }))).toBe('invalid');
  });
});
