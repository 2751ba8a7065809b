import { describe, expect, test } from 'vitest';
import { requiredTraining } from '../../../domain/matching/capabilities.ts';
import { rank, tallyOf } from '../../../domain/matching/rank.ts';
import type { HelperProfile, MatchRequest, RejectReason } from '../../../domain/matching/types.ts';
import { at } from '../time/cast.ts';
import { aHelper, aRequest, tuesday } from './builders.ts';

const reasons = (helper: Partial<HelperProfile>, request: Partial<MatchRequest> = {}): RejectReason[] => {
  const { rejected, chosen } = rank(aRequest(request), [aHelper(helper)]);
  expect(rejected.length + chosen.length).toBe(1);
  return rejected[0]?.reasons ?? [];
};

describe('§4.5 hard filters', () => {
  test('somebody verified, able and free may be asked', () => {
    expect(reasons({})).toEqual([]);
  });

  test('who is not verified, suspended or gone is not asked', () => {
    expect(reasons({ state: 'enrolled' })).toEqual(['notVerified']);
    expect(reasons({ state: 'suspended' })).toEqual(['suspended']);
    expect(reasons({ state: 'left' })).toEqual(['left']);
  });

  test('a community asks its own helpers only', () => {
    expect(reasons({ communityId: 'qunan' })).toEqual(['otherCommunity']);
  });

  test('rung 2 asks units, rung 3 members and teams', () => {
    expect(reasons({ kind: 'unit' })).toEqual(['wrongKind']);
    expect(reasons({ kind: 'unit' }, { rung: 2 })).toEqual([]);
    expect(reasons({ kind: 'member' }, { rung: 2 })).toEqual(['wrongKind']);
    expect(reasons({ kind: 'team' })).toEqual([]);
  });

  test('without consent nobody is asked', () => {
    expect(reasons({ consented: false })).toEqual(['noConsent']);
  });

  test('one wanted capability is enough, none is not; where nothing is wanted anybody can', () => {
    expect(reasons({ capabilities: ['culture', 'construction'] })).toEqual([]);
    expect(reasons({ capabilities: ['culture'] })).toEqual(['noCapability']);
    expect(reasons({ capabilities: [] }, { capabilities: [] })).toEqual([]);
  });

  test('of required training a member has all, a unit answers for its own people', () => {
    expect(reasons({ training: [] }, { training: ['firstAid'] })).toEqual(['untrained']);
    expect(reasons({ training: ['firstAid'] }, { training: ['firstAid', 'counselling'] })).toEqual(['untrained']);
    expect(reasons({ training: ['counselling', 'firstAid'] }, { training: ['firstAid'] })).toEqual([]);
    expect(reasons({ kind: 'unit' }, { rung: 2, training: ['firstAid'] })).toEqual([]);
  });

  test.each([
    ['2026-11-24 21:59', []],
    ['2026-11-24 22:00', ['quietHours']],
    ['2026-11-25 03:00', ['quietHours']],
    ['2026-11-25 06:59', ['quietHours']],
    ['2026-11-25 07:00', []],
  ])('quiet hours over midnight hold at %s: %j', (when, expected) => {
    expect(reasons({ quiet: { from: 22 * 60, to: 7 * 60 } }, { at: at(when) })).toEqual(expected);
  });

  test('quiet hours within a day hold as well', () => {
    expect(reasons({ quiet: { from: 9 * 60, to: 11 * 60 } })).toEqual(['quietHours']);
    expect(reasons({ quiet: { from: 11 * 60, to: 13 * 60 } })).toEqual([]);
  });

  test('a member has at most 2 open offers and 1 active task', () => {
    expect(reasons({ openOffers: 1 })).toEqual([]);
    expect(reasons({ openOffers: 2 })).toEqual(['offersFull']);
    expect(reasons({ activeTasks: 1 })).toEqual(['tasksFull']);
  });

  test('a unit has its own load cap', () => {
    const unit = { kind: 'unit', maxOpenOffers: 10, maxActiveTasks: 3 } as const;
    expect(reasons({ ...unit, activeTasks: 2, openOffers: 9 }, { rung: 2 })).toEqual([]);
    expect(reasons({ ...unit, activeTasks: 3 }, { rung: 2 })).toEqual(['tasksFull']);
  });

  test('the cool-down ends at its instant', () => {
    expect(reasons({ coolingUntil: tuesday + 1 })).toEqual(['coolingOff']);
    expect(reasons({ coolingUntil: tuesday })).toEqual([]);
  });

  test('nobody is asked about themselves, their unit or their team', () => {
    expect(reasons({}, { recused: ['h1'] })).toEqual(['recused']);
    expect(reasons({ unitId: 'u1' }, { recused: ['u1'] })).toEqual(['recused']);
    expect(reasons({ teamId: 't1' }, { recused: ['t1'] })).toEqual(['recused']);
    expect(reasons({ unitId: 'u2' }, { recused: ['u1'] })).toEqual([]);
  });

  test('§4.6 §8 whom a report is about, and who handles the case, is not asked as a helper either', () => {
    expect(reasons({ userId: 'handler' }, { recused: ['handler'] })).toEqual(['recused']);
    expect(reasons({ userId: 'handler' }, { recused: ['another'] })).toEqual([]);
    expect(reasons({ userId: null }, { recused: ['another'] })).toEqual([]);
  });

  test('who has recused themselves from a unit, a person or a compound is not asked there; living there is no reason', () => {
    expect(reasons({ recusals: ['shuangta.1'] })).toEqual(['recused']);
    expect(reasons({ recusals: ['shuangta.1.3'] })).toEqual(['recused']);
    expect(reasons({ recusals: ['u1'] }, { recused: ['u1'] })).toEqual(['recused']);
    expect(reasons({ recusals: ['shuangta.2'] })).toEqual([]);
    expect(reasons({ compoundId: 'shuangta.1' }, { recused: ['shuangta.1'] })).toEqual([]);
  });

  test('all reasons are given, and counted under each', () => {
    expect(reasons({ state: 'suspended', consented: false, capabilities: [] })).toEqual([
      'suspended',
      'noConsent',
      'noCapability',
    ]);
    const ranking = rank(aRequest(), [
      aHelper({ id: 'a', state: 'enrolled', consented: false }),
      aHelper({ id: 'b', consented: false }),
      aHelper({ id: 'c' }),
    ]);
    expect(tallyOf(ranking)).toEqual({ notVerified: 1, noConsent: 2 });
  });
});

describe('§4.5 never to members', () => {
  test.each([
    ['a dispute between neighbours', { category: 'NEIGH' }],
    ['a dispute in a family', { category: 'FAMILY' }],
    ['a report (举报)', { type: 'REPORT' }],
    ['a sensitive matter', { flags: ['sensitive'] }],
    ['a matter of a minor', { flags: ['vulnerable', 'minor'] }],
  ] as [string, Partial<MatchRequest>][])(
    '%s reaches neither members nor teams, whatever they can',
    (_what, request) => {
      for (const kind of ['member', 'team'] as const) {
        expect(reasons({ kind }, { ...request, capabilities: [] })).toEqual(['notForMembers']);
      }
      expect(reasons({ kind: 'unit' }, { ...request, capabilities: [], rung: 2 })).toEqual([]);
    },
  );

  test('where only trained people may go, training is asked for', () => {
    expect(requiredTraining('PSY')).toEqual(['counselling']);
    expect(requiredTraining('EMERG')).toEqual(['firstAid']);
    expect(requiredTraining('LIGHT')).toEqual([]);
  });
});
