// Who suffers violence: filed by staff and by residents, kept from whoever need not know, and sent in bad faith.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecordActivities } from '../../activities/record.ts';
import type { AppealCreated, AppealDetail, AppealPage } from '../../contracts/appeals.ts';
import { privacyNoticeVersion } from '../../contracts/privacy.ts';
import type { Filed } from '../../contracts/public.ts';
import { newKey, openApi, problemOf, type Api, type Client } from './client.ts';

let api: Api;
let clerk: Client;
beforeAll(async () => {
  api = await openApi();
  clerk = await api.as('clerk');
});
afterAll(() => api.stop());

const facts = {
  type: 'HELP',
  category: 'FAMILY',
  communityId: 'huludao',
  text: '邻居家的孩子这几天一直哭，身上有伤',
  appellant: { name: '张女士', phone: '13812340001' },
};
const file = (body: object) => clerk.post<AppealCreated>('/api/v1/appeals', { ...facts, ...body }, newKey());

/** What the case's workflow does first; here nobody else is there to do it. */
async function register(no: string): Promise<void> {
  const settings = { stateSearchAttribute: true, historyBound: 2_000, warn: () => undefined };
  await createRecordActivities({ store: api.deps.store, ...settings }).begin({
    no,
    owner: 'run-1',
    line: 'run:0',
    now: Date.now(),
  });
}

describe('§4.6 反家庭暴力法 §14: an appeal about violence', () => {
  it('is of the most urgent class whatever its category, with the duty to go to the police running from its receipt', async () => {
    const { status, json } = await file({ category: 'LIGHT', victim: 'minor' });
    expect([status, json.class]).toEqual([201, 'U1']);
    const { json: detail } = await clerk.get<AppealDetail>(`/api/v1/appeals/${json.no}`);
    const clock = detail.clocks.find(({ name }) => name === 'policeReport');
    expect(Date.parse(clock?.dueAt ?? '') - Date.parse(json.receivedAt)).toBe(600_000);
    expect(detail).toMatchObject({ policeDue: true, violence: { victim: 'minor', report: null } });
    expect(detail.flags.sort()).toEqual(['minor', 'safety', 'sensitive']);
  });

  it('stands in the work list as one for the police', async () => {
    const { json } = await file({ victim: 'unable' });
    await register(json.no);
    const { json: page } = await clerk.get<AppealPage>(`/api/v1/appeals?text=${json.no}`);
    expect(page.items[0]).toMatchObject({ no: json.no, policeDue: true, dueClock: 'policeReport', class: 'U1' });
  });

  it('is hidden from grid workers and auditors from its first moment', async () => {
    const { json } = await file({ category: 'LIGHT', victim: 'minor' });
    for (const registered of [false, true]) {
      if (registered) await register(json.no);
      for (const username of ['grid', 'auditor']) {
        const who = await api.as(username);
        expect([username, (await who.get(`/api/v1/appeals/${json.no}`)).status]).toEqual([username, 404]);
        const { json: page } = await who.get<AppealPage>(`/api/v1/appeals?text=${json.no}`);
        expect(page.items).toEqual([]);
      }
    }
  });

  it('a resident may file it, and reads nothing of the police on their page', async () => {
    const body = { ...facts, appellant: undefined, victim: 'minor', privacyNotice: privacyNoticeVersion };
    const { status, json } = await api.anybody.post<Filed>('/api/v1/public/appeals', body, newKey());
    expect([status, json.class]).toEqual([201, 'U1']);
    expect(json.promises.map(({ clock }) => clock)).not.toContain('policeReport');
    await register(json.no);
    const { text } = await api.anybody.post('/api/v1/public/follow', { queryCode: json.queryCode });
    expect(text).not.toMatch(/police|公安|报警/i);
  });

  it('a repetition from before the question was asked is still the same request', async () => {
    const key = newKey();
    const first = await clerk.post<AppealCreated>('/api/v1/appeals', facts, key);
    const again = await clerk.post<AppealCreated>('/api/v1/appeals', facts, key);
    expect(again.json.no).toBe(first.json.no);
    expect((await clerk.post('/api/v1/appeals', { ...facts, victim: 'minor' }, key)).status).toBe(422);
  });

  it.each([['nobody'], [''], [null], [true], [['minor']], [{ minor: true }], ['minor\u202e']])(
    'refuses %j as who suffers',
    async (victim) => {
      expect(problemOf(await file({ victim })).code).toBe('invalid');
    },
  );

  it.each([
    ['reportToPolice', { result: 'adultDeclines' }],
    ['reportToPolice', { result: 'reported', text: '  ' }],
    ['reportToPolice', { result: 'later', text: '明天再说' }],
    ['findViolence', { victim: 'minor' }],
    ['findViolence', { victim: 'dog', text: '看到的' }],
  ])('refuses %s with %j', async (action, payload) => {
    const { json } = await file({ victim: 'minor' });
    await register(json.no);
    const answer = await clerk.post(`/api/v1/appeals/${json.no}/actions/${action}`, { seq: 1, ...payload }, newKey());
    expect(problemOf(answer).code).toBe('invalid');
  });
});

