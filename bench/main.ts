// npm run bench: measures the product on servers of its own and prints each figure beside its goal.
//   npm run bench -- [PART …] [--quick] [--burst SIZE …] [--json FILE]      PART: the names below; all of them without one
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { bursts } from './parts/bursts.ts';
import { createAndAct } from './parts/create-act.ts';
import { history } from './parts/history.ts';
import { ladder } from './parts/ladder.ts';
import { lists } from './parts/lists.ts';
import { matching } from './parts/matching.ts';
import { memory } from './parts/memory.ts';
import { recompute } from './parts/recompute.ts';
import { recovery } from './parts/recovery.ts';
import { start } from './parts/start.ts';
import { met, tableOf, type Figure } from './report.ts';

const parts: Record<string, (quick: boolean) => Promise<Figure[]>> = {
  start,
  'create-act': createAndAct,
  lists,
  ladder,
  bursts: (quick) => bursts(burstSizes(quick)),
  recovery,
  history,
  memory,
  matching,
  recompute,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    burst: { type: 'string', multiple: true },
    json: { type: 'string' },
  },
});
function burstSizes(quick: boolean): number[] {
  return values.burst?.map(Number) ?? (quick ? [100] : [300, 1_000, 3_000]);
}

const unknown = positionals.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`No part ${unknown.join(', ')}; there are: ${Object.keys(parts).join(', ')}`);
  process.exit(64);
}

const figures: Figure[] = [];
const failures: string[] = [];
const began = new Date();
for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) {
  console.error(`· ${name} …`);
  const since = performance.now();
  try {
    figures.push(...((await parts[name]?.(values.quick)) ?? []));
    console.error(`✓ ${name} (${((performance.now() - since) / 1000).toFixed(0)} s)`);
  } catch (error) {
    failures.push(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    console.error(`! ${failures.at(-1)}`);
  }
}

const result = {
  at: began.toISOString(),
  quick: values.quick,
  machine: {
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    cpus: cpus().length,
    load: loadavg(),
  },
  figures: figures.map((figure) => ({ ...figure, met: met(figure) })),
  failures,
};
console.log(tableOf(figures));
if (values.json === undefined) console.log(JSON.stringify(result));
else writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
process.exit(failures.length > 0 ? 1 : 0);
