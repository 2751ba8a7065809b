// What the events of the statutory overlay make of a case.
import type { Xinfang } from '../xinfang/overlay.ts';
import type { AppealEvent } from './events.ts';
import type { Appeal } from './types.ts';

type EventOf<K extends AppealEvent['kind']> = Extract<AppealEvent, { kind: K }>;

export function begunXinfang(at: number, by: string): Xinfang {
  return { markedAt: at, markedBy: by, informedAt: null, extension: null, reviews: [] };
}

export const xinfangSteps = {
  xinfangInformed: (appeal: Appeal, { at }: EventOf<'xinfangInformed'>) =>
    within(appeal, (it) => ({ ...it, informedAt: at })),
  xinfangAnswered: (appeal: Appeal, { at, actor, data }: EventOf<'xinfangAnswered'>): Appeal => ({
    ...appeal,
    repliedAt: at,
    replyChannel: data.channel,
    replies: [...appeal.replies, data.textId],
    adopted: data.adopted ?? appeal.adopted,
    // Who answered it does not call back.
    handlers: appeal.handlers.includes(actor.id) ? appeal.handlers : [...appeal.handlers, actor.id],
  }),
  xinfangExtensionRequested: (appeal: Appeal, { at, actor }: EventOf<'xinfangExtensionRequested'>) =>
    within(appeal, (it) => ({
      ...it,
      extension: { askedAt: at, askedBy: actor.id, decidedAt: null, decidedBy: null, approved: null },
    })),
  xinfangExtensionDecided: (appeal: Appeal, { at, actor, data }: EventOf<'xinfangExtensionDecided'>) =>
    within(appeal, (it) => ({
      ...it,
      extension: it.extension && { ...it.extension, decidedAt: at, decidedBy: actor.id, approved: data.approved },
    })),
  xinfangReviewRequested: (appeal: Appeal, { at, actor, data }: EventOf<'xinfangReviewRequested'>) =>
    within(appeal, (it) => ({
      ...it,
      reviews: [
        ...it.reviews,
        { stage: data.stage, askedAt: at, askedBy: actor.id, decidedAt: null, decidedBy: null, upheld: null },
      ],
    })),
  xinfangReviewDecided: (appeal: Appeal, { at, actor, data }: EventOf<'xinfangReviewDecided'>) =>
    within(appeal, (it) => ({
      ...it,
      reviews: it.reviews.map((each) =>
        each.decidedAt === null ? { ...each, decidedAt: at, decidedBy: actor.id, upheld: data.upheld } : each,
      ),
    })),
};

function within(appeal: Appeal, change: (xinfang: Xinfang) => Xinfang): Appeal {
  return appeal.xinfang ? { ...appeal, xinfang: change(appeal.xinfang) } : appeal;
}
