import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capabilities, goesInPairs, wantedCapabilities } from '../../../domain/matching/capabilities.ts';
import { bestFor, rank } from '../../../domain/matching/rank.ts';
import {
  asks,
  helperKinds,
  helperStates,
  type HelperProfile,
  type MatchRequest,
} from '../../../domain/matching/types.ts';
import { defaultCategories } from '../../../domain/policy/categories.ts';
import { at } from '../time/cast.ts';
import { aHelper, aRequest, tuesday } from './builders.ts';

const some = <T>(values: readonly T[]) => fc.subarray([...values]);
const minute = fc.integer({ min: 0, max: 1439 });
const helper: fc.Arbitrary<Partial<HelperProfile>> = fc.record({
  kind: fc.constantFrom(...helperKinds),
  state: fc.constantFrom(...helperStates),
  communityId: fc.constantFrom('shuangta', 'qunan'),
  compoundId: fc.constantFrom(null, 'shuangta.1', 'shuangta.2'),
  consented: fc.boolean(),
  capabilities: some(capabilities.slice(0, 5)),
  training: some(['firstAid', 'counselling']),
  recusals: some(['shuangta.1', 'u1']),
  unitId: fc.constantFrom(null, 'u1', 'u2'),
  quiet: fc.option(fc.record({ from: minute, to: minute })),
  hours: fc.array(fc.record({ days: some([0, 1, 2, 3, 4, 5, 6]), from: minute, to: minute }), { maxLength: 3 }),
  openOffers: fc.nat(3),
  activeTasks: fc.nat(2),
  coolingUntil: fc.option(fc.integer({ min: tuesday - 9e8, max: tuesday + 9e8 })),
  accepted: fc.nat(50),
  declined: fc.nat(50),
  silent: fc.nat(50),
});
const helpers = fc
  .array(helper, { maxLength: 40 })
  .map((list) => list.map((each, index) => aHelper({ ...each, id: `h${index}` })));
const request: fc.Arbitrary<MatchRequest> = fc
  .record({
    rung: fc.constantFrom(2, 3),
    capabilities: some(capabilities.slice(0, 5)),
    at: fc.integer({ min: tuesday - 9e8, max: tuesday + 9e8 }),
    remote: fc.boolean(),
    training: some(['firstAid']),
    recused: some(['h1', 'u1']),
    type: fc.constantFrom('HELP', 'REPORT'),
    flags: some(['sensitive', 'minor', 'vulnerable']),
  })
  .map((given) => aRequest(given as Partial<MatchRequest>));

describe('§4.5 matching as a whole', () => {
  test('everybody is either chosen or rejected with a reason, and the best come first', () => {
    fc.assert(
      fc.property(request, helpers, (wish, all) => {
        const { chosen, rejected } = rank(wish, all);
        const seen = [...chosen, ...rejected].map(({ helperId }) => helperId);
        expect(seen.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
        expect(rejected.every(({ reasons }) => reasons.length > 0)).toBe(true);
        for (const [index, { score, parts }] of chosen.entries()) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(score, 3);
          expect(score).toBeLessThanOrEqual(chosen[index - 1]?.score ?? 1);
        }
      }),
    );
  });

  test('whoever can do what is wanted first stands before whoever can do what is wanted second', () => {
    const second = aHelper({ id: 'a', capabilities: ['construction'] });
    const first = aHelper({ id: 'b', capabilities: ['electrical'] });
    expect(rank(aRequest(), [second, first]).chosen.map(({ helperId }) => helperId)).toEqual(['b', 'a']);
  });

  test('nobody is chosen who may not be asked', () => {
    fc.assert(
      fc.property(request, helpers, (wish, all) => {
        const byId = new Map(all.map((each) => [each.id, each]));
        for (const { helperId } of rank(wish, all).chosen) {
          const each = byId.get(helperId);
          expect(each).toMatchObject({ state: 'verified', consented: true, communityId: 'shuangta' });
          expect((each?.kind === 'unit') === (wish.rung === 2)).toBe(true);
          if (wish.rung === 3) expect(wish.type === 'REPORT' || wish.flags.includes('minor')).toBe(false);
          expect(each?.openOffers).toBeLessThan(2);
          expect(each?.activeTasks).toBeLessThan(1);
          expect(each?.coolingUntil ?? 0).toBeLessThanOrEqual(wish.at);
          expect(wish.recused).not.toContain(helperId);
        }
      }),
    );
  });

  test('the order in which helpers are given does not matter', () => {
    fc.assert(
      fc.property(request, helpers, (wish, all) => {
        expect(rank(wish, all.toReversed()).chosen).toEqual(rank(wish, all).chosen);
      }),
    );
  });

  test('among equals it is not always the same who are asked first', () => {
    const equals = Array.from({ length: 50 }, (_, index) => aHelper({ id: `h${index}` }));
    const first = new Set(
      Array.from(
        { length: 60 },
        (_, day) => rank(aRequest({ at: tuesday + day * 60_000 }), equals).chosen[0]?.helperId,
      ),
    );
    expect(first.size).toBeGreaterThan(20);
  });
});

