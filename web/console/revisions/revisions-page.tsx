// 修订: every revision of calendar, office hours and policies, with how far it has come among the open cases.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button } from 'antd';
import { Navigate } from 'react-router';
import type { Revision, RevisionState } from '../../../contracts/revisions.ts';
import { revisionKindLabels } from '../../wording/policies.ts';
import { sourceText } from '../../wording/policy-sources.ts';
import { shortInstant } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { useCommunities } from '../api/reference.ts';
import { hasRole, useMe } from '../api/session.ts';
import { Awaited } from '../parts/awaited.tsx';
import { useNow } from '../parts/now.ts';
import { pages } from '../paths.ts';
import './revisions.css';

export function RevisionsPage() {
  const me = useMe();
  const query = useQuery({
    queryKey: ['revisions'],
    queryFn: ({ signal }) => api.revisions({ signal }),
    enabled: hasRole(me, 'admin'),
    refetchInterval: ({ state }) => (state.data?.items.some((each) => each.state === 'running') ? 1_500 : 30_000),
  });
  if (!hasRole(me, 'admin')) return <Navigate to={pages.appeals} replace />;
  return (
    <>
      <title>修订 · 呼应</title>
      <div className="page-head">
        <h1>修订</h1>
        <p className="quiet">放假安排、办公时间、时限政策变动后，在办诉求逐件重算；中断后接着做，每件只算一次。</p>
      </div>
      <section className="paper" aria-label="历次修订">
        <Awaited query={query}>{(data) => <History items={data.items} />}</Awaited>
      </section>
    </>
  );
}

function History({ items }: { items: Revision[] }) {
  if (items.length === 0) return <p className="quiet">还没有修订。在“日历”或“政策”页录入。</p>;
  return (
    <div className="table-scroll" role="group" aria-label="历次修订" tabIndex={0}>
      <table className="table revision-table">
        <thead>
          <tr>
            <th scope="col">修订</th>
            <th scope="col">启用</th>
            <th scope="col">进度</th>
            <th scope="col">移动的时限</th>
            <th scope="col">即为超期</th>
            <th scope="col">
              <span className="unseen">操作</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((each) => (
            <Row key={each.id} revision={each} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const stateWords: Record<RevisionState, string> = {
  running: '进行中',
  done: '已完成',
  cancelled: '已停止',
  superseded: '已被新的修订取代',
};

function Row({ revision }: { revision: Revision }) {
  const now = useNow(60_000);
  return (
    <tr>
      <td>
        {revisionKindLabels[revision.kind]} <WhatOf revision={revision} />
        {revision.source && <span className="row-sub quiet">{sourceText(revision.source)}</span>}
      </td>
      <td>
        {shortInstant(Date.parse(revision.createdAt), now)}
        <span className="row-sub quiet">{revision.createdByName ?? revision.createdBy}</span>
      </td>
      <td>
        <Progress revision={revision} />
      </td>
      <td className="nums">
        {revision.moved} 项 <span className="quiet">（{revision.casesMoved} 件）</span>
      </td>
      <td className="nums">{revision.past > 0 ? <strong className="preview-past">{revision.past}</strong> : 0}</td>
      <td>
        <Acts revision={revision} />
      </td>
    </tr>
  );
}

function WhatOf({ revision: { kind, scope, target } }: { revision: Revision }) {
  const communities = useCommunities() ?? [];
  if (kind === 'officeHours') return <>{communities.find(({ id }) => id === scope)?.name ?? scope}</>;
  return <span className="nums">{target}</span>;
}

function Progress({ revision: { state, done, total } }: { revision: Revision }) {
  const share = total === 0 ? 100 : Math.min(100, Math.round((done / total) * 100));
  return (
    <>
      <span className={`badge badge-${state === 'running' ? 'near' : 'calm'}`}>{stateWords[state]}</span>{' '}
      <span className="nums">
        {done} / {Math.max(total, done)} 件
      </span>
      {state === 'running' && (
        <div
          className="progress-bar"
          role="progressbar"
          aria-label="已重算"
          aria-valuenow={share}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <span style={{ width: `${share}%` }} />
        </div>
      )}
    </>
  );
}

function Acts({ revision }: { revision: Revision }) {
  const queries = useQueryClient();
  const { modal, message } = AntApp.useApp();
  const act = useMutation({
    mutationFn: (what: 'cancel' | 'resume') => api.actOnRevision(revision.id, what),
    onError: (error) => void message.error(wordsOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['revisions'] }),
  });
  if (revision.state === 'cancelled')
    return (
      <Button size="small" loading={act.isPending} onClick={() => act.mutate('resume')}>
        接着做
      </Button>
    );
  if (revision.state !== 'running') return null;
  const ask = () =>
    modal.confirm({
      title: '停止这次修订？',
      content: '已重算的诉求保持新的时限，其余仍按原来的计算；新登记的诉求已按新的计算。之后可以接着做。',
      okText: '停止',
      okButtonProps: { danger: true },
      onOk: () => act.mutateAsync('cancel').catch(() => undefined),
    });
  return (
    <Button size="small" danger loading={act.isPending} onClick={() => void ask()}>
      停止
    </Button>
  );
}
