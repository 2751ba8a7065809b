// The model's part on the ladder's offers (§4.5): the helper sees, claims, declines and reports, staff confirm and take back. The
// first claim wins; the others of its rung have lost. What happens to offers by themselves is told here too.
import type { OfferState } from '../../../domain/words.ts';
import { all, ofLead, open, type Acts, type AnOffer, type Model, type Wish } from './model-base.ts';
import { states } from '../../../domain/words.ts';

/** How many are asked: one unit, since it answers for its people; of members the best three. */
export const askedAtOnce: Record<number, number> = { 2: 1, 3: 3 };

export const offerActs: Acts = {
  seeOffer: {
    who: ['member', 'partnerLiaison'],
    in: states,
    may: (model, wish) => own(model, wish) !== undefined,
    then: (model, wish) => became(model, wish, ({ state }) => ({ state: state === 'sent' ? 'seen' : state })),
  },
  claimOffer: {
    who: ['member', 'partnerLiaison'],
    in: states,
    may: (model, wish) => isOpen(own(model, wish)),
    then: (model, wish) => {
      const mine = own(model, wish);
      const others = model.offers.map((each) =>
        isOpen(each) && each.raise === mine?.raise && each !== mine ? { ...each, state: 'lost' as const } : each,
      );
      const rungs = model.rungs.map((each) => (each.raise === mine?.raise ? { ...each, acknowledged: true } : each));
      return { ...became({ ...model, offers: others }, wish, () => ({ state: 'accepted' })), rungs };
    },
  },
  declineOffer: {
    who: ['member', 'partnerLiaison'],
    in: states,
    may: (model, wish) => isOpen(own(model, wish)),
    then: (model, wish) => became(model, wish, () => ({ state: 'declined' })),
  },
  withdrawOffer: {
    who: ['supervisor', 'director', 'dispatcher'],
    in: [...open, 'merged'],
    may: (model, wish) => isOpen(named(model, wish)) || isTask(named(model, wish)),
    then: (model, wish) => became(model, wish, () => ({ state: 'withdrawn' })),
  },
  confirmHelp: {
    who: ['supervisor', 'director', 'dispatcher', 'handler'],
    in: open,
    may: (model, wish) => {
      const offer = named(model, wish);
      const mine = wish.actor.role !== 'handler' || ofLead(model, wish);
      return all(mine && offer?.state === 'accepted' && !offer.confirmed, offer?.done ? null : true);
    },
    then: (model, wish) => became(model, wish, () => ({ confirmed: true })),
  },
  reportHelp: {
    who: ['member', 'partnerLiaison'],
    in: states,
    // Nobody comes before a person has confirmed the match: until then nobody was told whom to help.
    may: (model, wish) => {
      const offer = own(model, wish);
      return isTask(offer) && Boolean(offer?.confirmed);
    },
    then: (model, wish) => became(model, wish, () => ({ done: wish.payload.stage === 'done' })),
  },
  acknowledgeEscalation: {
    who: ['supervisor', 'director', 'office'],
    in: [...open, 'merged'],
    // The rung's target: helpers answer their own rungs by claiming; which office was called, and that its words are needed where
    // staff answer for it, is told elsewhere.
    may: (model, { actor, payload }) => {
      const rung = model.rungs.find((each) => each.raise === payload.raisedSeq && each.rung === payload.rung);
      if (!rung || rung.rung === 2 || rung.rung === 3) return false;
      if (actor.role === 'office' && rung.rung !== 4) return false;
      return rung.rung === 4 || rung.acknowledged ? null : true;
    },
    then: (model, { payload }) => ({
      rungs: model.rungs.map((each) => (each.raise === payload.raisedSeq ? { ...each, acknowledged: true } : each)),
    }),
  },
};

export function isOpen(offer: AnOffer | undefined): boolean {
  return offer?.state === 'sent' || offer?.state === 'seen';
}

/**
 * Whether an offer may have become this without anybody's answer: the time for it is over, or nobody is needed any more. Whoever has
 * accepted keeps it until the case is over, unless it has become one that members never see, or is closed before anybody confirmed.
 */
export function mayFade(model: Model, offer: AnOffer, to: OfferState, byTime: boolean): boolean {
  const live = model.rungs.some(({ raise }) => raise === offer.raise);
  if (to === 'expired') return isOpen(offer) && byTime && !live;
  if (to !== 'withdrawn') return false;
  if (isOpen(offer)) return !live;
  const unmet = model.state === 'closed' && !offer.confirmed;
  return isTask(offer) && (model.over || unmet || (offer.rung === 3 && keptFromMembers(model)));
}

/** Disputes, reports, minors and what is sensitive never reach members. */
export function keptFromMembers(model: Model): boolean {
  const { flags, type } = model;
  return model.class === 'MED' || type === 'REPORT' || flags.includes('sensitive') || flags.includes('minor');
}

function isTask(offer: AnOffer | undefined): boolean {
  return offer?.state === 'accepted' && !offer.done;
}

function named({ offers }: Model, { payload }: Wish): AnOffer | undefined {
  return offers.find(({ id }) => id === payload.offerId);
}

function own(model: Model, wish: Wish): AnOffer | undefined {
  const offer = named(model, wish);
  return offer?.helper === wish.actor.id ? offer : undefined;
}

function became(model: Model, wish: Wish, change: (offer: AnOffer) => Partial<AnOffer>): Partial<Model> {
  const it = named(model, wish);
  return { offers: model.offers.map((each) => (each === it ? { ...each, ...change(each) } : each)) };
}