describe('§5 what is asked of whom', () => {
  const of = (category: string, rung: 2 | 3) => wantedCapabilities({ category, rung, ask: 'work' });

  test('every category is answered for, those without an R3 ask no member', () => {
    for (const { code } of defaultCategories)
      expect(capabilities, code).toEqual(expect.arrayContaining([...of(code, 2), ...of(code, 3)]));
    const silent = defaultCategories.filter(({ code }) => of(code, 3).length === 0).map(({ code }) => code);
    expect(silent).toEqual(['HEAT_NET', 'RENOV', 'PROP', 'NEIGH', 'FAMILY', 'XINF', 'ONLINE', 'OTHER']);
  });

  test('an electrician is asked about lights, a visitor about an answer that is missing', () => {
    expect(of('LIGHT', 3)).toEqual(['electrical']);
    expect(wantedCapabilities({ category: 'LIGHT', rung: 3, ask: 'visit' })[0]).toBe('companionship');
    expect(wantedCapabilities({ category: 'LIGHT', rung: 2, ask: 'supply' })[0]).toBe('materials');
    for (const ask of asks) expect(wantedCapabilities({ category: 'NEIGH', rung: 3, ask })).toEqual([]);
  });

  test('members go to the old and the disabled in pairs, and the answer says so', () => {
    expect(['ELDER', 'DISAB', 'VISIT', 'LIGHT'].map(goesInPairs)).toEqual([true, true, true, false]);
    expect(rank(aRequest({ category: 'ELDER' }), []).inPairs).toBe(true);
    expect(rank(aRequest({ category: 'ELDER', rung: 2, at: at('2026-11-24 10:00') }), []).inPairs).toBe(false);
  });
});

describe('§4.5 whom a hundred cases ask at one instant', () => {
  const chosen = Array.from({ length: 60 }, (_, place) => place);
  const cases = Array.from({ length: 100 }, (_, index) => `SQ20261124-${index + 1}`);
  const asked = (vain: number) => cases.map((no) => bestFor(chosen, { most: 3, vain, no }));

  test('first the best three, each time', () => {
    expect(asked(0)).toEqual(cases.map(() => [0, 1, 2]));
  });

  test('after others were quicker each looks at a place of its own, further down with every time', () => {
    for (const vain of [1, 2, 3]) {
      const places = new Set(asked(vain).map(([first]) => first));
      expect(places.size).toBeGreaterThan(1);
      expect(Math.max(...asked(vain).flat())).toBeLessThan(3 * 2 ** vain);
    }
    expect(Math.max(...asked(9).flat())).toBeGreaterThan(Math.max(...asked(1).flat()));
  });

  test('of few all are asked', () => {
    expect(bestFor([7, 8], { most: 3, vain: 4, no: 'SQ' })).toEqual([7, 8]);
  });
});
