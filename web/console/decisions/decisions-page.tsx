// 待我决定: what others asked for and this person may decide, the most pressing first; decided here, without going to the case.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import { useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Decision, DecisionList } from '../../../contracts/decisions.ts';
import { requestKinds, type RequestKind } from '../../../domain/words.ts';
import { requestLabels } from '../../wording/decisions.ts';
import { actionLabels, stateLabels } from '../../wording/labels.ts';
import { countdownText, instantText } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { ActionDialog, type Typed } from '../appeal/action-dialog.tsx';
import { appealQuery } from '../appeal/data.ts';
import { RequestCard } from '../appeal/request-card.tsx';
import { Trouble } from '../frame/notices.tsx';
import { ClassMark } from '../parts/marks.tsx';
import { useNow } from '../parts/now.ts';
import { pages } from '../paths.ts';
import './decisions.css';

export function DecisionsPage() {
  const [search] = useSearchParams();
  const kind = requestKinds.find((each) => each === search.get('kind'));
  const heading = useRef<HTMLHeadingElement>(null);
  const [open, setOpen] = useState<Decision | null>(null);
  const query = useQuery({
    queryKey: ['decisions', 'list'],
    queryFn: ({ signal }) => api.decisions({ signal }),
    refetchInterval: 15_000,
  });
  const items = (query.data?.items ?? []).filter(({ request }) => kind === undefined || request.kind === kind);
  return (
    <>
      <title>待我决定 · 呼应</title>
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          待我决定
        </h1>
        <p className="quiet">别人提出、须由您审批的申请。自己提出的由他人审批，不在这里。</p>
      </div>
      <Kinds list={query.data} shown={kind} />
      {query.isError && !query.data ? (
        <Trouble words={wordsOf(query.error)} again={() => void query.refetch()} />
      ) : query.isPending ? (
        <div className="list-empty">
          <Spin aria-label="正在载入" />
        </div>
      ) : items.length === 0 ? (
        <p className="paper list-empty">现在没有等您决定的。</p>
      ) : (
        <ul className="decisions">
          {items.map((each) => (
            <Item key={`${each.no}:${each.request.seq}`} decision={each} decide={() => setOpen(each)} />
          ))}
        </ul>
      )}
      {open && (
        <Deciding
          key={`${open.no}:${open.request.seq}`}
          decision={open}
          close={() => setOpen(null)}
          closed={() => heading.current?.focus()}
        />
      )}
    </>
  );
}

function Kinds({ list, shown }: { list: DecisionList | undefined; shown: RequestKind | undefined }) {
  const tabs = [undefined, ...requestKinds];
  return (
    <nav className="views" aria-label="按申请查看">
      {tabs.map((kind) => (
        <Link
          key={kind ?? 'all'}
          to={{ pathname: pages.decisions, search: kind ? `kind=${kind}` : '' }}
          className="view"
          aria-current={shown === kind ? 'true' : undefined}
        >
          {kind ? requestLabels[kind] : '全部'}
          {list && (
            <span className="view-count">
              <span className="unseen">，</span>
              {kind ? (list.counts[kind] ?? 0) : list.total}
              <span className="unseen">项</span>
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}

function Item({ decision, decide }: { decision: Decision; decide: () => void }) {
  const now = useNow(30_000);
  const { no, title, class: cls, state, communityName, compoundName, request } = decision;
  const place = [communityName, compoundName].filter(Boolean).join(' · ');
  return (
    <li className="paper decision">
      <div className="decision-case">
        <h2>
          <ClassMark cls={cls} /> <Link to={pages.appeal(no)}>{title}</Link>
        </h2>
        <p className="quiet small nums">
          {no} · {decision.categoryName} · {place} · {stateLabels[state]}
        </p>
      </div>
      <RequestCard request={request} />
      <p className="small">
        {decision.decideBy
          ? `请在 ${instantText(Date.parse(decision.decideBy), now)} 前决定（${countdownText(Date.parse(decision.decideBy), now)}）`
          : decision.handlingDueAt
            ? `处理时限 ${instantText(Date.parse(decision.handlingDueAt), now)}，未决定之前照常计算`
            : '未决定之前各项时限照常计算'}
      </p>
      <Button type="primary" onClick={decide} aria-label={`${actionLabels[decision.action]}：${title}`}>
        {actionLabels[decision.action]}
      </Button>
    </li>
  );
}

type DecidingProps = { decision: Decision; close: () => void; closed: () => void };

/** The case's own dialog, on the case as it is now. */
function Deciding({ decision, close, closed }: DecidingProps) {
  const queries = useQueryClient();
  const [typed, keep] = useState<Typed | undefined>(undefined);
  const query = useQuery(appealQuery(decision.no));
  if (!query.data) return null;
  return (
    <ActionDialog
      action={decision.action}
      detail={query.data}
      typed={typed}
      keep={keep}
      close={() => {
        close();
        void queries.invalidateQueries({ queryKey: ['decisions'] });
      }}
      closed={closed}
    />
  );
}
