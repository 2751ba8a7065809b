// The course of a case on paper, the oldest first: what happened, by whom, what was written, and which limits it began or moved.
import type { AppealDetail } from '../../../contracts/appeals.ts';
import type { TimelineEntry } from '../../../contracts/timeline.ts';
import { clockLabels } from '../../wording/labels.ts';
import { actorOf, sentenceOf } from '../../wording/timeline.ts';
import { useUnitNames } from '../appeal/timeline-list.tsx';
import { StackedTable, type Column } from '../parts/stacked-table.tsx';
import { briefText, datedText, writtenText } from './on-paper.ts';

type Props = {
  detail: AppealDetail;
  entries: TimelineEntry[];
  /** Entries whose words stand in a field of their own above. */
  above: TimelineEntry[];
};

export function CourseTable({ detail, entries, above }: Props) {
  const unit = useUnitNames(detail.communityId);
  const columns: Column<TimelineEntry>[] = [
    { name: '时间', className: 'nums', cell: ({ at }) => briefText(at) },
    {
      name: '经过',
      cell: (entry) => (
        <>
          {writtenText(sentenceOf(entry, unit))}
          {entry.text && !above.includes(entry) && (
            <span className="row-line pre">
              （{entry.textPublic ? '居民可见' : '内部'}）{writtenText(entry.text)}
            </span>
          )}
          {limitsOf(entry).map((line) => (
            <span key={line} className="row-sub">
              {line}
            </span>
          ))}
        </>
      ),
    },
    { name: '经办', cell: actorOf },
  ];
  return (
    <StackedTable label="经过" className="course-table" columns={columns} rows={entries} keyOf={({ seq }) => seq} />
  );
}

function limitsOf({ clocks, moved }: TimelineEntry): string[] {
  return [
    ...clocks.map(({ name, dueAt }) => `${clockLabels[name]}时限：${datedText(dueAt)}止`),
    ...moved.map(({ name, from, to }) => `${clockLabels[name]}时限由 ${datedText(from)} 改为 ${datedText(to)}`),
  ];
}
