// What the bench found: each figure beside its goal, as a table to read and as JSON to keep.

export type Figure = {
  part: string;
  what: string;
  value: number;
  unit: string;
  goal?: { most: number } | { least: number };
  note?: string;
};

/** Whether the figure keeps its goal; null where it has none. */
export function met({ value, goal }: Figure): boolean | null {
  if (!goal) return null;
  return 'most' in goal ? value <= goal.most : value >= goal.least;
}

/** A Markdown table. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { part, what, value, unit, goal, note } = figure;
    const aim = !goal ? '' : 'most' in goal ? `≤ ${goal.most}` : `≥ ${goal.least}`;
    const kept = met(figure);
    const mark = kept === null ? '' : kept ? 'yes' : '**no**';
    return [part, what, `${rounded(value)}${unit === '' ? '' : ` ${unit}`}`, aim, mark, note ?? ''];
  });
  const all = [['part', 'figure', 'value', 'goal', 'met', 'note'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = all.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  lines.splice(1, 0, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  return lines.join('\n');
}

/** The value below which the share `q` of them lies; 0 for none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

function rounded(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
}
