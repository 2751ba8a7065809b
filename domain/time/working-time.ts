// Counting in office hours: only time inside the opening periods of working days passes.
// The walk is by days, so ranges of years cost microseconds.
import { everyDay, daysOff, workingDayFrom } from './calendar.ts';
import { instantOf, instantOfDay, minuteMs, shanghaiDay } from './shanghai.ts';
import type { Instant, WorkingTime } from './types.ts';

/** Working time that never sleeps: every day, midnight to midnight (the demo policy). */
export const alwaysOpen: WorkingTime = { calendar: everyDay, officeHours: [[0, 1440]] };

/** Working milliseconds in `[from, to]`; 0 when `to` is not after `from`. */
export function workingMsBetween(from: Instant, to: Instant, wt: WorkingTime): number {
  if (to <= from) return 0;
  const off = daysOff(wt.calendar);
  const first = shanghaiDay(from);
  const last = shanghaiDay(to);
  let ms = 0;
  for (let day = first; day <= last; day++) {
    if (off(day) !== null) continue;
    ms += day > first && day < last ? msPerDay(wt) : openMs(day, from, to, wt);
  }
  return ms;
}

/**
 * The instant at which `ms` working milliseconds from `from` are used up. Time used up exactly at the end of a period ends
 * there, not at the next opening; a start outside office hours begins at the next opening (domain §3.2).
 */
export function addWorkingMs(from: Instant, ms: number, wt: WorkingTime): Instant {
  if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`not a length of time: ${ms}`);
  const off = daysOff(wt.calendar);
  const perDay = msPerDay(wt);
  const first = shanghaiDay(from);
  let left = ms;
  let day = workingDayFrom(first, off);
  for (; ; day = workingDayFrom(day + 1, off)) {
    const start = day === first ? from : instantOfDay(day, 0);
    if (day !== first && left > perDay) {
      left -= perDay;
      continue;
    }
    for (const [open, close] of wt.officeHours) {
      const end = instantOfDay(day, close);
      if (start > end) continue;
      const begin = Math.max(start, instantOfDay(day, open));
      if (left <= end - begin) return begin + left;
      left -= end - begin;
    }
  }
}

/** Whether `at` lies in office hours, the closing instant included: what falls due at 18:00 is within them (domain §4.6). */
export function isOpen(at: Instant, wt: WorkingTime): boolean {
  return nextOpening(at, wt) === at;
}

/** `at` itself when it is open (closing instant included), else the next opening. */
export function nextOpening(at: Instant, wt: WorkingTime): Instant {
  return addWorkingMs(at, 0, wt);
}

/** When office hours end on a date, whether or not it is worked. */
export function dayEnd(date: string, wt: WorkingTime): Instant {
  return instantOf(date, lastClose(wt));
}

function lastClose(wt: WorkingTime): number {
  const last = wt.officeHours.at(-1);
  if (!last) throw new RangeError('office hours without a period');
  return last[1];
}

function msPerDay(wt: WorkingTime): number {
  const ms = wt.officeHours.reduce((sum, [open, close]) => sum + (close - open) * minuteMs, 0);
  if (!(ms > 0)) throw new RangeError('office hours that never open');
  return ms;
}

function openMs(day: number, from: Instant, to: Instant, wt: WorkingTime): number {
  return wt.officeHours.reduce((sum, [open, close]) => {
    const begin = Math.max(from, instantOfDay(day, open));
    const end = Math.min(to, instantOfDay(day, close));
    return sum + Math.max(0, end - begin);
  }, 0);
}
