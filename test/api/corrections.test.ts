// Putting right what was written down wrong: who may, what is refused, and that everything afterwards goes by what is right.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecordActivities } from '../../activities/record.ts';
import type { AppealCreated, AppealDetail, AppealPage } from '../../contracts/appeals.ts';
import type { Corrected, CorrectionList } from '../../contracts/corrections.ts';
import type { Disclosure } from '../../contracts/disclosures.ts';
import type { EarlierAppeals } from '../../contracts/earlier-appeals.ts';
import type { Followed } from '../../contracts/public.ts';
import type { Appeal } from '../../domain/appeal/types.ts';
import { newKey, openApi, problemOf, type Answer, type Api, type Client } from './client.ts';

const names = ['clerk', 'dispatcher', 'handler', 'grid', 'supervisor', 'director', 'callback'] as const;
const others = ['mediator', 'convenor', 'auditor', 'admin', 'clerk2', 'member1'] as const;
let api: Api;
const people = {} as Record<(typeof names)[number] | (typeof others)[number], Client>;
beforeAll(async () => {
  api = await openApi();
  for (const name of [...names, ...others]) people[name] = await api.as(name);
});
afterAll(() => api.stop());

const appellant = { name: '张女士', phone: '13812345678', email: 'zhang@huying.test', address: '2单元301' };
const path = (no: string) => `/api/v1/appeals/${no}`;
const codeOf = (answer: Answer) => problemOf(answer).code;

async function file(more: object = {}): Promise<AppealCreated> {
  const facts = { type: 'HELP', category: 'LIGHT', communityId: 'shuangta', text: '三号楼前没有路灯。', appellant };
  const { status, json } = await people.clerk.post<AppealCreated>('/api/v1/appeals', { ...facts, ...more }, newKey());
  expect(status).toBe(201);
  return json;
}

const right = { version: 1, reason: '听错一位', phone: '139 8765 4321' };
const correct = (no: string, body: object = right, { who = people.clerk, key = newKey() } = {}) =>
  who.post<Corrected>(`${path(no)}/corrections`, body, key);
const detailOf = async (no: string, who = people.clerk) => (await who.get<AppealDetail>(path(no))).json;
const historyOf = (no: string, who = people.clerk) => who.get<CorrectionList>(`${path(no)}/corrections`);
const versions = (no: string) => api.deps.store.db.intake.count({ where: { appealNo: no } });

/** Registered by its workflow's own activity, and then as `change` says. */
async function stands(no: string, change: (appeal: Appeal) => Partial<Appeal>): Promise<void> {
  const settings = { stateSearchAttribute: true, historyBound: 2_000, warn: () => undefined };
  const record = createRecordActivities({ store: api.deps.store, ...settings });
  await record.begin({ no, owner: 'r', line: 'run:0', now: Date.now() });
  const row = await api.deps.store.db.appeal.findUniqueOrThrow({ where: { no } });
  const doc = row.doc as unknown as Appeal;
  await api.deps.store.db.appeal.update({ where: { no }, data: { doc: { ...doc, ...change(doc) } as never } });
}

