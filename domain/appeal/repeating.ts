// Somebody calls again about what they asked before: they get an answer how it stands, not a new case (domain §4.6).
import { dayMs } from '../time/shanghai.ts';
import type { Instant } from '../time/types.ts';
import type { Rules } from './rule.ts';
import type { Place } from './types.ts';

export const repeatingRules: Rules<'progressCall'> = {
  progressCall: {
    from: 'open',
    // It moves no due time: whose turn it is hears that the resident asks.
    decide: (_appeal, payload) => [{ kind: 'progressCalled', data: payload }],
  },
};

/** How far back an appeal counts as the same matter. */
const alikeDays = 14;

type Matter = { category: string; place: Place };

/** Whether a wish is like an earlier appeal: its category and building (without one its compound), within 14 日. */
export function isAlike(earlier: Matter & { receivedAt: Instant }, wish: Matter, now: Instant): boolean {
  if (earlier.category !== wish.category || earlier.place.communityId !== wish.place.communityId) return false;
  const { compoundId, buildingId } = wish.place;
  const same = buildingId === null ? compoundId : buildingId;
  if (same === null || now - earlier.receivedAt > alikeDays * dayMs) return false;
  return same === (buildingId === null ? earlier.place.compoundId : earlier.place.buildingId);
}
