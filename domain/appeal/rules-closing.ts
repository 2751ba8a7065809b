// Rules of the end: feedback, failed callbacks, redo (domain §4.2), and of oversight: urge, supervise, acknowledge, note.
import { shanghaiDate } from '../time/shanghai.ts';
import type { Instant } from '../time/types.ts';
import { reviewWindow } from '../xinfang/overlay.ts';
import { openStates, type Outcome, type Satisfaction } from '../words.ts';
import type { Refusal } from '../errors.ts';
import { findClock, openClock, openSupervision, openTask } from './clocks.ts';
import { liveRungs } from '../ladder/climb.ts';
import type { EventData } from './events.ts';
import { consentClocks, owesConsent } from './guardian.ts';
import { inMerge } from './merged-overlay.ts';
import { isRequest, mayDecide, requestToDecide } from './requests.ts';
import type { Draft, Moment, Rules } from './rule.ts';
import { openTasks } from './rules-handling.ts';
import { leadStays } from './shielding.ts';
import type { Actor, Appeal, Escalation, Mark } from './types.ts';

/** Failed callbacks on so many different Shanghai dates close a case without feedback. */
const attemptsToClose = 3;

export const closingRules: Rules<'feedback' | 'callbackFailed' | 'redo' | 'decideRedo'> = {
  feedback: {
    from: ['replied'],
    guard: notTheHandler,
    decide: (appeal, payload, { now }) => {
      const given: Draft = { kind: 'feedbackGiven', data: payload };
      if (payload.solved) return [given, ...solvedClosing(appeal, payload.satisfaction, now)];
      if (payload.acceptsExplanation) return [given, closing(appeal, 'explained', now)];
      if (roundsUsedUp(appeal)) return [given, closing(appeal, 'unsolved', now)];
      return [given, redoing(appeal, 'feedback', now)];
    },
  },
  callbackFailed: {
    from: ['replied'],
    guard: notTheHandler,
    decide: (appeal, payload, { now, actor }) => {
      const failed: Draft = { kind: 'callbackFailed', data: payload };
      const attempts = [...appeal.callbackAttempts, { at: now, by: actor.id }];
      return differentDates(attempts) >= attemptsToClose ? [failed, closing(appeal, 'noFeedback', now)] : [failed];
    },
  },
  redo: {
    from: ['replied', 'closed'],
    // Others pass on what the resident wants, or answer for the work: only a callback must come from somebody else.
    guard: (appeal, moment) =>
      mayBeRedone(appeal) ?? (moment.actor.role === 'callbackAgent' ? notTheHandler(appeal, moment) : null),
    decide: (appeal, { textId }, { now }) => [redoing(appeal, 'request', now, { textId })],
  },
  decideRedo: {
    from: ['closed'],
    guard: (appeal, moment) => mayBeRedone(appeal) ?? mayDecide('redo')(appeal, moment),
    decide: (appeal, payload, { now }) => {
      const request = requestToDecide(appeal, 'redo', payload);
      if (!isRequest(request)) return request;
      const { requestSeq, textId } = payload;
      return payload.granted
        ? [redoing(appeal, 'decision', now, { requestSeq, textId })]
        : [{ kind: 'requestDenied', data: { request: 'redo', requestSeq, textId, resumed: [] } }];
    },
  },
};

export const oversightRules: Rules<'urge' | 'supervise' | 'acknowledgeEscalation' | 'note'> = {
  urge: {
    from: 'open',
    decide: (_appeal, { textId }) => [{ kind: 'urged', data: { clock: null, textId } }],
  },
  supervise: {
    from: 'open',
    decide: (_appeal, { textId }) => [{ kind: 'supervised', data: { clock: null, textId } }],
  },
  acknowledgeEscalation: {
    // 'merged': rungs that its own statutory clocks have raised.
    from: [...openStates, 'merged'],
    guard: (appeal, { actor }) => {
      const refusal = inMerge(appeal);
      if (refusal) return refusal;
      const live = liveRungs(appeal);
      const answerable = live.filter((each) => isTarget(each, actor));
      if (answerable.length === 0) return { code: live.length === 0 ? 'noEscalation' : 'answeredByHelpers' };
      return answerable.every((each) => each.acknowledgedAt !== null) ? { code: 'alreadyAcknowledged' } : null;
    },
    decide: (appeal, { rung, raisedSeq, textId }, { now, actor }) => {
      const raised = appeal.escalations.find((each) => each.rung === rung && each.raisedSeq === raisedSeq);
      if (!raised || raised.endedAt !== null) return { code: 'noEscalation' };
      if (!isTarget(raised, actor)) return { code: actor.role === 'office' ? 'notPermitted' : 'answeredByHelpers' };
      if (raised.acknowledgedAt !== null) return { code: 'alreadyAcknowledged' };
      // On an outside office's behalf: what it said, by whom and how, is on record.
      if (rung === 4 && actor.role !== 'office' && textId === undefined) return { code: 'textNeeded' };
      const clocks = openSupervision(appeal, rung, 'act', now);
      return [{ kind: 'escalationAcknowledged', data: { rung, raisedSeq, textId, clocks } }];
    },
  },
  note: {
    from: 'open',
    decide: (_appeal, payload) => [{ kind: 'noted', data: payload }],
  },
};

