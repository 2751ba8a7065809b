// The masked card: what, where, by when and for how long; nobody's name.
import type { OfferCard } from '../../../contracts/offers.ts';
import { askTexts } from '../../wording/offer-page.ts';
import { durationText, instantText } from '../../wording/times.ts';
import { useNow } from '../parts/now.ts';

export function OfferFacts({ card }: { card: OfferCard }) {
  const now = useNow(60_000);
  const at = (instant: string) => instantText(Date.parse(instant), now);
  const rows: [string, string | null][] = [
    ['请您', askTexts[card.ask]],
    ['在哪里', [card.communityName, card.compoundName].filter(Boolean).join(' ')],
    ['请答复', card.answerBy && `${at(card.answerBy)}前`],
    ['答应以后', card.answerBy && card.within && `${durationText(card.within)}内到场或推动`],
    ['请在', card.actBy && `${at(card.actBy)}前到场或推动`],
    ['同行', card.inPairs ? '须两人一起去，工作人员会安排另一位' : null],
    ['编号', card.no],
  ];
  return (
    <dl className="offer-facts">
      {rows.map(([label, value]) =>
        value ? (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
