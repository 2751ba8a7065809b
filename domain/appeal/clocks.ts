// The clocks of a case: how one is opened and moved, which are open, and the one instant at which something happens next.
import { compactLimit, handlingLimit, limitOf, workingTimeOf } from '../policy/terms.ts';
import type { Terms } from '../policy/types.ts';
import { dueAt, reanchor, remainingOf, shareOf } from '../time/due.ts';
import type { Duration, Instant, WorkingTime } from '../time/types.ts';
import type { AppealClass, ClockName } from '../words.ts';
import { isOverlay } from '../xinfang/overlay.ts';
import type { MovedClock, OpenedClock } from './events.ts';
import type { Appeal, Clock } from './types.ts';

/** What the length of a clock hangs on; a whole `Appeal` is one. */
export type ClockBasis = {
  terms: Terms;
  class: AppealClass;
  ownHandling: string | null;
  round: number;
  flags: Appeal['flags'];
};

/** Clocks whose lateness is the case's: supervision, the resident's answer and the reopen window are not promises to the resident. */
const promises: readonly ClockName[] = [
  'acceptance',
  'dispatch',
  'signing',
  'contact',
  'handling',
  'task',
  'reply',
  'feedback',
  'xinfangInform',
  'xinfangClose',
  'xinfangReview',
  'xinfangReReview',
  'policeReport',
];

/** The clock `name` opened at `at` under the case's terms; none when its class has no such limit. */
export function openClock(
  basis: ClockBasis,
  name: Exclude<ClockName, 'task' | 'supervision'>,
  at: Instant,
): OpenedClock[] {
  const limit =
    name === 'handling'
      ? handlingLimit(basis.terms, basis.class, basis.ownHandling, basis.round)
      : limitOf(basis.terms, basis.class, name);
  if (!limit) return [];
  return [
    build(
      basis,
      name,
      at,
      name === 'handling' ? handlingDue(basis, at, limit) : dueAt(at, limit, timeOf(basis)),
      limit,
    ),
  ];
}

/** The clock `name` of a length of its own, opened at `at`. */
export function openClockOf(basis: ClockBasis, name: ClockName, at: Instant, limit: Duration): OpenedClock {
  const reckoning = { from: at, limit: compactLimit(limit) };
  return { ...build(basis, name, at, dueAt(at, limit, timeOf(basis)), limit), reckoning };
}

/** A rung's supervision: first the half in which its target acknowledges, then one of equal length in which it acts. */
export function openSupervision(
  basis: ClockBasis,
  rung: number,
  half: 'acknowledge' | 'act',
  at: Instant,
): OpenedClock[] {
  const limit = limitOf(basis.terms, basis.class, 'supervision');
  if (!limit) return [];
  return [{ ...build(basis, 'supervision', at, dueAt(at, limit, timeOf(basis)), limit), rung, half }];
}

/** The clock of one assisting unit's sub-task. */
export function openTask(
  basis: ClockBasis,
  taskId: string,
  at: Instant,
  due: Instant,
  unit: Duration['unit'],
): OpenedClock {
  return { ...build(basis, 'task', at, due, { value: 1, unit }), ref: taskId };
}

/** When handling would be due under the class and round of `basis`, opened at `at`: × 0.6 for vulnerable appellants, not on a category's own limit. */
export function handlingDue(basis: ClockBasis, at: Instant, limit: Duration): Instant {
  const wt = timeOf(basis);
  const due = dueAt(at, limit, wt);
  const own = basis.round === 0 && basis.ownHandling !== null;
  return basis.flags.vulnerable && !own ? shareOf(at, due, limit, basis.terms.settings.vulnerableFactor, wt) : due;
}

/**
 * Twice the limit of the clock that promises the answer, never before its due: from then on a supervisor may reply on the
 * handler's behalf (domain §4.4 reply). Where the answer is due with the handling (咨询) that is the handling clock.
 */
export function onBehalfFrom(appeal: Appeal): Instant | null {
  const clock = findClock(appeal, 'reply') ?? findClock(appeal, 'handling');
  if (!clock) return null;
  const limit = limitIn(appeal, clock, appeal.class);
  const twice = limit
    ? dueAt(clock.openedAt, { ...limit, value: limit.value * 2 }, timeOf(appeal))
    : shareOf(clock.openedAt, clock.dueAt, clock, 2, timeOf(appeal));
  return Math.max(clock.dueAt, twice);
}

/** The working milliseconds (plain ones for 24×7 limits) that a running clock has left at `now`. */
export function remaining(appeal: Appeal, clock: Clock, now: Instant): number {
  return remainingOf(now, clock.dueAt, clock.unit, timeOf(appeal));
}

/** A paused clock's new due and 80 % mark when it goes on at `now`; the mark is null when it was raised already. */
export function resumed(appeal: Appeal, clock: Clock, now: Instant): { dueAt: Instant; warnAt: Instant | null } {
  const left = clock.pausedRemaining ?? 0;
  const wt = timeOf(appeal);
  const due = reanchor(now, left, clock.unit, wt);
  if (clock.warnedAt !== null || clock.warnAt === null) return { dueAt: due, warnAt: clock.warnAt };
  const untilMark = Math.max(0, left - remainingOf(clock.warnAt, clock.dueAt, clock.unit, wt));
  return { dueAt: due, warnAt: reanchor(now, untilMark, clock.unit, wt) };
}

