// An extension that is still undecided when the due passes: the clock waits a little for the decision; then the extension is
// denied and the due fires as it would have (domain §4.6: grace of at most 4 working hours).
import { limitOf } from '../policy/terms.ts';
import { dueAt } from '../time/due.ts';
import type { Instant } from '../time/types.ts';
import { timeOf } from './clocks.ts';
import { inGrace, pendingRequest } from './requests.ts';
import type { Draft } from './rule.ts';
import type { Appeal, Clock } from './types.ts';

/** The grace that begins when the handling clock's due has passed; null: nothing is waited for, the clock fires. */
export function graceFor(appeal: Appeal, clock: Clock, now: Instant): Draft | null {
  if (clock.name !== 'handling' || inGrace(appeal) || !pendingRequest(appeal, 'extension')) return null;
  const grace = limitOf(appeal.terms, appeal.class, 'extensionGrace');
  if (!grace) return null;
  // From when it fired, not from when it was due: an outage takes nobody's time to decide (domain §4.4).
  const until = dueAt(now, grace, timeOf(appeal));
  return { kind: 'graceBegun', data: { clock: clock.name, openSeq: clock.openSeq, dueAt: clock.dueAt, until } };
}

/** What goes with the firing of the handling clock: the extension that nobody decided is denied. */
export function undecidedExtension(appeal: Appeal): Draft[] {
  const request = pendingRequest(appeal, 'extension');
  return request
    ? [{ kind: 'requestDenied', data: { request: 'extension', requestSeq: request.seq, resumed: [] } }]
    : [];
}
