// Rules of the front desk: accept, decline, transfer out, answer at once, withdraw (domain §4.2, §4.6).
import { openStatutory } from '../xinfang/overlay.ts';
import { findClock, handlingDue, limitIn, moveClock, openClock } from './clocks.ts';
import type { Payload } from './commands.ts';
import type { MovedClock } from './events.ts';
import { resumeDraft } from './pausing.ts';
import type { Draft, Rules } from './rule.ts';
import type { Appeal, FlagName } from './types.ts';

export const intakeRules: Rules<'accept' | 'decline' | 'transferOut' | 'answerNow' | 'withdraw'> = {
  accept: {
    from: ['registered'],
    decide: (appeal, payload, { now, actor }) => {
      // Downwards it goes by another's decision, after the police (domain §5 FAMILY: violence → U1).
      if (appeal.violence && payload.class !== 'U1') return { code: 'violenceIsUrgent' };
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
