// The load generator: does one job after the other as its parent sends them (load-jobs.ts), ends with it.
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { Client, Connection } from '@temporalio/client';
import { bareAct, bareCreate } from './bare/client.ts';
import { atOnce } from './cases.ts';
import type { Job, Outcome, Target } from './load-jobs.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const clients = new Map<string, Promise<Client>>();

process.on('message', (job: Job) => {
  run(job).then(
    (outcome) => process.send?.(outcome),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));

async function run(job: Job): Promise<Outcome> {
  const ms: number[] = [];
  const numbers: string[] = [];
  const timed = async <T>(work: () => Promise<T>): Promise<T> => {
    const index = ms.push(0) - 1;
    const began = performance.now();
    const result = await work();
    ms[index] = performance.now() - began;
    return result;
  };
  const began = performance.now();
  switch (job.kind) {
    case 'create':
      await atOnce(job.concurrency, Array.from({ length: job.count }), async () => {
        numbers.push(await timed(() => create(job.target, job.who, job.body)));
      });
      break;
    case 'walk':
      await atOnce(job.concurrency, job.numbers, async (no) => {
        let seq = 1;
        for (const { who, action, body } of job.steps) {
          const before = seq;
          seq = await timed(() => act(job.target, no, who, action, { seq: before, ...body }));
        }
      });
      break;
    case 'read':
      await atOnce(job.concurrency, job.requests, async ({ url, cookie }) => {
        await timed(() => send('GET', url, { cookie }));
      });
      break;
  }
  return { ms, seconds: (performance.now() - began) / 1000, numbers };
}

async function create(target: Target, who: string, body: object): Promise<string> {
  if (target.via === 'http') {
    const created = await post(target, who, '/api/v1/appeals', body);
    return (created as { no: string }).no;
  }
  const no = randomUUID();
  await bareCreate(await clientAt(target.address), no, { action: 'register', payload: 'LIGHT', key: randomUUID() });
  return no;
}

async function act(target: Target, no: string, who: string, action: string, body: object): Promise<number> {
  if (target.via === 'http') {
    const answer = await post(target, who, `/api/v1/appeals/${no}/actions/${action}`, body);
    return (answer as { seq: number }).seq;
  }
  const { seq } = await bareAct(await clientAt(target.address), no, { action, payload: body, key: randomUUID() });
  return seq;
}

function clientAt(address: string): Promise<Client> {
  const known = clients.get(address);
  const client = known ?? Connection.connect({ address }).then((connection) => new Client({ connection }));
  clients.set(address, client);
  return client;
}

function post(target: Target & { via: 'http' }, who: string, path: string, body: object): Promise<unknown> {
  const headers = {
    cookie: target.cookies[who] ?? '',
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  };
  return send('POST', `${target.url}${path}`, headers, JSON.stringify(body));
}

function send(method: string, url: string, headers: Record<string, string>, body?: string): Promise<unknown> {
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, agent, headers: { ...headers, ...length } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if ((response.statusCode ?? 0) < 300) resolve(JSON.parse(text));
        else reject(new Error(`${method} ${url}: ${response.statusCode} ${text}`));
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
