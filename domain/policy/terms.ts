// The terms a case is judged by: the policy's limits in compact form, frozen with calendar and office hours at registration.
import { calendarWindow } from '../time/calendar.ts';
import { shanghaiDate } from '../time/shanghai.ts';
import type { Calendar, Duration, Instant, OfficeHours, WorkingTime } from '../time/types.ts';
import { alwaysOpen } from '../time/working-time.ts';
import { appealClasses, type AppealClass, type DurationUnit } from '../words.ts';
import { laterLimit } from './later.ts';
import type { LimitName, Policy, StatutoryName, Terms } from './types.ts';

const suffixes = {
  second: 's',
  minute: 'm',
  hour: 'h',
  workingHour: 'wh',
  workingDay: 'wd',
  day: 'd',
} as const satisfies Record<DurationUnit, string>;

const units = new Map(Object.entries(suffixes).map(([unit, suffix]) => [suffix as string, unit as DurationUnit]));

/** '10m', '2h', '4wh', '5wd', '30d', '5s'. */
export function compactLimit({ value, unit }: Duration): string {
  return `${value}${suffixes[unit]}`;
}

/** The reverse of `compactLimit`; throws RangeError for anything else. */
export function parseLimit(text: string): Duration {
  const [, value, suffix] = /^([1-9]\d{0,6})([a-z]{1,2})$/.exec(text) ?? [];
  const unit = units.get(suffix ?? '');
  if (!unit) throw new RangeError(`not a limit: ${text}`);
  return { value: Number(value), unit };
}

/** What a case freezes at `at`: all classes' limits, and of the calendar only the coming year's exceptions. */
export function freezeTerms(policy: Policy, calendar: Calendar, officeHours: OfficeHours, at: Instant): Terms {
  return {
    policyVersion: policy.version,
    settings: { ...policy.settings },
    limits: compactLimits(policy),
    statutory: statutoryLimits(policy),
    calendar: calendarWindow(calendar, shanghaiDate(at)),
    officeHours: officeHours.map(([open, close]) => [open, close]),
  };
}

/** The limit of a class; null when the class has no such clock. */
export function limitOf(terms: Terms, cls: AppealClass, name: LimitName): Duration | null {
  const limit = terms.limits[cls][name] ?? terms.statutory?.[name as StatutoryName] ?? laterLimit(terms, cls, name);
  return limit === undefined ? null : parseLimit(limit);
}

/**
 * The handling limit of a round: the category's own one where it has one, else the class's; from the first 重办 on the class's
 * redo limit. The factor for vulnerable appellants is the caller's, and does not touch a category's own limit (domain §4.3).
 */
export function handlingLimit(
  terms: Terms,
  cls: AppealClass,
  ownHandling: string | null,
  round: number,
): Duration | null {
  if (round >= 1) return limitOf(terms, cls, 'redo');
  return ownHandling === null ? limitOf(terms, cls, 'handling') : parseLimit(ownHandling);
}

/** The working time by which a case's clocks run. A policy that is always open never consults calendar and office hours. */
export function workingTimeOf(terms: Terms): WorkingTime {
  return terms.settings.alwaysOpen ? alwaysOpen : { calendar: terms.calendar, officeHours: terms.officeHours };
}

/** The handling limits that categories of the policy have of their own, each for the class the category names. */
export function ownLimits(policy: Policy): Record<string, { class: AppealClass; limit: string }> {
  return Object.fromEntries(
    policy.categories.flatMap(({ code, class: cls, handling }) =>
      handling ? [[code, { class: cls, limit: compactLimit(handling) }]] : [],
    ),
  );
}

/** The limits of the statutory overlay, which hang on no class: those of its first row each. */
export function statutoryLimits(policy: Policy): Terms['statutory'] {
  const rows = policy.limits.filter((row) => row.class === 'U3' && isStatutory(row.name));
  return Object.fromEntries(rows.flatMap(({ name, limit }) => (limit ? [[name, compactLimit(limit)]] : [])));
}

/** Whether a limit is one of the statutory overlay. */
export function isStatutory(name: LimitName): name is StatutoryName {
  return name.startsWith('xinfang');
}

/** A policy's limits as a case carries them. */
export function compactLimits(policy: Policy): Terms['limits'] {
  const limits: Terms['limits'] = { U0: {}, U1: {}, U2: {}, U3: {}, U4: {}, MED: {} };
  for (const cls of appealClasses) {
    for (const row of policy.limits) {
      if (row.class === cls && row.limit && !isStatutory(row.name)) limits[cls][row.name] = compactLimit(row.limit);
    }
  }
  return limits;
}
