// The process that one XLSX is read in: the file from stdin, `+` and the first sheet as JSON, or `-` and the reason, to stdout.
import { buffer } from 'node:stream/consumers';
import { readSheet } from 'read-excel-file/node';
import { bounded, TableRefused } from './limits.ts';
import { requireModestZip } from './unpacked-size.ts';

const given = await buffer(process.stdin);
try {
  requireModestZip(given);
  // Numbers stay as they are written: a telephone number is no quantity.
  const sheet = await readSheet(given, 1, { parseNumber: (text: string) => text });
  process.stdout.write(`+${JSON.stringify(bounded(sheet.map((row) => row.map(textOf))))}`);
} catch (error) {
  process.stdout.write(`-${error instanceof TableRefused ? error.reason : 'broken'}`);
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 16).replace('T', ' ');
  return typeof cell === 'string' ? cell.trim() : JSON.stringify(cell);
}
