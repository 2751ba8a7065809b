// What a correction leaves behind, and by what the appeal is found afterwards.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../../prisma/seed.ts';
import { openStore, type Store } from '../../store/client.ts';
import {
  correctIntake,
  listCorrections,
  summariseCorrections,
  textCorrectedAt,
  type CorrectionDraft,
} from '../../store/corrections.ts';
import { appealsOfPhone } from '../../store/earlier-appeals.ts';
import { addGuardian } from '../../store/guardians.ts';
import { findByQueryCode, readIntake } from '../../store/intakes.ts';
import { appellantContact } from '../../store/letter-facts.ts';
import { loadRegistration } from '../../store/registration.ts';
import { freshDatabase } from '../support/database.ts';
import { anAppeal, cipher } from './cases.ts';

let store: Store;
beforeAll(async () => {
  store = openStore((await freshDatabase()).url, { poolSize: 12 });
  await seed(store, { demo: true });
});
afterAll(() => store.close());

const appellant = { name: '张先生', phone: '13812345678', email: 'zhang@example.org', address: '2单元301' };
const guardian = { name: '王女士', phone: '13812340002', consent: 'visit' } as const;
const draft = (no: string, changes: Partial<CorrectionDraft> = {}): CorrectionDraft => ({
  ...{ no, requestKey: randomUUID(), bodyHash: 'body', by: 'clerk-1', as: 'clerk', version: 1 },
  ...{ fields: { phone: '13987654321' }, reason: '听错一位', ...changes },
});
const correct = (no: string, changes: Partial<CorrectionDraft> = {}) =>
  correctIntake(store, cipher, draft(no, changes));
const rows = (no: string) => store.db.intake.findMany({ where: { appealNo: no }, orderBy: { version: 'asc' } });
const codeOf = async (no: string) => (await readIntake(store, cipher, no))?.queryCode ?? '';

