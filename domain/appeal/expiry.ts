// What each clock does when its mark or its due passes (domain §4.4). Clocks opened by an expiry start when it fired, not when it was due.
import { limitOf } from '../policy/terms.ts';
import { dueAt } from '../time/due.ts';
import type { Instant } from '../time/types.ts';
import type { ClockName } from '../words.ts';
import { climbOn, raiseFirst, raiseHouse } from '../ladder/climb.ts';
import { openTask, timeOf, type Point } from './clocks.ts';
import { graceFor, undecidedExtension } from './grace.ts';
import { handlingResumed, resumeDraft } from './pausing.ts';
import type { Draft } from './rule.ts';
import { closing } from './rules-closing.ts';
import { isSafety } from './rules-intake.ts';
import { parkReviewDue } from './rules-parking.ts';
import { returnUndecided } from './rules-returning.ts';
import type { Appeal, Clock } from './types.ts';

/** The events of one mark or due, fired at `now`. */
export function fire(appeal: Appeal, point: Point, now: Instant): Draft[] {
  const { clock } = point;
  const { name, ref, round, openSeq } = clock;
  if (point.what === 'warn') return [{ kind: 'warned', data: { clock: name, ref, round, openSeq, markAt: point.at } }];
  const grace = graceFor(appeal, clock, now);
  if (grace) return [grace];
  const { half, rung } = clock;
  const expired: Draft = {
    kind: 'expired',
    data: { clock: name, ref, half, rung, round, openSeq, dueAt: clock.dueAt, firedAt: now },
  };
  return [expired, ...consequences[name](appeal, clock, now)];
}

const consequences: Record<ClockName, (appeal: Appeal, clock: Clock, now: Instant) => Draft[]> = {
  acceptance: urge,
  dispatch: urge,
  contact: urge,
  task: urge,
  signing: escalate,
  handling: (appeal, clock, now) => [
    ...undecidedExtension(appeal),
    { kind: 'supervised', data: { clock: 'handling' } },
    ...escalate(appeal, clock, now),
  ],
  reply: (appeal, clock, now) => [...urge(appeal, clock), ...escalate(appeal, clock, now)],
  supervision: climbOn,
  // Three failed callbacks have closed the case before; with fewer, neglect must not improve a rate.
  feedback: escalate,
  xinfangInform: escalate,
  xinfangClose: escalate,
  // The house's own duty: nobody outside is asked to help with it (docs/decisions/0016).
  policeReport: (appeal, clock, now) => raiseHouse(appeal, clock.name, now),
  // Nothing may wait for it, nor is help asked for: who works on the case is urged, and who supervises them told.
  guardianConsent: urge,
  // The case itself is closed: who must decide is told (notices.ts), no rung has anything to move.
  xinfangReview: () => [],
  xinfangReReview: () => [],
  residentAnswer: noAnswer,
  returnDecision: (appeal, _clock, now) => returnUndecided(appeal, now),
  parkReview: (appeal, _clock, now) => parkReviewDue(appeal, now),
  // Where nobody calls back (answered at once, anonymous) the answer stands open until here.
  reopen: (appeal) =>
    appeal.state === 'replied'
      ? [
          { kind: 'closed', data: { outcome: 'noFeedback', clocks: [] } },
          { kind: 'archived', data: {} },
        ]
      : [{ kind: 'archived', data: {} }],
};

function urge(_appeal: Appeal, clock: Clock): Draft[] {
  return [{ kind: 'urged', data: { clock: clock.name } }];
}

function escalate(appeal: Appeal, clock: Clock, now: Instant): Draft[] {
  return raiseFirst(appeal, clock.name, now);
}

/**
 * U2 resumes, and so does what is not the one appellant's alone to let lie; otherwise the case closes as unreachable, unless safety
 * or frailty ask for a visit to the door.
 */
function noAnswer(appeal: Appeal, _clock: Clock, now: Instant): Draft[] {
  if (!limitOf(appeal.terms, appeal.class, 'residentRemind')) return [resumeDraft(appeal, null, now)];
  if (!isSafety(appeal) && !appeal.flags.vulnerable)
    return [owedAnyway(appeal) ? resumeDraft(appeal, null, now) : closing(appeal, 'unreachable', now)];
  const unitId = appeal.assignment?.unitId ?? '';
  const limit = limitOf(appeal.terms, appeal.class, 'contact') ?? { value: 1, unit: 'workingDay' as const };
  const due = dueAt(now, limit, timeOf(appeal));
  const taskId = `visit-${appeal.version + 1}`;
  const clocks = [openTask(appeal, taskId, now, due, limit.unit)];
  return [{ kind: 'homeVisitRaised', data: { taskId, unitId, dueAt: due, ...handlingResumed(appeal, now), clocks } }];
}

/**
 * Many households or those who joined it wait for it; the house took it up itself (a patrol, or its appellant withdrew); or the law
 * asks for a written answer whether or not anybody can be reached (信访工作条例 §32, 34).
 */
function owedAnyway(appeal: Appeal): boolean {
  const others = appeal.flags.mass !== undefined || appeal.children.length > 0;
  return others || appeal.proactive !== null || appeal.source === 'patrol' || appeal.xinfang !== undefined;
}
