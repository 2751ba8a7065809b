// The end of a pause: how the handling clock goes on when the case is no longer waiting for the resident (domain §4.2 infoGiven).
import type { Instant } from '../time/types.ts';
import { findClock, resumed } from './clocks.ts';
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
