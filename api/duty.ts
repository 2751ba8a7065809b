// The duty roster: read by everybody who works in the community, written by its director, a month at a time.
import { createHash } from 'node:crypto';
import { dutyChange, dutyQuery, dutyRoster, type DutyRoster, type DutyShift } from '../contracts/duty.ts';
import type { FieldIssue } from '../contracts/issues.ts';
import { gapsIn, monthSpan, overlapping, restPeriods, shiftAt, spanOf, type Span } from '../domain/duty/roster.ts';
import type { WorkingTime } from '../domain/time/types.ts';
import { alwaysOpen } from '../domain/time/working-time.ts';
import type { Role } from '../domain/words.ts';
import { rewriteMonth, shiftsBetween, type DutyShift as Shift, type ShiftDraft } from '../store/duty.ts';
import { accountsIn } from '../store/people.ts';
import { iso } from './iso.ts';
import type { Dependencies } from './dependencies.ts';
import { route, type Route } from './handle.ts';
import { communitiesOf, type Person } from './people.ts';
import { ProblemError } from './problem.ts';

const tag = '值班';
const writers: readonly Role[] = ['director'];

export const dutyRoutes: readonly Route[] = [
  route(
    {
      method: 'get',
      path: '/duty',
      tag,
      summary: '本社区一个月的值班表、空档与此刻的值班人',
      access: 'session',
      query: dutyQuery,
      answer: dutyRoster,
      refusals: ['notFound'],
    },
    async ({ deps, person, query }) => {
      if (!person.grants.some(({ communityId }) => communityId === query.community)) throw new ProblemError('notFound');
      return rosterOf(deps, person, query.community, query.month);
    },
  ),
  route(
    {
      method: 'put',
      path: '/duty',
      tag,
      summary: '排定一个月的值班（书记/主任）；已开始的班次不变，其余以所交的为准',
      access: 'session',
      body: dutyChange,
      answer: dutyRoster,
      refusals: ['forbidden', 'notFound', 'stale', 'unknownReference'],
    },
    async ({ deps, person, body }) => {
      const { communityId, month } = body;
      if (!communitiesOf(person, writers).includes(communityId)) throw new ProblemError('forbidden');
      const people = new Set((await accountsIn(deps.store, communityId)).map(({ id }) => id));
      const drafts = body.shifts.map((shift) => ({ ...shift, from: minutesOf(shift.from), to: minutesOf(shift.to) }));
      const at = Date.now();
      await rewriteMonth(deps.store, {
        communityId,
        month,
        by: person.id,
        at,
        decide: (standing) => {
          if (basisOf(standing, month) !== body.basis) throw new ProblemError('stale');
          return settled(standing, drafts, month, people, at);
        },
      });
      deps.log.info({ by: person.id, community: communityId, month }, 'duty roster written');
      return rosterOf(deps, person, communityId, month);
    },
  ),
];

/** What stands and what is new; throws `invalid` with a complaint for every shift that cannot be. */
function settled(standing: Shift[], drafts: ShiftDraft[], month: string, people: Set<string>, at: number) {
  const errors: FieldIssue[] = [];
  const kept = standing.filter(({ date, startsAt }) => date.startsWith(month) && startsAt <= at);
  const keep = new Set(kept.map(({ id }) => id));
  const add: ShiftDraft[] = [];
  drafts.forEach((draft, index) => {
    const same = standing.find((each) => alike(each, draft));
    if (same) return void keep.add(same.id);
    const complain = (field: string, message: string) => errors.push({ path: `shifts.${index}.${field}`, message });
    if (!draft.date.startsWith(month)) complain('date', '不在本月');
    if (spanOf(draft).from <= at) complain('date', '已开始或已过去的班次不能再排');
    for (const field of ['userId', 'backupId'] as const) {
      const id = draft[field];
      if (id !== null && !people.has(id)) complain(field, '不是本社区在岗的工作人员');
    }
    if (draft.backupId === draft.userId) complain('backupId', '替补不能是值班人本人');
    add.push(draft);
  });
  const around = standing.filter(({ id, date }) => keep.has(id) || !date.startsWith(month));
  const all = [...around.map(({ startsAt: from, endsAt: to }) => ({ from, to })), ...add.map(spanOf)];
  const clash = overlapping(all);
  if (clash !== null) {
    const index = clash < around.length ? -1 : drafts.indexOf(add[clash - around.length] as ShiftDraft);
    errors.push({ path: index < 0 ? 'shifts' : `shifts.${index}.from`, message: '与另一班次时间重叠' });
  }
  if (errors.length > 0) throw new ProblemError('invalid', { errors });
  return { keep, add };
}

function alike(shift: Shift, draft: ShiftDraft): boolean {
  const parts = ({ date, from, to, userId, backupId }: ShiftDraft) =>
    JSON.stringify([date, from, to, userId, backupId]);
  return parts(shift) === parts(draft);
}

async function rosterOf(deps: Dependencies, person: Person, communityId: string, month: string): Promise<DutyRoster> {
  const now = Date.now();
  const span = monthSpan(month);
  const [standing, running, people, wt] = await Promise.all([
    shiftsBetween(deps.store, communityId, span.from, span.to + dayMs),
    shiftsBetween(deps.store, communityId, now - dayMs, now + dayMs),
    accountsIn(deps.store, communityId),
    workingTimeOf(deps, communityId),
  ]);
  const spans = standing.map(({ startsAt: from, endsAt: to }) => ({ from, to }));
  const current = shiftAt(
    running.map((shift) => ({ ...shift, from: shift.startsAt, to: shift.endsAt })),
    now,
  );
  const ahead = { from: Math.max(span.from, Math.min(now, span.to)), to: span.to };
  return {
    communityId,
    month,
    basis: basisOf(standing, month),
    shifts: standing.filter(({ date }) => date.startsWith(month)).map((shift) => viewOf(shift, now)),
    rest: restPeriods(ahead, wt).map(spanView),
    gaps: gapsIn(ahead, spans, wt).map(spanView),
    now: current && { userName: current.userName, until: iso(current.endsAt) },
    people,
    mayEdit: communitiesOf(person, writers).includes(communityId),
  };
}

const dayMs = 86_400_000;

async function workingTimeOf({ reference }: Dependencies, communityId: string): Promise<WorkingTime> {
  const community = await reference.community(communityId);
  if (!community) throw new ProblemError('notFound');
  const [policy, calendar] = await Promise.all([reference.policyFor(community), reference.calendar()]);
  if (!calendar) throw new ProblemError('unavailable');
  return policy?.settings.alwaysOpen ? alwaysOpen : { calendar, officeHours: community.officeHours };
}

function spanView({ from, to }: Span) {
  return { from: iso(from), to: iso(to) };
}

function viewOf({ from, to, startsAt, endsAt, ...shift }: Shift, now: number): DutyShift {
  const times = { from: clockOf(from), to: clockOf(to), startsAt: iso(startsAt), endsAt: iso(endsAt) };
  return { ...shift, ...times, begun: startsAt <= now };
}

/** Says which roster somebody has seen: a change made on another one is refused. */
function basisOf(standing: Shift[], month: string): string {
  const ids = standing.filter(({ date }) => date.startsWith(month)).map(({ id }) => id);
  return createHash('sha256').update(ids.sort().join()).digest('base64url').slice(0, 16);
}

function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  // 24:00 is the next day's midnight, as an end not after its beginning is.
  return (hours % 24) * 60 + minutes;
}

function clockOf(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
