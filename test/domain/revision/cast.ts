// A list for 2027 as it could be published, cases that were open before it came, and revisions of them.
import { register } from '../../../domain/appeal/decide.ts';
import { evolve } from '../../../domain/appeal/evolve.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { defaultPolicy } from '../../../domain/policy/defaults.ts';
import { frozenLadders } from '../../../domain/ladder/routes.ts';
import { compactLimits, freezeTerms, ownLimits, statutoryLimits } from '../../../domain/policy/terms.ts';
import type { Policy } from '../../../domain/policy/types.ts';
import { revisionEvents } from '../../../domain/revision/revise.ts';
import type { Revision } from '../../../domain/revision/types.ts';
import { withLists, type HolidayList } from '../../../domain/time/holiday-list.ts';
import type { Calendar, Instant } from '../../../domain/time/types.ts';
import type { ActionName } from '../../../domain/words.ts';
import { act, append, facts, type Wanted } from '../appeal/builders.ts';
import { clerk } from '../appeal/cast.ts';
import { calendar, usual } from '../time/cast.ts';

const off = (...dates: string[]) => dates.map((date) => ({ name: '春节', date: `2027-${date}`, isOffDay: true }));
const worked = (...dates: string[]) => dates.map((date) => ({ name: '春节', date: `2027-${date}`, isOffDay: false }));

/** New Year on a Friday, Spring Festival from Friday the 5th to Thursday the 11th, with two Sundays and a Saturday worked. */
export const list2027: HolidayList = {
  year: 2027,
  papers: ['https://www.gov.cn/zhengce/2026-11'],
  days: [
    ...off('01-01', '01-02', '01-03'),
    ...worked('01-31'),
    ...off('02-05', '02-06', '02-07', '02-08', '02-09', '02-10', '02-11'),
    ...worked('02-13', '02-20'),
  ],
};

export const calendar2027: Calendar = withLists(calendar, [list2027], 'CN-2027-1');

export const toCalendar2027: Revision = { id: 1, kind: 'calendar', calendar: calendar2027 };

export function toPolicy(policy: Policy, id = 1): Revision {
  const { version, settings } = policy;
  return {
    id,
    kind: 'policy',
    version,
    settings,
    limits: compactLimits(policy),
    statutory: statutoryLimits(policy),
    own: ownLimits(policy),
    ladders: frozenLadders(policy),
  };
}

/** A case just registered, by a calendar of the test's choice. */
export function registeredBy(
  known: Calendar,
  receivedAt: Instant,
  wanted: Wanted = {},
  hours = usual.officeHours,
): Appeal {
  const terms = freezeTerms(wanted.policy ?? defaultPolicy, known, hours, receivedAt);
  return evolve(null, register({ ...facts(wanted, receivedAt), terms }, 'run-1', clerk, receivedAt));
}

/** The case after a revision reached it at `now`; its log goes on. */
export function revisedAt(appeal: Appeal, revision: Revision, now: Instant): Appeal {
  return append(appeal, revisionEvents(appeal, revision, now));
}

/** The actions a minute apart, the last at `until`. */
export function through(appeal: Appeal, actions: ActionName[], until: Instant): Appeal {
  return actions.reduce(
    (each, action, i) => act(each, action, {}, { at: until - (actions.length - 1 - i) * 60_000 }),
    appeal,
  );
}
