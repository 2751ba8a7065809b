// What stands beside the state, each with who and when: assisting units, supervision, callbacks (the ladder has a panel of its own).
import type { AppealDetail } from '../../../contracts/appeals.ts';
import { requestLabels, requestStateLabels } from '../../wording/decisions.ts';
import {
  roleLabels,
  satisfactionLabels,
  supervisionLabels,
  taskKindLabels,
  taskStateLabels,
} from '../../wording/labels.ts';
import { shortInstant } from '../../wording/times.ts';
import { useNow } from '../parts/now.ts';
import { requestText } from './request-card.tsx';

type Row = { what: string; text: string };
type At = (instant: string) => string;

/** In the order of the page; the printed sheet (sheet/) says the same. */
export function courseRows(detail: AppealDetail, at: At): Row[] {
  return [
    ...detail.tasks.map((task) => ({
      what: taskKindLabels[task.kind],
      text: `${task.unitName ?? task.unitId}：${taskStateLabels[task.state]}${task.state === 'open' ? `，${at(task.dueAt)}前` : ''}`,
    })),
    ...xinfangRows(detail, at),
    ...detail.requests.map((each) => ({
      what: `申请${requestLabels[each.kind]}`,
      text: `${requestText(each)}，${each.by}，${at(each.at)}；${requestStateLabels[each.state]}${each.decidedBy && each.endedAt ? `，${each.decidedBy} ${at(each.endedAt)}` : ''}${each.decisionText ? `：${each.decisionText}` : ''}`,
    })),
    ...detail.supervision.map((each) => ({
      what: '督办',
      text: `${supervisionLabels[each.level]}，${at(each.at)}，${each.by === 'system' ? '系统' : each.by}${each.lifted ? `；${at(each.lifted.at)}由${each.lifted.by}解除` : ''}`,
    })),
    ...detail.callbackAttempts.map((each) => ({ what: '回访', text: `未接通，${at(each.at)}，${each.by}` })),
    ...detail.feedbacks.map((each) => ({
      what: '反馈',
      text: `${each.solved ? '已解决' : '未解决'}，${satisfactionLabels[each.satisfaction]}，${at(each.at)}，${roleLabels[each.role]}`,
    })),
  ];
}

export function Course({ detail }: { detail: AppealDetail }) {
  const now = useNow(60_000);
  const rows = courseRows(detail, (instant) => shortInstant(Date.parse(instant), now));
  if (rows.length === 0) return null;
  return (
    <section className="paper" aria-labelledby="course">
      <h2 id="course">办理情况</h2>
      <ul className="course">
        {rows.map((row, index) => (
          <li key={index}>
            <span className="mark">{row.what}</span> {row.text}
          </li>
        ))}
      </ul>
    </section>
  );
}

const extensions = { asked: '延期待决定', approved: '已批准延期', refused: '延期未获批准' } as const;

function xinfangRows({ xinfang }: AppealDetail, at: At): Row[] {
  if (!xinfang) return [];
  const { informedAt, extension, reviews } = xinfang;
  const parts = [informedAt ? `${at(informedAt)}已告知受理` : '尚未告知受理', extension && extensions[extension]];
  return [
    { what: '信访', text: parts.filter(Boolean).join('；') },
    ...reviews.map(({ stage, askedAt, askedBy, upheld }) => ({
      what: stage === 'review' ? '复查' : '复核',
      text: `${at(askedAt)}${askedBy === null ? '居民本人' : `居民由${askedBy}代为`}申请，${upheld === null ? '尚未作出意见' : upheld ? '维持原处理意见' : '原处理意见需要改正'}`,
    })),
  ];
}
