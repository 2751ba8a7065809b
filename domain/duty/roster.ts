// The duty roster: who is there by night and on days off, when U1 and U2 go to the person on duty at once (domain §4.6).
// A shift is entered by its date and two times of day; a shift whose end is not after its beginning ends on the next day.
import { addDays, dateOfDay, dayOfDate, instantOf, shanghaiDay } from '../time/shanghai.ts';
import { daysOff } from '../time/calendar.ts';
import type { Instant, WorkingTime } from '../time/types.ts';

/** `from` and `to` are minutes after midnight in Shanghai; equal ones are a whole day. */
export type ShiftTimes = { date: string; from: number; to: number };
export type Span = { from: Instant; to: Instant };

/** When a shift begins and ends: 18:00–08:30 ends in the morning. */
export function spanOf({ date, from, to }: ShiftTimes): Span {
  return { from: instantOf(date, from), to: instantOf(to > from ? date : addDays(date, 1), to) };
}

/** The shift that runs at an instant; the instant at which two meet belongs to the one that begins. */
export function shiftAt<S extends Span>(shifts: readonly S[], at: Instant): S | null {
  return shifts.find((shift) => shift.from <= at && at < shift.to) ?? null;
}

/** The first shift (by its place in the list) that runs into another, or null: one person is on duty at a time. */
export function overlapping(shifts: readonly Span[]): number | null {
  const inOrder = shifts.map((shift, index) => ({ ...shift, index })).sort((a, b) => a.from - b.from || a.to - b.to);
  let until = Number.NEGATIVE_INFINITY;
  for (const { from, to, index } of inOrder) {
    if (from < until) return index;
    until = to;
  }
  return null;
}

/**
 * The times within `[from, to]` at which a centre is closed: nights and days off. The break at noon is not one of them, since
 * those who hold the roles are in the house. None where time never sleeps.
 */
export function restPeriods({ from, to }: Span, wt: WorkingTime): Span[] {
  const [first] = wt.officeHours;
  const last = wt.officeHours.at(-1);
  if (!first || !last) return [{ from, to }];
  const off = daysOff(wt.calendar);
  const periods: Span[] = [];
  let begin = from;
  for (let day = shanghaiDay(from) - 1; day <= shanghaiDay(to); day += 1) {
    if (off(day) !== null) continue;
    const opens = instantOf(dateOfDay(day), first[0]);
    const closes = instantOf(dateOfDay(day), last[1]);
    if (opens > begin) periods.push({ from: begin, to: Math.min(opens, to) });
    begin = Math.max(begin, closes);
    if (begin >= to) break;
  }
  if (begin < to) periods.push({ from: begin, to });
  return periods.filter((period) => period.from < period.to);
}

/** The night or the days off in which an instant lies, whole; null in office hours (their closing instant included) and at noon. */
export function restPeriodAt(at: Instant, wt: WorkingTime): Span | null {
  const day = shanghaiDay(at);
  // No break that is published is longer than this on either side.
  const around = { from: instantOf(dateOfDay(day - 20), 0), to: instantOf(dateOfDay(day + 20), 0) };
  return restPeriods(around, wt).find((period) => period.from < at && at < period.to) ?? null;
}

/** What of the rest periods within `span` no shift covers, in order. */
export function gapsIn(span: Span, shifts: readonly Span[], wt: WorkingTime): Span[] {
  return restPeriods(span, wt).flatMap((period) => uncovered(period, shifts));
}

/** What of one period no shift covers, in order. */
export function uncovered({ from, to }: Span, shifts: readonly Span[]): Span[] {
  const inOrder = [...shifts].sort((a, b) => a.from - b.from);
  const gaps: Span[] = [];
  let begin = from;
  for (const shift of inOrder) {
    if (shift.to <= begin || shift.from >= to) continue;
    if (shift.from > begin) gaps.push({ from: begin, to: shift.from });
    begin = Math.max(begin, shift.to);
  }
  if (begin < to) gaps.push({ from: begin, to });
  return gaps;
}

/** The whole of a month 'YYYY-MM' in Shanghai. Throws RangeError for what is no month. */
export function monthSpan(month: string): Span {
  const first = `${month}-01`;
  // The 28th and four days are always in the next month.
  const next = `${addDays(`${month}-28`, 4).slice(0, 7)}-01`;
  return { from: instantOf(first, 0), to: instantOf(next, 0) };
}

/** The dates of a month, in order. */
export function datesOf(month: string): string[] {
  const { from, to } = monthSpan(month);
  return Array.from({ length: shanghaiDay(to) - shanghaiDay(from) }, (_, i) => addDays(`${month}-01`, i));
}

/** The same shifts `days` later: a week copied is seven. */
export function movedBy<S extends ShiftTimes>(shifts: readonly S[], days: number): S[] {
  return shifts.map((shift) => ({ ...shift, date: addDays(shift.date, days) }));
}

/** The date of the Monday of a date's week. */
export function mondayOf(date: string): string {
  const day = dayOfDate(date);
  // 1970-01-01 was a Thursday.
  return dateOfDay(day - ((((day + 3) % 7) + 7) % 7));
}
