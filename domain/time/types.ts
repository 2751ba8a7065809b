// What time is made of here. Instants are epoch milliseconds; calendar dates are Asia/Shanghai dates 'YYYY-MM-DD'.
// Shanghai has had no daylight saving since 1991, so the zone is a fixed +08:00 and no host time zone is ever read.
import type { DurationUnit } from '../words.ts';

/** Epoch milliseconds. */
export type Instant = number;

/** A limit with its unit. `minute`, `hour` (and `second`, for the demo policy) run 24×7; the others need a calendar. */
export type Duration = { value: number; unit: DurationUnit };

/** Exceptions to Monday–Friday. A year that is not in `knownYears` is plain Monday–Friday (domain §3.3). */
export type Calendar = {
  version: string;
  /** Dates 'YYYY-MM-DD' of the published breaks, the weekends inside them included. */
  holidays: string[];
  /** Dates 'YYYY-MM-DD' that are worked although Saturday or Sunday (调休补班). */
  workdays: string[];
  knownYears: number[];
};

/** Opening periods of a working day, minutes after midnight in Shanghai, ascending and disjoint: [[510,720],[870,1080]]. */
export type OfficeHours = [number, number][];

export type WorkingTime = { calendar: Calendar; officeHours: OfficeHours };
