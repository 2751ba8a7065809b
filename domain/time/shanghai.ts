// Dates and instants at Shanghai's fixed +08:00. `Date` is used only as arithmetic on UTC days: no host clock, no host zone.
import type { Instant } from './types.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

const offsetMs = 8 * hourMs;
const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The Shanghai date 'YYYY-MM-DD' of an instant. */
export function shanghaiDate(at: Instant): string {
  return dateOfDay(shanghaiDay(at));
}

/** Minutes after midnight in Shanghai, with seconds and milliseconds as a fraction: 0 ≤ minutes < 1440. */
export function shanghaiMinutes(at: Instant): number {
  return (at + offsetMs - shanghaiDay(at) * dayMs) / minuteMs;
}

/** The instant `minutes` after midnight of a Shanghai date; 1440 is the next midnight. */
export function instantOf(date: string, minutes: number): Instant {
  return instantOfDay(dayOfDate(date), minutes);
}

/** The date `n` days later (earlier when negative). */
export function addDays(date: string, n: number): string {
  return dateOfDay(dayOfDate(date) + n);
}

/** 0 Sunday … 6 Saturday. */
export function weekday(date: string): number {
  return weekdayOfDay(dayOfDate(date));
}

/** Days since 1970-01-01 by the Shanghai date of an instant: the number all counting is done with. */
export function shanghaiDay(at: Instant): number {
  return Math.floor((at + offsetMs) / dayMs);
}

/** As `instantOf`, from a day number. */
export function instantOfDay(day: number, minutes: number): Instant {
  return day * dayMs + minutes * minuteMs - offsetMs;
}

/** 0 Sunday … 6 Saturday (1970-01-01 was a Thursday). */
export function weekdayOfDay(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** Days asked for before: a case asks for the same few again and again, and writing a date is dear. */
const writtenDays = new Map<number, string>();
const writtenAtMost = 4_096;

/** The date of a day number. */
export function dateOfDay(day: number): string {
  const written = writtenDays.get(day);
  if (written !== undefined) return written;
  const date = new Date(day * dayMs).toISOString().slice(0, 10);
  if (writtenDays.size < writtenAtMost) writtenDays.set(day, date);
  return date;
}

/** The day number of a date. Throws RangeError for what is no date of the calendar ('2026-02-30'). */
export function dayOfDate(date: string): number {
  const parts = datePattern.exec(date);
  const day = parts ? Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / dayMs : Number.NaN;
  if (Number.isNaN(day) || dateOfDay(day) !== date) throw new RangeError(`not a date: ${date}`);
  return day;
}
