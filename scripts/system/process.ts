// A service is one process of its own: launched into its own process group, its output in logs/NAME.log, its id in run/NAME.pid.
// npm start supervises services (supervisor.ts); the tests launch the same ones against ports and folders of their own.
import { type ChildProcess, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Environment, projectRoot } from '../../config/config.ts';

export type Service = {
  name: string;
  /** What the screen calls it. */
  title: string;
  command: string;
  args: string[];
  env: Environment;
  stopSignal: NodeJS.Signals;
  /** Whether it does its work yet; `output` is what it has written since its launch, `waitedMs` how long that has been waited for. */
  isReady: (output: () => string, waitedMs: number) => Promise<boolean>;
};

export type Exit = { code: number | null; signal: NodeJS.Signals | null };

export type RunningService = {
  pid: number;
  exited: Promise<Exit>;
  /** What it has written since its launch. */
  output: () => string;
  /** Asks it to end, and after `graceMs` makes it. */
  stop: (graceMs?: number) => Promise<void>;
};

/** Where logs/ and run/ lie. */
export type ServiceFolder = { logs: string; run: string };

export function serviceFolder(dir: string): ServiceFolder {
  const folder = { logs: join(dir, 'logs'), run: join(dir, 'run') };
  for (const path of Object.values(folder)) mkdirSync(path, { recursive: true });
  return folder;
}

export function pidFile(folder: ServiceFolder, name: string): string {
  return join(folder.run, `${name}.pid`);
}

const logLimitBytes = 20_000_000;

export function launch(service: Service, folder: ServiceFolder): RunningService {
  const log = join(folder.logs, `${service.name}.log`);
  const size = existsSync(log) ? statSync(log).size : 0;
  if (size > logLimitBytes) renameSync(log, `${log}.1`);
  const offset = size > logLimitBytes ? 0 : size;
  // The child writes to the file itself, so that its output survives whoever launched it.
  const fd = openSync(log, 'a');
  const child = spawn(service.command, service.args, {
    cwd: projectRoot,
    env: service.env,
    // A group of its own: Ctrl-C reaches only the supervisor, which ends the services in their order.
    detached: true,
    stdio: ['ignore', fd, fd],
  });
  closeSync(fd);
  const exited = exitOf(child);
  const pid = child.pid ?? 0;
  if (pid > 0) {
    writeFileSync(pidFile(folder, service.name), `${pid}\n`);
    void exited.then(() => forgetPid(folder, service.name, pid));
  }
  return {
    pid,
    exited,
    output: () => readFileSync(log).subarray(offset).toString('utf8'),
    stop: (graceMs = 8000) => stop(pid, exited, service.stopSignal, graceMs),
  };
}

/** Waits until the service is ready. Throws with the end of its output when it ends before or takes longer than `timeoutMs`. */
export async function untilReady(service: Service, running: RunningService, timeoutMs = 60_000): Promise<void> {
  let exit: Exit | undefined;
  void running.exited.then((ended) => (exit = ended));
  for (const began = Date.now(); Date.now() < began + timeoutMs; await sleep(60)) {
    if (exit) throw new Error(`${service.title} ended (${exitText(exit)}):\n${tail(running.output())}`);
    if (await service.isReady(running.output, Date.now() - began)) return;
  }
  throw new Error(`${service.title} was not ready within ${timeoutMs / 1000} s:\n${tail(running.output())}`);
}

export function exitText({ code, signal }: Exit): string {
  return signal ?? `code ${code}`;
}

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', () => resolve({ code: 127, signal: null }));
  });
}

async function stop(pid: number, exited: Promise<Exit>, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  if (pid <= 0) return;
  sendSignal(pid, signal);
  const hurry = setTimeout(() => {
    // A postmaster that is killed leaves its workers to notice by themselves; the group ends with it at once.
    sendSignal(-pid, 'SIGKILL');
  }, graceMs);
  await exited;
  clearTimeout(hurry);
}

/** True if somebody was there to receive it. */
export function sendSignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

function forgetPid(folder: ServiceFolder, name: string, pid: number): void {
  const file = pidFile(folder, name);
  if (existsSync(file) && readFileSync(file, 'utf8').trim() === String(pid)) rmSync(file, { force: true });
}

function tail(output: string): string {
  return output.trimEnd().split('\n').slice(-15).join('\n');
}
