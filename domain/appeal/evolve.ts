// `evolve`: what an event makes of a case. The state of a case is this function over its log and nothing else.
// Events of kinds it does not know are counted and otherwise left alone, so that older code can replay a newer log.
import type { ClockName, State } from '../words.ts';
import type { AppealEvent, EventKind } from './events.ts';
import { ladderSteps } from '../ladder/evolve.ts';
import { climbedWith, soughtRungs } from '../ladder/climb.ts';
import { evolveClocks, openAll, settleEscalations } from './evolve-clocks.ts';
import { reschedule } from './evolve-reckoning.ts';
import { gatheringSteps } from './evolve-gathering.ts';
import { decisionSteps, visitsBy } from './evolve-decisions.ts';
import { flagsAfter, marked } from './evolve-flags.ts';
import { evolveRequests } from './evolve-requests.ts';
import { guardianOf } from './guardian.ts';
import { completed } from './initial.ts';
import { policeSteps } from './evolve-police.ts';
import { begunXinfang, xinfangSteps } from './evolve-xinfang.ts';
import { shieldingSteps, tasksAgain } from './evolve-shielding.ts';
import type { Appeal } from './types.ts';

type EventOf<K extends EventKind> = Extract<AppealEvent, { kind: K }>;
type Steps = { [K in Exclude<EventKind, 'registered'>]: (appeal: Appeal, event: EventOf<K>) => Appeal };

/** The case after `event`. `appeal` is null only for `registered`, the first event of every log. */
export function evolve(appeal: Appeal | null, event: AppealEvent): Appeal {
  if (event.kind === 'registered') return begin(event);
  if (!appeal) throw new RangeError(`a log begins with registered, not ${event.kind}`);
  const step = steps[event.kind] as ((appeal: Appeal, event: AppealEvent) => Appeal) | undefined;
  const counted: Appeal = {
    ...appeal,
    version: event.seq,
    personSeq: countsForStaff(event) ? event.seq : appeal.personSeq,
  };
  if (!step) return counted;
  // What a merge keeps for later is the case as it was before its clocks ended.
  const clocked = event.kind === 'merged' ? counted : evolveClocks(counted, event);
  return evolveRequests(appeal, settleEscalations(step(clocked, event), event), event);
}

/** The case that a whole log tells, or null for an empty one. */
export function rebuild(events: AppealEvent[]): Appeal | null {
  let appeal: Appeal | null = null;
  for (const event of events) appeal = evolve(appeal, event);
  return appeal;
}

function begin(event: EventOf<'registered'>): Appeal {
  const { facts, owner, clocks } = event.data;
  const { flags, victim, guardianConsent, ...rest } = facts;
  const by = { at: event.at, by: event.actor.id };
  return completed({
    ...rest,
    version: event.seq,
    personSeq: event.seq,
    owner,
    flags: marked({}, flags, by),
    guardian: guardianConsent === undefined ? null : guardianOf(guardianConsent, by),
    violence: victim ? { ...by, victim, report: null } : null,
    clocks: openAll([], clocks, event.seq),
  });
}

