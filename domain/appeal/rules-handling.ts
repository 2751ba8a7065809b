// Rules of the work itself: dispatch, sign, contact, the resident's information, sub-tasks, completion, reply (domain §4.2).
import { compactLimit, limitOf } from '../policy/terms.ts';
import { dueAt } from '../time/due.ts';
import type { Refusal } from '../errors.ts';
import type { Duration, Instant } from '../time/types.ts';
import type { State } from '../words.ts';
import { findClock, onBehalfFrom, openClock, openTask, remaining, timeOf } from './clocks.ts';
import type { OpenedClock } from './events.ts';
import { closedApart, inMerge, owesAnswer } from './merged-overlay.ts';
import { resumeDraft } from './pausing.ts';
import { hasReturned, notInGrace } from './requests.ts';
import { recusal } from './shielding.ts';
import { afterReply } from './rules-intake.ts';
import type { Moment, Rules } from './rule.ts';
import type { Appeal, Task } from './types.ts';

type Handling =
  | 'dispatch'
  | 'redispatch'
  | 'sign'
  | 'contact'
  | 'needInfo'
  | 'infoGiven'
  | 'completeTask'
  | 'waiveTask'
  | 'complete'
  | 'reply';

/** States in which sub-tasks go on, whatever becomes of the lead meanwhile. */
const workedOn: readonly State[] = [
  // Returned, and not dispatched anew yet.
  'accepted',
  'dispatched',
  'handling',
  'awaitingResident',
  'returnReview',
  'inMediation',
  'inCouncil',
];

export const handlingRules: Rules<Handling> = {
  dispatch: {
    from: ['accepted'],
    decide: (appeal, { unitId, assist, textId }, { now }) => {
      const refusal = recusal(appeal, [unitId]);
      if (refusal) return refusal;
      if (hasReturned(appeal, unitId)) return { code: 'unitReturned' };
      const made = assistTasks(appeal, unitId, assist, now);
      if ('code' in made) return made;
      const { tasks, clocks } = made;
      return [
        {
          kind: 'dispatched',
          data: { unitId, tasks, textId, clocks: [...openClock(appeal, 'signing', now), ...clocks] },
        },
      ];
    },
  },
  redispatch: {
    from: ['dispatched', 'handling'],
    // To another lead: dispatching to the same one would only give it a new signing clock.
    decide: (appeal, payload, { now }) => {
      if (payload.unitId === appeal.assignment?.unitId) return { code: 'sameUnit' };
      if (hasReturned(appeal, payload.unitId)) return { code: 'unitReturned' };
      const refusal = recusal(appeal, [payload.unitId]);
      if (refusal) return refusal;
      return [{ kind: 'redispatched', data: { ...payload, clocks: openClock(appeal, 'signing', now) } }];
    },
  },
  sign: {
    from: ['dispatched'],
    guard: ofLeadUnit,
    decide: (appeal, _payload, { now }) => {
      const clocks = appeal.flags.anonymous ? [] : openClock(appeal, 'contact', now);
      return [{ kind: 'signed', data: { clocks } }];
    },
  },
  contact: {
    from: ['handling', 'inMediation'],
    // In mediation the first meeting is the mediator's to record as well.
    guard: (appeal, moment) => {
      if (moment.actor.role !== 'mediator') return ofLeadUnit(appeal, moment);
      return appeal.state === 'inMediation' ? null : { code: 'notYourCase' };
    },
    decide: (_appeal, payload) => [{ kind: 'contacted', data: payload }],
  },
  needInfo: {
    from: ['handling'],
    guard: (appeal, moment) =>
      ofLeadUnit(appeal, moment) ??
      notInGrace(appeal) ??
      (limitOf(appeal.terms, appeal.class, 'residentAnswer')
        ? null
        : { code: 'pauseNotAllowed', params: { class: appeal.class } }),
    decide: (appeal, { textId }, { now }) => {
      const handling = findClock(appeal, 'handling');
      const running = handling && handling.firedAt === null ? remaining(appeal, handling, now) : null;
      return [
        {
          kind: 'infoNeeded',
          data: { textId, handlingRemaining: running, clocks: openClock(appeal, 'residentAnswer', now) },
        },
      ];
    },
  },
  infoGiven: {
    from: ['awaitingResident'],
    // Whoever hears it writes it down: the resident's page, the clerk's telephone, a call the handler had.
    guard: (appeal, moment) => (moment.actor.role === 'handler' ? ofLeadUnit(appeal, moment) : null),
    decide: (appeal, { textId }, { now }) => [resumeDraft(appeal, textId, now)],
  },
  completeTask: {
    from: workedOn,
    guard: (appeal, { actor }) => {
      const open = openTasks(appeal);
      if (open.length === 0) return { code: 'unknownTask' };
      return open.some((task) => task.unitId === actor.unitId) ? null : { code: 'notYourCase' };
    },
    decide: (appeal, payload, { actor }) => {
      const task = openTasks(appeal).find((each) => each.id === payload.taskId);
      if (!task) return { code: 'unknownTask' };
      return task.unitId === actor.unitId ? [{ kind: 'taskCompleted', data: payload }] : { code: 'notYourCase' };
    },
  },
  waiveTask: {
    from: workedOn,
    guard: (appeal) => (openTasks(appeal).length > 0 ? null : { code: 'unknownTask' }),
    decide: (appeal, payload) =>
      openTasks(appeal).some((task) => task.id === payload.taskId)
        ? [{ kind: 'taskWaived', data: payload }]
        : { code: 'unknownTask' },
  },
  complete: {
    from: ['handling'],
    guard: (appeal, moment) => {
      const refusal = ofLeadUnit(appeal, moment);
      if (refusal) return refusal;
      if (openTasks(appeal).length > 0) return { code: 'tasksOpen', params: { count: openTasks(appeal).length } };
      return contacted(appeal) || appeal.flags.anonymous ? null : { code: 'contactFirst' };
    },
    decide: (appeal, payload, { now }) => {
      // Nobody can be asked whether it was done: what was done on the spot must be seen instead (domain §4.6 anonymous).
      if (appeal.flags.anonymous && payload.evidence.length === 0) return { code: 'siteProofNeeded' };
      return [{ kind: 'completed', data: { ...payload, clocks: openClock(appeal, 'reply', now) } }];
    },
  },
  reply: {
    // 'merged': the written answer that the law owes each appellant of a 信访 matter.
    from: ['handled', 'merged'],
    guard: (appeal, moment) => {
      if (appeal.state === 'merged') return answersInMerge(appeal, moment);
      if (moment.actor.role !== 'supervisor') return ofLeadUnit(appeal, moment);
      const from = onBehalfFrom(appeal);
      return from !== null && moment.now >= from ? null : { code: 'notOnBehalfYet' };
    },
    decide: (appeal, { adopted, ...payload }, { now }) => {
      // 书面答复: a call tells of it, but is none (信访工作条例 §32).
      if (appeal.xinfang && payload.channel === 'phone') return { code: 'writtenReplyNeeded' };
      const suggestion = appeal.type === 'SUGGEST';
      if (suggestion && adopted === undefined) return { code: 'adoptionNeeded' };
      const answer = suggestion ? { ...payload, adopted } : payload;
      if (appeal.merge) {
        // The master is closed already: nothing is left to wait for.
        const apart = appeal.merge.outcome ? closedApart({ ...appeal, repliedAt: now }, appeal.merge.outcome, now) : [];
        return [{ kind: 'xinfangAnswered', data: answer }, ...apart];
      }
      return [{ kind: 'replied', data: { ...answer, clocks: afterReply(appeal, now) } }];
    },
  },
};

