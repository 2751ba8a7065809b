// 工作台: what is to be done, the overdue first. The address holds every filter, so that a view can be kept and sent.
import { PlusOutlined } from '@ant-design/icons';
import { Button, Spin } from 'antd';
import { useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { registrars } from '../../../domain/people/permissions.ts';
import { wordsOf } from '../api/client.ts';
import { hasRole, seesCases, useMe } from '../api/session.ts';
import { Trouble } from '../frame/notices.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { pages } from '../paths.ts';
import { AppealTable } from './appeal-table.tsx';
import { FilterBar } from './filter-bar.tsx';
import { filtersOf, searchOf, type FilterName, type Filters } from './filters.ts';
import { useAppeals, useCounts, useSteadyRows } from './list-data.ts';
import { QuickViews } from './quick-views.tsx';
import './work-list.css';

export function WorkList() {
  const me = useMe();
  if (!seesCases(me)) return <Navigate to="/" replace />;
  return (
    <>
      <title>诉求 · 呼应</title>
      <div className="page-head">
        <h1>诉求</h1>
        {hasRole(me, ...registrars) && (
          <LinkButton to={pages.register} type="primary" className="end" icon={<PlusOutlined aria-hidden />}>
            登记诉求
          </LinkButton>
        )}
      </div>
      <List />
    </>
  );
}

function List() {
  const [search, setSearch] = useSearchParams();
  const filters = filtersOf(search);
  const scope = searchOf(filters).toString();
  const [held, setHeld] = useState(false);
  const { query, rows, pages: loaded } = useAppeals(filters);
  const { shown, moved } = useSteadyRows(rows, scope, loaded, held);
  const counts = useCounts(filters.community);
  const show = (next: Filters) => setSearch(searchOf(next));

  return (
    <>
      <QuickViews filters={filters} counts={counts} />
      <FilterBar filters={filters} show={show} />
      <section className="paper list cases" aria-label="诉求列表" aria-busy={query.isFetching}>
        {query.isError && shown.length === 0 ? (
          <Trouble words={wordsOf(query.error)} again={() => void query.refetch()} />
        ) : (
          <>
            {/* Floats: a line that pushed the rows down would itself move them from under the pointer. */}
            <div className="list-note" role="status">
              {query.isError && <span>刷新失败：{wordsOf(query.error)}（显示的是稍早的内容）</span>}
              {moved && held && <span>列表有变化，指针或光标移开后更新</span>}
            </div>
            {query.isPending ? (
              <div className="list-empty">
                <Spin aria-label="正在载入" />
              </div>
            ) : shown.length === 0 ? (
              <Nothing filters={filters} clear={() => show({})} />
            ) : (
              <AppealTable rows={shown} hold={setHeld} dim={query.isPlaceholderData} />
            )}
            {query.hasNextPage && (
              <div className="list-more">
                <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  再看 30 件
                </Button>
              </div>
            )}
          </>
        )}
      </section>
    </>
  );
}

function Nothing({ filters, clear }: { filters: Filters; clear: () => void }) {
  const narrowed = Object.keys(filters).length > 0;
  return (
    <div className="list-empty">
      <p>{nothingOf(filters, narrowed)}</p>
      {narrowed && <Button onClick={clear}>清除条件，看全部在办</Button>}
    </div>
  );
}

function nothingOf(filters: Filters, narrowed: boolean): string {
  if (!narrowed) return '现在没有在办的诉求。';
  if (shows(filters, 'overdue')) return '没有超期的诉求。';
  return shows(filters, 'listed') ? '没有挂牌督办的诉求。' : '没有符合条件的诉求。';
}

/** Narrowed to this alone; a sentence about it would otherwise say more than was asked. */
function shows(filters: Filters, name: FilterName): boolean {
  return Object.keys(filters).every((each) => each === name || each === 'community') && filters[name] === 'true';
}
