// Writes prisma/data/calendar.json, the calendar that the seed loads, from the chinese-days package: run it after the
// package learned a new year (published in November or December), `npx tsx scripts/calendar.ts`.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

type Days = { holidays: Record<string, string>; workdays: Record<string, string> };
type Package = { version: string };

const firstYear = 2023;

const require = createRequire(import.meta.url);
const days = read<Days>('chinese-days/dist/chinese-days.json');
const { version } = read<Package>('chinese-days/package.json');

const holidays = datesOf(days.holidays);
const workdays = datesOf(days.workdays);
const knownYears = [...new Set(holidays.map((date) => Number(date.slice(0, 4))))];
const calendar = {
  version: `CN-${knownYears.at(-1)}-1`,
  source: `L 国务院办公厅关于部分节假日安排的通知, chinese-days ${version}`,
  knownYears,
  holidays,
  workdays,
};

const target = new URL('../prisma/data/calendar.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(calendar, null, 2)}\n`);
console.log(
  `${target.pathname}: ${knownYears.join(', ')}, ${holidays.length} days off, ${workdays.length} make-up days`,
);

function datesOf(table: Record<string, string>): string[] {
  return Object.keys(table)
    .filter((date) => Number(date.slice(0, 4)) >= firstYear)
    .sort();
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(require.resolve(file), 'utf8')) as T;
}