describe('§9 a correction', () => {
  it('is taken down with version, reason and who, and shows everywhere masked', async () => {
    const { no } = await file();
    const { status, json, text } = await correct(no, { ...right, name: '章女士', text: '八号楼前没有路灯。' });
    expect([status, json]).toEqual([200, { no, version: 2 }]);
    expect(text).not.toMatch(/13987654321|章女士/);
    const detail = await detailOf(no);
    expect(detail).toMatchObject({
      text: '八号楼前没有路灯。',
      appellant: { name: '章**', phone: '139****4321', hasEmail: true, address: '*单元*' },
      intake: { version: 2, corrected: { times: 1, fields: ['name', 'phone', 'title', 'text'] }, history: true },
    });
    const seen = await people.clerk.post<Disclosure>(`${path(no)}/disclosures`, { reason: '回电' });
    expect(seen.json).toMatchObject({ name: '章女士', phone: '13987654321' });
    const row = await api.deps.store.db.intake.findFirstOrThrow({ where: { appealNo: no, version: 2 } });
    expect(row).toMatchObject({ createdBy: 'user-clerk', correctedAs: 'clerk' });
  });

  it('moves nothing of the case: no event, no new version of it', async () => {
    const { no } = await file();
    await stands(no, () => ({}));
    const before = await api.deps.store.db.appeal.findUniqueOrThrow({ where: { no } });
    await correct(no, { ...right, text: '八号楼前没有路灯。' });
    const after = { ...before, title: '八号楼前没有路灯。' };
    expect(await api.deps.store.db.appeal.findUniqueOrThrow({ where: { no } })).toEqual(after);
  });

  it('can be made of a closed and of an archived case', async () => {
    const { no } = await file();
    await stands(no, () => ({ state: 'closed', outcome: 'solved' }));
    expect((await correct(no)).status).toBe(200);
    await api.deps.store.db.appeal.update({ where: { no }, data: { archivedAt: new Date() } });
    expect((await correct(no, { ...right, version: 2, name: '章女士' }, { who: people.callback })).status).toBe(200);
  });

  it('sent again with its key is the same one, whatever became of the case; with another body it is refused', async () => {
    const { no } = await file();
    const key = newKey();
    const first = await correct(no, right, { key });
    await correct(no, { version: 2, reason: '又错', name: '章女士' });
    const again = await correct(no, { ...right, version: 3 }, { key });
    expect([again.status, again.json]).toEqual([200, first.json]);
    expect(codeOf(await correct(no, { ...right, phone: '13900000000' }, { key }))).toBe('sameKeyOtherBody');
    expect(await versions(no)).toBe(3);
  });

  it('on a version that is not the newest is stale, with the one that is', async () => {
    const { no } = await file();
    await correct(no);
    const late = await correct(no, { version: 1, reason: '改名', name: '章女士' });
    expect([late.status, problemOf(late)]).toEqual([409, expect.objectContaining({ code: 'staleEntry', seq: 2 })]);
    expect((await detailOf(no)).appellant.name).toBe('张**');
  });

  it.each([
    [{ version: 1, phone: '13987654321' }],
    [{ version: 1, reason: '  ', phone: '13987654321' }],
    [{ version: 1, reason: '听错' }],
    [{ reason: '听错', phone: '13987654321' }],
    [{ version: 0, reason: '听错', phone: '13987654321' }],
    [{ ...right, phone: '110' }],
    [{ ...right, phone: null }],
    [{ ...right, name: null }],
    [{ ...right, text: '' }],
    [{ ...right, email: 'nowhere' }],
    [{ ...right, communityId: 'huludao' }],
    [{ ...right, vulnerable: true }],
  ])('refuses %j, and keeps nothing of it', async (body) => {
    const { no } = await file();
    expect(codeOf(await correct(no, body))).toBe('invalid');
    expect(await versions(no)).toBe(1);
  });

  it('needs a key, and something that differs', async () => {
    const { no } = await file();
    expect(codeOf(await people.clerk.post(`${path(no)}/corrections`, right))).toBe('keyRequired');
    expect(codeOf(await correct(no, { ...right, phone: '138-1234-5678' }))).toBe('nothingCorrected');
    expect(await versions(no)).toBe(1);
  });

  it('names nobody in an anonymous appeal, and adds nobody to another', async () => {
    const { no } = await file({ appellant: undefined });
    for (const field of [
      { phone: '13987654321' },
      { name: '章女士' },
      { email: 'a@huying.test' },
      { address: '3单元' },
    ])
      expect(codeOf(await correct(no, { version: 1, reason: '本人要求', ...field }))).toBe('anonymousStays');
    expect((await detailOf(no)).intake.correctable).toEqual(['title', 'text']);
    expect((await correct(no, { version: 1, reason: '写错楼号', text: '八号楼前没有路灯。' })).status).toBe(200);
    const named = await file();
    expect(codeOf(await correct(named.no, { version: 1, reason: '补记', proxyPhone: '13900001111' }))).toBe(
      'nobodyOnRecord',
    );
    const proxied = await file({ proxy: { name: '李女士', phone: '13900001111' } });
    expect((await correct(proxied.no, { version: 1, reason: '听错', proxyPhone: '13900002222' })).status).toBe(200);
    expect((await detailOf(proxied.no)).appellant.proxyPhone).toBe('139****2222');
  });
});

