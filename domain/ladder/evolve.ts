// What the ladder's events make of a case: the life of its offers, and rungs that are over because nobody of them is left.
import type { AppealEvent, EventKind } from '../appeal/events.ts';
import { listingByHand, type Supervision } from '../appeal/listing.ts';
import type { Appeal } from '../appeal/types.ts';
import type { Instant } from '../time/types.ts';
import { climbedWith } from './climb.ts';
import { isOpen, offersOf } from './offers.ts';
import type { Offer } from './types.ts';

type LadderKind =
  | 'rungSkipped'
  | 'helpersAsked'
  | 'helpSoughtAgain'
  | 'officeCalled'
  | 'listed'
  | 'unlisted'
  | 'offerSeen'
  | 'offerAccepted'
  | 'offerDeclined'
  | 'offersExpired'
  | 'offerWithdrawn'
  | 'helpConfirmed'
  | 'helpReported';
type EventOf<K extends EventKind> = Extract<AppealEvent, { kind: K }>;

export const ladderSteps: { [K in LadderKind]: (appeal: Appeal, event: EventOf<K>) => Appeal } = {
  rungSkipped: (appeal, { data, at }) => {
    const seeking = appeal.escalations.find((each) => each.rung === data.rung && each.endedAt === null && each.seeking);
    const passed = { ...appeal, climbed: climbedWith(appeal, data.rung) };
    return seeking ? ended(passed, seeking.raisedSeq, at) : passed;
  },
  helpersAsked: (appeal, { data, at }) => ({
    ...found(appeal, data.raisedSeq, {}),
    offers: [
      ...appeal.offers,
      ...data.offers.map((offer): Offer => ({
        ...fresh,
        ...offer,
        rung: data.rung === 2 ? 2 : 3,
        raisedSeq: data.raisedSeq,
        sentAt: at,
      })),
    ],
  }),
  helpSoughtAgain: (appeal, { data }) => ({
    ...appeal,
    escalations: appeal.escalations.map((each) =>
      each.raisedSeq === data.raisedSeq ? { ...each, seeking: true, silentAt: null } : each,
    ),
  }),
  officeCalled: (appeal, { data }) => found(appeal, data.raisedSeq, { officeId: data.officeId }),
  listed: (appeal, { data, at, actor }) => ({
    ...appeal,
    supervision: [...appeal.supervision, { level: 'listed', at, by: actor.id, textId: data.textId ?? null }],
    // A person's own act lists the case; only the ladder's last rung brings it before the joint meeting.
    councilItem: appeal.councilItem ?? (actor.role === 'system' ? { at, by: actor.id } : null),
  }),
  unlisted: (appeal, { at, actor }) => {
    const listing = listingByHand(appeal);
    const lifted = (each: Supervision) => (each === listing ? { ...each, endedAt: at, endedBy: actor.id } : each);
    return { ...appeal, supervision: appeal.supervision.map(lifted) };
  },
  offerSeen: (appeal, { data }) => changed(appeal, [data.offerId], { state: 'seen' }),
  offerAccepted: (appeal, { data, at, actor }) => {
    const told = changed(appeal, data.lost, { state: 'lost', answeredAt: at });
    const taken = changed(told, [data.offerId], { state: 'accepted', answeredAt: at });
    return {
      ...taken,
      escalations: taken.escalations.map((each) =>
        each.raisedSeq === data.raisedSeq
          ? { ...each, acknowledgedAt: at, acknowledgedBy: actor.id, silentAt: null }
          : each,
      ),
    };
  },
  offerDeclined: (appeal, { data, at }) =>
    settled(
      changed(appeal, [data.offerId], { state: 'declined', answeredAt: at, textId: data.textId ?? null }),
      data.offerId,
      at,
    ),
  offersExpired: (appeal, { data, at }) =>
    settled(changed(appeal, data.offerIds, { state: 'expired' }), data.offerIds[0], at),
  offerWithdrawn: (appeal, { data, at }) =>
    settled(changed(appeal, [data.offerId], { state: 'withdrawn' }), data.offerId, at),
  helpConfirmed: (appeal, { data, at, actor }) =>
    changed(appeal, [data.offerId], { confirmedAt: at, confirmedBy: actor.id }),
  helpReported: (appeal, { data, at }) => {
    const { offerId, stage, hours, persons, textId } = data;
    const offer = appeal.offers.find(({ id }) => id === offerId);
    return changed(appeal, [offerId], {
      arrivedAt: offer?.arrivedAt ?? at,
      doneAt: stage === 'done' ? at : null,
      hours: hours ?? offer?.hours ?? null,
      persons: persons ?? offer?.persons ?? null,
      textId: textId ?? offer?.textId ?? null,
    });
  },
};

const fresh = {
  state: 'sent',
  answeredAt: null,
  confirmedAt: null,
  confirmedBy: null,
  arrivedAt: null,
  doneAt: null,
  hours: null,
  persons: null,
  textId: null,
} as const satisfies Partial<Offer>;

function changed(appeal: Appeal, ids: readonly string[], change: Partial<Offer>): Appeal {
  return {
    ...appeal,
    offers: appeal.offers.map((offer) => (ids.includes(offer.id) ? { ...offer, ...change } : offer)),
  };
}

/** The rung does not look any more. */
function found(appeal: Appeal, raisedSeq: number, change: { officeId?: string }): Appeal {
  return {
    ...appeal,
    escalations: appeal.escalations.map((each) =>
      each.raisedSeq === raisedSeq ? { ...each, ...change, seeking: false } : each,
    ),
  };
}

/** The rung of that offer is over when nobody of it can take it any more and nobody has. */
function settled(appeal: Appeal, offerId: string | undefined, at: Instant): Appeal {
  const offer = appeal.offers.find(({ id }) => id === offerId);
  if (!offer) return appeal;
  const left = offersOf(appeal, offer.raisedSeq).some((each) => isOpen(each) || each.state === 'accepted');
  return left ? appeal : ended(appeal, offer.raisedSeq, at);
}

function ended(appeal: Appeal, raisedSeq: number, at: Instant): Appeal {
  const rung = appeal.escalations.find((each) => each.raisedSeq === raisedSeq && each.endedAt === null)?.rung;
  if (rung === undefined) return appeal;
  return {
    ...appeal,
    escalations: appeal.escalations.map((each) =>
      each.raisedSeq === raisedSeq ? { ...each, endedAt: at, seeking: false } : each,
    ),
    clocks: appeal.clocks.filter((clock) => clock.name !== 'supervision' || clock.rung !== rung),
  };
}
