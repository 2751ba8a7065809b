// A list that is refreshed under somebody's hand must not move: while it is held, rows keep their places and only their
// contents change; what came, went or moved waits until the hand is gone or asks for it.

export type Row = { no: string };

/** `rows` in the places of `kept`. Rows that left stay as last seen; new ones wait. */
export function inPlace<R extends Row>(kept: readonly R[], rows: readonly R[]): R[] {
  const latest = new Map(rows.map((row) => [row.no, row]));
  return kept.map((row) => latest.get(row.no) ?? row);
}

/** Further pages go below; nothing above moves. */
export function withMore<R extends Row>(kept: readonly R[], rows: readonly R[]): R[] {
  const known = new Set(kept.map((row) => row.no));
  return [...inPlace(kept, rows), ...rows.filter((row) => !known.has(row.no))];
}

/** Whether the places differ from those of the newest answer. */
export function hasMoved(shown: readonly Row[], rows: readonly Row[]): boolean {
  return shown.length !== rows.length || shown.some((row, index) => row.no !== rows[index]?.no);
}

/** A page boundary that moved between two requests may bring a row twice: the first place counts. */
export function withoutDoubles<R extends Row>(rows: readonly R[]): R[] {
  return [...new Map(rows.map((row) => [row.no, row])).values()];
}
