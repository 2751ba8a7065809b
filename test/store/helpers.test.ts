import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rank } from '../../domain/matching/rank.ts';
import { openStore, type Store } from '../../store/client.ts';
import { setHelperState } from '../../store/helper-changes.ts';
import { tellCasesOf } from '../../store/helper-offers.ts';
import { profilesFor } from '../../store/helpers.ts';
import { aRequest } from '../domain/matching/builders.ts';
import { freshDatabase } from '../support/database.ts';

let store: Store;
beforeAll(async () => {
  store = openStore((await freshDatabase()).url);
});
afterAll(() => store.close());

const row = { communityId: 'shuangta', source: 'staff', enteredBy: 'user-clerk' };

describe('helpers as matching sees them', () => {
  test('profiles of a community are whole, without anything personal, and without those who left', async () => {
    await store.db.helper.createMany({
      data: [
        {
          ...row,
          id: 'p-member',
          kind: 'member',
          state: 'verified',
          personEnc: 'v1:secret',
          phoneEnc: 'v1:secret',
          phoneHash: 'hash',
          compoundId: 'shuangta.1',
          capabilities: ['electrical'],
          hours: [{ days: [1, 2], from: 540, to: 720 }],
          quietFrom: 1320,
          quietTo: 420,
          consentAt: new Date(),
          coolingUntil: new Date(Date.UTC(2026, 10, 1)),
          silentCount: 3,
        },
        { ...row, id: 'p-unit', kind: 'unit', name: '某学校', maxActiveTasks: 4 },
        { ...row, id: 'p-gone', kind: 'member', state: 'left' },
        { ...row, id: 'p-elsewhere', kind: 'member', communityId: 'qunan' },
      ],
    });
    const profiles = await profilesFor(store, 'shuangta', ['member', 'team']);
    expect(profiles).toEqual([
      {
        id: 'p-member',
        kind: 'member',
        communityId: 'shuangta',
        compoundId: 'shuangta.1',
        state: 'verified',
        consented: true,
        capabilities: ['electrical'],
        training: [],
        recusals: [],
        unitId: null,
        userId: null,
        teamId: null,
        hours: [{ days: [1, 2], from: 540, to: 720 }],
        quiet: { from: 1320, to: 420 },
        openOffers: 0,
        maxOpenOffers: 2,
        activeTasks: 0,
        maxActiveTasks: 1,
        coolingUntil: Date.UTC(2026, 10, 1),
        accepted: 0,
        declined: 0,
        silent: 3,
      },
    ]);
    expect(rank(aRequest(), profiles).chosen.map(({ helperId }) => helperId)).toEqual(['p-member']);
    expect(await profilesFor(store, 'shuangta', ['unit'])).toMatchObject([{ id: 'p-unit', consented: false }]);
  });
});

describe('the directory’s own rules in the database', () => {
  test('nobody is in a community’s directory twice, unless they left it meanwhile', async () => {
    const twin = { ...row, kind: 'member', phoneHash: 'twin' };
    await store.db.helper.create({ data: { ...twin, id: 't1' } });
    await expect(store.db.helper.create({ data: { ...twin, id: 't2' } })).rejects.toThrow();
    await store.db.helper.create({ data: { ...twin, id: 't3', communityId: 'qunan' } });
    await store.db.helper.update({ where: { id: 't1' }, data: { state: 'left' } });
    await store.db.helper.create({ data: { ...twin, id: 't4' } });
    await store.db.helper.create({ data: { ...row, id: 'n1', kind: 'unit', name: '同名' } });
    await expect(store.db.helper.create({ data: { ...row, id: 'n2', kind: 'unit', name: '同名' } })).rejects.toThrow();
  });

  test('who enters is not who verifies, a member has no name in the clear, and nothing is deleted', async () => {
    const member = { ...row, id: 'r1', kind: 'member' };
    await expect(store.db.helper.create({ data: { ...member, verifiedBy: 'user-clerk' } })).rejects.toThrow();
    await expect(store.db.helper.create({ data: { ...member, name: '张三' } })).rejects.toThrow();
    await store.db.helper.create({ data: { ...member, verifiedBy: 'user-supervisor' } });
    await expect(store.db.helper.delete({ where: { id: 'r1' } })).rejects.toThrow();
    await store.db.helperEvent.create({ data: { helperId: 'r1', kind: 'enrolled', by: 'self' } });
    await expect(store.db.helperEvent.updateMany({ data: { by: 'x' } })).rejects.toThrow();
  });
});

describe('§4.5 a helper who is put out of service', () => {
  const asked = { appealNo: 'SQ20261124-000001', helperId: 'b-1', rung: 3, raisedSeq: 9, kind: 'member', ask: 'work' };
  const offer = (id: string, state: string, more: object = {}) => ({
    ...{ ...asked, id, state, score: 1, sentAt: new Date(), ...more },
  });
  const told = async () =>
    (await store.db.caseMessage.findMany({ orderBy: { toNo: 'asc' } })).map(({ toNo, key, body }) => [toNo, key, body]);

  test('the cases that count on them are told with the change itself, and once; a stale change tells nobody', async () => {
    await store.db.helper.create({ data: { ...row, id: 'b-1', kind: 'member', state: 'verified' } });
    await store.db.offer.createMany({
      data: [
        offer('o-1', 'seen'),
        offer('o-2', 'sent'),
        offer('o-3', 'accepted', { appealNo: 'SQ20261124-000002' }),
        offer('o-4', 'accepted', { appealNo: 'SQ20261124-000003', doneAt: new Date() }),
        offer('o-5', 'declined', { appealNo: 'SQ20261124-000004' }),
      ],
    });
    const by = { id: 'user-supervisor', role: 'supervisor' as const };
    const change = { id: 'b-1', state: 'suspended', kind: 'suspended', by, barred: true } as const;
    expect(await setHelperState(store, { ...change, version: 7 })).toBe('stale');
    expect(await told()).toEqual([]);
    expect(await setHelperState(store, { ...change, version: 1 })).toBe('changed');
    const body = { kind: 'helperBarred', helperId: 'b-1' };
    const both = ['SQ20261124-000001', 'SQ20261124-000002'].map((no) => [no, 'helper:b-1:2', body]);
    expect(await told()).toEqual(both);
    await tellCasesOf(store, 'b-1', 2);
    expect(await told()).toEqual(both);
  });
});
