// Rules of the front desk: accept, decline, transfer out, answer at once, re-class, withdraw (domain §4.2, §4.6).
import { dueAt } from '../time/due.ts';
import { openStatutory } from '../xinfang/overlay.ts';
import type { AppealClass } from '../words.ts';
import { findClock, handlingDue, limitIn, moveClock, openClock, promiseClocks, timeOf } from './clocks.ts';
import type { Payload } from './commands.ts';
import type { MovedClock } from './events.ts';
import { resumeDraft } from './pausing.ts';
import type { Draft, Rules } from './rule.ts';
import type { Appeal, FlagName } from './types.ts';
import { isMoreUrgent } from './urgency.ts';

export const intakeRules: Rules<'accept' | 'decline' | 'transferOut' | 'answerNow' | 'reclass' | 'withdraw'> = {
  accept: {
    from: ['registered'],
    decide: (appeal, payload, { now, actor }) => {
      const dropped = appeal.categoryFlags.filter((name) => !payload.flags.includes(name));
      const kept = Object.entries(appeal.flags).filter(([name]) => !dropped.includes(name as FlagName));
      const given = payload.flags.map((name) => [name, { at: now, by: actor.id }]);
      const next: Appeal = {
        ...appeal,
        class: payload.class,
        category: payload.category,
        ownHandling: ownLimit(appeal, payload),
        flags: Object.fromEntries([...given, ...kept]) as Appeal['flags'],
      };
      const { ownHandling } = next;
      const statutory = payload.xinfang
        ? [...openStatutory(next, 'xinfangInform', appeal.receivedAt), ...openStatutory(next, 'xinfangClose', now)]
        : [];
      const clocks = [...openClock(next, 'dispatch', now), ...statutory];
      const data = { ...payload, ownHandling, ...(dropped.length > 0 ? { dropped } : {}) };
      return [{ kind: 'accepted', data: { ...data, moved: refixed(appeal, next), clocks } }];
    },
  },
  decline: {
    from: ['registered', 'accepted'],
    decide: (_appeal, payload) => [{ kind: 'declined', data: payload }],
  },
  transferOut: {
    from: ['registered', 'accepted'],
    decide: (_appeal, payload) => [{ kind: 'transferredOut', data: payload }],
  },
  answerNow: {
    from: ['registered'],
    // Praise asks for no work: it is passed on and thanked for.
    guard: (appeal) => (['CONSULT', 'PRAISE'].includes(appeal.type) ? null : { code: 'consultOnly' }),
    // No callback is due (U0): the answer stays open for the resident's word until the reopen window ends (ADR 4).
    decide: (appeal, payload, { now }) => [
      { kind: 'answeredNow', data: { ...payload, clocks: afterReply(appeal, now) } },
    ],
  },
  reclass: {
    from: ['registered', 'accepted', 'dispatched', 'handling', 'handled', 'replied'],
    decide: (appeal, payload, { now, actor }) => {
      if (payload.class === appeal.class) return { code: 'sameClass' };
      const up = isMoreUrgent(payload.class, appeal.class);
      if (!up && actor.role !== 'supervisor') return { code: 'downgradeNeedsSupervisor' };
      const moved = up ? movedUp(appeal, payload.class, now) : movedDown(appeal, payload.class);
      return [{ kind: 'reclassified', data: { ...payload, moved } }];
    },
  },
  withdraw: {
    from: 'open',
    guard: (appeal) => (appeal.proactive ? { code: 'wrongState', params: { state: appeal.state } } : null),
    // What endangers people does not end because somebody takes back their word (domain §4.2 withdraw).
    decide: (appeal, payload, { now }) => {
      if (!goesOn(appeal)) return [{ kind: 'withdrawn', data: payload }];
      const wentOn: Draft = { kind: 'wentProactive', data: payload };
      // Nobody is left to wait for.
      return appeal.state === 'awaitingResident' ? [wentOn, resumeDraft(appeal, null, now)] : [wentOn];
    },
  },
};

/** A category's own limit is for the class the category names: where the clerk picks another, that class's limit is it. */
function ownLimit(appeal: Appeal, payload: Payload<'accept'>): string | null {
  const otherClass = payload.category === appeal.category && payload.class !== appeal.class;
  return otherClass ? null : payload.ownHandling;
}

/** A matter of safety: marked by its category, or of the most urgent class. */
export function isSafety(appeal: Appeal): boolean {
  return appeal.flags.safety !== undefined || appeal.class === 'U1';
}

/** What runs after an answer: the callback's clock, or where nobody calls back the reopen window alone. */
export function afterReply(appeal: Appeal, now: number) {
  const asked = !appeal.flags.anonymous && appeal.type !== 'PRAISE';
  const feedback = asked ? openClock(appeal, 'feedback', now) : [];
  return feedback.length > 0 ? feedback : openClock(appeal, 'reopen', now);
}

/** `accept` fixes class and category: handling is measured anew from registration. A clock that was late stays late. */
function refixed(before: Appeal, after: Appeal): MovedClock[] {
  const clock = findClock(before, 'handling');
  const limit = clock && limitIn(after, clock, after.class);
  if (!clock || !limit || clock.firedAt !== null) return [];
  const to = handlingDue(after, clock.openedAt, limit);
  return to === clock.dueAt && limit.unit === clock.unit ? [] : [moveClock(after, clock, to, limit.unit)];
}

/** Up: the shorter of the new limit from now and the old due (domain §4.6); sub-tasks stay within the lead's due. */
function movedUp(appeal: Appeal, cls: AppealClass, now: number): MovedClock[] {
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

/** What one appellant takes back and others still need: safety, many households, those who joined the case. */
function goesOn(appeal: Appeal): boolean {
  return isSafety(appeal) || appeal.flags.mass !== undefined || appeal.children.length > 0;
}

/** The flags a category gives to every appeal of it. */
export function flagsOf(category: { sensitive: boolean; vulnerable: boolean; safety: boolean }): FlagName[] {
  const flags: FlagName[] = [];
  if (category.sensitive) flags.push('sensitive');
  if (category.vulnerable) flags.push('vulnerable');
  if (category.safety) flags.push('safety');
  return flags;
}