describe('§8, §9 who corrects, and who reads of it', () => {
  it('clerk and callback agent correct; others of the community do not', async () => {
    for (const name of ['clerk', 'callback'] as const) {
      const { no } = await file();
      expect([name, (await correct(no, right, { who: people[name] })).status]).toEqual([name, 200]);
    }
    const { no } = await file();
    for (const name of ['dispatcher', 'grid', 'supervisor', 'director', 'mediator', 'convenor', 'auditor'] as const) {
      expect([name, codeOf(await correct(no, right, { who: people[name] }))]).toEqual([name, 'notPermitted']);
      expect([name, (await detailOf(no, people[name])).intake.correctable]).toEqual([name, []]);
    }
    expect(await versions(no)).toBe(1);
  });

  it('the handler of the case does not, nor a clerk who has handled it', async () => {
    const { no } = await file();
    await stands(no, () => ({ handlers: ['user-clerk'] }));
    const answer = await correct(no);
    expect([answer.status, codeOf(answer)]).toEqual([403, 'handlerCorrects']);
    expect((await detailOf(no)).intake.correctable).toEqual([]);
    expect((await correct(no, right, { who: people.callback })).status).toBe(200);
  });

  it('for those outside it is as if the case were not there', async () => {
    const { no } = await file();
    await correct(no);
    for (const name of ['handler', 'clerk2'] as const) {
      expect([name, codeOf(await correct(no, right, { who: people[name] }))]).toEqual([name, 'notFound']);
      expect([name, codeOf(await historyOf(no, people[name]))]).toEqual([name, 'notFound']);
    }
    for (const name of ['admin', 'member1'] as const)
      expect([name, codeOf(await correct(no, right, { who: people[name] }))]).toEqual([name, 'forbidden']);
    expect(codeOf(await correct(no, right, { who: api.anybody }))).toBe('unauthenticated');
    expect(codeOf(await historyOf(no, api.anybody))).toBe('unauthenticated');
  });

  it('a report is not corrected by whom it is about', async () => {
    const { no } = await file({ type: 'REPORT', about: { userIds: ['user-callback'] } });
    expect(codeOf(await correct(no, right, { who: people.callback }))).toBe('notFound');
  });

  it('the earlier versions are read, masked, by those who correct, answer for the house or audit it', async () => {
    const { no } = await file({ text: '请打13812345678' });
    await correct(no, { ...right, text: '请打13987654321', reason: '本人来电说不是13812345678' });
    await correct(no, { version: 2, reason: '换了邮箱', email: 'li@huying.test', address: null });
    for (const name of ['clerk', 'callback', 'supervisor', 'director'] as const) {
      const { json, text } = await historyOf(no, people[name]);
      expect(json.items).toEqual([
        expect.objectContaining({
          ...{ version: 3, by: '王秀芳', role: 'clerk', reason: '换了邮箱' },
          changes: [
            { field: 'email', before: 'z***@huying.test', after: 'l***@huying.test' },
            { field: 'address', before: '*单元*', after: null },
          ],
        }),
        expect.objectContaining({
          ...{ version: 2, by: '王秀芳', role: 'clerk', reason: '本人来电说不是138****5678' },
          changes: [
            { field: 'phone', before: '138****5678', after: '139****4321' },
            { field: 'title', before: '请打138****5678', after: '请打139****4321' },
            { field: 'text', before: '请打13812345678', after: '请打13987654321' },
          ],
        }),
      ]);
      expect(text).not.toMatch(/张女士|zhang|301/);
    }
    const audited = await historyOf(no, people.auditor);
    expect(audited.status).toBe(200);
    expect(audited.text).not.toMatch(/13812345678|13987654321/);
    for (const name of ['dispatcher', 'grid', 'mediator'] as const)
      expect([name, codeOf(await historyOf(no, people[name]))]).toEqual([name, 'forbidden']);
    expect((await detailOf(no, people.dispatcher)).intake).toMatchObject({ history: false, corrected: { times: 2 } });
  });
});

