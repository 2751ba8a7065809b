// Rows of an uploaded table as entries of the directory: every cell is read or complained about, in words, where it stands.
import { tableColumns, type RowIssue, type TableColumn } from '../contracts/helper-tables.ts';
import { normalisePhone } from '../contracts/phone.ts';
import { isHonestText } from '../contracts/text.ts';
import { startingCaps } from '../domain/directory/rules.ts';
import { capabilities, trainings } from '../domain/matching/capabilities.ts';
import { helperKinds, type HelperKind, type QuietHours, type WeeklyWindow } from '../domain/matching/types.ts';
import {
  capabilityLabels,
  helperKindLabels,
  tableHeadings,
  trainingLabels,
  weekdayNames,
} from '../web/wording/helpers.ts';
import { plain } from './tables/write-table.ts';
import type { Table } from './tables/limits.ts';

/** One row as it was read; names of places, units and teams still to be found. */
export type HelperRow = {
  row: number;
  kind: HelperKind;
  name: string | null;
  person: string;
  phone: string;
  email: string | null;
  compound: string | null;
  unit: string | null;
  team: string | null;
  capabilities: string[];
  training: string[];
  hours: WeeklyWindow[];
  quiet: QuietHours | null;
  maxActiveTasks: number;
  consented: boolean;
};

type Cells = Record<TableColumn, string>;
type Complain = (column: TableColumn, message: string) => void;

const required: readonly TableColumn[] = ['kind', 'person', 'phone'];

/** What the table holds, and what is wrong with it. The heading is row 1; empty rows are passed over. */
export function readHelperRows(table: Table): { rows: HelperRow[]; issues: RowIssue[] } {
  const issues: RowIssue[] = [];
  const columns = columnsOf(table[0] ?? [], issues);
  if (issues.length > 0) return { rows: [], issues };
  const rows: HelperRow[] = [];
  table.forEach((line, index) => {
    if (index === 0 || line.every((cell) => cell === '')) return;
    const cells = Object.fromEntries(
      tableColumns.map((column) => [column, cellOf(line[columns.get(column) ?? -1])]),
    ) as Cells;
    const before = issues.length;
    const row = readRow(index + 1, cells, (column, message) =>
      issues.push({ row: index + 1, column: tableHeadings[column], message }),
    );
    if (issues.length === before) rows.push(row);
  });
  issues.push(...repeated(rows));
  return { rows, issues };
}

function columnsOf(headings: string[], issues: RowIssue[]): Map<TableColumn, number> {
  const columns = new Map<TableColumn, number>();
  headings.forEach((heading, index) => {
    const name = heading.replace(/\s/g, '');
    // The state in an export is decided here, not in the list.
    if (name === '' || name === '状态') return;
    const column = tableColumns.find((each) => tableHeadings[each] === name);
    const complain = (message: string) => issues.push({ row: 1, column: heading.slice(0, 40), message });
    if (!column) complain('不认识这一列，请使用模板的列标题');
    else if (columns.has(column)) complain('这一列出现了两次');
    else columns.set(column, index);
  });
  for (const column of required) {
    if (!columns.has(column)) issues.push({ row: 1, column: tableHeadings[column], message: '缺少这一列' });
  }
  return columns;
}

function cellOf(cell: string | undefined): string {
  return plain(cell ?? '')
    .normalize('NFC')
    .trim();
}

function readRow(row: number, cells: Cells, complain: Complain): HelperRow {
  for (const column of tableColumns) {
    if (!isHonestText(cells[column])) complain(column, '含有不可见或控制字符');
  }
  const kind = kindOf(cells.kind, complain);
  const name = text(cells, 'name', 60, complain);
  if (kind === 'member' && name !== null) complain('name', '党员不填单位或团队名称；所在单位请填在“所在单位”列');
  if (kind !== 'member' && name === null) complain('name', '单位、团队须填名称');
  const person = text(cells, 'person', 30, complain);
  if (person === null) complain('person', '此项必填');
  return {
    ...{ row, kind, name, person: person ?? '' },
    phone: phoneOf(cells.phone, complain),
    email: emailOf(cells.email, complain),
    compound: text(cells, 'compound', 60, complain),
    unit: kind === 'member' ? text(cells, 'unit', 60, complain) : none(cells, 'unit', complain),
    team: kind === 'member' ? text(cells, 'team', 60, complain) : none(cells, 'team', complain),
    capabilities: listed(cells.capabilities, capabilities, capabilityLabels, (each) =>
      complain('capabilities', `没有“${each}”这项能力，请从模板的说明中选`),
    ),
    training: listed(cells.training, trainings, trainingLabels, (each) =>
      complain('training', `没有“${each}”这项培训`),
    ),
    hours: hoursOf(cells.hours, complain),
    quiet: quietOf(cells.quiet, complain),
    maxActiveTasks: capOf(kind, cells.maxActiveTasks, complain),
    consented: consentOf(cells.consented, complain),
  };
}

