// What one answered to each request, newest first, and whether it counts: nothing about a helper is scored in secret (domain §4.5).
import type { OfferCard } from '../../../contracts/offers.ts';
import { ownAnswers } from '../../wording/offer-page.ts';
import { dateText } from '../../wording/times.ts';
import { useNow } from '../parts/now.ts';

export function Answers({ items }: { items: OfferCard[] }) {
  const now = useNow(60_000);
  return (
    <section className="paper" aria-labelledby="own-answers">
      <h2 id="own-answers">答复记录</h2>
      <ul className="offer-lines">
        {items.map((card) => {
          const { title, counts } = ownAnswers[card.state];
          return (
            <li key={card.id}>
              <strong>{title}</strong>
              <span>
                {[card.categoryName, card.compoundName ?? card.communityName].join(' · ')}
                <span className="quiet">（{counts}）</span>
              </span>
              <span className="quiet small nums">{dateText(Date.parse(card.answeredAt ?? card.sentAt), now)}</span>
            </li>
          );
        })}
      </ul>
      {items.length >= 60 && <p className="quiet small">只列最近 60 件；次数是全部的。</p>}
    </section>
  );
}
