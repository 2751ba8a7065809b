// When a limit ends, which days were counted for it, and its marks and pauses (domain §3.2; 民法典 §201, 203).
import { daysOff, workingDayFrom, type DayOff } from './calendar.ts';
import { dateOfDay, dayMs, hourMs, instantOfDay, minuteMs, shanghaiDay } from './shanghai.ts';
import type { Duration, Instant, WorkingTime } from './types.ts';
import { addWorkingMs, dayEnd, workingMsBetween } from './working-time.ts';
import type { DurationUnit } from '../words.ts';

export type CountedDay = { date: string; minutes?: number };
export type SkippedDay = { date: string; why: DayOff };
export type DueExplanation = { dueAt: Instant; counted: CountedDay[]; skipped: SkippedDay[] };

const plainMs: Partial<Record<DurationUnit, number>> = { second: 1000, minute: minuteMs, hour: hourMs };

/** Whether a unit runs 24×7; the others sleep outside office hours. */
export function isPlain(unit: DurationUnit): boolean {
  return plainMs[unit] !== undefined;
}

/**
 * The instant a limit ends. Seconds, minutes and hours run 24×7. A limit in days does not count day 0, the Shanghai date of
 * `start` at any hour, and ends when office hours end on its last day; a 日 limit that ends on a holiday or an ordinary
 * weekend moves to the next working day. Throws RangeError for a limit of no whole day.
 */
export function dueAt(start: Instant, duration: Duration, wt: WorkingTime): Instant {
  const { value, unit } = duration;
  const plain = plainMs[unit];
  if (plain !== undefined) return start + value * plain;
  if (unit === 'workingHour') return addWorkingMs(start, value * hourMs, wt);
  return dayEnd(dateOfDay(lastDay(start, duration, wt)), wt);
}

/** As `dueAt`, with the days that were counted (with their minutes, for limits in minutes and hours) and those skipped. */
export function explainDue(start: Instant, duration: Duration, wt: WorkingTime): DueExplanation {
  const due = dueAt(start, duration, wt);
  const off = daysOff(wt.calendar);
  const first = shanghaiDay(start);
  // A day that is open until midnight ends with its own last millisecond.
  const last = shanghaiDay(due - 1);
  if (duration.unit === 'day') {
    // The last day is the one that a holiday moved it to.
    const counted = [...daysIn(first + 1, first + duration.value - 1), last];
    return { dueAt: due, counted: counted.map(dateOnly), skipped: skippedIn(first + duration.value, last - 1, off) };
  }
  if (duration.unit === 'workingDay') {
    const counted = daysIn(first + 1, last).filter((day) => off(day) === null);
    return { dueAt: due, counted: counted.map(dateOnly), skipped: skippedIn(first + 1, last, off) };
  }
  const plain = isPlain(duration.unit);
  const counted = daysIn(first, last)
    .map((day) => ({ date: dateOfDay(day), minutes: minutesOn(day, start, due, plain ? null : wt) }))
    .filter(({ minutes }) => minutes > 0);
  return { dueAt: due, counted, skipped: plain ? [] : skippedIn(first, last, off) };
}

/** The instant at which `share` of the clock from `start` to `due` is used: the 80 % mark, × 0.6. */
export function shareOf(
  start: Instant,
  due: Instant,
  { unit }: Pick<Duration, 'unit'>,
  share: number,
  wt: WorkingTime,
): Instant {
  return reanchor(start, Math.round(remainingOf(start, due, unit, wt) * share), unit, wt);
}

/** What a pause stores: milliseconds left until `due`, plain or working by the limit's unit; 0 when it has passed. */
export function remainingOf(now: Instant, due: Instant, unit: DurationUnit, wt: WorkingTime): number {
  return isPlain(unit) ? Math.max(0, due - now) : workingMsBetween(now, due, wt);
}

/** The due instant of a clock that goes on at `now` with `remaining` milliseconds left. */
export function reanchor(now: Instant, remaining: number, unit: DurationUnit, wt: WorkingTime): Instant {
  return isPlain(unit) ? now + remaining : addWorkingMs(now, remaining, wt);
}

function lastDay(start: Instant, { value, unit }: Duration, wt: WorkingTime): number {
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`not a number of days: ${value}`);
  const off = daysOff(wt.calendar);
  const first = shanghaiDay(start);
  if (unit === 'day') return workingDayFrom(first + value, off);
  let day = first;
  for (let n = 0; n < value; n++) day = workingDayFrom(day + 1, off);
  return day;
}

function daysIn(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}

function dateOnly(day: number): CountedDay {
  return { date: dateOfDay(day) };
}

function skippedIn(first: number, last: number, off: (day: number) => DayOff | null): SkippedDay[] {
  return daysIn(first, last).flatMap((day) => {
    const why = off(day);
    return why ? [{ date: dateOfDay(day), why }] : [];
  });
}

function minutesOn(day: number, start: Instant, due: Instant, wt: WorkingTime | null): number {
  const from = Math.max(start, instantOfDay(day, 0));
  const to = Math.min(due, instantOfDay(day, 0) + dayMs);
  return (wt ? workingMsBetween(from, to, wt) : to - from) / minuteMs;
}
