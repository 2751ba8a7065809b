// 复查 and 复核 of a 信访 matter as its resident reads them: what was asked, until when the opinion is due, what it says.
import type { PublicCard, PublicEvent } from '../contracts/public.ts';
import { findClock } from '../domain/appeal/clocks.ts';
import type { AppealEvent } from '../domain/appeal/events.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import { nextStage, openReview } from '../domain/xinfang/overlay.ts';
import { iso, isoOrNull } from './iso.ts';

type TextOf = (id: string | null | undefined) => string | null;

/** Null for what is no 信访 matter. */
export function xinfangOf(appeal: Appeal, log: AppealEvent[], textOf: TextOf): PublicCard['xinfang'] {
  if (!appeal.xinfang) return null;
  const opinions = log.filter((event) => event.kind === 'xinfangReviewDecided');
  return {
    reviews: appeal.xinfang.reviews.map(({ stage, askedAt, decidedAt, upheld }) => {
      const clock = decidedAt === null && findClock(appeal, stage === 'review' ? 'xinfangReview' : 'xinfangReReview');
      const opinion = opinions.find(({ data }) => data.stage === stage);
      return {
        ...{ stage, upheld, askedAt: iso(askedAt), decidedAt: isoOrNull(decidedAt) },
        dueAt: clock ? iso(clock.dueAt) : null,
        text: textOf(opinion?.data.textId),
      };
    }),
  };
}

/** Which review of a closed 信访 matter its resident may ask for now. */
export function reviewOpen(appeal: Appeal): PublicCard['review'] {
  const open = appeal.state === 'closed' && findClock(appeal, 'reopen') && !openReview(appeal);
  return open && appeal.xinfang ? nextStage(appeal.xinfang) : null;
}

/** Which of the two an event is about. */
export function stageOf(event: AppealEvent): PublicEvent['stage'] {
  const reviews = event.kind === 'xinfangReviewRequested' || event.kind === 'xinfangReviewDecided';
  return reviews ? event.data.stage : null;
}
