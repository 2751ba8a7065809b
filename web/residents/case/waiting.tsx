// Why it takes longer or waits, and until when: never silently.
import type { PublicCard } from '../../../contracts/public.ts';
import { When, Written } from '../parts.tsx';

export function Waiting({ card, now }: { card: PublicCard; now: number }) {
  if (card.parked) {
    return (
      <section className="reply">
        <h2>为什么现在办不了，打算怎么办</h2>
        <Written text={card.parked.plan} />
        <p>
          最晚{' '}
          <b>
            <When at={card.parked.reviewBy} now={now} before />
          </b>
          再看一次，到时自动接着办。
        </p>
      </section>
    );
  }
  if (!card.extended) return null;
  return (
    <section className="reply">
      <h2>为什么要延长时间</h2>
      <Written text={card.extended.reason} />
      {card.extended.until === null ? null : (
        <p>
          现在答应您{' '}
          <b>
            <When at={card.extended.until} now={now} before />
          </b>
          办完。
        </p>
      )}
    </section>
  );
}
