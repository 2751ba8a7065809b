// How a clock's due came about, so that it can be reckoned again when calendar, office hours or policy are another (domain §3.3).
// Most clocks tell it by themselves: their class's limit from their opening. Only what moved one since is kept with it.
import { compactLimit, limitOf, parseLimit, workingTimeOf } from '../policy/terms.ts';
import { limitNames, type LimitName, type Terms } from '../policy/types.ts';
import { dueAt, reanchor, remainingOf, shareOf } from '../time/due.ts';
import type { Instant } from '../time/types.ts';
import type { AppealClass, DurationUnit } from '../words.ts';
import type { Appeal, Clock } from './types.ts';

export type Reckoning =
  /** A limit of the policy from an instant; `vulnerable`: × the policy's factor. */
  | { from: Instant; row: readonly [AppealClass, LimitName]; vulnerable?: true }
  /** The category's own limit, or (`limit`) one that a person or an earlier policy gave. */
  | { from: Instant; own: string }
  | { from: Instant; limit: string }
  /** So many milliseconds of it, working ones unless the unit runs 24×7: where nothing else is known. */
  | { from: Instant; given: number; unit: DurationUnit }
  /** Re-classed up, or within the lead's due; re-classed down. */
  | { soonest: Reckoning[] }
  | { latest: Reckoning[] }
  /** Paused and gone on with the working time it had left. */
  | { of: Reckoning; pausedAt: Instant; resumedAt: Instant }
  /** Due when another is, its own mark measured from its opening: a sub-task that has the lead's due. */
  | { from: Instant; until: Reckoning }
  /** Extended by a limit, counted from where it was due. */
  | { of: Reckoning; by: string };

export type Reckoned = { since: Instant; dueAt: Instant; markAt: Instant; unit: DurationUnit };

/** When a clock is due by these terms, and when its mark (80 %) is. */
export function reckon(reckoning: Reckoning, terms: Terms): Reckoned {
  const wt = workingTimeOf(terms);
  const share = terms.settings.warnAt;
  if ('soonest' in reckoning) return pick(reckoning.soonest, terms, (a, b) => a.dueAt < b.dueAt);
  if ('latest' in reckoning) return pick(reckoning.latest, terms, (a, b) => a.dueAt > b.dueAt);
  if ('pausedAt' in reckoning) {
    const { pausedAt, resumedAt } = reckoning;
    const { since, dueAt: due, markAt, unit } = reckon(reckoning.of, terms);
    const left = remainingOf(pausedAt, due, unit, wt);
    const untilMark = Math.max(0, left - remainingOf(markAt, due, unit, wt));
    return {
      since,
      dueAt: reanchor(resumedAt, left, unit, wt),
      markAt: reanchor(resumedAt, untilMark, unit, wt),
      unit,
    };
  }
  if ('by' in reckoning) {
    const before = reckon(reckoning.of, terms);
    const due = dueAt(before.dueAt, parseLimit(reckoning.by), wt);
    return { ...before, dueAt: due, markAt: shareOf(before.since, due, before, share, wt) };
  }
  const { from } = reckoning;
  if ('until' in reckoning) {
    const { dueAt: due, unit } = reckon(reckoning.until, terms);
    return { since: from, dueAt: due, markAt: shareOf(from, due, { unit }, share, wt), unit };
  }
  if ('given' in reckoning) {
    const { unit } = reckoning;
    const due = reanchor(from, reckoning.given, unit, wt);
    return { since: from, dueAt: due, markAt: shareOf(from, due, { unit }, share, wt), unit };
  }
  const limit = limitBehind(reckoning, terms);
  const whole = dueAt(from, limit, wt);
  const shortened = 'row' in reckoning && reckoning.vulnerable;
  const due = shortened ? shareOf(from, whole, limit, terms.settings.vulnerableFactor, wt) : whole;
  return { since: from, dueAt: due, markAt: shareOf(from, due, limit, share, wt), unit: limit.unit };
}

/** How the due of an open clock came about. What is remembered or follows from the terms is believed only if it yields that due. */
export function reckoningOf(appeal: Appeal, clock: Clock): Reckoning {
  const candidate = clock.reckoning ?? usual(appeal, clock);
  if (candidate && yields(candidate, appeal.terms, clock.dueAt)) return candidate;
  const given = remainingOf(clock.openedAt, clock.dueAt, clock.unit, workingTimeOf(appeal.terms));
  return { from: clock.openedAt, given, unit: clock.unit };
}

