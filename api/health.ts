// Whether the system can serve: which of its parts answers, asked at most once a second.
import { connect } from 'node:net';
import type { Client } from '@temporalio/client';
import type { RequestHandler } from 'express';
import type { Config } from '../config/config.ts';
import type { Store } from '../store/client.ts';
import { workerSilence } from '../store/keeper.ts';

const parts = ['postgres', 'temporal', 'worker', 'mail'] as const;
type Part = (typeof parts)[number];
type State = { status: 'ready' | 'notReady'; failing: Part[]; parts: Record<Part, { ok: boolean; says: string }> };

export type Health = { state(): Promise<State> };

const freshMs = 1000;
const patienceMs = 2000;
/** TASK_QUEUE_TYPE_WORKFLOW; the package with the enum cannot be imported by name in Node's modules. */
const workflowQueue = 1;
/** Workers say every two seconds that they live. */
const workerSilentSeconds = 10;
/** A worker that has not asked for work for so long is gone; long polls last a minute. */
const pollerSilentMs = 90_000;

export function openHealth(config: Config, store: Store, client: Client): Health {
  const checks: Record<Part, () => Promise<void>> = {
    postgres: async () => {
      await store.pool.query('select 1');
    },
    temporal: async () => {
      await client.withDeadline(Date.now() + patienceMs, () =>
        client.workflowService.describeNamespace({ namespace: config.temporal.namespace }),
      );
    },
    worker: async () => {
      await workerLives(store);
      await workerPolls(config, client);
    },
    mail: () => greets(new URL(config.mail.smtpUrl)),
  };
  let asked: { at: number; state: Promise<State> } | null = null;
  return {
    state: () => {
      if (!asked || Date.now() - asked.at > freshMs) asked = { at: Date.now(), state: askAll(checks) };
      return asked.state;
    },
  };
}

/** The process runs. */
export const answerLive: RequestHandler = (_request, response) => {
  response.json({ status: 'live' });
};

/** 200 when every part answers, else 503 with the failing ones named. */
export function answerReady(health: Health): RequestHandler {
  return async (_request, response) => {
    const state = await health.state();
    response.setHeader('Cache-Control', 'no-store');
    if (state.failing.length > 0) response.setHeader('Retry-After', '2');
    response.status(state.failing.length === 0 ? 200 : 503).json(state);
  };
}

async function askAll(checks: Record<Part, () => Promise<void>>): Promise<State> {
  const answers = await Promise.all(parts.map(async (part) => [part, await ask(checks[part])] as const));
  const failing = answers.filter(([, { ok }]) => !ok).map(([part]) => part);
  return {
    status: failing.length === 0 ? 'ready' : 'notReady',
    failing,
    parts: Object.fromEntries(answers) as State['parts'],
  };
}

// What a part says of its trouble stays in one word: addresses and driver messages are nobody's business here.
async function ask(check: () => Promise<void>): Promise<{ ok: boolean; says: string }> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('timeout'), patienceMs);
  });
  const says = await Promise.race([tooLate, check().then(() => 'ok', reasonOf)]);
  clearTimeout(timer);
  return { ok: says === 'ok', says };
}

function reasonOf(error: unknown): string {
  return error instanceof Silent ? error.message : 'unreachable';
}

class Silent extends Error {}

async function workerLives(store: Store): Promise<void> {
  const silent = await workerSilence(store);
  if (silent === null || silent > workerSilentSeconds) throw new Silent('no worker lives');
}

async function workerPolls(config: Config, client: Client): Promise<void> {
  const { pollers } = await client.withDeadline(Date.now() + patienceMs, () =>
    client.workflowService.describeTaskQueue({
      namespace: config.temporal.namespace,
      taskQueue: { name: config.temporal.taskQueue },
      taskQueueType: workflowQueue,
    }),
  );
  const lastSeen = Math.max(
    0,
    ...(pollers ?? []).map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000),
  );
  if (Date.now() - lastSeen > pollerSilentMs) throw new Silent('no worker polls');
}

async function greets({ protocol, hostname, port }: URL): Promise<void> {
  const secure = protocol === 'smtps:';
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port || (secure ? 465 : 25)) });
    const end = (error?: Error) => {
      socket.destroy();
      if (error) reject(error);
      else resolve();
    };
    socket.setTimeout(patienceMs, () => end(new Silent('timeout')));
    socket.once('error', end);
    // A TLS server waits for us to speak; that it accepts is all one can see from here.
    if (secure) socket.once('connect', () => end());
    socket.once('data', (greeting) =>
      end(greeting.toString().startsWith('220') ? undefined : new Silent('no SMTP greeting')),
    );
  });
}
