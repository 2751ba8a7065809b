// Re-class: up at once, down only by the decision of somebody who did not ask (domain §3.7, §4.6).
import { dueAt } from '../time/due.ts';
import type { AppealClass, State } from '../words.ts';
import { handlingDue, limitIn, moveClock, promiseClocks, timeOf } from './clocks.ts';
import type { MovedClock } from './events.ts';
import { isRequest, mayDecide, notInGrace, notPending, requestToDecide } from './requests.ts';
import type { Rules } from './rule.ts';
import type { Appeal } from './types.ts';
import { isMoreUrgent } from './urgency.ts';

const reclassable: readonly State[] = [
  'registered',
  'accepted',
  'dispatched',
  'handling',
  'inMediation',
  'inCouncil',
  'handled',
  'replied',
];

export const reclassRules: Rules<'reclass' | 'requestDowngrade' | 'decideDowngrade'> = {
  reclass: {
    from: reclassable,
    decide: (appeal, payload, { now }) => {
      if (payload.class === appeal.class) return { code: 'sameClass' };
      if (!isMoreUrgent(payload.class, appeal.class)) return { code: 'downgradeNeedsSupervisor' };
      return [{ kind: 'reclassified', data: { ...payload, moved: movedUp(appeal, payload.class, now) } }];
    },
  },
  requestDowngrade: {
    from: reclassable,
    guard: (appeal) => notPending(appeal, 'downgrade'),
    decide: (appeal, payload) => {
      if (payload.class === appeal.class) return { code: 'sameClass' };
      return isMoreUrgent(payload.class, appeal.class)
        ? { code: 'notLower' }
        : [{ kind: 'downgradeRequested', data: payload }];
    },
  },
  decideDowngrade: {
    from: reclassable,
    guard: mayDecide('downgrade'),
    decide: (appeal, payload) => {
      const request = requestToDecide(appeal, 'downgrade', payload);
      if (!isRequest(request)) return request;
      const { requestSeq, textId } = payload;
      if (!payload.granted || !request.class)
        return [{ kind: 'requestDenied', data: { request: 'downgrade', requestSeq, textId, resumed: [] } }];
      // The class was changed meanwhile, and what was asked for is no downgrade of it any more.
      if (!isMoreUrgent(appeal.class, request.class)) return { code: 'notLower' };
      const data = { requestSeq, textId, class: request.class, moved: movedDown(appeal, request.class) };
      return notInGrace(appeal) ?? [{ kind: 'downgradeGranted', data }];
    },
  },
};

/** Up: the shorter of the new limit from now and the old due (domain §4.6); sub-tasks stay within the lead's due. */
export function movedUp(appeal: Appeal, cls: AppealClass, now: number): MovedClock[] {
  const moved = movable(appeal).flatMap((clock) => {
    const limit = limitIn(asOfClass(appeal, cls), clock, cls);
    if (!limit) return [];
    const due =
      clock.name === 'handling' ? handlingDue(asOfClass(appeal, cls), now, limit) : dueAt(now, limit, timeOf(appeal));
    return due < clock.dueAt ? [moveClock(appeal, clock, due, limit.unit, now)] : [];
  });
  const lead = moved.find((each) => each.name === 'handling');
  const tasks = appeal.clocks.filter((clock) => clock.name === 'task' && clock.firedAt === null);
  const within = lead ? tasks.filter((clock) => clock.dueAt > lead.to) : [];
  return [...moved, ...within.flatMap((clock) => (lead ? [moveClock(appeal, clock, lead.to, lead.unit, now)] : []))];
}

/** Down: the new limit from the clock's opening, never earlier than it was. What was late stays late. */
function movedDown(appeal: Appeal, cls: AppealClass): MovedClock[] {
  return movable(appeal).flatMap((clock) => {
    const limit = limitIn(asOfClass(appeal, cls), clock, cls);
    if (!limit) return [];
    const due =
      clock.name === 'handling'
        ? handlingDue(asOfClass(appeal, cls), clock.openedAt, limit)
        : dueAt(clock.openedAt, limit, timeOf(appeal));
    return due > clock.dueAt ? [moveClock(appeal, clock, due, limit.unit)] : [];
  });
}

function movable(appeal: Appeal) {
  return promiseClocks(appeal).filter((clock) => clock.firedAt === null && clock.name !== 'task');
}

/** A category's own limit belongs to its own class: another class runs by that class's limit. */
function asOfClass(appeal: Appeal, cls: AppealClass): Appeal {
  return { ...appeal, class: cls, ownHandling: null };
}
