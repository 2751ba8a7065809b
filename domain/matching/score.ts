// The match score of domain §4.5, always with its parts: what each adds, in points.
import { shanghaiDay, shanghaiMinutes, weekdayOfDay } from '../time/shanghai.ts';
import { isOpen } from '../time/working-time.ts';
import type { PolicySettings } from '../policy/types.ts';
import type { Prepared } from './filters.ts';
import type { HelperProfile, MatchPart, MatchWeights, Scored } from './types.ts';

const defaultWeights: MatchWeights = {
  capability: 0.4,
  distance: 0.2,
  availability: 0.15,
  headroom: 0.15,
  response: 0.1,
};

/** The weights of a policy; cases and policies from before matching lack them. */
export function matchWeights(settings: Pick<PolicySettings, 'matching'>): MatchWeights {
  return { ...defaultWeights, ...settings.matching };
}

export type Scorer = (helper: HelperProfile) => Scored;

/** Scores helpers that passed the filters. What all of them share is worked out once. */
export function scorerFor(request: Prepared, weights: MatchWeights): Scorer {
  const now = { day: weekdayOfDay(shanghaiDay(request.at)), minute: shanghaiMinutes(request.at) };
  const unitsAreThere = isOpen(request.at, request.hours);
  // Remote work is done from anywhere: distance adds nothing, to nobody (domain §4.5).
  const weigh = { ...weights, distance: request.remote ? 0 : weights.distance };
  return (helper) => {
    const near = helper.compoundId !== null && helper.compoundId === request.place.compoundId;
    const parts: Record<MatchPart, number> = {
      capability: points(weigh.capability * capabilityShare(request, helper)),
      distance: points(weigh.distance * (near ? 1 : 0.5)),
      availability: points(weigh.availability * availabilityShare(helper, now, unitsAreThere)),
      headroom: points(weigh.headroom * headroomShare(helper)),
      response: points(weigh.response * responseShare(helper)),
    };
    const { capability, distance, availability, headroom, response } = parts;
    const score = points(capability + distance + availability + headroom + response);
    return { helperId: helper.id, kind: helper.kind, score, parts };
  };
}

/** Best first: the first wanted capability counts whole, each later one less. */
function capabilityShare({ wanted }: Prepared, { capabilities }: HelperProfile): number {
  if (wanted.size === 0) return 1;
  let best = Infinity;
  for (const name of capabilities) best = Math.min(best, wanted.get(name) ?? Infinity);
  return best === Infinity ? 0 : Math.max(0.4, 1 - 0.15 * best);
}

type Now = { day: number; minute: number };

// Who said when they have time counts whole then, less when it is later today; who did not say counts half.
function availabilityShare({ kind, hours }: HelperProfile, { day, minute }: Now, unitsAreThere: boolean): number {
  if (hours.length === 0) return kind === 'unit' && unitsAreThere ? 1 : 0.5;
  let share = 0.2;
  for (const { days, from, to } of hours) {
    if (!days.includes(day)) continue;
    if (minute >= from && minute < to) return 1;
    if (from > minute) share = 0.6;
  }
  return share;
}

/** How much of what they are willing to carry is still free. */
function headroomShare({ openOffers, maxOpenOffers, activeTasks, maxActiveTasks }: HelperProfile): number {
  const most = maxOpenOffers + maxActiveTasks;
  return most <= 0 ? 0 : Math.max(0, 1 - (openOffers + activeTasks) / most);
}

/**
 * Past response between 0 and 1: accepted offers against those left without an answer; declining with a reason is neutral and
 * not in it (domain §4.5). Who was never asked stands in the middle.
 */
export function responseShare({ accepted, silent }: Pick<HelperProfile, 'accepted' | 'silent'>): number {
  return (accepted + 1) / (accepted + silent + 2);
}

function points(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
