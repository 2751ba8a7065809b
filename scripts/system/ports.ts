import { type AddressInfo, createServer } from 'node:net';
import type { SettingName } from '../../config/settings.ts';

export type NeededPort = { setting: SettingName; port: number; host: string };

/** Those of the ports that somebody else holds. */
export async function portsInUse(needed: NeededPort[]): Promise<NeededPort[]> {
  const taken = await Promise.all(needed.map(async ({ port, host }) => (await tryPort(port, host)) === undefined));
  return needed.filter((_, index) => taken[index]);
}

/** A port nobody holds at this moment. */
export async function freePort(): Promise<number> {
  const port = await tryPort(0, '127.0.0.1');
  if (port === undefined) throw new Error('no free port');
  return port;
}

function tryPort(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const held = (server.address() as AddressInfo).port;
      server.close(() => resolve(held));
    });
  });
}
