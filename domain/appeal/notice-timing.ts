// When a notice goes out and with which others: at once, gathered for a few minutes, held until the office opens, in the daily
// digest or in the weekly list (domain §4.4, §4.6).
import { mondayOf } from '../duty/roster.ts';
import { isUrgent } from '../duty/turns.ts';
import { addDays, shanghaiDate, instantOf } from '../time/shanghai.ts';
import type { Instant } from '../time/types.ts';
import { dayEnd, isOpen, nextOpening } from '../time/working-time.ts';
import { timeOf } from './clocks.ts';
import type { Appeal } from './types.ts';

/** How a notice is gathered: by itself, with others of a short window, in the daily digest, or in the weekly list. */
export type Gather = 'alone' | 'window' | 'digest' | 'weekly';

/**
 * U1 and U2 go alone and at once. Others are gathered for the policy's window and, outside office hours, wait for the next opening:
 * judged by the due instant, the closing instant included, so that what falls due at 18:00 goes out at 18:00 (domain §4.6).
 */
export function timing(appeal: Appeal, at: Instant, due: Instant): { sendAfter: Instant; gather: Gather } {
  const { settings } = appeal.terms;
  if (isUrgent(appeal.class)) return { sendAfter: at, gather: 'alone' };
  const gather: Gather = settings.gatherSeconds > 0 ? 'window' : 'alone';
  const ready = at + settings.gatherSeconds * 1000;
  if (!settings.holdOutsideOfficeHours || isOpen(due, timeOf(appeal))) return { sendAfter: ready, gather };
  return { sendAfter: Math.max(ready, nextOpening(at, timeOf(appeal))), gather };
}

/** The next start of office hours on a working day: when the daily digest goes out. At once where a policy never sleeps. */
export function digestAt(appeal: Appeal, at: Instant): Instant {
  if (appeal.terms.settings.alwaysOpen) return at;
  const wt = timeOf(appeal);
  const today = nextOpening(instantOf(shanghaiDate(at), 0), wt);
  return today > at ? today : nextOpening(dayEnd(shanghaiDate(at), wt) + 1, wt);
}

/** The first opening of the coming week: when the weekly list goes out. */
export function weeklyAt(appeal: Appeal, at: Instant): Instant {
  if (appeal.terms.settings.alwaysOpen) return at;
  const nextMonday = addDays(mondayOf(shanghaiDate(at)), 7);
  return nextOpening(instantOf(nextMonday, 0), timeOf(appeal));
}
