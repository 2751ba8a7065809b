// 复查 and 复核 on the page of their case: received and until when, what was found, or why there is none to ask for.
import type { PublicCard } from '../../../contracts/public.ts';
import { finalText, lateText, opinionText, reviewTexts, stageNames } from '../../wording/reviews.ts';
import { When, Written } from '../parts.tsx';

type Props = { card: PublicCard; now: number };

/** What was asked and what was found, the newest first. */
export function Reviews({ card, now }: Props) {
  const reviews = [...(card.xinfang?.reviews ?? [])].reverse();
  return reviews.map(({ stage, askedAt, dueAt, decidedAt, upheld, text }) => (
    <section className="reply" key={stage}>
      <h2>{decidedAt === null ? `您的${stageNames[stage]}申请` : `${stageNames[stage]}意见`}</h2>
      {decidedAt === null ? (
        <>
          <p>
            <When at={askedAt} now={now} />
            收到。
          </p>
          {dueAt === null ? null : (
            <p>
              最晚{' '}
              <b>
                <When at={dueAt} now={now} before />
              </b>
              给您书面的{stageNames[stage]}意见。
            </p>
          )}
        </>
      ) : (
        <>
          {upheld === null ? null : (
            <p>
              <b>{opinionText(upheld)}</b>
            </p>
          )}
          {text === null ? null : <Written text={text} />}
          <p className="when">
            <When at={decidedAt} now={now} />
          </p>
          {stage === 'reReview' ? <p>{finalText}</p> : null}
        </>
      )}
    </section>
  ));
}

/** Until when a review may be asked for. */
export function ReviewWindow({ card: { review, redoBy }, now }: Props) {
  if (review === null || redoBy === null) return null;
  return (
    <p>
      {reviewTexts[review].why}
      <AskBy at={redoBy} now={now} />
    </p>
  );
}

export function AskBy({ at, now }: { at: string; now: number }) {
  return (
    <>
      请在
      <b>
        <When at={at} now={now} before />
      </b>
      <span className="keep">提出。</span>
    </>
  );
}

/** Where a review could have been asked for, had it been in time. */
export function ReviewTooLate({ card: { xinfang, state, redoBy } }: Pick<Props, 'card'>) {
  if (xinfang === null || state !== 'closed' || redoBy !== null) return null;
  const [first, second] = xinfang.reviews;
  if (second || first?.decidedAt === null) return null;
  return <p className="notice">{lateText(first ? 'reReview' : 'review')}</p>;
}