describe('§9 a correction', () => {
  test('is a new version with all the rest as it was, sealed anew; the row before stays as it is', async () => {
    const proxy = { name: '李女士', phone: '13900001111' };
    const no = await anAppeal(store, { appellant, proxy, vulnerable: true, under14: true, guardian });
    const [before] = await rows(no);
    const read = await readIntake(store, cipher, no);
    const fields = { phone: '13987654321', email: 'li@example.org', text: '晚上出行不便，老人多' };
    expect(await correct(no, { fields })).toEqual({ kind: 'corrected', version: 2 });
    const [first, second] = await rows(no);
    expect(first).toEqual(before);
    expect(await readIntake(store, cipher, no)).toEqual({
      ...read,
      ...fields,
      ...{ id: second?.id, version: 2, createdBy: 'clerk-1' },
    });
    expect(second).toMatchObject({ corrected: ['phone', 'email', 'text'], correctedAs: 'clerk' });
    const written = JSON.stringify(second);
    for (const clear of [...Object.values(fields), ...Object.values(appellant), '李女士', '王女士', '听错一位'])
      expect(written).not.toContain(clear);
  });

  test('has every hash that a filing with the right facts would have had', async () => {
    const right = { ...appellant, phone: '13700002222', address: '3单元12' };
    const no = await anAppeal(store, { appellant });
    await correct(no, { fields: { phone: right.phone, address: right.address } });
    const [, corrected] = await rows(no);
    const [filed] = await rows(await anAppeal(store, { appellant: right }));
    expect([corrected?.phoneHash, corrected?.addressHash]).toEqual([filed?.phoneHash, filed?.addressHash]);
    const [first] = await rows(no);
    expect(corrected?.queryCodeHash).toBe(first?.queryCodeHash);
    expect(corrected?.phoneTailHash).not.toBe(first?.phoneTailHash);
  });

  test('what is to go is emptied, what is not given stays', async () => {
    const no = await anAppeal(store, { appellant });
    await correct(no, { fields: { email: null, address: null } });
    expect(await readIntake(store, cipher, no)).toMatchObject({ ...appellant, email: null, address: null });
    expect((await rows(no))[1]).toMatchObject({ emailEnc: null, addressEnc: null, addressHash: null });
  });

  test('that changes nothing is none, and one with a part that does names that part alone', async () => {
    const no = await anAppeal(store, { appellant });
    expect(await correct(no, { fields: { name: appellant.name, phone: appellant.phone } })).toEqual({
      kind: 'unchanged',
    });
    expect(await rows(no)).toHaveLength(1);
    await correct(no, { fields: { name: appellant.name, phone: '13987654321' } });
    expect((await rows(no))[1]?.corrected).toEqual(['phone']);
  });

  test('asked for twice is carried out once, also at the same moment; the same key with another body is not', async () => {
    const no = await anAppeal(store, { appellant });
    const asked = draft(no);
    const answers = await Promise.all([1, 2, 3, 4].map(() => correctIntake(store, cipher, asked)));
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['corrected', 'known', 'known', 'known']);
    expect(await rows(no)).toHaveLength(2);
    // One that was looked at before the first was written, and comes to be written after it.
    expect(await correctIntake(store, cipher, asked)).toEqual({ kind: 'known', version: 2 });
    expect(await correctIntake(store, cipher, { ...asked, bodyHash: 'other' })).toEqual({ kind: 'otherBody' });
  });

  test('of two on one version one is stale, and is told the version there is', async () => {
    const no = await anAppeal(store, { appellant });
    const answers = await Promise.all(
      ['13900000001', '13900000002'].map((phone) => correct(no, { fields: { phone } })),
    );
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['corrected', 'stale']);
    expect(answers).toContainEqual({ kind: 'stale', version: 2 });
    expect(await correct(no, { fields: { phone: '13900000003' } })).toEqual({ kind: 'stale', version: 2 });
  });

  test('and a guardian’s consent at the same moment both stand', async () => {
    for (let round = 0; round < 5; round += 1) {
      const no = await anAppeal(store, { appellant, under14: true });
      await Promise.all([correct(no), addGuardian(store, cipher, { no, by: 'clerk-2', guardian })]);
      const read = await readIntake(store, cipher, no);
      expect(read).toMatchObject({ guardianName: guardian.name, guardianPhone: guardian.phone });
      // The correction may have been the slower one, and is then to be asked for again.
      if (read?.phone !== '13987654321') await correct(no, { version: read?.version ?? 0 });
      expect(await readIntake(store, cipher, no)).toMatchObject({ guardianName: guardian.name, phone: '13987654321' });
    }
  });

  test('is not edited afterwards, were it only in what it says it corrects', async () => {
    const no = await anAppeal(store, { appellant });
    await correct(no);
    for (const change of ["corrected = '{}'", "corrected_as = 'director'", "created_by = 'clerk-2'"]) {
      const edit = store.pool.query(`UPDATE intake SET ${change} WHERE appeal_no = $1 AND version = 2`, [no]);
      await expect(edit).rejects.toThrow(/immutable/);
    }
  });
});

describe('§9 个人信息保护法 §31: consents', () => {
  test('that come at the same moment do not fail, and leave one on record', async () => {
    const no = await anAppeal(store, { appellant, under14: true });
    await Promise.all([1, 2, 3].map((n) => addGuardian(store, cipher, { no, by: `clerk-${n}`, guardian })));
    expect(await readIntake(store, cipher, no)).toMatchObject({ guardianName: guardian.name });
    expect((await rows(no)).at(-1)).toMatchObject({ guardianConsent: 'visit', corrected: [] });
  });
});

