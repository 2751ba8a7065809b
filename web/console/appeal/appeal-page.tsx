// 诉求详情: what was asked and by whom, which promises run, what happened, and what this person can do now.
import { useQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import { Link, useLocation, useParams } from 'react-router';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import { typeLabels } from '../../wording/labels.ts';
import { wordsOf } from '../api/client.ts';
import { DueBadge } from '../parts/due-badge.tsx';
import { ClassMark, FlagMarks, ListedMark, PoliceMark, StateMark } from '../parts/marks.tsx';
import { pages } from '../paths.ts';
import { PaperLinks } from '../sheet/paper-links.tsx';
import { Actions } from './actions.tsx';
import { Attachments } from './attachments.tsx';
import { Clocks } from './clocks.tsx';
import { Course } from './course.tsx';
import { appealQuery } from './data.ts';
import { Facts } from './facts.tsx';
import { LadderPanel } from '../ladder/ladder-panel.tsx';
import { Live } from './live.tsx';
import { Missing } from './missing.tsx';
import { PolicePanel } from './police-panel.tsx';
import { TimelineList } from './timeline-list.tsx';
import './appeal.css';

export function AppealPage() {
  const { no = '' } = useParams();
  const query = useQuery({ ...appealQuery(no), refetchInterval: 15_000 });
  const list = (useLocation().state as { list?: string } | null)?.list ?? '';
  return (
    <>
      <title>{`${no} · 呼应`}</title>
      <nav className="back" aria-label="返回">
        <Link to={{ pathname: pages.appeals, search: list }}>← 诉求列表</Link>
      </nav>
      {query.data ? (
        <Case detail={query.data} refreshFailed={query.isError ? wordsOf(query.error) : null} />
      ) : query.isError ? (
        <Missing error={query.error} again={() => void query.refetch()} />
      ) : (
        <div className="stand-in">
          <Spin aria-label="正在载入" />
        </div>
      )}
    </>
  );
}

function Case({ detail, refreshFailed }: { detail: AppealDetail; refreshFailed: string | null }) {
  return (
    <article>
      <header className="case-head">
        <div className="row">
          <ClassMark cls={detail.class} />
          <StateMark state={detail.state} outcome={detail.outcome} />
          <DueBadge dueAt={detail.dueAt} clock={detail.dueClock} state={detail.state} overdue={detail.overdue} />
          {detail.policeDue && <PoliceMark />}
          {detail.listed && <ListedMark />}
          {detail.rung > 0 && <span className="mark mark-rung">提级 {detail.rung}</span>}
          {detail.round > 0 && <span className="mark mark-flag">第 {detail.round} 次重办</span>}
          {detail.proactive && <span className="mark mark-flag">主动治理</span>}
          <FlagMarks flags={detail.flags} />
        </div>
        <h1>{detail.title}</h1>
        <div className="row spread">
          <p className="quiet nums">
            {detail.no} · {typeLabels[detail.type]} · {detail.categoryName}
          </p>
          <PaperLinks detail={detail} />
        </div>
        {refreshFailed && <p role="status">刷新失败：{refreshFailed}（显示的是稍早的内容）</p>}
      </header>
      {detail.policeDue && <PolicePanel key={`due ${detail.no}`} detail={detail} />}
      <div className="case">
        <Facts detail={detail} />
        <div className="case-side">
          {detail.violence?.report && <PolicePanel key={`police ${detail.no}`} detail={detail} />}
          <Actions key={detail.no} detail={detail} />
          <Clocks detail={detail} />
        </div>
        <div className="case-rest">
          <LadderPanel key={detail.no} detail={detail} />
          <Course detail={detail} />
          <Attachments detail={detail} />
          <TimelineList detail={detail} />
          <Live no={detail.no} />
        </div>
      </div>
    </article>
  );
}
