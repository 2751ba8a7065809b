// 政策: the limits by which cases run, each with its source. Read only: a policy is replaced by a new version.
import { useQuery } from '@tanstack/react-query';
import { Select, Spin } from 'antd';
import { useSearchParams } from 'react-router';
import type { Policy } from '../../../contracts/policies.ts';
import { limitNames } from '../../../domain/policy/types.ts';
import { sourceText } from '../../wording/policy-sources.ts';
import { classHints, classLabels, classOrder } from '../../wording/labels.ts';
import { limitLabels } from '../../wording/policies.ts';
import { dateText, durationText } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { serverNow, wordsOf } from '../api/client.ts';
import { useCurrentPolicy } from '../api/reference.ts';
import { hasRole, useMe } from '../api/session.ts';
import { Trouble } from '../frame/notices.tsx';
import { StackedTable, type Column } from '../parts/stacked-table.tsx';
import { PolicyRevision } from '../revisions/policy-revision.tsx';
import './policies.css';

export function PoliciesPage() {
  const list = useQuery({ queryKey: ['policies'], queryFn: () => api.policies() });
  const [search, setSearch] = useSearchParams();
  const current = useCurrentPolicy();
  const version = search.get('version') ?? current;
  const policy = useQuery({
    queryKey: ['policy', version],
    queryFn: () => api.policy(version ?? ''),
    enabled: version !== undefined,
    staleTime: Infinity,
  });
  const trouble = list.error ?? policy.error;
  return (
    <>
      <title>政策 · 呼应</title>
      <div className="page-head">
        <h1>政策</h1>
        <Select
          aria-label="政策版本"
          className="policy-version"
          value={version}
          options={(list.data?.items ?? []).map((each) => ({
            value: each.version,
            label: `${each.name}（${each.version}）`,
          }))}
          onChange={(value) => setSearch({ version: value })}
        />
      </div>
      {trouble ? (
        <Trouble words={wordsOf(trouble)} again={() => void (list.error ? list.refetch() : policy.refetch())} />
      ) : policy.data ? (
        <PolicyView policy={policy.data} />
      ) : (
        <div className="stand-in">
          <Spin aria-label="正在载入" />
        </div>
      )}
    </>
  );
}

function PolicyView({ policy }: { policy: Policy }) {
  const { settings } = policy;
  return (
    <>
      <section className="paper" aria-labelledby="about">
        <h2 id="about">{policy.name}</h2>
        <dl className="facts">
          <dt>生效</dt>
          <dd>{dateText(Date.parse(policy.effectiveFrom), serverNow())}起登记的诉求；在办的仍按原版本</dd>
          <dt>依据</dt>
          <dd>{sourceText(policy.source)}</dd>
          <dt>提醒</dt>
          <dd>用去 {Math.round(settings.warnAt * 100)}% 时提醒责任人</dd>
          <dt>重点人群</dt>
          <dd>处理时限 × {settings.vulnerableFactor}（类别自有时限除外）</dd>
          <dt>重办</dt>
          <dd>至多 {settings.maxRounds} 次</dd>
          <dt>计时</dt>
          <dd>{settings.alwaysOpen ? '全天候' : '工作小时、工作日按各社区办公时间'}</dd>
          <dt>邮件</dt>
          <dd>
            {settings.holdOutsideOfficeHours ? '一般、复杂类在办公时间内发送' : '随时发送'}
            {settings.gatherSeconds > 0 && `，${settings.gatherSeconds} 秒内的归并为一封`}
          </dd>
        </dl>
      </section>
      <Limits policy={policy} />
      {hasRole(useMe(), 'admin') && <PolicyRevision policy={policy} />}
      <Categories policy={policy} />
    </>
  );
}

function Limits({ policy }: { policy: Policy }) {
  const limitOf = (name: string, cls: string) =>
    policy.limits.find((each) => each.name === name && each.class === cls) ?? null;
  const columns: Column<(typeof limitNames)[number]>[] = [
    { name: '时限', heads: true, cell: (name) => limitLabels[name] },
    ...classOrder.map((cls) => ({
      name: `${classLabels[cls]} ${cls}`,
      hint: classHints[cls],
      className: 'nums',
      cell: (name: (typeof limitNames)[number]) => {
        const row = limitOf(name, cls);
        if (!row?.limit) return null;
        return (
          <>
            {durationText(row.limit)}
            <small className="quiet">{sourceText(row.source)}</small>
          </>
        );
      },
    })),
  ];
  return (
    <section className="paper" aria-labelledby="limits">
      <h2 id="limits">各项时限</h2>
      <StackedTable label="各项时限" className="limits" columns={columns} rows={limitNames} keyOf={(name) => name} />
    </section>
  );
}

function Categories({ policy }: { policy: Policy }) {
  return (
    <section className="paper" aria-labelledby="categories">
      <h2 id="categories">类别</h2>
      <StackedTable label="类别" columns={categoryColumns} rows={policy.categories} keyOf={({ code }) => code} />
    </section>
  );
}

const categoryColumns: Column<Policy['categories'][number]>[] = [
  { name: '代码', className: 'nums whole', cell: ({ code }) => code },
  { name: '类别', heads: true, cell: ({ name }) => name },
  { name: '暂定紧急程度', cell: ({ class: cls }) => classLabels[cls] },
  { name: '自有处理时限', cell: ({ handling }) => handling && durationText(handling) },
  { name: '先由谁承接', cell: ({ firstOwner }) => firstOwner },
  {
    name: '标记',
    cell: ({ sensitive, vulnerable, safety }) =>
      [sensitive && '敏感', vulnerable && '重点人群', safety && '安全'].filter(Boolean).join('、') || null,
  },
  { name: '来源', cell: ({ source }) => sourceText(source) },
];
