import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import type { SettingName } from '../../config/settings.ts';

export type NeededPort = { setting: SettingName; port: number; host: string };

/** Those of the ports that somebody else holds. */
export async function portsInUse(needed: NeededPort[]): Promise<NeededPort[]> {
  const taken = await Promise.all(needed.map(async ({ port, host }) => !(await isFree(port, host))));
  return needed.filter((_, index) => taken[index]);
}

/** Below what any system hands out to outgoing connections: one of those could take the port before its server is up. */
const range = { from: 20_000, to: 32_000 };
const given = new Set<number>();

/** A port nobody holds at this moment, and which this process has not been given before. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    const port = randomInt(range.from, range.to);
    if (given.has(port) || !(await isFree(port, '127.0.0.1'))) continue;
    given.add(port);
    return port;
  }
  throw new Error('no free port');
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
