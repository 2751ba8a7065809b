// What a revision would be: read from what the administrator gave, against what is in effect now. Nothing is changed by planning.
import type { HolidayUpload, OfficeHoursChange } from '../../contracts/revisions.ts';
import { frozenLadders } from '../../domain/ladder/routes.ts';
import { compactLimits, ownLimits, statutoryLimits } from '../../domain/policy/terms.ts';
import type { Revision } from '../../domain/revision/types.ts';
import {
  calendarChanges,
  readHolidayCsv,
  readHolidayJson,
  withLists,
  type CalendarChange,
  type ListProblem,
} from '../../domain/time/holiday-list.ts';
import { newestCalendar, readCalendar, readPolicy } from '../../store/policies.ts';
import type { InEffect, RevisionAim } from '../../store/revisions.ts';
import type { Dependencies } from '../dependencies.ts';
import { bodyHash } from '../keys.ts';
import { ProblemError } from '../problem.ts';

export type Plan = {
  /** What is wrong with it; with problems there is no revision. */
  problems: ListProblem[];
  changes: CalendarChange[];
  years: number[];
  ready: { aim: RevisionAim; inEffect: InEffect; revision: Revision } | null;
};

/** Higher than any revision's own number: in a plan nothing is numbered yet. */
const unnumbered = Number.MAX_SAFE_INTEGER;

/** The calendar in effect with the uploaded years laid into it. */
export async function planCalendar(
  { store }: Pick<Dependencies, 'store'>,
  { format, text, source }: HolidayUpload,
): Promise<Plan> {
  const { lists, problems } = format === 'json' ? readHolidayJson(text) : readHolidayCsv(text);
  const years = lists.map(({ year }) => year);
  const now = await newestCalendar(store);
  if (!now) throw new ProblemError('unavailable');
  if (problems.length > 0) return { problems, changes: [], years, ready: null };
  const version = await freeVersion(store, now.version, withLists(now, lists, ''));
  const calendar = withLists(now, lists, version);
  const changes = calendarChanges(now, calendar);
  const papers = lists.flatMap((list) => list.papers).slice(0, 5);
  const cited = [source, ...papers].join(' ').slice(0, 500);
  return {
    problems,
    changes,
    years,
    ready: {
      aim: { kind: 'calendar', scope: 'all', target: version, detail: { source: cited, changes } },
      inEffect: { kind: 'calendar', calendar, source: cited },
      revision: { id: unnumbered, kind: 'calendar', calendar },
    },
  };
}

/** Throws `notFound`. */
export async function planOfficeHours(deps: Dependencies, change: OfficeHoursChange): Promise<Plan> {
  const community = await deps.reference.community(change.community);
  if (!community) throw new ProblemError('notFound');
  const { periods: officeHours } = change;
  const detail = { officeHours, before: community.officeHours };
  return {
    ...plain,
    ready: {
      aim: { kind: 'officeHours', scope: community.id, target: bodyHash(officeHours).slice(0, 12), detail },
      inEffect: { kind: 'officeHours', communityId: community.id, officeHours },
      revision: { id: unnumbered, kind: 'officeHours', officeHours },
    },
  };
}

/** From versions of the same policy only. Throws `notFound`. */
export async function planMigration({ store }: Dependencies, version: string, from: string[]): Promise<Plan> {
  const [policy, ...others] = await Promise.all([version, ...from].map((each) => readPolicy(store, each)));
  if (!policy || others.some((each) => each?.name !== policy.name)) throw new ProblemError('notFound');
  if (from.includes(version))
    throw new ProblemError('unknownReference', { errors: [{ path: 'from', message: '不能迁移到自身' }] });
  const { settings, name } = policy;
  return {
    ...plain,
    ready: {
      aim: { kind: 'policy', scope: name, target: version, detail: { from, source: policy.source } },
      inEffect: { kind: 'policy' },
      revision: {
        id: unnumbered,
        kind: 'policy',
        version,
        settings,
        limits: compactLimits(policy),
        statutory: statutoryLimits(policy),
        own: ownLimits(policy),
        ladders: frozenLadders(policy),
      },
    },
  };
}

const plain = { problems: [], changes: [], years: [] };

/** CN-2027-1, CN-2027-2, …: the last year it knows, and a number of its own. */
async function freeVersion(
  store: Dependencies['store'],
  current: string,
  { knownYears }: { knownYears: number[] },
): Promise<string> {
  const prefix = /^[A-Z]+/.exec(current)?.[0] ?? 'CN';
  for (let n = 1; ; n += 1) {
    const version = `${prefix}-${knownYears.at(-1) ?? 0}-${n}`;
    if (!(await readCalendar(store, version))) return version;
  }
}
