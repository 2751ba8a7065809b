// What becomes of offers and of the rungs that lost theirs when something else happens to the case: taken back with a reason, the
// next rung in their stead, or a new search. Nothing of it waits for a clock.
import { openSupervision } from '../appeal/clocks.ts';
import type { Draft } from '../appeal/rule.ts';
import { offersShut } from '../appeal/shielding.ts';
import type { Appeal } from '../appeal/types.ts';
import type { Instant } from '../time/types.ts';
import type { WithdrawalReason } from '../words.ts';
import { barredOffers, climbFrom, liveRungs } from './climb.ts';
import { isOpen, isTask, looseOffers, offersOf } from './offers.ts';
import { passedOn } from './rules.ts';

/** Offers taken back from the case as it is now: from those it is about, from members it is kept from, and those that hang loose. */
export function takenBack(appeal: Appeal): Draft[] {
  const reasons = new Map<string, WithdrawalReason>();
  for (const { id } of barredOffers(appeal)) reasons.set(id, 'causeGone');
  for (const { offer, reason } of looseOffers(appeal)) reasons.set(offer.id, reason);
  for (const { id } of offersShut(appeal)) reasons.set(id, 'recused');
  return [...reasons].map(([offerId, reason]): Draft => ({ kind: 'offerWithdrawn', data: { offerId, reason } }));
}

/** Of a helper who may not answer any more: what they were asked is no silence of theirs, and the rung does not wait for them. */
export function withoutHelper(appeal: Appeal, helperId: string, now: Instant): Draft[] {
  return appeal.offers
    .filter((offer) => offer.helperId === helperId && (isOpen(offer) || isTask(offer)))
    .flatMap((offer): Draft[] => [
      { kind: 'offerWithdrawn', data: { offerId: offer.id, reason: 'outOfService' } },
      ...passedOn(appeal, offer, { now }),
    ]);
}

/** The next rung at once where one ended with the offers taken back. */
export function insteadOf(before: Appeal, after: Appeal, now: Instant): Draft[] {
  const has = (raisedSeq: number) => liveRungs(after).some((each) => each.raisedSeq === raisedSeq);
  const ended = liveRungs(before).flatMap(({ rung, raisedSeq }) => (has(raisedSeq) ? [] : [rung]));
  const last = after.climbed.findLast((rung) => ended.includes(rung));
  return last === undefined ? [] : climbFrom(after, last, 'supervision', now);
}

/**
 * Back from a merge, a helpers' rung is as live as it was, but what it asked was taken back when the case followed another: it looks
 * for somebody again, with its whole time, instead of waiting for nobody.
 */
export function soughtAgain(appeal: Appeal, now: Instant): Draft[] {
  return liveRungs(appeal)
    .filter(({ rung, raisedSeq, seeking = false }) => {
      const offers = offersOf(appeal, raisedSeq);
      const left = offers.some((offer) => isOpen(offer) || offer.state === 'accepted');
      return (rung === 2 || rung === 3) && !seeking && offers.length > 0 && !left;
    })
    .map(({ rung, raisedSeq }): Draft => {
      const clocks = openSupervision(appeal, rung, 'acknowledge', now);
      return { kind: 'helpSoughtAgain', data: { rung, raisedSeq, reason: 'unmerged', clocks } };
    });
}
