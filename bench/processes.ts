// What processes have used so far, as the system tells it.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const clockTicks = 100;

/** CPU seconds of a process and its children, those that have ended included. 0 where the system has no /proc. */
export function cpuSeconds(pid: number): number {
  return withChildren(pid).reduce((total, each) => {
    const fields = statOf(each);
    // utime, stime, and of the children waited for: cutime, cstime
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return total + ticks / clockTicks;
  }, 0);
}

/** Resident memory in MB. Of a process with children, what they share is counted once. */
export function residentMb(pid: number): number {
  const all = withChildren(pid);
  return (
    all.reduce((total, each) => total + (all.length > 1 ? kilobytes(each, 'smaps_rollup', 'Pss') : rss(each)), 0) / 1024
  );
}

function rss(pid: number): number {
  if (existsSync('/proc/self')) return kilobytes(pid, 'status', 'VmRSS');
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim());
}

function kilobytes(pid: number, file: string, name: string): number {
  try {
    const text = readFileSync(`/proc/${pid}/${file}`, 'utf8');
    return Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function withChildren(pid: number): number[] {
  if (!existsSync('/proc/self')) return [pid];
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => Number(statOf(each)[1]) === pid);
  return [pid, ...children];
}

/** The fields of /proc/PID/stat behind the name: state, parent, … Empty for a process that is gone. */
function statOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
