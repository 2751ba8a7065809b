// One's own record, and how it counts: nothing about a helper is scored in secret (domain §4.5).
import { useQuery } from '@tanstack/react-query';
import type { OfferCard } from '../../../contracts/offers.ts';
import { instantText } from '../../wording/times.ts';
import { useNow } from '../parts/now.ts';
import { myHelperQuery } from './data.ts';

export function OwnRecord({ done }: { done: OfferCard[] }) {
  const { data } = useQuery(myHelperQuery);
  const now = useNow(60_000);
  if (!data) return null;
  const { response, openOffers, maxOpenOffers, activeTasks, maxActiveTasks, coolDownDays } = data;
  const cooling = data.coolingUntil !== null && Date.parse(data.coolingUntil) > now;
  const hours = done.reduce((sum, card) => sum + (card.hours ?? 0), 0);
  return (
    <section className="paper" aria-labelledby="own-record">
      <h2 id="own-record">我的记录</h2>
      <dl className="offer-facts">
        <Row name="服务时长" value={`${hours} 小时`} />
        <Row name="答应过" value={`${response.accepted} 次`} />
        <Row name="婉拒过" value={`${response.declined} 次（不影响）`} />
        <Row name="没有回话" value={`${response.silent} 次`} />

        <Row name="等您答复" value={`${openOffers} 件（最多 ${maxOpenOffers} 件）`} />
        <Row name="手上在办" value={`${activeTasks} 件（最多 ${maxActiveTasks} 件）`} />
        {cooling && <Row name="歇息" value={`${instantText(Date.parse(data.coolingUntil ?? ''), now)}前不再请您`} />}
        <Row name="回应分" value={`${Math.round(response.share * 100)}（满分 100）`} />
      </dl>
      <details>
        <summary>这些怎么算、有什么用</summary>
        <p>
          回应分 =（答应次数 + 1）÷（答应次数 + 没有回话次数 +
          2）。说明原因的婉拒不计入，没有任何影响；到时没有回话的，分数会低一些。
        </p>
        <p>
          请谁帮忙按五项排先后：能做什么占四成，离得远近占两成，是否有空占一成半，手上事多少占一成半，回应分占一成。没有别的评分。
        </p>
        <p>
          同时最多请您 {maxOpenOffers} 件、手上最多 {maxActiveTasks} 件；
          {coolDownDays > 0 ? `党员每办完一件，${coolDownDays} 天内不再请。` : '党员办完一件就可以再请。'}
        </p>
      </details>
    </section>
  );
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
