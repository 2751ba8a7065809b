// npm start itself, as a process, on ports and in a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Environment, projectRoot } from '../../config/config.ts';
import { freePort } from '../../scripts/system/ports.ts';
import { sendSignal } from '../../scripts/system/process.ts';
import { script } from '../../scripts/system/step.ts';
import { testEnvironment } from '../support/environment.ts';
import { temporaryFolder } from '../support/servers.ts';

export type Installation = { dir: string; env: Environment; url: string; remove: () => void };

export async function anInstallation(): Promise<Installation> {
  const names = ['PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'POSTGRES_PORT', 'SMTP_PORT', 'MAIL_UI_PORT'];
  // A port is free again as soon as it was found: the next search may find the same one.
  const found = new Set<number>();
  while (found.size < names.length) found.add(await freePort());
  const ports = [...found].map((port, index): [string, string] => [names[index] ?? '', String(port)]);
  const dir = temporaryFolder();
  const own = { DATA_KEYS: '', LOOKUP_KEY: '', MAIL_TOKEN_KEY: '', AUTH_SECRET: '' };
  const env = testEnvironment({ ...own, ...Object.fromEntries(ports), HUYING_DATA: join(dir, 'data') });
  const remove = () => rmSync(dir, { recursive: true, force: true });
  return { dir: join(dir, 'data'), env, url: `http://127.0.0.1:${env.PORT}`, remove };
}

export type Started = { child: ChildProcess; output: () => string; ended: Promise<number | null> };

export function start(env: Environment, ...options: string[]): Started {
  const child = spawn(process.execPath, [...script('scripts/start.ts'), ...options], {
    cwd: projectRoot,
    env: env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return { child, output: () => text, ended };
}

/** Waits for a line to appear. Throws with everything said when it does not. */
export async function says({ output, child }: Started, words: string, timeoutMs = 90_000): Promise<void> {
  for (const until = Date.now() + timeoutMs; Date.now() < until; await sleep(50)) {
    if (output().includes(words)) return;
    if (child.exitCode !== null) break;
  }
  throw new Error(`never said "${words}":\n${output()}`);
}

export const parts = ['postgres', 'temporal', 'mail', 'worker', 'api'] as const;

/** Process id of a part as noted in run/, 0 when none is. */
export function pidOf({ dir }: Installation, part: (typeof parts)[number]): number {
  const file = join(dir, 'run', `${part}.pid`);
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
}

/** Those of the processes that are still there after at most `patienceMs`. */
export async function stillThere(pids: number[], patienceMs = 10_000): Promise<number[]> {
  const there = () => pids.filter((pid) => sendSignal(pid, 0) && !isDead(pid));
  for (const until = Date.now() + patienceMs; Date.now() < until && there().length > 0;) await sleep(50);
  return there();
}

/** Dead, and at most not yet fetched by its parent. */
function isDead(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // Gone between two looks; where there is no /proc, `sendSignal` alone has to tell.
    return existsSync('/proc');
  }
}