/** How an open clock moves to `to`; its 80 % mark is taken anew from where the limit is measured. */
export function moveClock(
  appeal: Appeal,
  clock: Clock,
  to: Instant,
  unit: Duration['unit'],
  since: Instant = clock.openedAt,
): MovedClock {
  const warnAt =
    clock.warnAt === null ? null : shareOf(since, to, { unit }, appeal.terms.settings.warnAt, timeOf(appeal));
  return { name: clock.name, ref: clock.ref, from: clock.dueAt, to, unit, warnAt };
}

/** The limit by which a clock of the case runs in `cls`; null for clocks that do not change with the class. */
export function limitIn(appeal: Appeal, clock: Clock, cls: AppealClass): Duration | null {
  if (clock.name === 'task' || clock.name === 'supervision' || isOverlay(clock.name)) return null;
  if (clock.name === 'handling') return handlingLimit(appeal.terms, cls, appeal.ownHandling, appeal.round);
  return limitOf(appeal.terms, cls, clock.name);
}

export function findClock(appeal: Appeal, name: ClockName, ref: string | null = null): Clock | undefined {
  return appeal.clocks.find((clock) => clock.name === name && clock.ref === ref);
}

/** Running and late clocks that are promises to the resident, the soonest due first. */
export function promiseClocks(appeal: Appeal): Clock[] {
  return appeal.clocks
    .filter((clock) => promises.includes(clock.name) && clock.pausedRemaining === null)
    .sort((a, b) => a.dueAt - b.dueAt);
}

/** A promise that is past its due and still not kept. */
export function isOverdue(appeal: Appeal): boolean {
  return promiseClocks(appeal).some((clock) => clock.firedAt !== null);
}

export type Point = { at: Instant; what: 'warn' | 'due'; clock: Clock };

/** The next thing the case's clocks will do, or null when they are all done or paused. Dues come before marks of the same instant. */
export function nextClock(appeal: Appeal): Point | null {
  return soonest(appeal.clocks.filter(runs).map(nextPoint));
}

/**
 * The first of what the clocks have reached by `now` (`inclusive`: at `now` too). A mark that is found together with its
 * due says nothing any more: the due speaks, in its own place among the dues.
 */
export function reachedPoint(appeal: Appeal, now: Instant, inclusive: boolean): Point | null {
  const reached = (at: Instant) => (inclusive ? at <= now : at < now);
  const points = appeal.clocks
    .filter(runs)
    .map((clock) => (reached(endOf(clock)) ? duePoint(clock) : nextPoint(clock)))
    .filter((point) => reached(point.at));
  return soonest(points);
}

function runs(clock: Clock): boolean {
  return clock.pausedRemaining === null && clock.firedAt === null;
}

function nextPoint(clock: Clock): Point {
  const { warnAt, warnedAt, dueAt: due } = clock;
  return warnAt !== null && warnedAt === null && warnAt < due && (clock.graceUntil ?? null) === null
    ? { at: warnAt, what: 'warn', clock }
    : duePoint(clock);
}

function duePoint(clock: Clock): Point {
  return { at: endOf(clock), what: 'due', clock };
}

/** When a clock fires: at its due, or when the grace is over in which an extension may still be decided. */
function endOf(clock: Clock): Instant {
  return Math.max(clock.dueAt, clock.graceUntil ?? 0);
}

function soonest(points: Point[]): Point | null {
  const before = (a: Point, b: Point) => a.at < b.at || (a.at === b.at && a.what === 'due' && b.what === 'warn');
  return points.reduce<Point | null>((next, point) => (next && !before(point, next) ? next : point), null);
}

/** Identity of a clock within its case: name, what it is for, round, and the event that opened it. */
export function clockKey(clock: Pick<Clock, 'name' | 'ref' | 'half' | 'round' | 'openSeq'>): string {
  return ['c', clock.name, clock.ref ?? clock.half ?? '', clock.round, clock.openSeq].join(':');
}

export function timeOf(basis: { terms: Terms }): WorkingTime {
  return workingTimeOf(basis.terms);
}

function build(basis: ClockBasis, name: ClockName, at: Instant, due: Instant, limit: Duration): OpenedClock {
  return {
    name,
    ref: null,
    half: null,
    rung: null,
    round: basis.round,
    openedAt: at,
    dueAt: due,
    unit: limit.unit,
    warnAt: warnMark(basis, name, at, due, limit),
  };
}

function warnMark(basis: ClockBasis, name: ClockName, at: Instant, due: Instant, limit: Duration): Instant | null {
  if (name === 'reopen') return null;
  const wt = timeOf(basis);
  if (name !== 'residentAnswer') return shareOf(at, due, limit, basis.terms.settings.warnAt, wt);
  const remind = limitOf(basis.terms, basis.class, 'residentRemind');
  return remind ? dueAt(at, remind, wt) : null;
}