/** The class's own limit of a clock from an instant: what an opening gives it. Null where its class has none. */
export function ofClass(
  appeal: Pick<Appeal, 'flags' | 'terms'>,
  clock: Pick<Clock, 'name' | 'round'>,
  cls: AppealClass,
  from: Instant,
): Reckoning | null {
  const name = clock.name === 'handling' && clock.round > 0 ? 'redo' : clock.name;
  if (!isLimitName(name) || !limitOf(appeal.terms, cls, name)) return null;
  const vulnerable = clock.name === 'handling' && appeal.flags.vulnerable !== undefined;
  return { from, row: [cls, name], ...(vulnerable && { vulnerable }) };
}

/**
 * The same clock under another policy: rows are read there. A row that the other policy lacks keeps the limit it had; a handling
 * clock's first limit follows what the category has of its own there.
 */
export function underPolicy(reckoning: Reckoning, before: Terms, after: Terms, first: FirstLimit | null): Reckoning {
  const again = (each: Reckoning) => underPolicy(each, before, after, first);
  if ('soonest' in reckoning) return { soonest: reckoning.soonest.map(again) };
  if ('latest' in reckoning) return { latest: reckoning.latest.map(again) };
  if ('of' in reckoning) return { ...reckoning, of: again(reckoning.of) };
  if ('until' in reckoning) return { ...reckoning, until: again(reckoning.until) };
  const { from } = reckoning;
  if (first && ('own' in reckoning || ('row' in reckoning && reckoning.row[1] === 'handling'))) {
    if (first.own !== null) return { from, own: first.own };
    if ('own' in reckoning && limitOf(after, first.class, 'handling'))
      return { from, row: [first.class, 'handling'], ...(first.vulnerable && { vulnerable: true }) };
  }
  if (!('row' in reckoning) || limitOf(after, ...reckoning.row)) return reckoning;
  const kept = before.limits[reckoning.row[0]][reckoning.row[1]];
  return kept === undefined ? reckoning : { from, limit: kept };
}

/** The same clock by the limits these terms give it, whatever other terms say. */
export function withItsLimits(reckoning: Reckoning, terms: Terms): Reckoning {
  const again = (each: Reckoning) => withItsLimits(each, terms);
  if ('soonest' in reckoning) return { soonest: reckoning.soonest.map(again) };
  if ('latest' in reckoning) return { latest: reckoning.latest.map(again) };
  if ('of' in reckoning) return { ...reckoning, of: again(reckoning.of) };
  if ('until' in reckoning) return { ...reckoning, until: again(reckoning.until) };
  const limit = 'row' in reckoning ? limitOf(terms, ...reckoning.row) : null;
  return limit ? { from: reckoning.from, limit: compactLimit(limit) } : reckoning;
}

/** What a case's first handling clock goes by in another policy: the category's own limit, or its class's. */
export type FirstLimit = { own: string | null; class: AppealClass; vulnerable: boolean };

function pick(all: Reckoning[], terms: Terms, better: (a: Reckoned, b: Reckoned) => boolean): Reckoned {
  const reckoned = all.map((each) => reckon(each, terms));
  const [first, ...rest] = reckoned;
  if (!first) throw new RangeError('a clock reckoned from nothing');
  return rest.reduce((best, each) => (better(each, best) ? each : best), first);
}

function limitBehind(reckoning: Extract<Reckoning, { from: Instant }>, terms: Terms) {
  if ('own' in reckoning) return parseLimit(reckoning.own);
  if ('limit' in reckoning) return parseLimit(reckoning.limit);
  const limit = 'row' in reckoning ? limitOf(terms, ...reckoning.row) : null;
  if (!limit) throw new RangeError('a clock whose limit the policy does not have');
  return limit;
}

function yields(reckoning: Reckoning, terms: Terms, due: Instant): boolean {
  return hasLimits(reckoning, terms) && reckon(reckoning, terms).dueAt === due;
}

function hasLimits(reckoning: Reckoning, terms: Terms): boolean {
  if ('soonest' in reckoning) return reckoning.soonest.every((each) => hasLimits(each, terms));
  if ('latest' in reckoning) return reckoning.latest.every((each) => hasLimits(each, terms));
  if ('of' in reckoning) return hasLimits(reckoning.of, terms);
  if ('until' in reckoning) return hasLimits(reckoning.until, terms);
  return !('row' in reckoning) || limitOf(terms, ...reckoning.row) !== null;
}

function isLimitName(name: string): name is LimitName {
  return (limitNames as readonly string[]).includes(name);
}

function usual(appeal: Appeal, clock: Clock): Reckoning | null {
  if (clock.name === 'task') {
    const lead = appeal.clocks.find((each) => each.name === 'handling' && each.firedAt === null);
    return lead?.dueAt === clock.dueAt ? { from: clock.openedAt, until: reckoningOf(appeal, lead) } : null;
  }
  if (clock.name === 'handling' && clock.round === 0 && appeal.ownHandling !== null)
    return { from: clock.openedAt, own: appeal.ownHandling };
  return ofClass(appeal, clock, appeal.class, clock.openedAt);
}
