// The masked card: all that an offer says of its case before a person of the centre has confirmed the match (domain §4.5, §9).
// What is wanted, in what matter, where roughly, by when and for how long; no name, number, door and no word of the appellant.
import { limitOf } from '../policy/terms.ts';
import { goesInPairs } from '../matching/capabilities.ts';
import type { Appeal } from '../appeal/types.ts';
import type { Duration, Instant } from '../time/types.ts';
import type { AppealClass } from '../words.ts';
import { isOpen, isTask } from './offers.ts';
import type { Offer } from './types.ts';

export type MaskedCard = Pick<
  Offer,
  | 'id'
  | 'rung'
  | 'kind'
  | 'ask'
  | 'state'
  | 'sentAt'
  | 'answeredAt'
  | 'confirmedAt'
  | 'arrivedAt'
  | 'doneAt'
  | 'hours'
  | 'persons'
> & {
  no: string;
  category: string;
  class: AppealClass;
  communityId: string;
  compoundId: string | null;
  /** Until when it may be answered; null once it has been, or where its time has passed. */
  answerBy: Instant | null;
  /** A task: until when its rung must have moved the case. */
  actBy: Instant | null;
  /** How long there is for it once it is taken; null where the class has no such clock. */
  within: Duration | null;
  inPairs: boolean;
};

/** What a letter says of an offer: what is asked, how long there is once it is taken, whether it has been, whether two go together. */
export type OfferFacts = Pick<MaskedCard, 'ask' | 'within' | 'inPairs'> & { answered: boolean };

export function maskedCard(appeal: Appeal, offer: Offer): MaskedCard {
  const { id, rung, kind, ask, state, sentAt, answeredAt, confirmedAt, arrivedAt, doneAt, hours, persons } = offer;
  const live = appeal.escalations.some((each) => each.raisedSeq === offer.raisedSeq && each.endedAt === null);
  const clock = appeal.clocks.find((each) => live && each.name === 'supervision' && each.rung === rung);
  const due = clock && clock.firedAt === null ? clock.dueAt : null;
  return {
    ...{ id, rung, kind, ask, state, sentAt, answeredAt, confirmedAt, arrivedAt, doneAt, hours, persons },
    ...{ no: appeal.no, category: appeal.category, class: appeal.class },
    communityId: appeal.place.communityId,
    compoundId: appeal.place.compoundId,
    answerBy: isOpen(offer) ? due : null,
    actBy: isTask(offer) ? due : null,
    within: limitOf(appeal.terms, appeal.class, 'supervision'),
    inPairs: rung === 3 && kind === 'member' && goesInPairs(appeal.category),
  };
}

/** Whether that helper may see whom to help: confirmed by a person of the centre, and not done yet (domain §9). */
export function mayMeet(offer: Pick<Offer, 'state' | 'confirmedAt' | 'doneAt'>): boolean {
  return isTask(offer) && offer.confirmedAt !== null;
}
