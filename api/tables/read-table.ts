// A table from a file that somebody uploaded: by what it begins with, not by its name.
import { answerApart } from '../apart.ts';
import { TableRefused, tableTroubles, type Table, type TableTrouble } from './limits.ts';
import { readCsv } from './read-csv.ts';

/** Throws TableRefused. */
export async function readTable(given: Buffer): Promise<Table> {
  if (given.length === 0) throw new TableRefused('empty');
  const isZip = given.subarray(0, 2).toString('latin1') === 'PK';
  return isZip ? readXlsxApart(given) : readCsv(given);
}

async function readXlsxApart(given: Buffer): Promise<Table> {
  const answer = (await answerApart('tables/xlsx-child', given)).toString('utf8');
  if (answer.startsWith('+')) return parsed(answer.slice(1));
  const reason = answer.slice(1);
  throw new TableRefused(isTrouble(reason) ? reason : 'broken');
}

// Half an answer is none: the reader was ended while it wrote.
function parsed(text: string): Table {
  try {
    return JSON.parse(text) as Table;
  } catch {
    throw new TableRefused('broken');
  }
}

function isTrouble(text: string): text is TableTrouble {
  return (tableTroubles as readonly string[]).includes(text);
}
