// The clock side of `evolve`: which clocks an event ends, pauses, moves and opens, and which rungs are over with it.
import { dayMs } from '../time/shanghai.ts';
import type { Instant } from '../time/types.ts';
import type { ClockName } from '../words.ts';
import type { AppealEvent, EventKind, MovedClock, OpenedClock, PausedClock, ResumedClock } from './events.ts';
import { nextMark } from '../xinfang/overlay.ts';
import { extend, lengthen, reclassify, reschedule } from './evolve-reckoning.ts';
import { reckoningOf, type Reckoning } from './reckoning.ts';
import { feeding } from '../ladder/climb.ts';
import type { Appeal, Clock, RungReason } from './types.ts';

/** Clocks that end with an event; 'all' where nothing of the case runs on. */
const ends: Partial<Record<EventKind, readonly ClockName[] | 'all'>> = {
  accepted: ['acceptance'],
  declined: 'all',
  transferredOut: 'all',
  withdrawn: 'all',
  answeredNow: 'all',
  dispatched: ['dispatch'],
  redispatched: ['dispatch', 'signing', 'contact'],
  signed: ['signing'],
  contacted: ['contact'],
  infoGiven: ['residentAnswer'],
  homeVisitRaised: ['residentAnswer'],
  completed: ['contact', 'task'],
  // The written answer is the closing that the law asks for.
  replied: ['handling', 'reply', 'xinfangClose'],
  xinfangInformed: ['xinfangInform'],
  xinfangAnswered: ['xinfangClose'],
  xinfangReviewRequested: ['reopen'],
  xinfangReviewDecided: ['xinfangReview', 'xinfangReReview'],
  feedbackGiven: ['feedback'],
  redone: ['feedback', 'reopen', 'reply', 'supervision'],
  returnGranted: ['returnDecision', 'signing', 'contact'],
  unparked: ['parkReview'],
  policeReported: ['policeReport'],
  guardianConsented: ['guardianConsent'],
  violenceFound: ['guardianConsent'],
  closed: 'all',
  merged: 'all',
  archived: 'all',
};

/** Events by which a person moves the case: only these end the acting half of a rung (domain §4.2 acknowledgeEscalation). */
const moves: readonly EventKind[] = [
  'accepted',
  'declined',
  'transferredOut',
  'answeredNow',
  'dispatched',
  'redispatched',
  'signed',
  'infoNeeded',
  'infoGiven',
  'completed',
  'replied',
  'redone',
  'closed',
  'withdrawn',
  'returnGranted',
  'designated',
  'parked',
  'unparked',
  'mediationBegun',
  'mediated',
  'councilCalled',
  'resolved',
];

/** The case with its clocks as the event leaves them: ended, marked, paused, moved, opened — in this order. */
export function evolveClocks(appeal: Appeal, event: AppealEvent): Appeal {
  let clocks = endClocks(appeal.clocks, event);
  // Without a clock of its own the answer is due with the handling (咨询): that promise then runs on until the answer.
  if (event.kind === 'completed' && event.data.clocks.length > 0) clocks = without(clocks, 'handling');
  if (event.kind === 'warned' || event.kind === 'expired') clocks = clocks.map((clock) => mark(clock, event));
  if (event.kind === 'taskCompleted' || event.kind === 'taskWaived')
    clocks = without(clocks, 'task', event.data.taskId);
  if (event.kind === 'infoNeeded') clocks = pauseHandling(clocks, event.data.handlingRemaining, event.at);
  if (event.kind === 'infoGiven' || event.kind === 'homeVisitRaised')
    clocks = resumeHandling(appeal, clocks, event.data, event.at);
  if (startsHalf(event)) {
    const { rung } = event.data;
    clocks = clocks.filter((clock) => clock.name !== 'supervision' || clock.rung !== rung);
  }
  if (event.kind === 'requestDenied' && event.data.request === 'return') clocks = without(clocks, 'returnDecision');
  if (event.kind === 'designated' && event.data.unitId !== appeal.assignment?.unitId)
    clocks = clocks.filter(({ name }) => !['dispatch', 'signing', 'contact'].includes(name));
  if (event.kind === 'graceBegun')
    clocks = clocks.map((clock) =>
      clock.name === event.data.clock && clock.openSeq === event.data.openSeq
        ? { ...clock, graceUntil: event.data.until }
        : clock,
    );
  if ('paused' in event.data) clocks = pauseAll(clocks, event.data.paused, event.at);
  if ('resumed' in event.data) clocks = resumeAll(appeal, clocks, event.data.resumed, event.at);
  if (event.kind === 'reclassified' || event.kind === 'downgradeGranted') clocks = reclassify(appeal, clocks, event);
  if (event.kind === 'extensionGranted') clocks = lengthen(appeal, clocks, event);
  if (event.kind === 'xinfangExtensionDecided') clocks = extend(appeal, clocks, event);
  // Revisions and statutory extensions have more to say of a clock than where it goes.
  if ('moved' in event.data && event.kind !== 'rescheduled' && event.kind !== 'xinfangExtensionDecided')
    clocks = move(clocks, event.data.moved);
  if (event.kind === 'rescheduled') clocks = reschedule(appeal, clocks, event);
  if ('clocks' in event.data) clocks = openAll(clocks, event.data.clocks, event.seq);
  return { ...appeal, clocks };
}

