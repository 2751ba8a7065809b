// Tables for spreadsheets: CSV with a mark by which Excel knows UTF-8, or XLSX; nothing in them is ever a formula.
import writeExcel from 'write-excel-file/node';
import type { TableFormat } from '../../contracts/helper-tables.ts';

/** The rows as a file, the heading first. */
export async function writeTable(format: TableFormat, rows: readonly (readonly string[])[]): Promise<Buffer> {
  const safe = rows.map((row) => row.map(neutralised));
  return format === 'csv' ? csvOf(safe) : xlsxOf(safe);
}

export const mediaTypes: Record<TableFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A cell that a spreadsheet would calculate begins with an apostrophe instead. */
export function neutralised(cell: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell;
}

/** The reverse, for tables that come back. */
export function plain(cell: string): string {
  return /^'[=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}

function csvOf(rows: string[][]): Buffer {
  const lines = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf8');
}

async function xlsxOf(rows: string[][]): Promise<Buffer> {
  const cells = rows.map((row, index) =>
    row.map((value) => ({ value, type: String, ...(index === 0 ? { fontWeight: 'bold' as const } : {}) })),
  );
  return writeExcel(cells, { sheet: '名录' }).toBuffer();
}