describe('§9 the title', () => {
  const titleOf = async (no: string) => (await detailOf(no)).title;

  it('that was made of the words goes with them, one that somebody gave stays', async () => {
    const { no } = await file();
    await correct(no, { version: 1, reason: '写错楼号', text: '八号楼前没有路灯。' });
    expect(await titleOf(no)).toBe('八号楼前没有路灯。');
    const named = await file({ title: '三号楼路灯' });
    await correct(named.no, { version: 1, reason: '写错楼号', text: '八号楼前没有路灯。' });
    expect(await titleOf(named.no)).toBe('三号楼路灯');
  });

  it('is corrected by itself, masked as ever, found in the list by its new words alone, and its old ones are kept', async () => {
    const { no } = await file({ title: '三号楼路灯不亮甲' });
    await correct(no, { version: 1, reason: '写错楼号', title: '八号楼路灯不亮乙，电话13812345678' });
    await correct(no, { version: 2, reason: '不写电话', title: '八号楼路灯不亮丙' });
    const found = async (text: string) =>
      (await people.clerk.get<AppealPage>(`/api/v1/appeals?text=${encodeURIComponent(text)}`)).json.items.map(
        (each) => each.no,
      );
    expect(await found('不亮丙')).toEqual([no]);
    expect([await found('不亮甲'), await found('不亮乙')]).toEqual([[], []]);
    const { json } = await historyOf(no);
    expect(json.items.map(({ changes }) => changes)).toEqual([
      [{ field: 'title', before: '八号楼路灯不亮乙，电话138****5678', after: '八号楼路灯不亮丙' }],
      [{ field: 'title', before: '三号楼路灯不亮甲', after: '八号楼路灯不亮乙，电话138****5678' }],
    ]);
  });
});

describe('§4.6, §9 after a correction', () => {
  const follow = (queryCode: string, phoneTail: string) =>
    api.anybody.post<Followed>('/api/v1/public/follow', { queryCode, phoneTail });

  it('the resident follows by the new number alone, and reads that words of theirs were corrected', async () => {
    const { no, queryCode } = await file();
    expect((await follow(queryCode, '5678')).json.card.textCorrectedAt).toBeNull();
    await correct(no);
    expect(codeOf(await follow(queryCode, '5678'))).toBe('notFound');
    expect((await follow(queryCode, '4321')).json.card).toMatchObject({ no, textCorrectedAt: null });
    await correct(no, { version: 2, reason: '写错楼号', text: '八号楼前没有路灯。' });
    const { card } = (await follow(queryCode, '4321')).json;
    expect(card.text).toBe('八号楼前没有路灯。');
    expect(Date.parse(card.textCorrectedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
  });

  it('staff find the case by the new number alone', async () => {
    const { no } = await file({ appellant: { name: '赵先生', phone: '13622220000' } });
    await correct(no, { ...right, phone: '13622229999' });
    const found = async (phone: string) =>
      (await people.clerk.post<EarlierAppeals>('/api/v1/appeals/by-phone', { phone })).json.items.map(
        (each) => each.no,
      );
    expect(await found('13622229999')).toEqual([no]);
    expect(await found('13622220000')).toEqual([]);
  });
});