const steps: Steps = {
  ...ladderSteps,
  ...decisionSteps,
  resumed: (appeal, { data }) => ({ ...appeal, owner: data.owner }),
  accepted: (appeal, { data, at, actor }) => ({
    ...appeal,
    state: 'accepted',
    type: data.type,
    category: data.category,
    class: data.class,
    ownHandling: data.ownHandling,
    ...flagsAfter(appeal, data, { at, by: actor.id }),
    ...(data.xinfang && { xinfang: begunXinfang(at, actor.id) }),
    ladder: data.ladder ?? (data.category === appeal.category ? appeal.ladder : null),
  }),
  declined: ended('declined'),
  transferredOut: ended('transferredOut'),
  withdrawn: ended('withdrawn'),
  answeredNow: (appeal, { data, at, actor }) => ({
    ...appeal,
    state: 'replied',
    handlers: withPerson(appeal.handlers, actor.id),
    handledAt: at,
    repliedAt: at,
    replyChannel: data.channel,
    replies: [...appeal.replies, data.textId],
  }),
  dispatched: (appeal, { data, at, actor }) => ({
    ...appeal,
    state: 'dispatched',
    assignment: { unitId: data.unitId, at, by: actor.id, handlerId: null, signedAt: null },
    tasks: [
      ...visitsBy(appeal, data.unitId),
      ...data.tasks.map((task) => ({ ...task, state: 'open' as const, kind: 'assist' as const, by: null })),
    ],
  }),
  redispatched: (appeal, { data, at, actor }) => ({
    ...appeal,
    state: 'dispatched',
    assignment: { unitId: data.unitId, at, by: actor.id, handlerId: null, signedAt: null },
    designated: null,
    tasks: visitsBy(appeal, data.unitId),
  }),
  signed: (appeal, { at, actor }) => ({
    ...appeal,
    state: 'handling',
    assignment: appeal.assignment && { ...appeal.assignment, handlerId: actor.id, signedAt: at },
    handlers: withPerson(appeal.handlers, actor.id),
  }),
  contacted: (appeal, { at, actor }) => ({
    ...appeal,
    contactedAt: at,
    handlers: withPerson(appeal.handlers, actor.id),
  }),
  infoNeeded: (appeal) => ({ ...appeal, state: 'awaitingResident' }),
  infoGiven: (appeal) => ({ ...appeal, state: 'handling' }),
  taskCompleted: (appeal, { data, actor }) => ({
    ...taskEnded(appeal, data.taskId, 'done', actor.id),
    // Who did a part of it has handled it, and does not call back.
    handlers: withPerson(appeal.handlers, actor.id),
  }),
  taskWaived: (appeal, { data, actor }) => taskEnded(appeal, data.taskId, 'waived', actor.id),
  completed: (appeal, { at, actor }) => ({
    ...appeal,
    state: 'handled',
    handledAt: at,
    handlers: withPerson(appeal.handlers, actor.id),
  }),
  replied: (appeal, { data, at, actor }) => ({
    ...appeal,
    state: 'replied',
    repliedAt: at,
    replyChannel: data.channel,
    replies: [...appeal.replies, data.textId],
    adopted: data.adopted ?? appeal.adopted,
    handlers: withPerson(appeal.handlers, actor.id),
  }),
  feedbackGiven: (appeal, { data, at, actor }) => ({
    ...appeal,
    feedbacks: [
      ...appeal.feedbacks,
      {
        at,
        by: actor.id,
        role: actor.role,
        round: appeal.round,
        contacted: data.contacted,
        solved: data.solved,
        satisfaction: data.satisfaction,
      },
    ],
  }),
  callbackFailed: (appeal, { at, actor }) => ({
    ...appeal,
    callbackAttempts: [...appeal.callbackAttempts, { at, by: actor.id }],
  }),
  redone: (appeal, { data, actor }) => ({
    ...appeal,
    tasks: tasksAgain(appeal, data, actor.id),
    state: appeal.assignment && !data.leadShut ? 'handling' : 'accepted',
    assignment: data.leadShut ? null : appeal.assignment,
    round: appeal.round + 1,
    outcome: null,
    handledAt: null,
    repliedAt: null,
    closedAt: null,
    callbackAttempts: [],
  }),
  closed: (appeal, { data, at }) => ({
    ...appeal,
    state: 'closed',
    outcome: data.outcome,
    closedAt: at,
    archivedAt: data.clocks.length > 0 ? null : at,
  }),
  urged: (appeal, { data, at, actor }) => supervisedBy(appeal, 'urged', at, actor.id, data.textId),
  progressCalled: (appeal, { at, actor }) => ({
    ...appeal,
    progressCalls: [...appeal.progressCalls, { at, by: actor.id }],
  }),
  supervised: (appeal, { data, at, actor }) => supervisedBy(appeal, 'supervised', at, actor.id, data.textId),
  escalated: (appeal, event) => escalate(appeal, event),
  escalationAcknowledged: (appeal, { data, at, actor }) => ({
    ...appeal,
    escalations: appeal.escalations.map((each) =>
      each.raisedSeq === data.raisedSeq
        ? { ...each, acknowledgedAt: at, acknowledgedBy: actor.id, silentAt: null }
        : each,
    ),
  }),
  reclassified: (appeal, { data }) => ({
    ...appeal,
    class: data.class,
    ownHandling: null,
    tasks: appeal.tasks.map((task) => {
      const moved = data.moved.find((each) => each.name === 'task' && each.ref === task.id);
      return moved ? { ...task, dueAt: moved.to } : task;
    }),
  }),
  wentProactive: (appeal, { at, actor }) => ({ ...appeal, proactive: { at, by: actor.id } }),
  noted: (appeal) => appeal,
  warned: (appeal) => appeal,
  expired: (appeal, { data }) => ({
    ...appeal,
    late: notPromised.includes(data.clock)
      ? appeal.late
      : [
          ...appeal.late,
          { clock: data.clock, ref: data.ref, round: data.round, dueAt: data.dueAt, firedAt: data.firedAt },
        ],
    escalations:
      data.clock === 'supervision'
        ? appeal.escalations.map((each) =>
            each.rung === data.rung && each.endedAt === null ? { ...each, silentAt: data.firedAt } : each,
          )
        : appeal.escalations,
  }),
  homeVisitRaised: (appeal, { data }) => ({
    ...appeal,
    state: 'handling',
    tasks: [
      ...appeal.tasks,
      { id: data.taskId, unitId: data.unitId, dueAt: data.dueAt, state: 'open', kind: 'homeVisit', by: null },
    ],
  }),
  rescheduled: (appeal, { data, at }) => ({
    ...appeal,
    merge: appeal.merge && {
      ...appeal.merge,
      clocks: reschedule({ ...appeal, clocks: appeal.merge.clocks }, appeal.merge.clocks, { data, at }),
    },
    terms: { ...appeal.terms, ...data.terms },
    ownHandling: data.ownHandling === undefined ? appeal.ownHandling : data.ownHandling,
    ladder: data.ladder?.to ?? appeal.ladder,
    revisions: { ...appeal.revisions, [data.change]: data.revisionId },
    tasks: appeal.tasks.map((task) => {
      const moved = data.moved.find((each) => each.name === 'task' && each.ref === task.id);
      return moved ? { ...task, dueAt: moved.to } : task;
    }),
  }),
  ...xinfangSteps,
  ...policeSteps,
  archived: (appeal, { at }) => ({ ...appeal, archivedAt: at }),
  ...gatheringSteps,
  ...shieldingSteps,
};

