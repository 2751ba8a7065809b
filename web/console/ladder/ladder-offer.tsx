// One offer of a rung: to whom, what became of it, how the match was reckoned, and what staff can do with it.
import { Button } from 'antd';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import { matchParts } from '../../../domain/matching/types.ts';
import type { ActionName } from '../../../domain/words.ts';
import { askLabels, helperKindLabels, matchPartLabels, offerStateLabels } from '../../wording/offers.ts';
import { shortInstant } from '../../wording/times.ts';
import { useNow } from '../parts/now.ts';

type Offer = AppealDetail['offers'][number];
type Props = { offer: Offer; may: (action: ActionName) => boolean; act: (action: ActionName) => void };

export function LadderOffer({ offer, may, act }: Props) {
  const waits = offer.state === 'sent' || offer.state === 'seen';
  const isTask = offer.state === 'accepted' && offer.doneAt === null;
  const confirm = isTask && offer.confirmedAt === null && may('confirmHelp');
  const withdraw = (waits || isTask) && may('withdrawOffer');
  return (
    <li>
      <p className="rung-head">
        <strong>{offer.helperName ?? helperKindLabels[offer.kind]}</strong>
        <span className="quiet small">{helperKindLabels[offer.kind]}</span>
        <span className={`mark mark-offer-${offer.state}`}>{standingOf(offer)}</span>
      </p>
      <p className="small">
        <Course offer={offer} />
      </p>
      <details className="rung-tally">
        <summary>匹配分 {points(offer.score)}</summary>
        <p>{matchParts.map((part) => `${matchPartLabels[part]} ${points(offer.parts[part] ?? 0)}`).join('，')}</p>
      </details>
      {(confirm || withdraw) && (
        <div className="row">
          {confirm && (
            <Button size="small" type="primary" onClick={() => act('confirmHelp')}>
              确认由其协助
            </Button>
          )}
          {withdraw && (
            <Button size="small" onClick={() => act('withdrawOffer')}>
              收回请求
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

function standingOf({ state, confirmedAt, arrivedAt, doneAt }: Offer): string {
  if (state !== 'accepted') return offerStateLabels[state];
  if (doneAt !== null) return '已完成';
  if (arrivedAt !== null) return '已到场';
  return confirmedAt === null ? '已认领，待确认' : '已确认';
}

function Course({ offer }: { offer: Offer }) {
  const now = useNow(60_000);
  const at = (instant: string) => shortInstant(Date.parse(instant), now);
  const parts = [`${at(offer.sentAt)}请其${askLabels[offer.ask]}`];
  if (offer.answeredAt !== null) parts.push(`${at(offer.answeredAt)}${offerStateLabels[offer.state]}`);
  if (offer.arrivedAt !== null) parts.push(`${at(offer.arrivedAt)}到场`);
  if (offer.doneAt !== null) parts.push(`${at(offer.doneAt)}完成`);
  if (offer.hours !== null) parts.push(`${offer.hours} 小时`);
  if (offer.persons !== null) parts.push(`帮到 ${offer.persons} 人`);
  return <>{parts.join('；')}</>;
}

function points(score: number): string {
  return (score * 100).toFixed(0);
}
