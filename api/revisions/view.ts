// A plan's effect and a revision's progress as they are answered. Numbers of cases only from the administrator's own communities.
import type { Revision, RevisionPreview } from '../../contracts/revisions.ts';
import { emptyTally } from '../../domain/revision/preview.ts';
import type { ListFault, ListProblem } from '../../domain/time/holiday-list.ts';
import { previewRevision, type RevisionRow } from '../../store/revisions.ts';
import { namesOf } from '../../store/users.ts';
import { iso, isoOrNull } from '../iso.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Plan } from './plan.ts';

const faults: Record<ListFault, string> = {
  notJson: '文件不是有效的 JSON',
  noYear: '没有写明年份（year），或年份不对：{value}',
  noDays: '没有日期（days）',
  noColumns: '找不到“日期”和“是否休息”两列',
  notADate: '日期不对：{value}，应如 2027-02-06',
  otherYear: '日期 {value} 不属于这一年',
  notAFlag: '“是否休息”应为 true 或 false：{value}',
  twice: '日期 {value} 出现了两次',
  workdayOnWeekday: '{value} 是周一至周五，本来就上班，不应列为补班',
};

/** "第 3 行：日期不对：2027-13-01". */
export function problemMessage({ row, fault, value }: ListProblem): string {
  const text = faults[fault].replace('{value}', value || '（空）');
  return row > 0 ? `第 ${row} 行：${text}` : text;
}

/** Counted over all open cases that the plan would reach. */
export async function previewOf(deps: Dependencies, plan: Plan, communities: string[]): Promise<RevisionPreview> {
  const { problems, changes, years, ready } = plan;
  const tally = ready ? await previewRevision(deps.store, ready.aim, ready.revision, Date.now()) : emptyTally();
  const { cases, casesMoved, moved, past, ladders, rows, samples } = tally;
  return {
    problems: problems.map((problem) => ({ row: problem.row, message: problemMessage(problem) })),
    target: ready?.aim.target ?? null,
    ...{ changes, years, cases, casesMoved, moved, past, ladders },
    rows: rows.map(({ furthest, ...row }) => ({ ...row, furthestMs: furthest })),
    samples: samples
      .filter(({ communityId }) => communities.includes(communityId))
      .slice(0, 20)
      .map(({ no, class: cls, clock, from, to, past: gone }) => ({
        ...{ no, class: cls, clock, past: gone },
        from: iso(from),
        to: iso(to),
      })),
  };
}

export async function revisionView({ store }: Pick<Dependencies, 'store'>, rows: RevisionRow[]): Promise<Revision[]> {
  const names = await namesOf(
    store,
    rows.map(({ createdBy }) => createdBy),
  );
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, scope: row.scope, target: row.target, state: row.state },
    source: row.detail.source ?? null,
    createdBy: row.createdBy,
    createdByName: names.get(row.createdBy) ?? null,
    createdAt: iso(row.createdAt),
    finishedAt: isoOrNull(row.finishedAt),
    ...{ total: row.total, done: row.done, casesMoved: row.casesMoved, moved: row.clocksMoved, past: row.past },
    sweep: row.sweep,
  }));
}
