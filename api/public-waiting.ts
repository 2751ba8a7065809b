// Why a case takes longer or waits, in the words that were written for its resident (domain §4.2 extension, park: never silent).
import type { PublicCard } from '../contracts/public.ts';
import { findClock } from '../domain/appeal/clocks.ts';
import type { AppealEvent } from '../domain/appeal/events.ts';
import type { Appeal } from '../domain/appeal/types.ts';

type TextOf = (id: string | null | undefined) => string | null;

/** The reason of the last extension, while the case is being worked on. */
export function extendedOf(appeal: Appeal, log: AppealEvent[], textOf: TextOf): PublicCard['extended'] {
  const last = log.findLast((event) => event.kind === 'extensionGranted' || event.kind === 'redone');
  if (last?.kind !== 'extensionGranted' || appeal.handledAt !== null || appeal.closedAt !== null) return null;
  const reason = textOf(last.data.reasonId);
  const handling = findClock(appeal, 'handling');
  const until = handling && handling.pausedRemaining === null ? new Date(handling.dueAt).toISOString() : null;
  return reason === null ? null : { reason, until };
}

/** The plan of a parked case and the day on which it is looked at again. */
export function parkedOf(appeal: Appeal, textOf: TextOf): PublicCard['parked'] {
  const review = findClock(appeal, 'parkReview');
  const parking = appeal.parkings.at(-1);
  if (appeal.state !== 'parked' || !review || !parking) return null;
  return { plan: textOf(parking.planId) ?? '', reviewBy: new Date(review.dueAt).toISOString() };
}

/** What was written for the resident is the request's own text; the decider's is internal. Undefined: the event's usual one. */
export function reasonIdOf(event: AppealEvent): string | null | undefined {
  if (event.kind === 'extensionGranted') return event.data.reasonId;
  return event.kind === 'parked' ? event.data.planId : undefined;
}
