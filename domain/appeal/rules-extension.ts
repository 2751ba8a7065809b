// Extension (延期): asked before the due, within the class's cap, decided by somebody else; its reason goes to the resident
// (domain §4.3, §4.6). What becomes of it when nobody has decided at the due is in grace.ts.
import { limitOf } from '../policy/terms.ts';
import { settingsOf } from '../policy/later.ts';
import { dueAt, remainingOf } from '../time/due.ts';
import type { Refusal } from '../errors.ts';
import type { Duration } from '../time/types.ts';
import { findClock, moveClock, timeOf } from './clocks.ts';
import type { MovedClock } from './events.ts';
import { grantedRequests, isRequest, mayDecide, notPending, requestToDecide } from './requests.ts';
import type { Moment, Rules } from './rule.ts';
import { ofLeadUnit } from './rules-handling.ts';
import type { Appeal } from './types.ts';

export const extensionRules: Rules<'requestExtension' | 'decideExtension'> = {
  requestExtension: {
    from: ['handling', 'inMediation'],
    guard: mayAskForMore,
    decide: (appeal, { amount, partiesAgree, textId }) => {
      const left = extensionLeft(appeal);
      if (!left) return { code: 'extensionNotAllowed', params: { class: appeal.class } };
      // A dispute's term is the parties' own (domain §4.3).
      if (appeal.class === 'MED' && !partiesAgree) return { code: 'partiesMustAgree' };
      if (amount > left.value) return tooLong(left);
      return [{ kind: 'extensionRequested', data: { length: { value: amount, unit: left.unit }, textId } }];
    },
  },
  decideExtension: {
    from: ['handling', 'awaitingResident', 'returnReview', 'inMediation', 'inCouncil'],
    guard: mayDecide('extension'),
    decide: (appeal, payload) => {
      const request = requestToDecide(appeal, 'extension', payload);
      if (!isRequest(request)) return request;
      const { requestSeq, textId } = payload;
      const { length, textId: reasonId } = request;
      if (!payload.granted || !length)
        return [{ kind: 'requestDenied', data: { request: 'extension', requestSeq, textId, resumed: [] } }];
      // The class may be another one since it was asked for: what it does not allow nobody grants.
      const left = extensionLeft(appeal);
      if (!left) return { code: 'extensionNotAllowed', params: { class: appeal.class } };
      if (length.unit !== left.unit || length.value > left.value) return tooLong(left);
      const data = { requestSeq, textId, reasonId, length, moved: extended(appeal, length) };
      return [{ kind: 'extensionGranted', data }];
    },
  },
};

/** How much longer the case may still be extended, in the unit of its class's cap; null: not at all. */
export function extensionLeft(appeal: Appeal): Duration | null {
  const cap = limitOf(appeal.terms, appeal.class, 'extension');
  if (!cap) return null;
  const granted = grantedRequests(appeal, 'extension');
  const times = settingsOf(appeal.terms).extensionTimes[appeal.class];
  if (times !== undefined && granted.length >= times) return { ...cap, value: 0 };
  const used = granted.reduce((sum, { length }) => sum + (length?.unit === cap.unit ? length.value : 0), 0);
  return { ...cap, value: Math.max(0, cap.value - used) };
}

/** What may still be asked for; null also where nothing is left of it. */
export function extensionToAsk(appeal: Appeal): Duration | null {
  const left = extensionLeft(appeal);
  return left !== null && left.value > 0 ? left : null;
}

function mayAskForMore(appeal: Appeal, moment: Moment): Refusal | null {
  if (moment.actor.role === 'mediator' && appeal.state !== 'inMediation') return { code: 'notYourCase' };
  const refusal =
    (moment.actor.role === 'mediator' ? null : ofLeadUnit(appeal, moment)) ?? notPending(appeal, 'extension');
  if (refusal) return refusal;
  const left = extensionLeft(appeal);
  if (!left) return { code: 'extensionNotAllowed', params: { class: appeal.class } };
  const handling = findClock(appeal, 'handling');
  if (!handling || handling.firedAt !== null) return { code: 'extensionAfterDue' };
  return left.value === 0 ? tooLong(left) : null;
}

/** Counted from the due, so that nothing is lost by asking early; what a paused clock has left grows by as much. */
function extended(appeal: Appeal, length: Duration): MovedClock[] {
  const handling = findClock(appeal, 'handling');
  if (!handling) return [];
  const to = dueAt(handling.dueAt, length, timeOf(appeal));
  const moved = moveClock(appeal, handling, to, handling.unit);
  if (handling.pausedRemaining === null) return [moved];
  return [
    { ...moved, remaining: handling.pausedRemaining + remainingOf(handling.dueAt, to, handling.unit, timeOf(appeal)) },
  ];
}

function tooLong({ value, unit }: Duration): Refusal {
  return { code: 'extensionTooLong', params: { left: value, unit } };
}
