// What a table may hold at most, and how a reader says that it holds more, or is none.
import { mostRows } from '../../contracts/helper-tables.ts';

export const mostColumns = 40;
export const longestCell = 2_000;
/** Of everything that an XLSX unpacks to. */
export const mostUnpacked = 80 * 1024 * 1024;
export const mostParts = 200;

export const tableTroubles = [
  'broken',
  'tooManyRows',
  'tooManyColumns',
  'cellTooLong',
  'encoding',
  'bomb',
  'empty',
] as const;
export type TableTrouble = (typeof tableTroubles)[number];

/** A file that is no table we read; `reason` is said in words by whoever answers. */
export class TableRefused extends Error {
  override readonly name = 'TableRefused';
  constructor(readonly reason: TableTrouble) {
    super(reason);
  }
}

/** Row by row as the sheet has them, the heading first; empty cells ''. */
export type Table = string[][];

/** The table when it keeps the limits; throws TableRefused otherwise. */
export function bounded(table: Table): Table {
  // The heading is one row more.
  if (table.length > mostRows + 1) throw new TableRefused('tooManyRows');
  for (const row of table) {
    if (row.length > mostColumns) throw new TableRefused('tooManyColumns');
    if (row.some((cell) => cell.length > longestCell)) throw new TableRefused('cellTooLong');
  }
  if (table.every((row) => row.every((cell) => cell === ''))) throw new TableRefused('empty');
  return table;
}
