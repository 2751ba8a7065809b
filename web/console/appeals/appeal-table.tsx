// The rows of the work list. A table for the eye and the screen reader, cards on a phone (work-list.css); arrow keys go from
// case to case.
import type { KeyboardEvent } from 'react';
import { Link, useLocation } from 'react-router';
import type { AppealSummary } from '../../../contracts/appeals.ts';
import { shortInstant } from '../../wording/times.ts';
import { DueBadge } from '../parts/due-badge.tsx';
import { ClassMark, ListedMark, PoliceMark, StateMark } from '../parts/marks.tsx';
import { useNow } from '../parts/now.ts';
import { pages } from '../paths.ts';

type Props = { rows: AppealSummary[]; hold: (held: boolean) => void; dim: boolean };

export function AppealTable({ rows, hold, dim }: Props) {
  return (
    <table className={`table appeals${dim ? ' dim' : ''}`}>
      <thead>
        <tr>
          <th scope="col">时限</th>
          <th scope="col">诉求</th>
          <th scope="col">紧急程度</th>
          <th scope="col">状态</th>
          <th scope="col">地点</th>
          <th scope="col">承办</th>
          <th scope="col">登记</th>
        </tr>
      </thead>
      <tbody
        onPointerEnter={() => hold(true)}
        onPointerLeave={(event) => hold(event.currentTarget.contains(document.activeElement))}
        onFocus={() => hold(true)}
        onBlur={(event) =>
          hold(event.currentTarget.contains(event.relatedTarget) || event.currentTarget.matches(':hover'))
        }
        onKeyDown={moveByArrows}
      >
        {rows.map((row) => (
          <Row key={row.no} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row }: { row: AppealSummary }) {
  const now = useNow(60_000);
  const { search } = useLocation();
  return (
    <tr className={row.overdue && row.closedAt === null ? 'is-late' : undefined}>
      <td className="c-due">
        <DueBadge dueAt={row.dueAt} clock={row.dueClock} state={row.state} overdue={row.overdue} />
      </td>
      <td className="c-what">
        <Link to={pages.appeal(row.no)} state={{ list: search }} className="row-link">
          {row.title}
        </Link>
        <span className="row-sub nums">
          {row.no} · {row.categoryName}
        </span>
      </td>
      <td className="c-class">
        <ClassMark cls={row.class} />
      </td>
      <td className="c-state">
        <span className="row">
          <StateMark state={row.state} outcome={row.outcome} />
          {row.policeDue && <PoliceMark />}
          {row.listed && <ListedMark />}
          {row.rung > 0 && <span className="mark mark-rung">提级 {row.rung}</span>}
          {row.round > 0 && <span className="mark mark-flag">第 {row.round} 次重办</span>}
        </span>
      </td>
      <td className="c-place">
        {row.compoundName ?? row.communityName}
        {row.buildingName && <span className="row-sub">{row.buildingName}</span>}
      </td>
      <td className="c-who">
        {row.unitName ?? <span className="quiet none">—</span>}
        {row.handlerName && <span className="row-sub">{row.handlerName}</span>}
      </td>
      <td className="c-since nums">{shortInstant(Date.parse(row.receivedAt), now)}</td>
    </tr>
  );
}

function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('.row-link')];
  const next = links[links.indexOf(document.activeElement as HTMLElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
