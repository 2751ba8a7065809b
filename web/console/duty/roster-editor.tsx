// The director's table of a month: rows by week, filled by hand, from the week before, from the gaps or from a CSV file.
// Nothing is saved before 保存; what the server refuses is said at its row.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App as AntApp, Button } from 'antd';
import { useState } from 'react';
import type { DutyRoster } from '../../../contracts/duty.ts';
import { datesOf, mondayOf } from '../../../domain/duty/roster.ts';
import { calendarDay } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { ApiProblem, serverNow, wordsOf } from '../api/client.ts';
import { decoded, fromWeekBefore, gapsOf, newRow, rowsForGaps, rowsFromCsv, type Row } from './rows.ts';
import { Gaps } from './roster-list.tsx';
import { ShiftRow } from './shift-row.tsx';

type Props = { roster: DutyRoster; earlier: Row[]; touched: (unsaved: boolean) => void };

export function RosterEditor({ roster, earlier, touched }: Props) {
  const { month, people } = roster;
  const [rows, setRows] = useState(() => savedRows(roster));
  const [csvErrors, setCsvErrors] = useState<string[]>([]);
  const [unsaved, setUnsaved] = useState(false);
  const change = (next: Row[]) => {
    setRows([...next].sort((a, b) => `${a.date} ${a.from}`.localeCompare(`${b.date} ${b.from}`)));
    setUnsaved(true);
    touched(true);
  };
  const saving = useSaving(roster, () => {
    setUnsaved(false);
    touched(false);
  });
  const rest = roster.rest.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));
  const gaps = gapsOf(rest, [...earlier, ...rows]);
  const edit = (key: string, field: Partial<Row>) =>
    change(rows.map((row) => (row.key === key ? { ...row, ...field } : row)));
  const weeks = [...new Set(datesOf(month).map(mondayOf))];
  const nobody = rows.filter(({ userId }) => userId === '').length;

  return (
    <>
      <section className="paper duty" aria-label="值班表">
        <div className="row duty-tools">
          <Button onClick={() => change([...rows, ...rowsForGaps(gaps, month)])} disabled={gaps.length === 0}>
            列出空档，逐班填人
          </Button>
          <label className="plain-button duty-file">
            从 CSV 导入…
            <input
              type="file"
              className="unseen"
              accept=".csv,text/csv"
              onChange={(event) => {
                const file = event.target.files?.[0];
                event.target.value = '';
                if (!file) return;
                void file.arrayBuffer().then((bytes) => {
                  const read = rowsFromCsv(decoded(bytes), people, month);
                  setCsvErrors(read.errors);
                  if (read.rows.length > 0) change([...rows, ...read.rows]);
                });
              }}
            />
          </label>
          <span className="quiet small">每行：日期,开始,结束,值班人,替补。导入后先核对，保存才生效。</span>
        </div>
        {csvErrors.length > 0 && (
          <Alert
            type="warning"
            className="gap-below"
            title={`有 ${csvErrors.length} 行没有导入`}
            description={
              <ul className="duty-gaps">
                {csvErrors.slice(0, 20).map((error) => (
                  <li key={error}>{error}</li>
                ))}
              </ul>
            }
          />
        )}
        {weeks.map((monday) => (
          <Week
            key={monday}
            monday={monday}
            rows={rows.filter(({ date }) => mondayOf(date || `${month}-01`) === monday)}
            roster={roster}
            errors={saving.errors(rows)}
            edit={edit}
            remove={(key) => change(rows.filter((row) => row.key !== key))}
            add={() => change([...rows, blankRow(monday, month)])}
            copy={() => change([...rows, ...fromWeekBefore(monday, rows, earlier, month, serverNow())])}
          />
        ))}
        <div className="row duty-save">
          <Button
            type="primary"
            loading={saving.pending}
            disabled={!unsaved || nobody > 0}
            onClick={() => saving.save(rows)}
          >
            保存
          </Button>
          <span className="quiet" role="status">
            {nobody > 0 ? `还有 ${nobody} 班没有选值班人。` : unsaved ? '有改动未保存。' : '已保存。'}
          </span>
        </div>
        {saving.words && <Alert type="error" showIcon title={saving.words} />}
      </section>
      <Gaps gaps={gaps} />
    </>
  );
}

type WeekProps = {
  monday: string;
  rows: Row[];
  roster: DutyRoster;
  errors: Map<string, string>;
  edit: (key: string, field: Partial<Row>) => void;
  remove: (key: string) => void;
  add: () => void;
  copy: () => void;
};

function Week({ monday, rows, roster, errors, edit, remove, add, copy }: WeekProps) {
  const name = `${calendarDay(monday)}起的一周`;
  return (
    <div className="duty-week">
      <div className="row spread">
        <h2>{name}</h2>
        <span className="row">
          <Button size="small" aria-label={`沿用上周：${name}`} onClick={copy}>
            沿用上周
          </Button>
          <Button size="small" aria-label={`加一班：${name}`} onClick={add}>
            加一班
          </Button>
        </span>
      </div>
      {rows.length === 0 ? (
        <p className="quiet small">没有排班。</p>
      ) : (
        <ul className="duty-rows">
          {rows.map((row) => (
            <ShiftRow
              key={row.key}
              row={row}
              month={roster.month}
              people={roster.people}
              error={errors.get(row.key)}
              edit={(field) => edit(row.key, field)}
              remove={() => remove(row.key)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function useSaving(roster: DutyRoster, saved: () => void) {
  const queries = useQueryClient();
  const { message } = AntApp.useApp();
  const { communityId, month, basis } = roster;
  const mutation = useMutation({
    mutationFn: (rows: Row[]) => {
      const shifts = rows.map(({ date, from, to, userId, backupId }) => ({ date, from, to, userId, backupId }));
      return api.changeDuty({ communityId, month, basis, shifts });
    },
    onSuccess: (answer) => {
      saved();
      void message.success('值班表已保存');
      queries.setQueryData(['duty', communityId, month], answer);
    },
  });
  const { error } = mutation;
  const fields = error instanceof ApiProblem ? error.fields : [];
  return {
    pending: mutation.isPending,
    save: mutation.mutate,
    words:
      error instanceof ApiProblem && error.code === 'stale'
        ? '这张值班表刚被别人改过。请记下您的改动，刷新页面后再改。'
        : error && (fields.find(({ path }) => path === 'shifts')?.message ?? wordsOf(error)),
    errors: (rows: Row[]) =>
      new Map(
        fields.flatMap(({ path, message: words }) => {
          const row = (mutation.variables ?? rows)[Number(/^shifts\.(\d+)/.exec(path)?.[1] ?? -1)];
          return row ? [[row.key, words] as const] : [];
        }),
      ),
  };
}

function savedRows(roster: DutyRoster): Row[] {
  return roster.shifts.map(({ date, from, to, userId, backupId, begun }) =>
    newRow({ date, from, to, userId, backupId, begun }),
  );
}

/** The first day of the week that is of the month, from evening to morning. */
function blankRow(monday: string, month: string): Row {
  const date = datesOf(month).find((each) => mondayOf(each) === monday) ?? `${month}-01`;
  return newRow({ date, from: '18:00', to: '08:30' });
}