/** Whether staff who have not seen the event decide on old ground: the system and helpers never move the case. */
function countsForStaff({ actor }: AppealEvent): boolean {
  return !['system', 'member', 'partnerLiaison', 'office'].includes(actor.role);
}
/** Clocks whose end is no lateness: they limit what others may still do, or what the house decides. */
const notPromised: readonly ClockName[] = ['reopen', 'residentAnswer', 'returnDecision', 'parkReview'];

/** Terminal at once: there is no reopen window, so the case is archived with it. */
function ended(state: State) {
  return (appeal: Appeal, { at }: AppealEvent): Appeal => ({ ...appeal, state, closedAt: at, archivedAt: at });
}

function escalate(appeal: Appeal, { data, at, seq }: EventOf<'escalated'>): Appeal {
  const live = appeal.escalations.find((each) => each.rung === data.rung && each.endedAt === null);
  if (live) {
    const reasons = live.reasons.includes(data.reason) ? live.reasons : [...live.reasons, data.reason];
    return { ...appeal, escalations: appeal.escalations.map((each) => (each === live ? { ...each, reasons } : each)) };
  }
  const raised = {
    rung: data.rung,
    reasons: [data.reason],
    raisedAt: at,
    raisedSeq: seq,
    acknowledgedAt: null,
    acknowledgedBy: null,
    silentAt: null,
    endedAt: null,
    seeking: soughtRungs.includes(data.rung),
    officeId: null,
  };
  const climbed = climbedWith(appeal, data.rung);
  return { ...appeal, climbed, escalations: [...appeal.escalations, raised] };
}

function supervisedBy(appeal: Appeal, level: 'urged' | 'supervised', at: number, by: string, textId?: string): Appeal {
  return { ...appeal, supervision: [...appeal.supervision, { level, at, by, textId: textId ?? null }] };
}

function taskEnded(appeal: Appeal, taskId: string, state: 'done' | 'waived', by: string): Appeal {
  return { ...appeal, tasks: appeal.tasks.map((task) => (task.id === taskId ? { ...task, state, by } : task)) };
}

function withPerson(people: string[], id: string): string[] {
  return people.includes(id) ? people : [...people, id];
}
