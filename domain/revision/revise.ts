// A revision under an open case: every due that still runs is reckoned again as if what is known now had been known when the
// clock was opened (domain §3.3, §4.6). What was late stays late; what is past by the new reckoning fires once, at once.
import { revised } from '../appeal/evolve-reckoning.ts';
import { reckon } from '../appeal/reckoning.ts';
import type { AppealEvent, EventData, RescheduledClock } from '../appeal/events.ts';
import type { Appeal, Clock } from '../appeal/types.ts';
import type { Ladder } from '../ladder/types.ts';
import { limitOf, workingTimeOf } from '../policy/terms.ts';
import type { Terms } from '../policy/types.ts';
import { calendarWindow } from '../time/calendar.ts';
import { dueAt, remainingOf } from '../time/due.ts';
import { shanghaiDate, shanghaiDay } from '../time/shanghai.ts';
import type { Instant } from '../time/types.ts';
import { nextMark } from '../xinfang/overlay.ts';
import type { Revision } from './types.ts';

/** Days beyond today for which a case carries the exceptions of a calendar. */
const daysAhead = 400;

/** Key of a revision's event in a case's log: it is recorded once, however often it is sent. */
export function revisionKey(id: number): string {
  return `v:${id}`;
}

/** What a revision makes of a case, as the data of its one event; null when it has reached the case already, or nothing can move. */
export function revise(appeal: Appeal, revision: Revision, now: Instant): EventData<'rescheduled'> | null {
  if (appeal.archivedAt !== null || (appeal.revisions?.[revision.kind] ?? 0) >= revision.id) return null;
  // A merged case's own clocks wait as they were, beside those of the law: what is known now holds for all of them.
  const held = appeal.merge ? { ...appeal, clocks: [...waiting(appeal), ...appeal.clocks] } : appeal;
  const change = changeOf(appeal, revision, now);
  const terms: Terms = { ...appeal.terms, ...change.terms };
  return {
    revisionId: revision.id,
    change: revision.kind,
    calendarVersion: terms.calendar.version,
    policyVersion: terms.policyVersion,
    ...change,
    moved: withinLead(held, movedClocks(held, terms, change.ownHandling)),
  };
}

/** The event of a revision, following on the case's log; none when there is nothing to record. */
export function revisionEvents(appeal: Appeal, revision: Revision, now: Instant): AppealEvent[] {
  const data = revise(appeal, revision, now);
  if (!data) return [];
  return [
    {
      seq: appeal.version + 1,
      kind: 'rescheduled',
      key: revisionKey(revision.id),
      at: now,
      actor: { id: 'system', role: 'system', unitId: null },
      action: null,
      bodyHash: revisionKey(revision.id),
      data,
    },
  ];
}

/** Those of a merge that do not run meanwhile: a rung that lived on in it has its clock there. */
function waiting({ merge, clocks }: Appeal): Clock[] {
  const runs = ({ name, rung, openSeq }: Clock) =>
    clocks.some((each) => each.name === name && each.rung === rung && each.openSeq === openSeq);
  return (merge?.clocks ?? []).filter((clock) => !runs(clock));
}

type Change = Pick<EventData<'rescheduled'>, 'terms' | 'ownHandling' | 'ladder'>;

function changeOf(appeal: Appeal, revision: Revision, now: Instant): Change {
  switch (revision.kind) {
    case 'calendar': {
      const from = shanghaiDate(appeal.receivedAt);
      const days = Math.max(0, shanghaiDay(now) - shanghaiDay(appeal.receivedAt)) + daysAhead;
      return { terms: { calendar: calendarWindow(revision.calendar, from, days) } };
    }
    case 'officeHours':
      return { terms: { officeHours: revision.officeHours } };
    case 'policy': {
      const { version, settings, limits, statutory } = revision;
      const own = revision.own[appeal.category];
      return {
        terms: { policyVersion: version, settings, limits, statutory },
        // The category's own limit is for the class the category names (domain §4.3, §5).
        ownHandling: own && own.class === appeal.class ? own.limit : null,
        ...refrozen(appeal, revision.ladders?.[appeal.category]),
      };
    }
  }
}

