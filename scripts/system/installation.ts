// The folder of a local installation (HUYING_DATA): who uses it, and how it is emptied.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { commandLine } from './leftovers.ts';

/** What `npm start` puts into the folder; anything else in it is not ours to delete. */
const contents = ['postgres', 'temporal', 'mail', 'attachments', 'logs', 'run', 'keys.json'];

/** Notes this process as the folder's supervisor. Throws when another one is at work. */
export function takeOver(dataDir: string): void {
  const file = supervisorFile(dataDir);
  const other = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (other > 0 && other !== process.pid && commandLine(other).includes('scripts/start.ts')) {
    throw new Error(`npm start is already running with HUYING_DATA=${dataDir} (process ${other}).`);
  }
  writeFileSync(file, String(process.pid));
}

export function release(dataDir: string): void {
  rmSync(supervisorFile(dataDir), { force: true });
}

function supervisorFile(dataDir: string): string {
  return join(dataDir, 'run/supervisor');
}

/** Deletes the installation's data, after asking unless `sure`. False when the answer was no. */
export async function reset(dataDir: string, sure: boolean): Promise<boolean> {
  if (!sure && !(await agreed(dataDir))) return false;
  for (const name of contents) rmSync(join(dataDir, name), { recursive: true, force: true });
  return true;
}

async function agreed(dataDir: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    process.stderr.write('--reset asks before it deletes; without a terminal add --yes.\n');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`Delete every case, letter and key in ${dataDir}? Type yes: `);
  terminal.close();
  return answer.trim() === 'yes';
}
