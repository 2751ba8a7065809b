// The ladder's way (domain §4.5): in which order its rungs come, which are shut to a case and why, and the next one raised.
// No rung is passed over without an event that says so.
import { openSupervision } from '../appeal/clocks.ts';
import type { Draft } from '../appeal/rule.ts';
import type { Appeal, Clock, Escalation } from '../appeal/types.ts';
import type { Instant } from '../time/types.ts';
import type { ClockName, Rung, SkipReason } from '../words.ts';
import { defaultLadder } from './routes.ts';
import { isOpen, isTask, openOffers } from './offers.ts';
import type { Ladder, Offer } from './types.ts';

/** The promises that feed the ladder: while one of them is broken, its rungs live on. */
export const feeding: readonly ClockName[] = [
  'signing',
  'handling',
  'reply',
  'feedback',
  'xinfangInform',
  'xinfangClose',
  'policeReport',
];

/** Rungs on which somebody has to be found first: a unit, members, an outside office. */
export const soughtRungs: readonly number[] = [2, 3, 4];

const worksFirst: readonly Rung[] = [1, 2, 3, 4, 5];
const labourFirst: readonly Rung[] = [1, 3, 2, 4, 5];

/** The ladder of the case's category. Cases of an older version have the default one. */
export function ladderOf(appeal: Pick<Appeal, 'ladder' | 'category'>): Ladder {
  return appeal.ladder ?? defaultLadder(appeal.category);
}

/** All five rungs in the order of the case's route; U1 asks supervisor and units at once, whatever its route. */
export function orderOf(appeal: Pick<Appeal, 'ladder' | 'category' | 'class'>): readonly Rung[] {
  return ladderOf(appeal).route === 'labour' && appeal.class !== 'U1' ? labourFirst : worksFirst;
}

/** Why a rung is shut to the case; null when it is open. What has statutory clocks goes straight to the town. Members never see disputes, reports, minors and what is sensitive. */
export function shutOut(appeal: Appeal, rung: Rung): SkipReason | null {
  if (rung !== 2 && rung !== 3) return null;
  const { route, units, members } = ladderOf(appeal);
  if (route === 'enforcement' || appeal.xinfang || policeOverdue(appeal)) return 'enforcement';
  if (rung === 2) return units === null ? 'noneForCategory' : null;
  if (appeal.class === 'MED' || appeal.category === 'NEIGH' || appeal.category === 'FAMILY') return 'dispute';
  if (appeal.type === 'REPORT') return 'report';
  if (appeal.flags.sensitive) return 'sensitive';
  if (appeal.flags.minor) return 'minor';
  return members === null ? 'noneForCategory' : null;
}

/** While the police have not been told in time, what is silent goes on to the town, not to helpers. */
function policeOverdue({ clocks }: Appeal): boolean {
  return clocks.some(({ name, firedAt }) => name === 'policeReport' && firedAt !== null);
}

/** What is kept from members whatever lacks; the other reasons only say that there is nobody to ask. */
const kept: readonly (SkipReason | null)[] = ['dispute', 'report', 'sensitive', 'minor'];

/** Offers to members of a case that has become one they never see (another type, category or class): open ones and unfinished tasks. */
export function barredOffers(appeal: Appeal): Offer[] {
  const offers = appeal.offers.filter((offer) => offer.rung === 3 && (isOpen(offer) || isTask(offer)));
  return offers.length > 0 && kept.includes(shutOut(appeal, 3)) ? offers : [];
}

/** Rung 1 for a broken promise, with U1 the units' rung as well; when it is raised already only the reason is added. */
export function raiseFirst(appeal: Appeal, reason: ClockName, now: Instant): Draft[] {
  const live = liveRungs(appeal).some((each) => each.rung === 1);
  if (live) {
    const added: Draft = { kind: 'escalated', data: { rung: 1, reason, clocks: [] } };
    // Raised for many households, or before the case was urgent: now the units are asked beside it.
    const alone = appeal.class === 'U1' && appeal.climbed.every((each) => each === 1);
    return alone ? [added, ...climbFrom(appeal, 1, reason, now)] : [added];
  }
  const first = raised(appeal, 1, reason, now);
  const next: Appeal = { ...appeal, climbed: climbedWith(appeal, 1) };
  return appeal.class === 'U1' ? [...first, ...climbFrom(next, 1, reason, now)] : first;
}

