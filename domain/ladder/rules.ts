// Rules of an offer's life: the helper sees, claims, declines and reports; staff take back and confirm (domain §4.5).
// Helpers never move the case's state: whoever owns it stays accountable. An offer is answered once.
import { openSupervision } from '../appeal/clocks.ts';
import type { Draft, Moment, Rules } from '../appeal/rule.ts';
import type { Appeal } from '../appeal/types.ts';
import type { Refusal } from '../errors.ts';
import { openStates, states } from '../words.ts';
import { climbFrom, liveRungs } from './climb.ts';
import { isOpen, offersOf, openOffers } from './offers.ts';
import type { Offer } from './types.ts';

type Offering = 'seeOffer' | 'claimOffer' | 'declineOffer' | 'withdrawOffer' | 'confirmHelp' | 'reportHelp';

export const offerRules: Rules<Offering> = {
  seeOffer: {
    from: states,
    guard: askedHere,
    decide: (appeal, { offerId }, moment) => {
      const offer = ownOffer(appeal, offerId, moment);
      if ('code' in offer) return offer;
      // Opening the letter twice is no answer.
      return offer.state === 'sent' ? [{ kind: 'offerSeen', data: { offerId } }] : [];
    },
  },
  claimOffer: {
    from: states,
    guard: askedHere,
    decide: (appeal, { offerId }, moment) => {
      const offer = answerable(appeal, offerId, moment);
      if ('code' in offer) return offer;
      const { rung, raisedSeq } = offer;
      const lost = openOffers(appeal, raisedSeq).flatMap(({ id }) => (id === offerId ? [] : [id]));
      const clocks = openSupervision(appeal, rung, 'act', moment.now);
      return [{ kind: 'offerAccepted', data: { offerId, rung, raisedSeq, lost, clocks } }];
    },
  },
  declineOffer: {
    from: states,
    guard: askedHere,
    decide: (appeal, payload, moment) => {
      const offer = answerable(appeal, payload.offerId, moment);
      if ('code' in offer) return offer;
      return [{ kind: 'offerDeclined', data: payload }, ...passedOn(appeal, offer, moment)];
    },
  },
  withdrawOffer: {
    // 'merged': whoever took a task of the case that now follows another need not be bound until that one ends.
    from: [...openStates, 'merged'],
    guard: (appeal) => (appeal.offers.some(withdrawable) ? null : { code: 'unknownOffer' }),
    decide: (appeal, payload, moment) => {
      const offer = findOffer(appeal, payload.offerId);
      if (!offer) return { code: 'unknownOffer' };
      if (offer.doneAt !== null) return { code: 'helpDone' };
      if (!withdrawable(offer)) return over(offer);
      return [{ kind: 'offerWithdrawn', data: { ...payload, reason: 'staff' } }, ...passedOn(appeal, offer, moment)];
    },
  },
  confirmHelp: {
    from: 'open',
    guard: (appeal, { actor }) => {
      if (actor.role === 'handler' && appeal.assignment?.unitId !== actor.unitId) return { code: 'notYourCase' };
      const accepted = appeal.offers.filter(({ state }) => state === 'accepted');
      if (accepted.length === 0) return { code: 'offerNotAccepted' };
      return accepted.some(({ confirmedAt }) => confirmedAt === null) ? null : { code: 'alreadyConfirmed' };
    },
    decide: (appeal, { offerId }) => {
      const offer = findOffer(appeal, offerId);
      if (!offer) return { code: 'unknownOffer' };
      if (offer.state !== 'accepted') return { code: 'offerNotAccepted' };
      return offer.confirmedAt === null ? [{ kind: 'helpConfirmed', data: { offerId } }] : { code: 'alreadyConfirmed' };
    },
  },
  reportHelp: {
    from: states,
    guard: askedHere,
    decide: (appeal, payload, moment) => {
      const offer = ownOffer(appeal, payload.offerId, moment);
      if ('code' in offer) return offer;
      if (offer.state !== 'accepted') return isOpen(offer) ? { code: 'offerNotAccepted' } : over(offer);
      if (offer.doneAt !== null) return { code: 'helpDone' };
      // Nobody goes to a resident's door before a person of the centre has confirmed the match (domain §4.5).
      if (offer.confirmedAt === null) return { code: 'confirmFirst' };
      const { rung, raisedSeq } = offer;
      const live = liveRungs(appeal).some((each) => each.raisedSeq === raisedSeq);
      // Once more the time to act: now the owner has to close what the helper has done.
      const clocks = payload.stage === 'done' && live ? openSupervision(appeal, rung, 'act', moment.now) : [];
      return [{ kind: 'helpReported', data: { ...payload, rung, raisedSeq, clocks } }];
    },
  },
};

function findOffer({ offers }: Appeal, id: string): Offer | undefined {
  return offers.find((offer) => offer.id === id);
}

/** Somebody who was never asked has nothing to answer. */
function askedHere(appeal: Appeal, { actor }: Moment): Refusal | null {
  return appeal.offers.some(({ helperId }) => helperId === actor.id) ? null : { code: 'notYourOffer' };
}

function ownOffer(appeal: Appeal, id: string, { actor }: Moment): Offer | Refusal {
  const offer = findOffer(appeal, id);
  if (!offer) return { code: 'unknownOffer' };
  return offer.helperId === actor.id ? offer : { code: 'notYourOffer' };
}

function answerable(appeal: Appeal, id: string, moment: Moment): Offer | Refusal {
  const offer = ownOffer(appeal, id, moment);
  return 'code' in offer || isOpen(offer) ? offer : over(offer);
}

function over({ state }: Offer): Refusal {
  return state === 'lost' ? { code: 'offerTaken' } : { code: 'offerOver', params: { offer: state } };
}

function withdrawable(offer: Offer): boolean {
  return isOpen(offer) || (offer.state === 'accepted' && offer.doneAt === null);
}

/** Nobody of the rung is left to take it: the next rung at once. */
export function passedOn(appeal: Appeal, offer: Offer, { now }: Pick<Moment, 'now'>): Draft[] {
  const live = liveRungs(appeal).some((each) => each.raisedSeq === offer.raisedSeq);
  const others = offersOf(appeal, offer.raisedSeq).filter((each) => each.id !== offer.id);
  const left = others.some((each) => isOpen(each) || each.state === 'accepted');
  return live && !left ? climbFrom(appeal, offer.rung, 'supervision', now) : [];
}