/** Its own lead, or a supervisor at once: with the merge the work has gone to the master's lead, who does not see this case. */
function answersInMerge(appeal: Appeal, moment: Moment): Refusal | null {
  const refusal = inMerge(appeal);
  if (refusal) return refusal;
  if (!owesAnswer(appeal)) return { code: 'wrongState', params: { state: appeal.state } };
  return moment.actor.role === 'supervisor' ? null : ofLeadUnit(appeal, moment);
}

/** Whether the present lead has spoken with the appellant: a new lead's clocks run anew, its first contact too (domain §4.2 redispatch). */
function contacted({ contactedAt, assignment }: Appeal): boolean {
  return contactedAt !== null && assignment !== null && contactedAt >= assignment.at;
}

export function openTasks(appeal: Appeal): Task[] {
  return appeal.tasks.filter((task) => task.state === 'open');
}

/** Handlers act for the lead unit only. */
export function ofLeadUnit(appeal: Appeal, { actor }: Moment): Refusal | null {
  return appeal.assignment && appeal.assignment.unitId === actor.unitId ? null : { code: 'notYourCase' };
}

type Assist = { id: string; unitId: string; limit: Duration | null }[];

/** Sub-tasks for other units than the lead, each with its clock. */
export function assistTasks(
  appeal: Appeal,
  lead: string | null,
  assist: Assist,
  now: Instant,
): { tasks: Pick<Task, 'id' | 'unitId' | 'dueAt'>[]; clocks: OpenedClock[] } | Refusal {
  const units = assist.map(({ unitId }) => unitId);
  if (lead !== null && units.includes(lead)) return { code: 'assistIsLead' };
  const refusal = recusal(appeal, units);
  if (refusal) return refusal;
  const tasks = [];
  for (const { id, unitId, limit } of assist) {
    const due = taskDue(appeal, limit, now);
    if (due === null) return { code: 'taskDueTooLate' };
    tasks.push({ id, unitId, dueAt: due });
  }
  const clocks = tasks.map((task, i) => {
    const limit = assist[i]?.limit ?? null;
    const clock = openTask(appeal, task.id, now, task.dueAt, limit?.unit ?? leadUnit(appeal));
    return limit ? { ...clock, reckoning: { from: now, limit: compactLimit(limit) } } : clock;
  });
  return { tasks, clocks };
}

/**
 * A sub-task's due: its own limit from now, no later than the lead's due (null: it would be later). Without one, the lead's due.
 * When the lead is late already there is nothing to stay within: the redo limit gives the assisting unit a real term.
 */
function taskDue(appeal: Appeal, limit: Duration | null, now: Instant): Instant | null {
  const lead = findClock(appeal, 'handling');
  const bound = lead && lead.firedAt === null ? lead.dueAt : null;
  if (limit === null && bound !== null) return bound;
  const own = limit ?? limitOf(appeal.terms, appeal.class, 'redo') ?? { value: 1, unit: 'workingDay' as const };
  const due = dueAt(now, own, timeOf(appeal));
  return bound !== null && due > bound ? null : due;
}

function leadUnit(appeal: Appeal): Duration['unit'] {
  return findClock(appeal, 'handling')?.unit ?? 'workingDay';
}
