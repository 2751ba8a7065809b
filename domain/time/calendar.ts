// Which days are worked: Monday to Friday, but for the published holidays and make-up days (调休) of known years.
import { addDays, dateOfDay, weekdayOfDay, dayOfDate } from './shanghai.ts';
import type { Calendar } from './types.ts';

/** Why a day is not worked. A Saturday inside a published break is `holiday`. */
export type DayOff = 'weekend' | 'holiday';

/** The calendar on which every day is worked, known by its version; used by policies that are always open (the demo's). */
export const everyDay: Calendar = { version: 'every-day', holidays: [], workdays: [], knownYears: [] };

/** Whether a Shanghai date is worked. Exceptions in a year that is not known do not count (domain §3.3). */
export function isWorkingDay(date: string, calendar: Calendar): boolean {
  return dayOff(date, calendar) === null;
}

/** Why a date is not worked, or null when it is. */
export function dayOff(date: string, calendar: Calendar): DayOff | null {
  return daysOff(calendar)(dayOfDate(date));
}

/** Whether the holidays of the date's year are published in this calendar. */
export function isKnownYear(date: string, calendar: Calendar): boolean {
  return calendar.version === everyDay.version || calendar.knownYears.includes(Number(date.slice(0, 4)));
}

/** The calendar as a function of day numbers, for loops over days: sets are built once instead of once a day. */
export function daysOff(calendar: Calendar): (day: number) => DayOff | null {
  if (calendar.version === everyDay.version) return () => null;
  const holidays = new Set(calendar.holidays);
  const workdays = new Set(calendar.workdays);
  return (day) => {
    const date = dateOfDay(day);
    if (workdays.has(date) && isKnownYear(date, calendar)) return null;
    if (holidays.has(date) && isKnownYear(date, calendar)) return 'holiday';
    const weekday = weekdayOfDay(day);
    return weekday === 0 || weekday === 6 ? 'weekend' : null;
  };
}

/** The exceptions from `from` on for `days` days only (about 40 entries): what a case carries in its terms. */
export function calendarWindow(calendar: Calendar, from: string, days = 400): Calendar {
  const until = addDays(from, days);
  const within = (date: string) => date >= from && date <= until;
  return {
    version: calendar.version,
    holidays: calendar.holidays.filter(within),
    workdays: calendar.workdays.filter(within),
    knownYears: calendar.knownYears.filter(
      (year) => year >= Number(from.slice(0, 4)) && year <= Number(until.slice(0, 4)),
    ),
  };
}

/** From this month on (1–12) the next year's holidays are expected (domain §3.3: published in November or December). */
const expectedFrom = 11;

/** The years whose holidays should be known at a Shanghai date and are not: its own, and from November on the next. */
export function missingYears(calendar: Calendar, today: string): number[] {
  const year = Number(today.slice(0, 4));
  const wanted = Number(today.slice(5, 7)) >= expectedFrom ? [year, year + 1] : [year];
  return wanted.filter((each) => !isKnownYear(`${each}-01-01`, calendar));
}

/** The first working day from a day number on. */
export function workingDayFrom(day: number, off: (day: number) => DayOff | null): number {
  for (let at = day; at < day + 3660; at++) if (off(at) === null) return at;
  throw new RangeError(`no working day within ten years of ${dateOfDay(day)}`);
}
