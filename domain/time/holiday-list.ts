// The State Council's list of a year's breaks and make-up days (国务院办公厅关于部分节假日安排的通知), as it is given to the product:
// the public holiday-cn JSON form, or CSV with the same columns. Read here, judged row by row, and laid into a calendar.
import { dayOfDate, weekday } from './shanghai.ts';
import type { Calendar } from './types.ts';

export type ListedDay = { name: string; date: string; isOffDay: boolean };
export type HolidayList = { year: number; papers: string[]; days: ListedDay[] };

export type ListFault =
  'notJson' | 'noYear' | 'noDays' | 'noColumns' | 'notADate' | 'otherYear' | 'notAFlag' | 'twice' | 'workdayOnWeekday';
/** What is wrong with a list: `row` counts its days from 1, 0 is the list itself. */
export type ListProblem = { row: number; fault: ListFault; value: string };

export type ReadList = { lists: HolidayList[]; problems: ListProblem[] };

/** Reads one list, or several in an array; `year` is what a CSV may leave out when its dates tell it. */
export function readHolidayJson(text: string): ReadList {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { lists: [], problems: [{ row: 0, fault: 'notJson', value: '' }] };
  }
  const parts = (Array.isArray(value) ? value : [value]).map(listOf);
  return { lists: parts.flatMap(({ lists }) => lists), problems: parts.flatMap(({ problems }) => problems) };
}

/** Columns `name,date,isOffDay` (名称,日期,休息) with or without that heading; the year is that of most dates. */
export function readHolidayCsv(text: string): ReadList {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const cells = lines.map((line) => line.split(/[,，\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')));
  const headed = cells[0]?.some((cell) => columnOf(cell) !== null) ?? false;
  const columns = headed ? (cells[0] ?? []).map(columnOf) : (['name', 'date', 'isOffDay'] as const);
  const at = (name: Column) => columns.indexOf(name);
  if (at('date') < 0 || at('isOffDay') < 0) return { lists: [], problems: [{ row: 0, fault: 'noColumns', value: '' }] };
  const days = cells.slice(headed ? 1 : 0).map((row) => ({
    name: row[at('name')] ?? '',
    date: (row[at('date')] ?? '').replace(/^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/, padded),
    isOffDay: flagOf(row[at('isOffDay')] ?? ''),
  }));
  return listOf({ year: mostYear(days.map(({ date }) => date)), papers: [], days });
}

/** The calendar with the lists' years as they say; other years stay as they are. */
export function withLists(calendar: Calendar, lists: readonly HolidayList[], version: string): Calendar {
  const years = lists.map(({ year }) => year);
  const days = lists.flatMap((list) => list.days);
  const listed = new Set(days.map(({ date }) => date));
  // A list may say something of the days around its year's end as well: what it says holds, what it does not stays.
  const kept = (date: string) => !listed.has(date) && !years.includes(Number(date.slice(0, 4)));
  const all = (was: string[], off: boolean) =>
    [...was.filter(kept), ...days.filter((day) => day.isOffDay === off).map(({ date }) => date)].sort();
  return {
    version,
    holidays: all(calendar.holidays, true),
    workdays: all(calendar.workdays, false),
    knownYears: [...new Set([...calendar.knownYears, ...years])].sort((a, b) => a - b),
  };
}

export type CalendarChange = { date: string; from: DayKind; to: DayKind };
export type DayKind = 'usual' | 'holiday' | 'workday';

/** The days on which two calendars say something else. */
export function calendarChanges(before: Calendar, after: Calendar): CalendarChange[] {
  const kind = (calendar: Calendar, date: string): DayKind =>
    calendar.workdays.includes(date) ? 'workday' : calendar.holidays.includes(date) ? 'holiday' : 'usual';
  const dates = new Set([before, after].flatMap(({ holidays, workdays }) => [...holidays, ...workdays]));
  return [...dates]
    .sort()
    .map((date) => ({ date, from: kind(before, date), to: kind(after, date) }))
    .filter(({ from, to }) => from !== to);
}

type Column = 'name' | 'date' | 'isOffDay';

const headings: Record<string, Column> = {
  name: 'name',
  名称: 'name',
  节日: 'name',
  date: 'date',
  日期: 'date',
  isoffday: 'isOffDay',
  休息: 'isOffDay',
  是否休息: 'isOffDay',
  类型: 'isOffDay',
};

function columnOf(heading: string): Column | null {
  return headings[heading.toLowerCase()] ?? null;
}

const flags: Record<string, boolean> = {
  true: true,
  '1': true,
  是: true,
  休: true,
  休息: true,
  放假: true,
  false: false,
  '0': false,
  否: false,
  班: false,
  上班: false,
  补班: false,
};

function flagOf(text: string): boolean | string {
  return flags[text.toLowerCase()] ?? text;
}

function padded(_all: string, year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function mostYear(dates: string[]): number | null {
  const counts = new Map<number, number>();
  for (const date of dates) {
    const year = Number(/^\d{4}(?=-)/.exec(date)?.[0]);
    if (!Number.isNaN(year)) counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

function listOf(value: unknown): ReadList {
  const { year, papers, days } = (value ?? {}) as { year?: unknown; papers?: unknown; days?: unknown };
  const known = typeof year === 'number' && Number.isInteger(year) && year >= 2000 && year < 2100;
  if (!known) return { lists: [], problems: [{ row: 0, fault: 'noYear', value: shown(year) }] };
  if (!Array.isArray(days) || days.length === 0)
    return { lists: [], problems: [{ row: 0, fault: 'noDays', value: '' }] };
  const seen = new Set<string>();
  const read = days.map((day, index) => dayOf(day, index + 1, year, seen));
  return {
    lists: [
      {
        year,
        papers: Array.isArray(papers) ? papers.filter((paper) => typeof paper === 'string') : [],
        days: read.flatMap(({ day }) => (day ? [day] : [])),
      },
    ],
    problems: read.flatMap(({ problem }) => (problem ? [problem] : [])),
  };
}

type ReadDay = { day: ListedDay | null; problem: ListProblem | null };

function dayOf(value: unknown, row: number, year: number, seen: Set<string>): ReadDay {
  const { name, date, isOffDay } = (value ?? {}) as { name?: unknown; date?: unknown; isOffDay?: unknown };
  const wrong = (fault: ListFault, what: unknown): ReadDay => ({
    day: null,
    problem: { row, fault, value: shown(what) },
  });
  if (typeof date !== 'string' || !isDate(date)) return wrong('notADate', date);
  if (Math.abs(Number(date.slice(0, 4)) - year) > 1) return wrong('otherYear', date);
  if (typeof isOffDay !== 'boolean') return wrong('notAFlag', isOffDay);
  if (seen.has(date)) return wrong('twice', date);
  // What is worked on a Monday to Friday needs no mention: such a row is a slip of the pen.
  if (!isOffDay && weekday(date) !== 0 && weekday(date) !== 6) return wrong('workdayOnWeekday', date);
  seen.add(date);
  return { day: { name: typeof name === 'string' ? name : '', date, isOffDay }, problem: null };
}

function isDate(text: string): boolean {
  try {
    dayOfDate(text);
    return true;
  } catch {
    return false;
  }
}

function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).slice(0, 40)
    : '';
}
