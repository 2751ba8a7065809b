// 我的任务: all that a member or a unit's liaison sees of the product. On a telephone first: what waits for an answer, what they have
// taken, what they have done and how that counts.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { OfferCard } from '../../../contracts/offers.ts';
import { offerStandings } from '../../wording/offer-page.ts';
import { dateText } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { ApiProblem, newKey, wordsOf } from '../api/client.ts';
import { Loading, Trouble } from '../frame/notices.tsx';
import { useNow } from '../parts/now.ts';
import { pages } from '../paths.ts';
import { myOffersQuery, sorted } from './data.ts';
import { OfferFacts } from './offer-facts.tsx';
import { OpenOffer } from './open-offer.tsx';
import { OwnRecord } from './own-record.tsx';
import { RunningTask } from './running-task.tsx';
import './offers.css';

export function MyOffersPage() {
  const query = useQuery({ ...myOffersQuery, refetchInterval: 15_000 });
  useSeen(query.data?.items ?? []);
  if (query.error instanceof ApiProblem && query.error.code === 'forbidden') return <OutOfService />;
  if (query.isError && !query.data) return <Trouble words={wordsOf(query.error)} again={() => void query.refetch()} />;
  if (!query.data) return <Loading />;
  const { open, running, done, over } = sorted(query.data.items);
  return (
    <div className="my-offers">
      <title>我的任务 · 呼应</title>
      <h1>我的任务</h1>
      {query.isError && <p role="status">刷新失败：{wordsOf(query.error)}（显示的是稍早的内容）</p>}
      <section aria-labelledby="open-offers">
        <h2 id="open-offers">等您答复{open.length > 0 && `（${open.length} 件）`}</h2>
        {open.length === 0 && <p className="quiet">现在没有请您帮忙的事。有了会发邮件告诉您。</p>}
        {open.map((card) => (
          <OpenOffer key={card.id} card={card} />
        ))}
      </section>
      {running.length > 0 && (
        <section aria-labelledby="running-tasks">
          <h2 id="running-tasks">正在帮忙（{running.length} 件）</h2>
          {running.map((card) => (
            <RunningTask key={card.id} card={card} />
          ))}
        </section>
      )}
      {done.length > 0 && (
        <section aria-labelledby="done-tasks">
          <h2 id="done-tasks">已经办完（{done.length} 件）</h2>
          <ul className="offer-lines">
            {done.map((card) => (
              <DoneLine key={card.id} card={card} />
            ))}
          </ul>
        </section>
      )}
      <OwnRecord done={done} />
      {over.length > 0 && (
        <details className="offer-over">
          <summary>不用再办的（{over.length} 件）</summary>
          {over.map((card) => (
            <article key={card.id} className="paper offer">
              <h3>{offerStandings[card.state as keyof typeof offerStandings].title}</h3>
              <OfferFacts card={card} />
            </article>
          ))}
        </details>
      )}
    </div>
  );
}

/** Who left, was put out of service or is not in the directory is asked for nothing. */
function OutOfService() {
  return (
    <div className="stand-in">
      <title>我的任务 · 呼应</title>
      <h1>现在没有任务</h1>
      <p>您目前不在服务中，不会有求助来找您。</p>
      <Link to={pages.myEntry}>看看我的资料</Link>
    </div>
  );
}

function DoneLine({ card }: { card: OfferCard }) {
  const now = useNow(60_000);
  return (
    <li>
      <strong>{card.categoryName}</strong>
      <span className="quiet small">
        {[card.compoundName ?? card.communityName, dateText(Date.parse(card.doneAt ?? card.sentAt), now)].join(' · ')}
        {card.hours !== null && ` · ${card.hours} 小时`}
        {card.persons !== null && ` · 帮到 ${card.persons} 人`}
      </span>
    </li>
  );
}

/** A person who looks at the list has seen what is in it; said once for each. */
function useSeen(items: OfferCard[]): void {
  const told = useRef(new Set<string>());
  useEffect(() => {
    for (const { id, state } of items) {
      if (state !== 'sent' || told.current.has(id)) continue;
      told.current.add(id);
      void api.seeOffer(id, newKey()).catch(() => told.current.delete(id));
    }
  }, [items]);
}
