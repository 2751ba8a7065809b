import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '../../../domain/policy/defaults.ts';
import { rank } from '../../../domain/matching/rank.ts';
import { matchWeights } from '../../../domain/matching/score.ts';
import type { HelperProfile, MatchPart, MatchRequest } from '../../../domain/matching/types.ts';
import { at } from '../time/cast.ts';
import { aHelper, aRequest } from './builders.ts';

function partOf(part: MatchPart, helper: Partial<HelperProfile>, request: Partial<MatchRequest> = {}): number {
  const [scored] = rank(aRequest(request), [aHelper(helper)]).chosen;
  return scored?.parts[part] ?? Number.NaN;
}

describe('§4.5 match score', () => {
  test('capability 0.4, distance 0.2, availability 0.15, headroom 0.15, response 0.1 at most, and no more than 1 in all', () => {
    const hours = [{ days: [2], from: 9 * 60, to: 12 * 60 }];
    const [best] = rank(aRequest(), [aHelper({ hours, accepted: 1e6 })]).chosen;
    expect(best?.parts).toEqual({ capability: 0.4, distance: 0.2, availability: 0.15, headroom: 0.15, response: 0.1 });
    expect(best?.score).toBe(1);
  });

  test('the better the capability fits the more it counts', () => {
    expect(partOf('capability', { capabilities: ['construction'] })).toBeCloseTo(0.34);
    expect(partOf('capability', { capabilities: ['construction', 'electrical'] })).toBe(0.4);
  });

  test('who is of the compound is nearer than who is of the community', () => {
    expect(partOf('distance', {})).toBe(0.2);
    expect(partOf('distance', { compoundId: 'shuangta.2' })).toBe(0.1);
    expect(partOf('distance', { compoundId: null })).toBe(0.1);
    expect(partOf('distance', {}, { place: { communityId: 'shuangta', compoundId: null, buildingId: null } })).toBe(
      0.1,
    );
  });

  test('for remote work distance counts nothing', () => {
    expect(partOf('distance', {}, { remote: true })).toBe(0);
  });

  test('who has time now comes before who has time later today, and both before another day', () => {
    const hours = (from: number, to: number) => ({ hours: [{ days: [2], from: from * 60, to: to * 60 }] });
    expect(partOf('availability', hours(9, 11))).toBe(0.15);
    expect(partOf('availability', hours(18, 20))).toBe(0.09);
    expect(partOf('availability', hours(7, 9))).toBe(0.03);
    expect(partOf('availability', {})).toBe(0.075);
  });

  test('a unit is there in office hours', () => {
    const unit = { kind: 'unit' } as const;
    expect(partOf('availability', unit, { rung: 2 })).toBe(0.15);
    expect(partOf('availability', unit, { rung: 2, at: at('2026-11-24 20:00') })).toBe(0.075);
    expect(partOf('availability', unit, { rung: 2, at: at('2026-11-22 10:00') })).toBe(0.075);
  });

  test('who carries less has more headroom', () => {
    expect(partOf('headroom', {})).toBe(0.15);
    expect(partOf('headroom', { openOffers: 1 })).toBe(0.1);
    expect(
      partOf(
        'headroom',
        { kind: 'unit', maxOpenOffers: 6, maxActiveTasks: 4, openOffers: 3, activeTasks: 2 },
        { rung: 2 },
      ),
    ).toBe(0.075);
  });

  test('silence counts against the score, declining with a reason does not', () => {
    const asked = partOf('response', { accepted: 2 });
    expect(partOf('response', { accepted: 2, declined: 9 })).toBe(asked);
    expect(partOf('response', { accepted: 2, silent: 1 })).toBeLessThan(asked);
    expect(partOf('response', {})).toBe(0.05);
    expect(partOf('response', { silent: 8 })).toBe(0.01);
  });

  test('the weights come from the policy, by default those of §4.5', () => {
    expect(matchWeights(defaultPolicy.settings)).toEqual({
      capability: 0.4,
      distance: 0.2,
      availability: 0.15,
      headroom: 0.15,
      response: 0.1,
    });
    const weights = matchWeights({ matching: { distance: 0.5 } });
    expect(rank(aRequest(), [aHelper()], weights).chosen[0]?.parts).toMatchObject({ distance: 0.5, capability: 0.4 });
  });
});
