// 消息: what one has been told — urges, supervision, promises that are nearly used up — and what of it still waits.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Spin } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { OwnNotice } from '../../../contracts/notices.ts';
import { clockLabels } from '../../wording/labels.ts';
import { noticeKindLabels } from '../../wording/notices.ts';
import { shortInstant } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { Trouble } from '../frame/notices.tsx';
import { ClassMark } from '../parts/marks.tsx';
import { useNow } from '../parts/now.ts';
import { pages } from '../paths.ts';
import { ownNoticesKey, useOwnNotices } from './own-notices.ts';
import './mine.css';

export function MinePage() {
  const [search] = useSearchParams();
  const all = search.get('show') === 'all';
  const query = useOwnNotices(!all);
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = rows.filter(({ readAt }) => readAt === null).map(({ id }) => id);
  const read = useRead();
  return (
    <>
      <title>消息 · 呼应</title>
      <div className="page-head">
        <h1>消息</h1>
        <p className="quiet">告知您本人的事项。同样的内容也会发到您的邮箱。</p>
        {unread.length > 0 && (
          <Button className="end" loading={read.isPending} onClick={() => read.mutate(unread.slice(0, 100))}>
            本页全部标为已看
          </Button>
        )}
      </div>
      <nav className="views" aria-label="查看范围">
        <Link to={pages.mine} className="view" aria-current={all ? undefined : 'true'}>
          待看
        </Link>
        <Link to={`${pages.mine}?show=all`} className="view" aria-current={all ? 'true' : undefined}>
          全部
        </Link>
      </nav>
      <section className="paper list" aria-label="消息列表">
        {query.isError && rows.length === 0 ? (
          <Trouble words={wordsOf(query.error)} again={() => void query.refetch()} />
        ) : query.isPending ? (
          <div className="list-empty">
            <Spin aria-label="正在载入" />
          </div>
        ) : rows.length === 0 ? (
          <p className="list-empty">{all ? '还没有消息。' : '没有待看的消息。'}</p>
        ) : (
          <ul className="told">
            {rows.map((row) => (
              <Told key={row.id} row={row} seen={() => read.mutate([row.id])} />
            ))}
          </ul>
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

function useRead() {
  const queries = useQueryClient();
  const { message } = AntApp.useApp();
  return useMutation({
    mutationFn: (ids: string[]) => api.noticesRead(ids),
    onError: (error) => void message.error(wordsOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ownNoticesKey }),
  });
}

/** Opening the case is seeing the notice. */
function Told({ row, seen }: { row: OwnNotice; seen: () => void }) {
  const now = useNow(60_000);
  const isNew = row.readAt === null;
  const at = (instant: string) => shortInstant(Date.parse(instant), now);
  return (
    <li className={isNew ? 'told-new' : undefined}>
      <span className="told-what">
        <span className="told-kind">
          {noticeKindLabels[row.kind]}
          {row.clock && `：${clockLabels[row.clock]}`}
        </span>
        <Link to={pages.appeal(row.no)} className="nums" onClick={() => isNew && seen()}>
          {row.no}
        </Link>{' '}
        <ClassMark cls={row.class} />
        <span className="row-sub">
          {[row.place, row.category, row.dueAt && `${at(row.dueAt)}到期`].filter(Boolean).join(' · ')}
        </span>
      </span>
      {row.settled && <span className="badge badge-calm">已办</span>}
      <span className="quiet small nums">{at(row.at)}</span>
      {isNew && (
        <Button size="small" aria-label={`标为已看：${noticeKindLabels[row.kind]} ${row.no}`} onClick={seen}>
          标为已看
        </Button>
      )}
    </li>
  );
}
