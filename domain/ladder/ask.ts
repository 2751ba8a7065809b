// The system's own command of the ladder: a rung that looks for somebody, and what becomes of it when matching has answered.
import type { Draft } from '../appeal/rule.ts';
import type { Appeal, Escalation } from '../appeal/types.ts';
import type { Ask } from '../matching/types.ts';
import type { Instant } from '../time/types.ts';
import { climbFrom, ladderOf, liveRungs, shutOut } from './climb.ts';
import type { Rung } from '../words.ts';
import { offersOf } from './offers.ts';
import type { Match } from './types.ts';

/** One unit is asked, since it answers for its people; of members the best three, of whom the first claim wins (domain §4.5). */
const asked: Record<number, number> = { 2: 1, 3: 3 };

/** The oldest live rung that looks for somebody; null when none does. */
export function seekingRung(appeal: Pick<Appeal, 'escalations' | 'archivedAt'>): Escalation | null {
  if (appeal.archivedAt !== null) return null;
  return liveRungs(appeal).find((each) => each.seeking) ?? null;
}

/** What is wanted of those whom a rung asks, best first; empty: nothing particular. */
export function wantedOn(appeal: Appeal, rung: number): string[] {
  const { units, members } = ladderOf(appeal);
  return (rung === 2 ? units : members) ?? [];
}

/**
 * What helpers are asked for fits the stage (domain §4.5): before the work is done, the work; after it a visit or a call that
 * explains (答复) or asks (反馈). Units whose category lacks money or material first of all are asked for that.
 */
export function askOf(appeal: Appeal, rung: number): Ask {
  if (appeal.state === 'handled' || appeal.state === 'replied') return 'visit';
  const [first] = wantedOn(appeal, rung);
  return rung === 2 && (first === 'funding' || first === 'materials') ? 'supply' : 'work';
}

/** The offers to whom matching chose, or, when there is nobody, the rung skipped and the next one at once. */
export function askDrafts(appeal: Appeal, match: Match, now: Instant): Draft[] {
  const seeking = seekingRung(appeal);
  if (!seeking || seeking.raisedSeq !== match.raisedSeq) return [];
  const { rung, raisedSeq } = seeking;
  const { officeId, tally } = match;
  // What the case has become meanwhile (another policy's ladder, another type) shuts the rung before anybody was asked.
  const shut = shutOut(appeal, rung as Rung);
  if (shut)
    return [
      { kind: 'rungSkipped', data: { rung, reason: shut, tally: {} } },
      ...climbFrom(appeal, rung, 'supervision', now),
    ];
  if (rung === 4 && officeId !== null) return [{ kind: 'officeCalled', data: { rung, raisedSeq, officeId } }];
  const chosen = rung === 4 ? [] : match.helpers.slice(0, asked[rung]);
  if (chosen.length > 0) {
    const ask = askOf(appeal, rung);
    // Those of an earlier search of the same rung keep their numbers.
    const first = offersOf(appeal, raisedSeq).length + 1;
    const offers = chosen.map((helper, index) => ({
      ...helper,
      id: `${appeal.no}-${raisedSeq}-${first + index}`,
      ask,
    }));
    return [{ kind: 'helpersAsked', data: { rung, raisedSeq, offers, tally } }];
  }
  return [
    { kind: 'rungSkipped', data: { rung, reason: 'noCandidate', tally } },
    ...climbFrom(appeal, rung, 'supervision', now),
  ];
}
