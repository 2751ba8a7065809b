// 通知: every mail that must reach somebody, and what became of it. Who answers for the mail can have a failed one tried again.
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Spin } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { noticeStates, type Notice, type NoticeState } from '../../../contracts/notices.ts';
import { noticeKindLabels, noticeStateLabels } from '../../wording/notices.ts';
import { shortInstant } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { hasRole, seesCases, useMe } from '../api/session.ts';
import { Trouble } from '../frame/notices.tsx';
import { ClassMark } from '../parts/marks.tsx';
import { useNow } from '../parts/now.ts';
import { StackedTable, type Column } from '../parts/stacked-table.tsx';
import { pages } from '../paths.ts';
import './notices.css';

export function NoticesPage() {
  const [search] = useSearchParams();
  const state = noticeStates.find((each) => each === search.get('state'));
  const query = useInfiniteQuery({
    queryKey: ['notices', state],
    queryFn: ({ pageParam, signal }) => api.notices({ state, cursor: pageParam || undefined }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
  });
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <title>通知 · 呼应</title>
      <div className="page-head">
        <h1>通知</h1>
        <p className="quiet">系统发出的邮件，及其结果。邮件一时发不出，不影响诉求办理。</p>
      </div>
      <nav className="views" aria-label="按结果查看">
        <Tab label="全部" shown={state === undefined} />
        {noticeStates.map((each) => (
          <Tab key={each} state={each} label={noticeStateLabels[each]} shown={state === each} />
        ))}
      </nav>
      <section className="paper list" aria-label="通知列表">
        {query.isError && rows.length === 0 ? (
          <Trouble words={wordsOf(query.error)} again={() => void query.refetch()} />
        ) : query.isPending ? (
          <div className="list-empty">
            <Spin aria-label="正在载入" />
          </div>
        ) : rows.length === 0 ? (
          <p className="list-empty">没有这样的通知。</p>
        ) : (
          <NoticeTable rows={rows} />
        )}
        {query.hasNextPage && (
          <div className="list-more">
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              再看 30 条
            </Button>
          </div>
        )}
      </section>
    </>
  );
}

function Tab({ state, label, shown }: { state?: NoticeState; label: string; shown: boolean }) {
  return (
    <Link
      to={{ pathname: pages.notices, search: state ? `state=${state}` : '' }}
      className="view"
      aria-current={shown ? 'true' : undefined}
    >
      {label}
    </Link>
  );
}

function NoticeTable({ rows }: { rows: Notice[] }) {
  const me = useMe();
  const now = useNow(60_000);
  const at = (instant: string) => shortInstant(Date.parse(instant), now);
  const columns: Column<Notice>[] = [
    {
      name: '结果',
      cell: ({ state }) => <span className={`badge notice-${state}`}>{noticeStateLabels[state]}</span>,
    },
    {
      name: '事由',
      heads: true,
      cell: ({ kind, rung }) => (
        <>
          {noticeKindLabels[kind]}
          {rung !== null && rung > 0 && <span className="row-sub">提级 {rung}</span>}
        </>
      ),
    },
    {
      name: '诉求',
      className: 'nums',
      cell: (row) => (
        <>
          {seesCases(me) ? <Link to={pages.appeal(row.no)}>{row.no}</Link> : row.no} <ClassMark cls={row.class} />
          {row.subject && <span className="row-sub">{row.subject}</span>}
        </>
      ),
    },
    {
      name: '收件人',
      cell: ({ recipient, address }) => (
        <>
          {recipient ?? '诉求人'}
          {address && <span className="row-sub">{address}</span>}
        </>
      ),
    },
    { name: '产生', className: 'nums nowrap', cell: ({ createdAt }) => at(createdAt) },
    {
      name: '发送',
      cell: (row) => <Fate row={row} at={at} mayRetry={hasRole(me, 'director', 'admin')} />,
    },
  ];
  return <StackedTable label="通知" className="notices" columns={columns} rows={rows} keyOf={({ id }) => id} />;
}

function Fate({ row, at, mayRetry }: { row: Notice; at: (instant: string) => string; mayRetry: boolean }) {
  const queries = useQueryClient();
  const { message } = AntApp.useApp();
  const retry = useMutation({
    mutationFn: () => api.retryNotice(row.id),
    onSuccess: () => void message.success('已安排重发'),
    onError: (error) => void message.error(wordsOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  });
  const tried = row.attempts > 0 ? `已试 ${row.attempts} 次` : null;
  if (row.state === 'sent') return <span className="nums">{row.sentAt ? `${at(row.sentAt)}发出` : '已发出'}</span>;
  if (row.state === 'waiting') {
    const next = row.nextTryAt ?? row.sendAfter;
    return (
      <>
        <span className="nums">{at(next)}发送</span>
        {row.reason && <span className="row-sub">{[tried, row.reason].filter(Boolean).join('，')}</span>}
      </>
    );
  }
  return (
    <>
      <span>{row.reason ?? '原因不明'}</span>
      {tried && <span className="row-sub">{tried}</span>}
      {row.state === 'failed' && mayRetry && (
        <Button size="small" loading={retry.isPending} onClick={() => retry.mutate()}>
          重发
        </Button>
      )}
    </>
  );
}
