// One set of servers per run, each started when a test file first asks for it (servers.ts) and all ended with the run.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { Servers } from './servers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files ask for servers. */
    servers: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = new Servers();
  const door = createServer((request, response) => {
    answer(servers, request).then(
      (body) => response.end(JSON.stringify(body)),
      (error: unknown) => {
        response.statusCode = 500;
        response.end(error instanceof Error ? error.message : String(error));
      },
    );
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  project.provide('servers', `http://127.0.0.1:${(door.address() as AddressInfo).port}`);
  return async () => {
    door.close();
    door.closeAllConnections();
    await servers.stop();
  };
}

async function answer(servers: Servers, request: IncomingMessage): Promise<unknown> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://door');
  if (pathname === '/database') return servers.freshDatabase(searchParams.get('seed') === '1');
  if (pathname === '/temporal') return servers.temporal();
  if (pathname === '/mail') return servers.mail();
  if (pathname === '/product') return servers.product();
  if (pathname === '/bundle') return servers.bundle();
  throw new Error(`no such server: ${pathname}`);
}