function kindOf(cell: string, complain: Complain): HelperKind {
  const kind = helperKinds.find((each) => cell !== '' && helperKindLabels[each].includes(cell));
  if (!kind) complain('kind', '应为：共建单位、在职党员、党员服务团队');
  return kind ?? 'member';
}

function text(cells: Cells, column: TableColumn, most: number, complain: Complain): string | null {
  if (cells[column].length > most) complain(column, `不能超过 ${most} 个字`);
  return cells[column] === '' ? null : cells[column];
}

function none(cells: Cells, column: TableColumn, complain: Complain): null {
  if (cells[column] !== '') complain(column, '只有党员填此项');
  return null;
}

function phoneOf(cell: string, complain: Complain): string {
  const phone = cell === '' ? null : normalisePhone(cell);
  if (phone === null) complain('phone', cell === '' ? '此项必填' : '应为大陆手机号，或带区号的固定电话');
  return phone ?? '';
}

function emailOf(cell: string, complain: Complain): string | null {
  if (cell === '') return null;
  if (cell.length > 200 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell)) complain('email', '邮箱的格式不对');
  return cell;
}

function listed<T extends string>(
  cell: string,
  known: readonly T[],
  labels: Record<T, string>,
  unknown: (label: string) => void,
): T[] {
  const found = new Set<T>();
  for (const label of cell.split(/[、,，;；/\s]+/).filter(Boolean)) {
    const each = known.find((value) => labels[value] === label);
    if (each) found.add(each);
    else unknown(label.slice(0, 20));
  }
  return [...found];
}

const clock = '(\\d{1,2})[:：](\\d{2})';
const span = new RegExp(`^(.*?)\\s*${clock}\\s*[-－–—~～至]\\s*${clock}$`);

// '周一、周二 18:30-21:00；周六至周日 9:00-18:00；每天 9:00-12:00'
function hoursOf(cell: string, complain: Complain): WeeklyWindow[] {
  return cell
    .split(/[;；]/)
    .map((each) => each.trim())
    .filter(Boolean)
    .flatMap((each) => {
      const [, names = '', ...parts] = span.exec(each) ?? [];
      const [from, to] = minutes(parts);
      const days =
        names.trim() === '每天'
          ? [0, 1, 2, 3, 4, 5, 6]
          : names
              .split(/[、,，\s]+/)
              .filter(Boolean)
              .flatMap(daysOf);
      if (from === null || to === null || from >= to || days.length === 0 || days.includes(-1)) {
        complain('hours', `看不懂“${each.slice(0, 20)}”，应如：周一、周二 18:30-21:00；每天 09:00-12:00`);
        return [];
      }
      return [{ days: [...new Set(days)], from, to }];
    });
}

/** '周二', or '周一至周五'; from a Friday to a Monday goes over the week's end. -1 for what is no day. */
function daysOf(names: string): number[] {
  const [first = -1, last = first, ...more] = names.split(/[-－–—~～至到]/).map(dayOf);
  if (more.length > 0 || first < 0 || last < 0) return [-1];
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, step) => (first + step) % 7);
}

function dayOf(name: string): number {
  return weekdayNames.findIndex((each) => each === name || each.replace('周', '星期') === name);
}

function quietOf(cell: string, complain: Complain): QuietHours | null {
  if (cell === '') return null;
  const [, names = '', ...parts] = span.exec(cell) ?? [];
  const [from, to] = minutes(parts);
  if (names === '' && from !== null && to !== null && from !== to) return { from, to };
  complain('quiet', '应如：22:00-07:00');
  return null;
}

function minutes([fromHour, fromMinute, toHour, toMinute]: string[]): [number | null, number | null] {
  const minute = (hour: string | undefined, part: string | undefined) => {
    const value = Number(hour ?? Number.NaN) * 60 + Number(part ?? Number.NaN);
    return Number(part) < 60 && value <= 1440 ? value : null;
  };
  return [minute(fromHour, fromMinute), minute(toHour, toMinute)];
}

function capOf(kind: HelperKind, cell: string, complain: Complain): number {
  if (cell === '' || kind === 'member') return startingCaps[kind].maxActiveTasks;
  const value = Number(cell);
  if (Number.isInteger(value) && value >= 0 && value <= 40) return value;
  complain('maxActiveTasks', '应为 0 到 40 的整数');
  return 0;
}

function consentOf(cell: string, complain: Complain): boolean {
  if (!['', '是', '否', '同意', '不同意'].includes(cell)) complain('consented', '应为：是、否');
  return cell === '是' || cell === '同意';
}

/** The same person, unit or team twice in one table. */
function repeated(rows: readonly HelperRow[]): RowIssue[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ row, kind, name, phone }) => {
    const key = kind === 'member' ? `member ${phone}` : `${kind} ${name ?? ''}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, row);
      return [];
    }
    const column = tableHeadings[kind === 'member' ? 'phone' : 'name'];
    return [{ row, column, message: `与第 ${earlier} 行重复` }];
  });
}
