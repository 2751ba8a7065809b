// Matching: who can be asked for help with a case, best first, and why the others are not (domain §4.5). Pure: profiles in,
// ranking out; the caps are held by the database when an offer is written, here they only spare asking in vain.
import { goesInPairs } from './capabilities.ts';
import { prepare, reasonsAgainst } from './filters.ts';
import { matchWeights, scorerFor } from './score.ts';
import type { HelperProfile, MatchRequest, MatchWeights, Ranking, RejectReason, Scored } from './types.ts';

/** Looks at every helper: those that pass the hard filters by their score, the others with all reasons against them. */
export function rank(
  request: MatchRequest,
  helpers: readonly HelperProfile[],
  weights: MatchWeights = matchWeights({}),
): Ranking {
  const prepared = prepare(request);
  const score = scorerFor(prepared, weights);
  const ranking: Ranking = { chosen: [], rejected: [], inPairs: request.rung === 3 && goesInPairs(request.category) };
  for (const helper of helpers) {
    const reasons = reasonsAgainst(prepared, helper);
    if (reasons.length > 0) ranking.rejected.push({ helperId: helper.id, reasons });
    else ranking.chosen.push(score(helper));
  }
  ranking.chosen.sort(fairOrder(ranking.chosen, request.at));
  return ranking;
}

/** How many were not asked for each reason; a helper counts under every reason against them. */
export function tallyOf({ rejected }: Pick<Ranking, 'rejected'>): Partial<Record<RejectReason, number>> {
  const tally: Partial<Record<RejectReason, number>> = {};
  for (const { reasons } of rejected) for (const reason of reasons) tally[reason] = (tally[reason] ?? 0) + 1;
  return tally;
}

/**
 * The best to be asked. Where others were quicker so many times, a hundred cases do not run for the same three again: each looks
 * further down the list, at a place of its own.
 */
export function bestFor<T>(chosen: readonly T[], { most, vain, no }: { most: number; vain: number; no: string }): T[] {
  const reach = Math.min(chosen.length, most * 2 ** Math.min(vain, 10));
  const start = vain === 0 ? 0 : lot(no, vain) % Math.max(1, reach - most + 1);
  return chosen.slice(start, start + most);
}

// Among equals it is not always the same three who are asked: the instant shuffles them, in a way that can be repeated.
function fairOrder(chosen: readonly Scored[], at: number): (a: Scored, b: Scored) => number {
  const lots = new Map<Scored, number>();
  for (const each of chosen) lots.set(each, lot(each.helperId, at));
  return (a, b) => b.score - a.score || (lots.get(a) ?? 0) - (lots.get(b) ?? 0) || (a.helperId < b.helperId ? -1 : 1);
}

function lot(id: string, at: number): number {
  let hash = (at ^ (at / 65_536)) >>> 0;
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 16_777_619) >>> 0;
  return Math.imul(hash ^ (hash >>> 15), 2_246_822_519) >>> 0;
}
