import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPolicy } from '../../domain/policy/defaults.ts';
import { seed } from '../../prisma/seed.ts';
import { openStore, type Store } from '../../store/client.ts';
import { findDuplicates } from '../../store/duplicates.ts';
import { appealsOfPhone } from '../../store/earlier-appeals.ts';
import { createAppeal, findByQueryCode, readIntake } from '../../store/intakes.ts';
import { loadRegistration } from '../../store/registration.ts';
import type { AppealDraft } from '../../store/intakes.ts';
import { freshDatabase } from '../support/database.ts';
import { aDraft, cipher, received } from './cases.ts';

let store: Store;
beforeAll(async () => {
  store = openStore((await freshDatabase()).url, { poolSize: 12 });
  await seed(store, { demo: true });
});
afterAll(() => store.close());

async function created(changes: Partial<AppealDraft> = {}) {
  const answer = await createAppeal(store, cipher, aDraft(changes));
  if (answer.kind !== 'created') throw new Error(answer.kind);
  return answer;
}

describe('an appeal’s birth', () => {
  test('the same request again is answered with the same number and code, another body is refused', async () => {
    const draft = aDraft();
    const { duplicates: _, ...first } = await created(draft);
    const again = await createAppeal(store, cipher, { ...draft, receivedAt: received + 5_000 });
    expect(again).toEqual({ ...first, kind: 'known' });
    expect(await createAppeal(store, cipher, { ...draft, bodyHash: 'other' })).toEqual({ kind: 'otherBody' });
  });

  test('the earlier ones like it are found with it, as they are found later', async () => {
    const place = { communityId: 'shuangta', compoundId: 'birth', buildingId: null };
    const earlier = await created({ place });
    const { no, duplicates, receivedAt, category } = await created({ place, receivedAt: received + 60_000 });
    expect(duplicates).toEqual([
      { no: earlier.no, title: aDraft().title, state: 'registered', receivedAt: earlier.receivedAt },
    ]);
    expect(await findDuplicates(store, { no, category, ...place, receivedAt })).toEqual(duplicates);
    expect((await created({ place, receivedAt: received + 15 * 24 * 3_600_000 })).duplicates).toEqual([]);
  });

  test('fifty at once, each asked for twice, get fifty numbers without a gap', async () => {
    const receivedAt = Date.UTC(2026, 4, 1, 16, 30); // 2 May in Shanghai
    const drafts = Array.from({ length: 50 }, () => aDraft({ receivedAt }));
    const answers = await Promise.all([...drafts, ...drafts].map((draft) => createAppeal(store, cipher, draft)));
    const numbers = answers.map((answer) => (answer.kind === 'otherBody' ? '' : answer.no));
    expect(new Set(numbers).size).toBe(50);
    expect([...new Set(numbers)].sort()).toEqual(
      Array.from({ length: 50 }, (_, n) => `SQ20260502-${String(n + 1).padStart(6, '0')}`),
    );
    expect(await store.db.appeal.count({ where: { no: { startsWith: 'SQ20260502-' } } })).toBe(50);
  });

  test('what a resident said and who they are is read back as given, and no column holds it in clear', async () => {
    const appellant = { name: '张先生', phone: '13812345678', email: 'zhang@example.org', address: '2单元301' };
    const draft = aDraft({
      appellant,
      proxy: { name: '李女士', phone: '13987654321' },
      vulnerable: true,
      text: '灯坏了',
    });
    const { no, queryCode } = await created(draft);
    expect(await readIntake(store, cipher, no)).toMatchObject({
      ...appellant,
      text: '灯坏了',
      proxyName: '李女士',
      proxyPhone: '13987654321',
      vulnerable: true,
      anonymous: false,
      queryCode,
      receivedAt: received,
    });
    const row = JSON.stringify(await store.db.intake.findFirstOrThrow({ where: { appealNo: no } }));
    for (const clear of [...Object.values(appellant), '李女士', '13987654321', '灯坏了', queryCode]) {
      expect(row).not.toContain(clear);
    }
    expect(await readIntake(store, cipher, 'SQ20200101-000001')).toBeNull();
  });
});

describe('following', () => {
  test('takes query code and the phone’s last four digits together, in any way of writing', async () => {
    const { no, queryCode } = await created();
    expect(await findByQueryCode(store, cipher, queryCode, '5678')).toBe(no);
    expect(
      await findByQueryCode(store, cipher, ` ${queryCode.slice(0, 4).toLowerCase()}-${queryCode.slice(4)}`, '5678'),
    ).toBe(no);
    expect(await findByQueryCode(store, cipher, queryCode, '5679')).toBeNull();
    expect(await findByQueryCode(store, cipher, queryCode, null)).toBeNull();
    expect(await findByQueryCode(store, cipher, 'ABCDEFGH', '5678')).toBeNull();
  });

  test('§4.6 an anonymous appeal is followed by its longer code alone', async () => {
    const { no, queryCode } = await created({ appellant: null });
    expect(queryCode).toHaveLength(16);
    expect(await findByQueryCode(store, cipher, queryCode, null)).toBe(no);
    expect(await readIntake(store, cipher, no)).toMatchObject({ anonymous: true, name: null, phone: null });
  });

  test('a phone finds its earlier appeals, newest first, in the given communities only', async () => {
    const appellant = { name: '赵先生', phone: '13711112222', email: null, address: null };
    const first = await created({ appellant });
    const second = await created({ appellant, receivedAt: received + 1_000 });
    await created({ appellant, place: { communityId: 'huludao', compoundId: null, buildingId: null } });
    const search = { phone: '+86 137-1111-2222', communityIds: ['shuangta'], self: [], plain: [] };
    const { total, items } = await appealsOfPhone(store, cipher, search);
    expect(items.map(({ no }) => no)).toEqual([second.no, first.no]);
    expect(total).toBe(2);
    const newest = await appealsOfPhone(store, cipher, { ...search, limit: 1 });
    expect(newest).toMatchObject({ total: 2, items: [{ no: second.no }] });
  });
});

describe('the registration', () => {
  test('freezes policy, calendar and office hours, and carries the category’s marks and own limit', async () => {
    const { no } = await created({ category: 'DISAB', createdBy: 'user-clerk' });
    const registration = await loadRegistration(store, no);
    expect(registration?.actor).toEqual({ id: 'user-clerk', role: 'clerk', unitId: null });
    expect(registration?.facts).toMatchObject({
      no,
      category: 'DISAB',
      ownHandling: '3wd',
      flags: ['vulnerable', 'sensitive'],
      receivedAt: received,
      place: { communityId: 'shuangta', compoundId: 'fenglin', buildingId: null },
      terms: {
        policyVersion: '2026-1',
        officeHours: [
          [510, 720],
          [870, 1080],
        ],
        limits: { U3: { handling: '5wd' } },
      },
    });
    expect(registration?.facts.terms.calendar.workdays).toContain('2026-10-10');
  });

  test('an anonymous resident’s safety case under the demo policy', async () => {
    const { no } = await created({
      category: 'HAZARD',
      class: 'U1',
      appellant: null,
      createdBy: 'resident:anonymous',
      source: 'resident',
      place: { communityId: 'demo', compoundId: 'demo.1', buildingId: 'demo.1.2' },
      policyVersion: demoPolicy.version,
    });
    expect(await loadRegistration(store, no)).toMatchObject({
      actor: { id: 'resident:anonymous', role: 'resident' },
      facts: { flags: ['anonymous', 'safety'], ownHandling: null, terms: { settings: { alwaysOpen: true } } },
    });
    expect(await loadRegistration(store, 'SQ20200101-000001')).toBeNull();
  });
});
