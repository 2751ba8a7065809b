// Pauses: what a waiting clock keeps, and how it goes on (domain §4.2 infoGiven, park).
import type { Instant } from '../time/types.ts';
import type { ClockName } from '../words.ts';
import { findClock, remaining, resumed } from './clocks.ts';
import type { PausedClock, ResumedClock } from './events.ts';
import type { Draft } from './rule.ts';
import type { Appeal } from './types.ts';

/** Back to handling: the paused clock goes on with the working time it had left, re-anchored at `now`. */
export function resumeDraft(appeal: Appeal, textId: string | null, now: Instant): Draft {
  return { kind: 'infoGiven', data: { textId, ...handlingResumed(appeal, now) } };
}

/** New due and mark of a paused handling clock; nulls when it was not paused (it was late before the pause). */
export function handlingResumed(
  appeal: Appeal,
  now: Instant,
): { handlingDueAt: Instant | null; handlingWarnAt: Instant | null } {
  const handling = findClock(appeal, 'handling');
  if (!handling || handling.pausedRemaining === null) return { handlingDueAt: null, handlingWarnAt: null };
  const to = resumed(appeal, handling, now);
  return { handlingDueAt: to.dueAt, handlingWarnAt: to.warnAt };
}

/** What the running clocks of these names have left at `now`; one that is late already runs on. */
export function pausedClocks(appeal: Appeal, names: readonly ClockName[], now: Instant): PausedClock[] {
  return appeal.clocks
    .filter(({ name, firedAt }) => names.includes(name) && firedAt === null)
    .map((clock) => ({ name: clock.name, ref: clock.ref, remaining: remaining(appeal, clock, now) }));
}

/** All paused clocks go on at `now` with what they had left; sub-tasks stay within the lead's due. */
export function resumedClocks(appeal: Appeal, now: Instant): ResumedClock[] {
  const going = appeal.clocks
    .filter(({ pausedRemaining }) => pausedRemaining !== null)
    .map((clock) => ({ name: clock.name, ref: clock.ref, ...resumed(appeal, clock, now) }));
  const lead = going.find(({ name }) => name === 'handling');
  return going.map((clock) =>
    lead && clock.name === 'task' ? { ...clock, dueAt: Math.min(clock.dueAt, lead.dueAt) } : clock,
  );
}