/** Rung 1 alone, whatever the class: for what only the house can do. */
export function raiseHouse(appeal: Appeal, reason: ClockName, now: Instant): Draft[] {
  const live = liveRungs(appeal).some((each) => each.rung === 1);
  return live ? [{ kind: 'escalated', data: { rung: 1, reason, clocks: [] } }] : raised(appeal, 1, reason, now);
}

/**
 * The next open rung of the route that has not had its turn, and before it every shut one with its reason; nothing when one that
 * was raised after `rung` is live still, or when none is left.
 */
export function climbFrom(appeal: Appeal, rung: number, reason: ClockName, now: Instant): Draft[] {
  const { climbed } = appeal;
  if (liveRungs(appeal).some((each) => climbed.indexOf(each.rung) > climbed.indexOf(rung))) return [];
  const drafts: Draft[] = [];
  for (const next of orderOf(appeal)) {
    if (next === 1 || climbed.includes(next)) continue;
    const shut = shutOut(appeal, next);
    if (!shut) return [...drafts, ...raised(appeal, next, reason, now)];
    drafts.push({ kind: 'rungSkipped', data: { rung: next, reason: shut, tally: {} } });
  }
  return drafts;
}

/** What follows when a rung's supervision clock passes: its open offers have run out, and the next rung is raised. */
export function climbOn(appeal: Appeal, { rung, half }: Clock, now: Instant): Draft[] {
  if (rung === null) return [];
  const live = liveRungs(appeal).find((each) => each.rung === rung);
  const drafts: Draft[] = [];
  if (live && half === 'acknowledge') {
    const offerIds = openOffers(appeal, live.raisedSeq).map(({ id }) => id);
    if (offerIds.length > 0)
      drafts.push({ kind: 'offersExpired', data: { rung, raisedSeq: live.raisedSeq, offerIds } });
    // Matching could not be asked in all that time: the ladder does not wait for it.
    if (live.seeking) drafts.push({ kind: 'rungSkipped', data: { rung, reason: 'notAsked', tally: {} } });
  }
  return [...drafts, ...climbFrom(appeal, rung, 'supervision', now)];
}

export function liveRungs(appeal: Pick<Appeal, 'escalations'>): Escalation[] {
  return appeal.escalations.filter((each) => each.endedAt === null);
}

/** The live rung that was raised last in the climb; 0 when none is. On a labour route the units' rung comes after the members'. */
export function liveRung(appeal: Appeal): number {
  const live = liveRungs(appeal).map((each) => each.rung);
  return appeal.climbed.findLast((rung) => live.includes(rung)) ?? Math.max(0, ...live);
}

/** What has had its turn after `rung` was raised or skipped. The first rung begins a new climb, unless a further one is live. */
export function climbedWith(appeal: Pick<Appeal, 'climbed' | 'escalations'>, rung: number): number[] {
  const further = liveRungs(appeal).some((each) => each.rung !== 1);
  if (rung === 1 && !further) return [1];
  return appeal.climbed.includes(rung) ? appeal.climbed : [...appeal.climbed, rung];
}

function raised(appeal: Appeal, rung: Rung, reason: ClockName, now: Instant): Draft[] {
  const clocks = openSupervision(appeal, rung, 'acknowledge', now);
  const escalated: Draft = { kind: 'escalated', data: { rung, reason, clocks } };
  // The last rung: the case is listed, and the next joint meeting has it on its agenda (domain §4.5 R5).
  return rung === 5 ? [escalated, { kind: 'listed', data: {} }] : [escalated];
}
