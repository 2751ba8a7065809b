// A hostile PDF can unpack to gigabytes or keep its reader busy for minutes: each is cleaned in a process of its own, which is
// ended when it takes too long or grows too large. The API itself goes on answering meanwhile.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { fileRefusals, type FileRefusal } from '../../contracts/attachments.ts';
import { projectRoot } from '../../config/config.ts';
import { FileRefused } from './refused.ts';

const longestMs = 20_000;
const mostMemory = 700 * 1024 * 1024;
const pageSize = 4096;
const program = fileURLToPath(new URL('./pdf-child.ts', import.meta.url));

/** The PDF's pages in a new file without metadata. Throws FileRefused for what acts, carries files, is encrypted or broken. */
export async function cleanPdfApart(given: Buffer): Promise<Buffer> {
  const child = spawn(process.execPath, ['--max-old-space-size=400', '--import', 'tsx', program], {
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
    const answer = await buffer(child.stdout);
    return read(answer);
  } finally {
    clearInterval(watch);
    clearTimeout(end);
    child.kill('SIGKILL');
  }
}

function read(answer: Buffer): Buffer {
  if (answer[0] === 0x2b) return answer.subarray(1);
  const reason = answer.toString('latin1', 1);
  throw new FileRefused(isRefusal(reason) ? reason : 'broken');
}

function isRefusal(text: string): text is FileRefusal {
  return (fileRefusals as readonly string[]).includes(text);
}

/** Linux tells a process's memory in /proc; elsewhere the time limit alone must do. */
async function endWhenLarge(child: ChildProcess): Promise<void> {
  const pages = await readFile(`/proc/${child.pid ?? 0}/statm`, 'latin1').catch(() => '');
  if (Number(pages.split(' ')[1] ?? 0) * pageSize > mostMemory) child.kill('SIGKILL');
}