/** The case climbs on by the other ladder. What it has raised stays raised, and what had its turn does not come again (domain §4.5). */
function refrozen({ ladder: from }: Appeal, to: Ladder | undefined): Pick<Change, 'ladder'> {
  return to && !sameLadder(from, to) ? { ladder: { from, to } } : {};
}

function sameLadder(a: Ladder | null, b: Ladder): boolean {
  const words = ({ route, units, members }: Ladder) => JSON.stringify([route, units, members]);
  return a !== null && words(a) === words(b);
}

function movedClocks(appeal: Appeal, terms: Terms, ownHandling: string | null | undefined): RescheduledClock[] {
  return appeal.clocks
    .filter((clock) => clock.firedAt === null)
    .flatMap((clock) => {
      const to = again(appeal, clock, terms, ownHandling);
      const same = to.dueAt === clock.dueAt && to.warnAt === clock.warnAt && to.remaining === clock.pausedRemaining;
      if (same && to.unit === clock.unit) return [];
      return [identified(clock, to)];
    });
}

type Again = { dueAt: Instant; warnAt: Instant | null; unit: Clock['unit']; remaining: number | null };

function again(appeal: Appeal, clock: Clock, terms: Terms, ownHandling: string | null | undefined): Again {
  const reckoning = revised(appeal, clock, terms, ownHandling);
  const { dueAt: due, markAt, unit, since } = reckon(reckoning, terms);
  const wt = workingTimeOf(terms);
  const paused = clock.pausedRemaining !== null && clock.pausedAt !== undefined;
  return {
    dueAt: due,
    unit,
    warnAt: markOf(clock, terms, { due, markAt, since, appeal }),
    remaining: paused ? remainingOf(clock.pausedAt ?? 0, due, unit, wt) : clock.pausedRemaining,
  };
}

/** A mark that was raised stays where it was; the reminder of `residentAnswer` has a limit of its own. */
function markOf(
  clock: Clock,
  terms: Terms,
  { due, markAt, since, appeal }: { due: Instant; markAt: Instant; since: Instant; appeal: Appeal },
): Instant | null {
  if (clock.warnAt === null || clock.warnedAt !== null) return clock.warnAt;
  if (clock.marks) return nextMark(due, clock.marks).warnAt;
  if (clock.name !== 'residentAnswer') return markAt;
  const remind = limitOf(terms, appeal.class, 'residentRemind');
  return remind ? dueAt(since, remind, workingTimeOf(terms)) : clock.warnAt;
}

function identified(clock: Clock, to: Again): RescheduledClock {
  const { name, ref, openSeq, rung, dueAt: from } = clock;
  return { name, ref, openSeq, rung, from, to: to.dueAt, unit: to.unit, warnAt: to.warnAt, remaining: to.remaining };
}

/** A sub-task that was due within the lead's due stays within it. */
function withinLead(appeal: Appeal, moved: RescheduledClock[]): RescheduledClock[] {
  const lead = appeal.clocks.find((clock) => clock.name === 'handling' && clock.firedAt === null);
  if (!lead || lead.pausedRemaining !== null) return moved;
  const bound = moved.find((each) => each.name === 'handling')?.to ?? lead.dueAt;
  const tasks = appeal.clocks.filter(
    (clock) => clock.name === 'task' && clock.firedAt === null && clock.dueAt <= lead.dueAt,
  );
  const kept = moved.filter((each) => !tasks.some((task) => task.ref === each.ref && each.name === 'task'));
  const within = tasks.flatMap((task) => {
    const own = moved.find((each) => each.name === 'task' && each.ref === task.ref);
    const to = Math.min(own?.to ?? task.dueAt, bound);
    if (!own && to === task.dueAt) return [];
    const base = own ?? identified(task, { dueAt: to, unit: task.unit, warnAt: task.warnAt, remaining: null });
    return [{ ...base, to, warnAt: base.warnAt === null ? null : Math.min(base.warnAt, to) }];
  });
  return [...kept, ...within];
}
