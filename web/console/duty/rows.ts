// The rows of a roster under the hand: filled from gaps, from the week before or from a CSV file, before anything is saved.
import { mondayOf, movedBy, spanOf, uncovered, type Span } from '../../../domain/duty/roster.ts';
import { addDays, dayMs, shanghaiDate } from '../../../domain/time/shanghai.ts';
import { clockTime } from '../../wording/times.ts';

export type Row = {
  /** Of the page only. */
  key: string;
  date: string;
  from: string;
  to: string;
  userId: string;
  backupId: string | null;
  /** It has begun: nothing of it can be changed. */
  begun: boolean;
};
export type Person = { id: string; name: string; username: string };

let keys = 0;

/** A row with a key of its own; nobody is on it yet unless given. */
export function newRow(given: Pick<Row, 'date' | 'from' | 'to'> & Partial<Row>): Row {
  keys += 1;
  return { userId: '', backupId: null, begun: false, ...given, key: `new-${keys}` };
}

export function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

/** When the row's shift runs; null while its date or times are not filled in. */
export function spanOfRow({ date, from, to }: Row): Span | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}$/.test(from) || !/^\d{2}:\d{2}$/.test(to)) return null;
  return spanOf({ date, from: minutesOf(from), to: minutesOf(to) });
}

/** What of the rest periods the rows leave uncovered. */
export function gapsOf(rest: Span[], rows: Row[]): Span[] {
  const spans = rows.flatMap((row) => spanOfRow(row) ?? []);
  return rest.flatMap((period) => uncovered(period, spans));
}

/** One row for each night or day of the gaps, cut where the watch usually changes: at the time the gap ends. */
export function rowsForGaps(gaps: Span[], month: string): Row[] {
  return gaps.flatMap(({ from, to }) => {
    const rows: Row[] = [];
    let begin = from;
    while (begin < to) {
      // The next instant with the end's time of day.
      const end = to - Math.floor((to - begin - 1) / dayMs) * dayMs;
      rows.push(newRow({ date: shanghaiDate(begin), from: clockTime(begin), to: clockTime(end) }));
      begin = end;
    }
    return rows.filter(({ date }) => date.startsWith(month));
  });
}

/** The shifts of the week before, a week later; what would meet a row that is there already is left out. */
export function fromWeekBefore(monday: string, rows: Row[], earlier: Row[], month: string, now: number): Row[] {
  const before = addDays(monday, -7);
  const source = [...earlier, ...rows].filter(({ date }) => mondayOf(date) === before);
  const taken = rows.flatMap((row) => spanOfRow(row) ?? []);
  return movedBy(
    source.map((row) => ({ ...row, from: minutesOf(row.from), to: minutesOf(row.to) })),
    7,
  )
    .filter((shift) => {
      const span = spanOf(shift);
      const free = !taken.some(({ from, to }) => span.from < to && from < span.to);
      return free && shift.date.startsWith(month) && span.from > now;
    })
    .map(({ date, userId, backupId, key }) => {
      const like = source.find((row) => row.key === key);
      return newRow({ date, from: like?.from ?? '', to: like?.to ?? '', userId, backupId });
    });
}

export type Read = { rows: Row[]; errors: string[] };

/** 日期,开始,结束,值班人,替补 — one shift a line, people by name or user name. What is wrong is said line by line. */
export function rowsFromCsv(text: string, people: Person[], month: string): Read {
  const read: Read = { rows: [], errors: [] };
  text.split(/\r?\n/).forEach((line, index) => {
    const cells = line.split(/[,，\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    const [date = '', from = '', to = '', person = '', backup = ''] = cells;
    if (line.trim() === '' || (index === 0 && !/\d/.test(date))) return;
    const problems: string[] = [];
    const day = dateIn(date);
    if (!day) problems.push(`日期“${date}”看不懂，请写作 2026-12-05`);
    else if (!day.startsWith(month)) problems.push(`${day} 不在本月`);
    const [begin, end] = [timeIn(from), timeIn(to)];
    if (!begin || !end) problems.push(`时间“${from}–${to}”看不懂，请写作 18:00`);
    const [userId, backupId] = [personIn(person, people), backup === '' ? null : personIn(backup, people)];
    if (!userId) problems.push(`没有叫“${person}”的人，或重名（请写用户名）`);
    if (backupId === undefined) problems.push(`没有叫“${backup}”的替补，或重名（请写用户名）`);
    if (problems.length > 0) read.errors.push(`第 ${index + 1} 行：${problems.join('；')}`);
    else if (day && begin && end && userId && backupId !== undefined)
      read.rows.push(newRow({ date: day, from: begin, to: end, userId, backupId }));
  });
  return read;
}

/** Spreadsheets in China still write GB 18030; what is no UTF-8 is read as that. */
export function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function dateIn(text: string): string | null {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  if (!year || !month || !day) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return Number.isNaN(Date.parse(date)) ? null : date;
}

function timeIn(text: string): string | null {
  const [, hours, minutes] = /^(\d{1,2})[:：](\d{2})(?::00)?$/.exec(text) ?? [];
  if (!hours || !minutes || Number(hours) > 24 || Number(minutes) > 59) return null;
  return `${(hours === '24' ? '00' : hours).padStart(2, '0')}:${minutes}`;
}

function personIn(text: string, people: Person[]): string | undefined {
  const byAccount = people.find(({ username }) => username === text);
  const byName = people.filter(({ name }) => name === text);
  return byAccount?.id ?? (byName.length === 1 ? byName[0]?.id : undefined);
}
