// Matching: the local activity by which a case whose ladder looks for help finds whom to ask. It only reads.
import { askedBefore, matchRequest } from '../domain/ladder/request.ts';
import type { Match } from '../domain/ladder/types.ts';
import { bestFor, rank, tallyOf } from '../domain/matching/rank.ts';
import { matchWeights } from '../domain/matching/score.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import type { Instant } from '../domain/time/types.ts';
import type { Store } from '../store/client.ts';
import { profilesFor } from '../store/helpers.ts';
import { officeFor } from '../store/offices.ts';
import { personsOf } from '../store/shielding.ts';

/** `vain`: how often others were quicker at whom this rung was given. */
export type MatchInput = { appeal: Appeal; rung: number; raisedSeq: number; now: Instant; vain?: number };

/** More are never asked at once; the workflow's history need not know of the others. */
const most = 3;

/** The best who may be asked for the rung, and how many may not, by reason. */
export async function match(store: Store, { appeal, rung, raisedSeq, now, vain = 0 }: MatchInput): Promise<Match> {
  const nobody: Match = { rung, raisedSeq, helpers: [], officeId: null, tally: {} };
  if (rung === 4) return { ...nobody, officeId: await officeFor(store, appeal.place.communityId, appeal.category) };
  if (rung !== 2 && rung !== 3) return nobody;
  const profiles = await profilesFor(store, appeal.place.communityId, rung === 2 ? ['unit'] : ['member', 'team']);
  const request = matchRequest(appeal, rung, now);
  // Whom a report is about may be a helper's account, or act for a unit it is about (domain §4.6).
  const recused = [...request.recused, ...(await personsOf(store, appeal.shieldedFrom))];
  const ranking = rank({ ...request, recused }, profiles, matchWeights(appeal.terms.settings));
  const before = askedBefore(appeal);
  const fresh = ranking.chosen.filter(({ helperId }) => !before.has(helperId));
  const repeated = ranking.chosen.length - fresh.length;
  const tally = { ...tallyOf(ranking), ...(repeated > 0 ? { askedBefore: repeated } : {}) };
  return { ...nobody, helpers: bestFor(fresh, { most, vain, no: appeal.no }), tally };
}