describe('§9 个人信息保护法 §31: an appellant under 14', () => {
  const child = { category: 'LIGHT', text: '楼道灯坏了，放学回家看不见', under14: true };
  const guardian = { name: '王女士', phone: '13812340002', consent: 'phone' };
  const intakesOf = (no: string) =>
    api.deps.store.db.intake.findMany({ where: { appealNo: no }, orderBy: { version: 'asc' } });

  it('is refused in words without a guardian, and nothing is kept of the attempt', async () => {
    const before = await api.deps.store.db.intake.count();
    const problem = problemOf(await file(child));
    expect([problem.status, problem.code, problem.errors?.[0]?.path]).toEqual([422, 'guardianNeeded', 'guardian.name']);
    expect(problem.detail).toContain('监护人');
    expect(await api.deps.store.db.intake.count()).toBe(before);
  });

  it('is filed with name, phone and consent: sealed in the intake, in no event, masked on the page, shown on record', async () => {
    const { status, json } = await file({ ...child, guardian });
    expect(status).toBe(201);
    await register(json.no);
    const [row] = await intakesOf(json.no);
    expect(row).toMatchObject({ under14: true, minor: true, guardianConsent: 'phone' });
    expect(row?.legalBasis).toContain('第三十一条');
    expect(JSON.stringify(row)).not.toMatch(/王女士|13812340002/);
    const events = await api.deps.store.db.event.findMany({ where: { appealNo: json.no } });
    expect(JSON.stringify(events)).not.toMatch(/王女士|13812340002/);
    const { json: detail, text } = await clerk.get<AppealDetail>(`/api/v1/appeals/${json.no}`);
    expect(detail.guardian).toEqual({ consent: 'phone' });
    expect(detail.flags.sort()).toEqual(['minor', 'sensitive']);
    expect(detail.appellant.guardianPhone).toBe('138****0002');
    expect(text).not.toMatch(/王女士|13812340002/);
    const seen = await clerk.post(`/api/v1/appeals/${json.no}/disclosures`, { reason: '联系监护人' });
    expect(seen.json).toMatchObject({ guardianName: '王女士', guardianPhone: '13812340002' });
  });

  it('in an emergency is filed without consent, by the right that the law gives for it', async () => {
    const { status, json } = await file({ ...child, category: 'HAZARD' });
    expect(status).toBe(201);
    const [row] = await intakesOf(json.no);
    expect(row).toMatchObject({ under14: true, guardianConsent: null, guardianNameEnc: null });
    expect(row?.legalBasis).toContain('第四项');
    expect((await clerk.get<AppealDetail>(`/api/v1/appeals/${json.no}`)).json.guardian).toEqual({ consent: null });
  });

  it('who suffers violence is asked for nobody’s consent, and a guardian who is named is not kept', async () => {
    const { status, json } = await file({ ...child, victim: 'minor', guardian });
    expect(status).toBe(201);
    const [row] = await intakesOf(json.no);
    expect(row).toMatchObject({ guardianConsent: null, guardianNameEnc: null, guardianPhoneEnc: null });
    expect((await clerk.get<AppealDetail>(`/api/v1/appeals/${json.no}`)).json.guardian).toBeNull();
  });

  it('anonymously needs none, and of an adult no guardian is kept', async () => {
    expect((await file({ ...child, appellant: undefined })).status).toBe(201);
    const { json } = await file({ category: 'LIGHT', guardian });
    expect((await intakesOf(json.no))[0]).toMatchObject({ guardianNameEnc: null, guardianConsent: null });
  });

  it('a resident’s request is held to the same', async () => {
    const body = { ...facts, ...child, privacyNotice: privacyNoticeVersion };
    expect(problemOf(await api.anybody.post('/api/v1/public/appeals', body, newKey())).code).toBe('guardianNeeded');
    const whole = { ...body, guardian: { ...guardian, consent: 'web' } };
    expect((await api.anybody.post('/api/v1/public/appeals', whole, newKey())).status).toBe(201);
  });

  it.each([
    [{ ...guardian, phone: '110' }],
    [{ ...guardian, name: ' ' }],
    [{ ...guardian, name: '王\u202e女士' }],
    [{ ...guardian, consent: 'yes' }],
    [{ name: '王女士', phone: '13812340002' }],
    [{ ...guardian, idNumber: '140821' }],
    ['王女士'],
    [null],
  ])('refuses %j as a guardian', async (bad) => {
    expect(problemOf(await file({ ...child, guardian: bad })).code).toBe('invalid');
  });

  it('the consent that comes later is a new version of the intake, sealed, and follows the same query code', async () => {
    const { json } = await file({ ...child, category: 'HAZARD' });
    const { addGuardian } = await import('../../store/guardians.ts');
    const { readIntake } = await import('../../store/intakes.ts');
    const { store, cipher } = api.deps;
    await addGuardian(store, cipher, {
      no: json.no,
      by: 'u-1',
      guardian: { name: '王女士', phone: '13812340002', consent: 'visit' },
    });
    const rows = await intakesOf(json.no);
    expect(rows.map(({ version, guardianConsent }) => [version, guardianConsent])).toEqual([
      [1, null],
      [2, 'visit'],
    ]);
    expect(await readIntake(store, cipher, json.no)).toMatchObject({
      ...{ version: 2, name: '张女士', phone: '13812340001', text: child.text, queryCode: json.queryCode },
      ...{ guardianName: '王女士', guardianPhone: '13812340002' },
    });
    const follow = { queryCode: json.queryCode, phoneTail: '0001' };
    expect((await api.anybody.post('/api/v1/public/follow', follow)).status).toBe(200);
  });
});
