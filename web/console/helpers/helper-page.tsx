// One entry of the directory: what is known, what was done, and what may be done with it now.
import { useQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import { Link, useParams } from 'react-router';
import type { HelperDetail } from '../../../contracts/helpers.ts';
import {
  capabilityLabels,
  helperEventLabels,
  helperFieldLabels,
  helperKindLabels,
  helperSourceLabels,
  minuteText,
  trainingLabels,
  saidWindow,
} from '../../wording/helpers.ts';
import { roleLabels } from '../../wording/labels.ts';
import { shortInstant } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { Trouble } from '../frame/notices.tsx';
import { useNow } from '../parts/now.ts';
import { pages } from '../paths.ts';
import { HelperActions } from './helper-actions.tsx';
import { StateBadge } from './state-badge.tsx';
import './helpers.css';

export function HelperPage() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['helper', id], queryFn: ({ signal }) => api.helper(id, { signal }) });
  if (query.isError) return <Trouble words={wordsOf(query.error)} again={() => void query.refetch()} />;
  if (!query.data) {
    return (
      <div className="stand-in">
        <Spin aria-label="正在载入" />
      </div>
    );
  }
  const entry = query.data;
  const title = entry.name ?? entry.person ?? '未填姓名';
  return (
    <>
      <title>{`${title} · 双报到名录 · 呼应`}</title>
      <p>
        <Link to={pages.helpers}>返回名录</Link>
      </p>
      <div className="page-head spread">
        <h1>
          {title} <StateBadge state={entry.state} consented={entry.consentAt !== null} />
        </h1>
        <HelperActions entry={entry} />
      </div>
      <section className="paper" aria-label="资料">
        <h2>资料</h2>
        <Facts entry={entry} />
      </section>
      <section className="paper" aria-label="经过">
        <h2>经过</h2>
        <History entry={entry} />
      </section>
    </>
  );
}

function Facts({ entry }: { entry: HelperDetail }) {
  const now = useNow(60_000);
  const { accepted, declined, silent, share } = entry.response;
  const rows: [string, string | null][] = [
    ['类别', helperKindLabels[entry.kind]],
    [entry.kind === 'member' ? '姓名' : '联系人', entry.person],
    ['电话', entry.phone],
    ['邮箱', entry.hasEmail ? '已填' : '未填'],
    ['社区', [entry.communityName, entry.compoundName].filter(Boolean).join(' · ')],
    ['所在单位', entry.unitName],
    ['所在团队', entry.teamName],
    ['名下党员', entry.kind === 'member' ? null : `${entry.members} 人`],
    ['能力', entry.capabilities.map((each) => capabilityLabels[each]).join('、') || '未填'],
    ['培训', entry.training.map((each) => trainingLabels[each]).join('、') || '无'],
    ['可服务时间', entry.hours.map(saidWindow).join('；') || '未说明'],
    ['免打扰', entry.quiet ? `${minuteText(entry.quiet.from)}-${minuteText(entry.quiet.to)}` : '无'],
    [
      '同意',
      entry.consentAt
        ? `${entry.consentVersion ?? ''} 版，${shortInstant(Date.parse(entry.consentAt), now)}`
        : '未同意',
    ],
    ['待答复的求助', `${entry.openOffers}/${entry.maxOpenOffers}`],
    ['正在承接', `${entry.activeTasks}/${entry.maxActiveTasks}`],
    [
      '以往响应',
      `接受 ${accepted}，说明原因婉拒 ${declined}，未答复 ${silent}（回应分 ${Math.round(share * 100)}，满分 100）`,
    ],
    ['来源', `${helperSourceLabels[entry.source]}，${entry.enteredByName}`],
    ['核实', entry.verifiedByName],
  ];
  return (
    <dl className="helper-facts">
      {rows
        .filter(([, value]) => value !== null && value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

const fieldLabels: Record<string, string> = helperFieldLabels;

function History({ entry }: { entry: HelperDetail }) {
  const now = useNow(60_000);
  return (
    <ul className="helper-history">
      {entry.history.map(({ kind, by, role, at, reason, fields }) => (
        <li key={`${kind} ${at}`}>
          <span className="nums quiet">{shortInstant(Date.parse(at), now)}</span> <b>{helperEventLabels[kind]}</b>{' '}
          {[by, role && roleLabels[role]].filter(Boolean).join(' · ')}
          {reason && <span className="row-sub">理由：{reason}</span>}
          {fields.length > 0 && (
            <span className="row-sub">改动：{fields.map((each) => fieldLabels[each] ?? each).join('、')}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
