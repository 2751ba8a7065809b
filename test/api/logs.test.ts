// What is written about a request: one valid object a line, each fact once, and nothing that names a person or a case.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import { clientOf, openApi, type Api, type Client } from './client.ts';

let api: Api;
let client: Client;
const lines: string[] = [];
const server = createServer();

beforeAll(async () => {
  api = await openApi();
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(...chunk.toString().split('\n').filter(Boolean));
      done();
    },
  });
  server.on('request', createApp({ ...api.deps, log: pino({ level: 'debug' }, stream) }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = clientOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await api.stop();
});

async function lineOf(path: string): Promise<string> {
  lines.length = 0;
  await client.get(path);
  await expect.poll(() => lines.filter((line) => line.includes('responseTime')).length).toBe(1);
  return lines.find((line) => line.includes('responseTime')) ?? '';
}

test.each([
  ['/health/ready', 503, 'other'],
  ['/api/v1/appeals/SQ20261009-000001', 401, '/appeals/:no'],
  ['/api/v1/calendar', 200, '/calendar'],
])('%s is one line with one route and one request id', async (path, statusCode, route) => {
  const line = await lineOf(path);
  expect(JSON.parse(line)).toMatchObject({ route, res: { statusCode }, req: { method: 'GET' } });
  for (const name of ['route', 'requestId', 'req', 'res']) {
    expect(line.split(`"${name}":`)).toHaveLength(2);
  }
  expect(line).not.toContain('SQ20261009');
});
