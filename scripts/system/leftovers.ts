// What becomes of services whose supervisor is gone: the warden ends them at once, the next start ends what even that missed.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../../config/config.ts';
import { sendSignal, type ServiceFolder } from './process.ts';

/** Ids noted in run/ whose process is alive and one of ours. A number that another program got since is left alone. */
function leftovers(folder: ServiceFolder, dataDir: string): { name: string; pid: number }[] {
  return readdirSync(folder.run)
    .filter((file) => file.endsWith('.pid'))
    .map((file) => ({ name: file.slice(0, -4), pid: Number(readFileSync(join(folder.run, file), 'utf8')) }))
    .filter(({ pid }) => isOurs(pid, dataDir));
}

/** Whether the process runs on the files of this project or this data folder. */
function isOurs(pid: number, dataDir: string): boolean {
  if (!(pid > 1) || pid === process.pid || !sendSignal(pid, 0)) return false;
  const command = commandLine(pid);
  return command.includes(`${dataDir}/`) || command.includes(`${projectRoot}/`);
}

/** Empty for a process that is gone, or dead and not yet fetched by its parent. */
export function commandLine(pid: number): string {
  try {
    if (existsSync('/proc/self')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-o', 'command=', '-ww', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** Ends what a killed supervisor has left: asked first, made to after `graceMs`. */
export async function endLeftovers(folder: ServiceFolder, dataDir: string, graceMs = 6000): Promise<string[]> {
  const left = leftovers(folder, dataDir);
  for (const { name, pid } of left) sendSignal(pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM');
  for (const until = Date.now() + graceMs; Date.now() < until && left.some(({ pid }) => isOurs(pid, dataDir));) {
    await sleep(50);
  }
  for (const { pid } of left) sendSignal(-pid, 'SIGKILL');
  for (const file of readdirSync(folder.run))
    if (file.endsWith('.pid')) rmSync(join(folder.run, file), { force: true });
  return left.map(({ name }) => name);
}

// `cat` ends when this process does, however it ends: the pipe closes. What is noted in run/ by then has no supervisor any more.
const wardenScript = `trap '' HUP INT TERM; cat >/dev/null
pids=$(cat "$0"/*.pid 2>/dev/null) || exit 0
for file in "$0"/*.pid; do
  case $file in */postgres.pid) signal=INT ;; *) signal=TERM ;; esac
  kill -$signal "$(cat "$file")" 2>/dev/null
done
sleep 4
for pid in $pids; do kill -KILL "-$pid" 2>/dev/null; done`;

/** Starts the warden of run/; the answer dismisses it, after every service has been stopped. */
export function startWarden(folder: ServiceFolder): () => Promise<void> {
  const warden = spawn('sh', ['-c', wardenScript, folder.run], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const gone = new Promise<void>((resolve) => {
    warden.once('exit', () => resolve());
    warden.once('error', () => resolve());
  });
  warden.stdin?.on('error', () => undefined);
  warden.unref();
  return () => {
    // Held again, or this process would end before its warden has.
    warden.ref();
    warden.stdin?.end();
    return gone;
  };
}