describe('§9 after a correction', () => {
  test('the case is followed by the new number, and no longer by the old one', async () => {
    const no = await anAppeal(store, { appellant });
    await correct(no);
    const code = await codeOf(no);
    expect(await findByQueryCode(store, cipher, code, '4321')).toBe(no);
    expect(await findByQueryCode(store, cipher, code, '5678')).toBeNull();
  });

  test('and by neither of two before it', async () => {
    const no = await anAppeal(store, { appellant });
    await correct(no);
    await correct(no, { version: 2, fields: { phone: '13700009999' } });
    const code = await codeOf(no);
    expect(await findByQueryCode(store, cipher, code, '9999')).toBe(no);
    for (const old of ['4321', '5678']) expect(await findByQueryCode(store, cipher, code, old)).toBeNull();
  });

  test('a correction of something else leaves the way to it', async () => {
    const no = await anAppeal(store, { appellant });
    await correct(no, { fields: { name: '章先生' } });
    expect(await findByQueryCode(store, cipher, await codeOf(no), '5678')).toBe(no);
  });

  test('an anonymous one is followed as before', async () => {
    const no = await anAppeal(store, { appellant: null });
    await correct(no, { fields: { text: '更正后的话' } });
    expect(await findByQueryCode(store, cipher, await codeOf(no), null)).toBe(no);
  });

  test('the search by telephone finds it by the new number alone', async () => {
    const old = { ...appellant, phone: '13611110000' };
    const no = await anAppeal(store, { appellant: old });
    await correct(no, { fields: { phone: '13611119999' } });
    const search = (phone: string) =>
      appealsOfPhone(store, cipher, { phone, communityIds: ['shuangta'], self: [], plain: [] });
    expect(await search('13611119999')).toMatchObject({ total: 1, items: [{ no }] });
    expect(await search('13611110000')).toEqual({ total: 0, items: [] });
  });

  test('letters go to the new address, and to none where it was taken away', async () => {
    const no = await anAppeal(store, { appellant });
    await correct(no, { fields: { email: 'new@example.org' } });
    const contact = () => store.db.$transaction((tx) => appellantContact(tx, cipher, no));
    expect((await contact())?.email).toBe('new@example.org');
    await correct(no, { version: 2, fields: { email: null } });
    expect(await contact()).toBeNull();
  });

  test('a case that begins later begins as it was filed', async () => {
    const no = await anAppeal(store, { appellant, createdBy: 'clerk-9' });
    await correct(no);
    expect((await loadRegistration(store, no))?.actor).toEqual({ id: 'clerk-9', role: 'clerk', unitId: null });
  });
});

describe('§9 the record of corrections', () => {
  test('tells who, when, why and what stood there before; a consent in between is none of them', async () => {
    const no = await anAppeal(store, { appellant, under14: true });
    expect(await summariseCorrections(store, no)).toBeNull();
    expect(await listCorrections(store, cipher, no)).toEqual([]);
    await correct(no, { reason: '听错一位' });
    await addGuardian(store, cipher, { no, by: 'clerk-2', guardian });
    const fields = { name: '章先生', text: '东门没有路灯' };
    await correct(no, { version: 3, by: 'agent-1', as: 'callbackAgent', fields, reason: '写错了姓' });
    expect(await listCorrections(store, cipher, no)).toEqual([
      {
        ...{ version: 4, at: expect.any(Number) as number, by: 'agent-1', as: 'callbackAgent', reason: '写错了姓' },
        changes: [
          { field: 'name', before: '张先生', after: '章先生' },
          { field: 'text', before: '晚上出行不便', after: '东门没有路灯' },
        ],
      },
      {
        ...{ version: 2, at: expect.any(Number) as number, by: 'clerk-1', as: 'clerk', reason: '听错一位' },
        changes: [{ field: 'phone', before: '13812345678', after: '13987654321' }],
      },
    ]);
    const last = (await rows(no)).at(-1)?.createdAt.getTime();
    expect(await summariseCorrections(store, no)).toEqual({ times: 2, at: last, fields: ['name', 'text'] });
    expect(await textCorrectedAt(store, no)).toBe(last);
  });

  test('a corrected number is no correction of the words', async () => {
    const no = await anAppeal(store, { appellant });
    await correct(no);
    expect(await textCorrectedAt(store, no)).toBeNull();
  });
});
