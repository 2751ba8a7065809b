// Offers seen from the case: which are open, which are somebody's task, and what a change of them means to a helper's load.
import type { Appeal } from '../appeal/types.ts';
import type { PolicySettings } from '../policy/types.ts';
import { dayMs } from '../time/shanghai.ts';
import type { Instant } from '../time/types.ts';
import type { WithdrawalReason } from '../words.ts';
import type { Offer } from './types.ts';

/** Sent and not answered, and nobody else was first. */
export function isOpen({ state }: Pick<Offer, 'state'>): boolean {
  return state === 'sent' || state === 'seen';
}

/** Accepted and not yet reported as done. */
export function isTask({ state, doneAt }: Pick<Offer, 'state' | 'doneAt'>): boolean {
  return state === 'accepted' && doneAt === null;
}

export function offersOf({ offers }: Pick<Appeal, 'offers'>, raisedSeq: number): Offer[] {
  return offers.filter((offer) => offer.raisedSeq === raisedSeq);
}

export function openOffers(appeal: Pick<Appeal, 'offers'>, raisedSeq: number): Offer[] {
  return offersOf(appeal, raisedSeq).filter(isOpen);
}

/**
 * Offers that hang in the air: open ones whose rung has ended; what somebody accepted and nobody has confirmed when the case is
 * closed, since it cannot be confirmed any more; and once the case can no longer change what was accepted and never finished. Each would
 * bind their hands for nothing.
 */
export function looseOffers(appeal: Appeal): { offer: Offer; reason: WithdrawalReason }[] {
  const live = (raisedSeq: number) =>
    appeal.escalations.some((each) => each.raisedSeq === raisedSeq && each.endedAt === null);
  return appeal.offers.flatMap((offer) => {
    const over = appeal.archivedAt !== null;
    if (isOpen(offer) && (over || !live(offer.raisedSeq))) return [{ offer, reason: over ? 'caseOver' : 'causeGone' }];
    if (!isTask(offer)) return [];
    if (over) return [{ offer, reason: 'caseOver' }];
    return appeal.state === 'closed' && offer.confirmedAt === null ? [{ offer, reason: 'causeGone' }] : [];
  });
}

/** What a change of a case's offers adds to one helper's load and answers. */
export type LoadChange = {
  helperId: string;
  open: number;
  tasks: number;
  accepted: number;
  declined: number;
  silent: number;
  /** Until when a member who has finished a task is left in peace. */
  coolingUntil: Instant | null;
};

/** The difference between two states of a case's offers, one entry a helper, in the order of ids in which they are locked. */
export function loadChanges(before: readonly Offer[], after: readonly Offer[], coolDownMs: number): LoadChange[] {
  const changes = new Map<string, LoadChange>();
  for (const offer of after) {
    const was = before.find(({ id }) => id === offer.id);
    if (was === offer || (was?.state === offer.state && was.doneAt === offer.doneAt)) continue;
    const change = changes.get(offer.helperId) ?? nothing(offer.helperId);
    const became = (state: Offer['state']) => Number(offer.state === state && was?.state !== state);
    changes.set(offer.helperId, {
      helperId: offer.helperId,
      open: change.open + Number(isOpen(offer)) - Number(was ? isOpen(was) : false),
      tasks: change.tasks + Number(isTask(offer)) - Number(was ? isTask(was) : false),
      accepted: change.accepted + became('accepted'),
      declined: change.declined + became('declined'),
      silent: change.silent + became('expired'),
      coolingUntil: finished(offer, was) ? (offer.doneAt ?? 0) + coolDownMs : change.coolingUntil,
    });
  }
  return [...changes.values()].sort((a, b) => (a.helperId < b.helperId ? -1 : 1));
}

/** Units and teams send whom they can spare: only a single member is left in peace. */
function finished(offer: Offer, was: Offer | undefined): boolean {
  return offer.kind === 'member' && offer.doneAt !== null && (was?.doneAt ?? null) === null;
}

/** Days for which a member who has finished a task is left in peace: seven unless the policy says otherwise (domain §4.5 cap). */
export function coolDownDaysOf({ settings }: { settings: PolicySettings }): number {
  return settings.coolDownDays ?? 7;
}

/** The same of a case, by the policy it froze, in milliseconds. */
export function coolDownOf({ terms }: Pick<Appeal, 'terms'>): number {
  return coolDownDaysOf(terms) * dayMs;
}

function nothing(helperId: string): LoadChange {
  return { helperId, open: 0, tasks: 0, accepted: 0, declined: 0, silent: 0, coolingUntil: null };
}
