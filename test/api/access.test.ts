// Who may see and do what, by role and community; and personal data, which nobody sees unmasked without leaving a trace.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppealCreated, AppealDetail } from '../../contracts/appeals.ts';
import type { EarlierAppeals } from '../../contracts/earlier-appeals.ts';
import { privacyNoticeVersion } from '../../contracts/privacy.ts';
import { newKey, openApi, problemOf, type Answer, type Api, type Client } from './client.ts';

let api: Api;
let clerk: Client;
beforeAll(async () => {
  api = await openApi();
  clerk = await api.as('clerk');
});
afterAll(() => api.stop());

const facts = {
  type: 'HELP',
  category: 'LIGHT',
  communityId: 'shuangta',
  text: '楼前没有路灯，老人晚上出门不便。',
  appellant: { name: '王大爷', phone: '138 1234 5678' },
};
const file = (body: unknown = facts, key: Record<string, string> = newKey(), who = clerk) =>
  who.post<AppealCreated>('/api/v1/appeals', body, key);
const codeOf = (answer: Answer) => problemOf(answer).code;

describe('§8 who may not', () => {
  it('a stranger learns nothing but that one must sign in', async () => {
    for (const path of [
      '/api/v1/me',
      '/api/v1/appeals',
      '/api/v1/appeals/SQ20200101-000001',
      '/api/v1/units?community=shuangta',
    ]) {
      expect(codeOf(await api.anybody.get(path))).toBe('unauthenticated');
    }
    expect(codeOf(await api.anybody.post('/api/v1/appeals', { nonsense: true }))).toBe('unauthenticated');
  });

  it('a handler files nothing, and nobody files into another community', async () => {
    expect(codeOf(await file(facts, newKey(), await api.as('handler')))).toBe('forbidden');
    expect(codeOf(await file({ ...facts, communityId: 'qunan' }))).toBe('forbidden');
  });

  it('an administrator sees no case', async () => {
    const { json } = await file();
    const admin = await api.as('admin');
    expect(codeOf(await admin.get('/api/v1/appeals'))).toBe('forbidden');
    expect(codeOf(await admin.get(`/api/v1/appeals/${json.no}`))).toBe('forbidden');
  });

  it("another community's case is as if it were not there, for every way to it", async () => {
    const { json } = await file();
    const strangers = await api.as('clerk2');
    const answers = [
      await strangers.get(`/api/v1/appeals/${json.no}`),
      await strangers.get(`/api/v1/appeals/${json.no}/timeline`),
      await strangers.get(`/api/v1/appeals/${json.no}/live`),
      await strangers.post(`/api/v1/appeals/${json.no}/disclosures`, { reason: '看看' }),
      await strangers.post(`/api/v1/appeals/${json.no}/actions/note`, { seq: 1, text: '看看' }, newKey()),
    ];
    expect(answers.map(codeOf)).toEqual(answers.map(() => 'notFound'));
    const { text } = await strangers.get(`/api/v1/appeals?text=${json.no}`);
    expect(text).not.toContain(json.no);
  });

  it("a unit's handler does not see a case that is not the unit's", async () => {
    const { json } = await file();
    expect(codeOf(await (await api.as('handler')).get(`/api/v1/appeals/${json.no}`))).toBe('notFound');
  });
});

describe('§9 personal data', () => {
  it('are masked in every answer but the disclosure', async () => {
    const { json } = await file({ ...facts, text: '请打13812345678，身份证110101199003077578' });
    const answers = await Promise.all(
      ['', '/timeline'].map(async (part) => (await clerk.get(`/api/v1/appeals/${json.no}${part}`)).text),
    );
    const { json: detail } = await clerk.get<AppealDetail>(`/api/v1/appeals/${json.no}`);
    expect(detail.appellant).toMatchObject({ name: '王**', phone: '138****5678' });
    expect(answers.join()).not.toContain('王大爷');
    expect(detail.title).not.toMatch(/13812345678|110101199003077578/);
    const auditor = await api.as('auditor');
    const audited = await auditor.get(`/api/v1/appeals/${json.no}`);
    expect(audited.status).toBe(200);
    expect(audited.text).not.toMatch(/13812345678|110101199003077578/);
  });

  it('are disclosed for a reason alone, on record, and never to an auditor', async () => {
    const { json } = await file();
    const path = `/api/v1/appeals/${json.no}/disclosures`;
    expect(codeOf(await clerk.post(path, {}))).toBe('reasonRequired');
    expect(codeOf(await (await api.as('auditor')).post(path, { reason: '审计' }))).toBe('forbidden');
    const { status, json: shown } = await clerk.post(path, { reason: '核实地址' });
    const nobody = { proxyName: null, proxyPhone: null, guardianName: null, guardianPhone: null, representatives: [] };
    expect([status, shown]).toEqual([200, { name: '王大爷', phone: '13812345678', ...nobody }]);
    const looks = await api.deps.store.db.disclosure.findMany({ where: { appealNo: json.no } });
    expect(looks).toEqual([expect.objectContaining({ userId: 'user-clerk', role: 'clerk', reason: '核实地址' })]);
  });
});

describe('§9 the search by telephone number', () => {
  const search = (who: Client, phone = '+86 137-3333-4444') =>
    who.post<EarlierAppeals>('/api/v1/appeals/by-phone', { phone });

  it('finds earlier appeals of one’s own communities, and nothing personal', async () => {
    const appellant = { name: '赵先生', phone: '13733334444' };
    const { json } = await file({ ...facts, appellant });
    await api.anybody.post(
      '/api/v1/public/appeals',
      { ...facts, communityId: 'qunan', appellant, privacyNotice: privacyNoticeVersion },
      newKey(),
    );
    for (const username of ['clerk', 'callback', 'supervisor', 'director']) {
      const { status, json: found, text } = await search(await api.as(username));
      expect(status).toBe(200);
      expect(found).toMatchObject({ total: 1, items: [{ no: json.no, state: 'registered', communityId: 'shuangta' }] });
      expect(text).not.toMatch(/赵|3333/);
    }
    expect((await search(clerk, '13755556666')).json).toEqual({ total: 0, items: [] });
    expect(codeOf(await search(clerk, '12345'))).toBe('invalid');
  });

  it('is for those who talk to residents, within a limit', async () => {
    for (const username of ['handler', 'dispatcher', 'auditor', 'admin']) {
      expect(codeOf(await search(await api.as(username)))).toBe('forbidden');
    }
    expect(codeOf(await search(api.anybody))).toBe('unauthenticated');
    const strict = await openApi({ env: { PHONE_SEARCHES_PER_HOUR: '1' } });
    try {
      const person = await strict.as('clerk');
      expect((await search(person)).status).toBe(200);
      expect(codeOf(await search(person))).toBe('tooManyRequests');
    } finally {
      await strict.stop();
    }
  });
});
