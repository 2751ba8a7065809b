// Who must be told what of the ladder's events. Helpers and outside offices are recipients of their own kind: `helper:ID`, `office:ID`.
import type { AppealEvent } from '../appeal/events.ts';
import type { NoticeKind } from '../appeal/notice-kinds.ts';
import type { NoticeFacts, Recipient } from '../appeal/notices.ts';
import type { Appeal } from '../appeal/types.ts';
import { maskedCard } from './card.ts';
import { feeding } from './climb.ts';
import type { Offer } from './types.ts';

export type LadderNotice = {
  kind: NoticeKind;
  to: Recipient;
  /** The rung of which it speaks; null where it speaks of the case. */
  rung: number | null;
  facts: Partial<
    Pick<NoticeFacts, 'offerId' | 'ask' | 'within' | 'answered' | 'inPairs' | 'clock' | 'dueAt' | 'nextAt'>
  >;
};

/** `owner`: whoever answers for the case in its present state. */
export function ladderNotices(after: Appeal, event: AppealEvent, owner: Recipient): LadderNotice[] {
  const toHelper = (kind: NoticeKind, offerId: string): LadderNotice[] =>
    after.offers
      .filter(({ id }) => id === offerId)
      .map((offer) => ({ kind, to: { helper: offer.helperId }, rung: offer.rung, facts: cardFacts(after, offer) }));
  const toHouse = (kind: NoticeKind, offerId: string): LadderNotice[] =>
    [...(isSupervisor(owner) ? [] : [owner]), { role: 'supervisor' } as const].map((to) => ({
      ...{ kind, to, rung: null },
      facts: { offerId },
    }));
  switch (event.kind) {
    case 'helpersAsked':
      return event.data.offers.flatMap(({ id }) => toHelper('offer', id));
    case 'officeCalled':
      return [
        { kind: 'officeCalled', to: { office: event.data.officeId }, rung: event.data.rung, facts: brokenFacts(after) },
      ];
    case 'listed':
      return event.actor.role === 'system'
        ? [{ kind: 'listed', to: { role: 'director' }, rung: 5, facts: {} }]
        : ofListing('listed', event, owner);
    case 'unlisted':
      return ofListing('unlisted', event, owner);
    case 'offerAccepted': {
      const { offerId, lost } = event.data;
      return [...toHouse('helperAccepted', offerId), ...lost.flatMap((id) => toHelper('offerLost', id))];
    }
    case 'offerWithdrawn':
      // Who was put out of service has been told so, or has gone of their own accord.
      return event.data.reason === 'outOfService' ? [] : toHelper('offerWithdrawn', event.data.offerId);
    case 'helpConfirmed': {
      const { offerId } = event.data;
      return [...toHelper('helpConfirmed', offerId), ...toHouse('helpConfirmed', offerId)];
    }
    case 'helpReported':
      return event.data.stage === 'done' ? toHouse('helperDone', event.data.offerId) : [];
    default:
      return [];
  }
}

/** By a person: whoever works on it, and whoever of supervisor and director did not do it. */
function ofListing(kind: 'listed' | 'unlisted', { actor }: AppealEvent, owner: Recipient): LadderNotice[] {
  const other = actor.role === 'director' ? 'supervisor' : 'director';
  const to: Recipient[] = [owner, { role: other, except: actor.id }];
  return to.map((each) => ({ kind, to: each, rung: null, facts: {} }));
}

/** The masked card's facts: nothing of who asks, and of the helper nothing but the offer's id. */
function cardFacts(after: Appeal, offer: Offer): LadderNotice['facts'] {
  const { id: offerId, ask, within, inPairs, answerBy, actBy, answeredAt } = maskedCard(after, offer);
  return { offerId, ask, within, inPairs, answered: answeredAt !== null, nextAt: answerBy ?? actBy };
}

/** The promise that was broken last of those that feed the ladder. */
function brokenFacts({ late, round }: Appeal): LadderNotice['facts'] {
  const broken = late.filter((each) => each.round === round && feeding.includes(each.clock));
  const last = broken.sort((a, b) => a.dueAt - b.dueAt).at(-1);
  return last ? { clock: last.clock, dueAt: last.dueAt } : {};
}

function isSupervisor(to: Recipient): boolean {
  return typeof to === 'object' && 'role' in to && to.role === 'supervisor';
}

/** Whether the supervision clock that the event `openSeq` opened is of a rung of units or members. */
export function isHelpersRung({ clocks }: Appeal, openSeq: number): boolean {
  return clocks.some(
    (clock) => clock.name === 'supervision' && clock.openSeq === openSeq && [2, 3].includes(clock.rung ?? 0),
  );
}
