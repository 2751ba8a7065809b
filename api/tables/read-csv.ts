// CSV as spreadsheets write it: UTF-8 with or without a mark, or GB18030 as a Chinese Excel saves it; commas, semicolons or tabs.
import { bounded, mostColumns, TableRefused, type Table } from './limits.ts';
import { mostRows } from '../../contracts/helper-tables.ts';

/** Throws TableRefused for what is no text or too much of it. */
export function readCsv(given: Buffer): Table {
  const text = decoded(given);
  if (text.includes('\0')) throw new TableRefused('broken');
  return bounded(parse(text, separatorOf(text)));
}

function decoded(given: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(given);
    } catch {
      // The next one, then.
    }
  }
  throw new TableRefused('encoding');
}

function separatorOf(text: string): string {
  const [heading = ''] = text.split(/\r?\n/, 1);
  const count = (separator: string) => heading.split(separator).length;
  return [',', '\t', ';', '，'].reduce((best, each) => (count(each) > count(best) ? each : best));
}

function parse(text: string, separator: string): Table {
  const table: Table = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(cell.trim());
    cell = '';
    if (row.length > mostColumns) throw new TableRefused('tooManyColumns');
  };
  const endRow = () => {
    endCell();
    table.push(row);
    row = [];
    if (table.length > mostRows + 1) throw new TableRefused('tooManyRows');
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (sign === separator) endCell();
    else if (sign === '\n') endRow();
    else if (sign !== '\r') cell += sign;
  }
  if (quoted) throw new TableRefused('broken');
  if (cell !== '' || row.length > 0) endRow();
  return table;
}