/** Supervisor and director answer for the house's rungs and for an office that called back; helpers answer by claiming. */
function isTarget({ rung, officeId }: Escalation, { id, role }: Actor): boolean {
  if (role === 'office') return rung === 4 && officeId != null && id === `office:${officeId}`;
  return rung !== 2 && rung !== 3;
}

/** The closing of a case: its reopen window starts with it; without one the case is over at once. */
export function closing(appeal: Appeal, outcome: Outcome, now: Instant): Draft {
  // A 信访 matter stays open as long as its review may be asked for.
  const clocks = appeal.xinfang ? [reviewWindow(appeal, now)] : openClock(appeal, 'reopen', now);
  return { kind: 'closed', data: { outcome, clocks } };
}

/** On how many different Shanghai dates the attempts were made. */
function differentDates(attempts: Mark[]): number {
  return new Set(attempts.map((attempt) => shanghaiDate(attempt.at))).size;
}

/** Round + 1; clock and ladder begin anew at `now`. Without a handling unit (answered at once, or kept from it) it goes to be dispatched. */
function redoing(
  appeal: Appeal,
  reason: EventData<'redone'>['reason'],
  now: Instant,
  asked: { requestSeq?: number; textId?: string } = {},
): Draft {
  const next: Appeal = { ...appeal, round: appeal.round + 1 };
  const handling = openClock(next, 'handling', now);
  const dispatch = leadStays(appeal) ? [] : openClock(next, 'dispatch', now);
  // Known since the end that the case is about who led it: another is to be found, who gets helpers of their own.
  const leadShut = appeal.assignment !== null && !leadStays(appeal) ? { leadShut: true as const } : null;
  // What assisting units still owed when the case was closed as unreachable is owed again, by the lead's new due.
  const tasks = openTasks(appeal)
    .filter(({ kind }) => !leadShut || kind === 'homeVisit')
    .flatMap(({ id }) => handling.map(({ dueAt, unit }) => openTask(next, id, now, dueAt, unit)));
  const consent = owesConsent(appeal) ? consentClocks(next, null, now) : [];
  // From a case that was answered only its clock has not ended.
  const owed = findClock(appeal, 'guardianConsent') ? [] : consent;
  const clocks = [...handling, ...dispatch, ...tasks, ...owed];
  return { kind: 'redone', data: { reason, ...asked, ...leadShut, clocks } };
}

/** Solved, yet the resident is not content: the case is closed, and a supervisor decides whether to do it again. */
function solvedClosing(appeal: Appeal, satisfaction: Satisfaction, now: Instant): Draft[] {
  const closed = closing(appeal, 'solved', now);
  const window = closed.kind === 'closed' && closed.data.clocks.length > 0;
  const ask = satisfaction === 'dissatisfied' && window && !roundsUsedUp(appeal);
  return ask ? [closed, { kind: 'redoProposed', data: {} }] : [closed];
}

/** Within the window, and not more often than the policy allows: after that council, mediation or 复查 (domain §4.2 redo). */
function mayBeRedone(appeal: Appeal): Refusal | null {
  if (appeal.state === 'closed' && !findClock(appeal, 'reopen')) return { code: 'windowClosed' };
  return roundsUsedUp(appeal) ? { code: 'roundsUsedUp', params: { rounds: appeal.terms.settings.maxRounds } } : null;
}

function roundsUsedUp(appeal: Appeal): boolean {
  return appeal.round >= appeal.terms.settings.maxRounds;
}

/** Who handled or answered a case never judges it (domain §8 separation). */
function notTheHandler(appeal: Appeal, { actor }: Moment): Refusal | null {
  return appeal.handlers.includes(actor.id) ? { code: 'sameHandler' } : null;
}
