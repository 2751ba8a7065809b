// 双报到名录: who can help the desk's communities. Heads of the community verify; lists come in and go out as tables.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input, Pagination, Select, Spin } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { Helper } from '../../../contracts/helpers.ts';
import { directoryEditors, directoryReaders } from '../../../domain/directory/rules.ts';
import { capabilities } from '../../../domain/matching/capabilities.ts';
import { helperKinds, helperStates } from '../../../domain/matching/types.ts';
import { capabilityLabels, helperKindLabels, helperStateLabels } from '../../wording/helpers.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { communitiesOf, hasRole, useMe } from '../api/session.ts';
import { Trouble } from '../frame/notices.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { StackedTable, type Column } from '../parts/stacked-table.tsx';
import { pages } from '../paths.ts';
import { DirectoryTabs } from './directory-tabs.tsx';
import { ExportButton } from './export-button.tsx';
import { StateBadge } from './state-badge.tsx';
import { Verifying } from './verifying.tsx';
import './helpers.css';

const size = 50;
const filterNames = ['community', 'kind', 'state', 'capability', 'text', 'group', 'page'] as const;
type FilterName = (typeof filterNames)[number];

export function HelpersPage() {
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const filters = Object.fromEntries(filterNames.map((name) => [name, search.get(name) ?? undefined])) as Partial<
    Record<FilterName, string>
  >;
  const set = (name: FilterName, value: string | undefined) => {
    const next = new URLSearchParams(search);
    next.delete('page');
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next, { replace: true });
  };
  const query = useQuery({
    queryKey: ['helpers', filters],
    queryFn: ({ signal }) => api.helpers({ ...filters, size: String(size) }, { signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <title>双报到名录 · 呼应</title>
      <div className="page-head spread">
        <div>
          <h1>双报到名录</h1>
          <p className="quiet">共建单位、在职党员和服务团队。党员姓名和电话均已遮住；未核实的不会被求助。</p>
        </div>
        <div className="row">
          {hasRole(me, ...directoryEditors) && (
            <>
              <LinkButton type="primary" to={pages.helperNew}>
                录入一个
              </LinkButton>
              <LinkButton to={pages.helperImport}>导入名单</LinkButton>
            </>
          )}
          <ExportButton communities={communitiesOf(me, ...directoryReaders)} />
        </div>
      </div>
      <DirectoryTabs />
      <Filters filters={filters} set={set} />
      <section className="paper list" aria-label="名录">
        {query.isError ? (
          <Trouble words={wordsOf(query.error)} again={() => void query.refetch()} />
        ) : !query.data ? (
          <div className="list-empty">
            <Spin aria-label="正在载入" />
          </div>
        ) : query.data.items.length === 0 ? (
          <p className="list-empty">没有符合条件的。</p>
        ) : (
          <Listed items={query.data.items} total={query.data.total} />
        )}
        {query.data && query.data.total > size && (
          <div className="list-more">
            <Pagination
              current={query.data.page}
              pageSize={size}
              total={query.data.total}
              showSizeChanger={false}
              showLessItems
              onChange={(page) => set('page', String(page))}
            />
          </div>
        )}
      </section>
    </>
  );
}

type FilterProps = {
  filters: Partial<Record<FilterName, string>>;
  set: (name: FilterName, value: string | undefined) => void;
};

function Filters({ filters, set }: FilterProps) {
  const me = useMe();
  const communities = communitiesOf(me, ...directoryReaders);
  const choice = (name: FilterName, label: string, options: { value: string; label: string }[]) => (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={filters[name]}
      onChange={(value: string | undefined) => set(name, value)}
      options={options}
    />
  );
  return (
    <form role="search" aria-label="筛选名录" className="helper-filters" onSubmit={(event) => event.preventDefault()}>
      <Input.Search
        key={filters.text ?? ''}
        aria-label="查找"
        placeholder="单位、团队名称，或完整的姓名、电话"
        defaultValue={filters.text}
        allowClear
        onSearch={(text) => set('text', text.trim())}
      />
      {communities.length > 1 &&
        choice(
          'community',
          '社区',
          communities.map(({ id, name }) => ({ value: id, label: name })),
        )}
      {choice(
        'kind',
        '类别',
        helperKinds.map((value) => ({ value, label: helperKindLabels[value] })),
      )}
      {choice(
        'state',
        '状态',
        helperStates.map((value) => ({ value, label: helperStateLabels[value] })),
      )}
      {choice(
        'capability',
        '能力',
        capabilities.map((value) => ({ value, label: capabilityLabels[value] })),
      )}
      {filters.group && <Button onClick={() => set('group', undefined)}>不限单位、团队</Button>}
    </form>
  );
}

function Listed({ items, total }: { items: Helper[]; total: number }) {
  return (
    <>
      <div className="list-head row spread">
        <span aria-live="polite">共 {total} 项</span>
        <Verifying items={items} />
      </div>
      <StackedTable label="名录" className="helper-table" columns={columns} rows={items} keyOf={({ id }) => id} />
    </>
  );
}

const columns: Column<Helper>[] = [
  {
    name: '名称',
    heads: true,
    cell: (item) => (
      <>
        <Link to={pages.helper(item.id)}>{item.name ?? item.person ?? '（未填姓名）'}</Link>
        <span className="row-sub nums">
          {[item.name === null ? null : item.person, item.phone, item.unitName].filter(Boolean).join(' · ')}
        </span>
      </>
    ),
  },
  { name: '类别', className: 'nowrap', cell: ({ kind }) => helperKindLabels[kind] },
  {
    name: '状态',
    cell: ({ state, consentAt }) => <StateBadge state={state} consented={consentAt !== null} />,
  },
  {
    name: '能力',
    cell: (item) => item.capabilities.map((each) => capabilityLabels[each]).join('、') || null,
  },
  {
    name: '社区',
    className: 'nowrap',
    cell: ({ communityName, compoundName }) => (
      <>
        {communityName}
        {compoundName && <span className="row-sub">{compoundName}</span>}
      </>
    ),
  },
  {
    name: '正在承接',
    className: 'nums nowrap',
    cell: ({ activeTasks, maxActiveTasks }) => `${activeTasks}/${maxActiveTasks}`,
  },
];
