// Who must be told that somebody suffers and the police are to be called.
import { findClock } from './clocks.ts';
import type { NoticeKind } from './notice-kinds.ts';
import { current } from './notice-recipients.ts';
import type { NoticeDraft, Recipient } from './notices.ts';
import type { Appeal } from './types.ts';

/** Whose turn it is, and who answers for it: at once, since the clock is short. */
export function ofViolence(after: Appeal, told: (kind: NoticeKind, to: Recipient) => NoticeDraft): NoticeDraft[] {
  const dueAt = findClock(after, 'policeReport')?.dueAt ?? null;
  return [current(after), { role: 'supervisor' } as const].map((to) => {
    const notice = told('policeDue', to);
    return { ...notice, facts: { ...notice.facts, clock: 'policeReport', dueAt } };
  });
}
