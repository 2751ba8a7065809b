// One shift under the hand: date, times, who and who instead. A shift that has begun is only read.
import { Button } from 'antd';
import { useId } from 'react';
import { calendarDay } from '../../wording/times.ts';
import { timesText } from './roster-list.tsx';
import type { Person, Row } from './rows.ts';

type Props = {
  row: Row;
  month: string;
  people: Person[];
  error: string | undefined;
  edit: (field: Partial<Row>) => void;
  remove: () => void;
};

export function ShiftRow({ row, month, people, error, edit, remove }: Props) {
  const id = useId();
  const name = (userId: string | null) => people.find((person) => person.id === userId)?.name ?? userId ?? '无';
  if (row.begun) {
    return (
      <li className="nums">
        {calendarDay(row.date)} {timesText(row.from, row.to)} {name(row.userId)}
        <span className="quiet small">替补 {name(row.backupId)}，已开始，不能再改</span>
      </li>
    );
  }
  const described = error ? { 'aria-invalid': true, 'aria-describedby': `${id}-error` } : {};
  return (
    <li className={error ? 'duty-wrong' : undefined}>
      <input
        type="date"
        aria-label="日期"
        min={`${month}-01`}
        max={`${month}-31`}
        value={row.date}
        onChange={({ target }) => edit({ date: target.value })}
        {...described}
      />
      <span className="quiet small">{row.date && calendarDay(row.date).split(' ')[1]}</span>
      <input type="time" aria-label="开始" value={row.from} onChange={({ target }) => edit({ from: target.value })} />
      <span aria-hidden>–</span>
      <input type="time" aria-label="结束" value={row.to} onChange={({ target }) => edit({ to: target.value })} />
      <span className="quiet small">{row.to > row.from ? '当日' : '次日'}</span>
      <select aria-label="值班人" value={row.userId} onChange={({ target }) => edit({ userId: target.value })}>
        <option value="">选值班人</option>
        <Options people={people} chosen={row.userId} />
      </select>
      <select
        aria-label="替补"
        value={row.backupId ?? ''}
        onChange={({ target }) => edit({ backupId: target.value || null })}
      >
        <option value="">无替补</option>
        <Options people={people} chosen={row.backupId} />
      </select>
      <Button
        size="small"
        aria-label={`去掉 ${calendarDay(row.date || `${month}-01`)} ${row.from} 的班`}
        onClick={remove}
      >
        去掉
      </Button>
      {error && (
        <span id={`${id}-error`} className="duty-error" role="alert">
          {error}
        </span>
      )}
    </li>
  );
}

/** Whoever is chosen stays a choice though the account is disabled by now. */
function Options({ people, chosen }: { people: Person[]; chosen: string | null }) {
  const gone = chosen !== null && chosen !== '' && !people.some(({ id }) => id === chosen);
  return (
    <>
      {gone && <option value={chosen}>（账号已停用）</option>}
      {people.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </>
  );
}