/** Ends rungs that have been acted upon or whose causes are gone, and with them their supervision clock. */
export function settleEscalations(appeal: Appeal, event: AppealEvent): Appeal {
  const live = appeal.escalations.filter((each) => each.endedAt === null);
  if (live.length === 0) return appeal;
  const moved = moves.includes(event.kind) && event.actor.role !== 'system';
  const mass = live.some((each) => each.rung === 1 && each.reasons.includes('mass'));
  const over = live.filter((each) => {
    // The rungs above the first live by whatever promise is broken, not by the silence that raised them.
    const reasons: readonly RungReason[] = each.rung === 1 ? each.reasons : mass ? [...feeding, 'mass'] : feeding;
    const cause = reasons.some(
      (reason) =>
        (reason === 'mass' && ends[event.kind] !== 'all') ||
        appeal.clocks.some((clock) => clock.name === reason && clock.firedAt !== null),
    );
    // A new round begins its ladder anew; what is put aside with a plan is nobody's to push until its review.
    const anew = event.kind === 'redone' || event.kind === 'parked';
    return !cause || (moved && each.acknowledgedAt !== null) || anew;
  });
  if (over.length === 0) return appeal;
  return {
    ...appeal,
    escalations: appeal.escalations.map((each) =>
      over.includes(each) ? { ...each, endedAt: event.at, seeking: false } : each,
    ),
    clocks: appeal.clocks.filter(
      (clock) => clock.name !== 'supervision' || !over.some((each) => each.rung === clock.rung),
    ),
  };
}

type StartsHalf = Extract<
  AppealEvent,
  { kind: 'escalationAcknowledged' | 'offerAccepted' | 'helpReported' | 'helpSoughtAgain' }
>;

/** Events after which a rung has a half of its time: to act (anew after a helper's result, in which the owner must close), or to find somebody again. */
function startsHalf(event: AppealEvent): event is StartsHalf {
  if (event.kind === 'escalationAcknowledged' || event.kind === 'offerAccepted' || event.kind === 'helpSoughtAgain')
    return true;
  return event.kind === 'helpReported' && event.data.clocks.length > 0;
}

export function openAll(clocks: Clock[], opened: OpenedClock[], seq: number): Clock[] {
  return [
    ...clocks,
    ...opened.map((clock) => ({
      ...clock,
      openSeq: seq,
      warnedAt: null,
      firedAt: null,
      graceUntil: null,
      pausedRemaining: null,
    })),
  ];
}

function endClocks(clocks: Clock[], event: AppealEvent): Clock[] {
  const ended = ends[event.kind];
  if (!ended) return clocks;
  // Answered on the spot it is still open, and the consent still owed.
  if (event.kind === 'answeredNow') return clocks.filter(({ name }) => name === 'guardianConsent');
  return ended === 'all' ? [] : clocks.filter((clock) => !ended.includes(clock.name));
}

function mark(clock: Clock, event: Extract<AppealEvent, { kind: 'warned' | 'expired' }>): Clock {
  const { data } = event;
  const same = clock.name === data.clock && clock.ref === data.ref && clock.openSeq === data.openSeq;
  if (!same) return clock;
  if (event.kind === 'expired') return { ...clock, firedAt: event.at };
  // Of several marks the next one waits; those that have passed with it say nothing any more.
  const left = clock.marks?.filter((days) => clock.dueAt - days * dayMs > event.at) ?? [];
  return left.length > 0 ? { ...clock, ...nextMark(clock.dueAt, left) } : { ...clock, warnedAt: event.at };
}

function pauseHandling(clocks: Clock[], left: number | null, at: Instant): Clock[] {
  return left === null ? clocks : pauseAll(clocks, [{ name: 'handling', ref: null, remaining: left }], at);
}

function resumeHandling(
  appeal: Appeal,
  clocks: Clock[],
  to: { handlingDueAt: Instant | null; handlingWarnAt: Instant | null },
  at: Instant,
): Clock[] {
  if (to.handlingDueAt === null) return clocks;
  const handling = { name: 'handling' as const, ref: null, dueAt: to.handlingDueAt, warnAt: to.handlingWarnAt };
  return resumeAll(appeal, clocks, [handling], at);
}

/** Paused clocks go on; how their due came about since is kept with them. */
function resumeAll(appeal: Appeal, clocks: Clock[], resumed: ResumedClock[], at: Instant): Clock[] {
  return clocks.map((clock) => {
    const to = find(resumed, clock);
    if (!to) return clock;
    const { pausedAt, ...rest } = clock;
    if (pausedAt === at) return { ...rest, pausedRemaining: null, dueAt: to.dueAt, warnAt: to.warnAt };
    const reckoning: Reckoning =
      pausedAt === undefined
        ? { from: at, given: clock.pausedRemaining ?? 0, unit: clock.unit }
        : { of: reckoningOf(appeal, clock), pausedAt, resumedAt: at };
    return { ...rest, pausedRemaining: null, dueAt: to.dueAt, warnAt: to.warnAt, reckoning };
  });
}

function move(clocks: Clock[], moved: MovedClock[]): Clock[] {
  return clocks.map((clock) => {
    const to = find(moved, clock);
    if (!to) return clock;
    const pausedRemaining = to.remaining ?? clock.pausedRemaining;
    return { ...clock, dueAt: to.to, unit: to.unit, warnAt: to.warnAt, graceUntil: null, pausedRemaining };
  });
}

function pauseAll(clocks: Clock[], paused: PausedClock[], at: Instant): Clock[] {
  return clocks.map((clock) => {
    const left = find(paused, clock)?.remaining;
    return left === undefined ? clock : { ...clock, pausedRemaining: left, pausedAt: at };
  });
}

function find<T extends Pick<Clock, 'name' | 'ref'>>(changes: T[], { name, ref }: Clock): T | undefined {
  return changes.find((each) => each.name === name && each.ref === ref);
}

function without(clocks: Clock[], name: ClockName, ref: string | null = null): Clock[] {
  return clocks.filter((clock) => clock.name !== name || (ref !== null && clock.ref !== ref));
}
