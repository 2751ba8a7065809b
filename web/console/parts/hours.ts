// When somebody has time or a place is open, as it is filled in: days of the week and two times of day, brought to the contract's
// minutes and back.
import type { WeeklyWindow } from '../../../domain/matching/types.ts';
import { minuteText } from '../../wording/helpers.ts';

export type HoursRow = { days: number[]; from: string; to: string };

export const blankHours: HoursRow = { days: [1, 2, 3, 4, 5], from: '08:30', to: '18:00' };
const dayEnd = 24 * 60;

export function hoursRows(windows: readonly { days: readonly number[]; from: number; to: number }[]): HoursRow[] {
  // A day's end is midnight on the face of a clock.
  return windows.map(({ days, from, to }) => ({
    days: [...days],
    from: minuteText(from),
    to: minuteText(to % dayEnd),
  }));
}

/** The rows as the contract wants them. Throws nothing: what `hoursTrouble` complains of must be mended first. */
export function windowsOf(rows: readonly HoursRow[]): WeeklyWindow[] {
  return rows.map(({ days, from, to }) => ({
    days: [...days].sort((a, b) => a - b),
    from: minutesOf(from),
    to: minutesOf(to) || dayEnd,
  }));
}

/** What is wrong with the first row that is wrong, in words; null when all can be read. */
export function hoursTrouble(rows: readonly HoursRow[]): string | null {
  for (const [index, { days, from, to }] of rows.entries()) {
    const nth = rows.length > 1 ? `第 ${index + 1} 段：` : '';
    if (days.length === 0) return `${nth}请选择星期几`;
    if (from === '' || to === '') return `${nth}请填写开始和结束时间`;
    if ((minutesOf(to) || dayEnd) <= minutesOf(from)) return `${nth}结束须晚于开始；跨零点的请分成两段`;
  }
  return null;
}

export type QuietRow = { from: string; to: string };

export function quietRow(quiet: { from: number; to: number } | null): QuietRow | null {
  return quiet && { from: minuteText(quiet.from % dayEnd), to: minuteText(quiet.to % dayEnd) };
}

export function quietOf(row: QuietRow | null): { from: number; to: number } | null {
  return row && { from: minutesOf(row.from), to: minutesOf(row.to) };
}

export function quietTrouble(row: QuietRow | null): string | null {
  if (row === null) return null;
  if (row.from === '' || row.to === '') return '请填写开始和结束时间';
  return row.from === row.to ? '开始和结束不能相同' : null;
}

/** '09:30' → 570. */
function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}
