// A hostile file can unpack to gigabytes or keep its reader busy for minutes: it is read in a process of its own, which is ended when
// it takes too long or grows too large. The API itself goes on answering meanwhile.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../config/config.ts';

const longestMs = 20_000;
const mostMemory = 700 * 1024 * 1024;
const pageSize = 4096;

/** Bundled (scripts/programs.config.ts), the reader's program lies beside this one's and needs no help to be run. */
const folder = dirname(fileURLToPath(import.meta.url));
const bundled = extname(import.meta.url) === '.js';

/** Node's arguments for a reader whose source is `source`, a path from here without its ending. */
function programOf(source: string): string[] {
  return bundled ? [join(folder, `${basename(source)}.js`)] : ['--import', 'tsx', join(folder, `${source}.ts`)];
}

/** What the program (a path from here, without its ending) writes to stdout when it is given the file on stdin; shorter or nothing when it had to be ended. */
export async function answerApart(source: string, given: Buffer): Promise<Buffer> {
  const child = spawn(process.execPath, ['--max-old-space-size=400', ...programOf(source)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // Where `tsx` is found from.
    cwd: projectRoot,
    // It needs nothing of ours, least of all the keys.
    env: {},
  });
  const watch = setInterval(() => void endWhenLarge(child), 50);
  const end = setTimeout(() => child.kill('SIGKILL'), longestMs);
  try {
    // It may die before it has read everything; its silence then says so.
    child.stdin.on('error', () => undefined);
    child.stdin.end(given);
    return await buffer(child.stdout);
  } finally {
    clearInterval(watch);
    clearTimeout(end);
    child.kill('SIGKILL');
  }
}

/** Linux tells a process's memory in /proc; elsewhere the time limit alone must do. */
async function endWhenLarge(child: ChildProcess): Promise<void> {
  const pages = await readFile(`/proc/${child.pid ?? 0}/statm`, 'latin1').catch(() => '');
  if (Number(pages.split(' ')[1] ?? 0) * pageSize > mostMemory) child.kill('SIGKILL');
}
