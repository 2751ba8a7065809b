// The API in this process on a real database, and people who talk to it over HTTP as their browsers would.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../api/app.ts';
import { openDependencies, type Dependencies } from '../../api/dependencies.ts';
import type { Problem } from '../../contracts/problem.ts';
import { loadConfig, type Environment } from '../../config/config.ts';
import { demoPassword } from '../../config/demo.ts';
import { freshDatabase } from '../support/database.ts';
import { testEnvironment } from '../support/environment.ts';
import { sessionCookie } from '../support/sessions.ts';

export type Answer<T = unknown> = { status: number; headers: Headers; text: string; json: T };

export type Client = {
  get<T = unknown>(path: string): Promise<Answer<T>>;
  post<T = unknown>(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  send<T = unknown>(path: string, init: RequestInit): Promise<Answer<T>>;
  cookie: string;
};

export type Api = {
  url: string;
  deps: Dependencies;
  anybody: Client;
  /** One of the demo's people, signed in. */
  as(username: string): Promise<Client>;
  stop(): Promise<void>;
};

type Options = { env?: Environment; signInLimits?: { perAccount: number; perAddress: number } };

// Nothing answers, so that waiting would only take time.
const patience = { startMs: 50, actMs: 500 };

/** An API without worker and Temporal: what it answers is its own. The demo data are there. */
export async function openApi({ env = {}, signInLimits }: Options = {}): Promise<Api> {
  const { url: database } = await freshDatabase({ seed: true });
  const config = loadConfig(
    testEnvironment({
      DATABASE_URL: database,
      // Nobody listens there: Temporal and the mail server are away.
      TEMPORAL_ADDRESS: '127.0.0.1:9',
      SMTP_URL: 'smtp://127.0.0.1:9',
      LOG_LEVEL: 'silent',
      ...env,
    }),
  );
  const deps = openDependencies(config, { patience, ...(signInLimits ? { signInLimits } : {}) });
  const server = createServer(createApp(deps));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    deps,
    anybody: clientOf(url),
    as: (username) => signedIn(url, username),
    stop: () => stop(server, deps),
  };
}

/** One of the demo's people with the session that the seeded database has for them. */
export async function signedIn(url: string, username: string): Promise<Client> {
  const client = clientOf(url, sessionCookie(username));
  const { status } = await client.get('/api/v1/session');
  if (status !== 200) throw new Error(`${username} has no session: ${status}`);
  return client;
}

/** Signs in by name and password. */
export async function signIn(url: string, username: string): Promise<Client> {
  const { status, headers } = await clientOf(url).post('/api/v1/session', { username, password: demoPassword });
  if (status !== 200) throw new Error(`${username} cannot sign in: ${status}`);
  const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return clientOf(url, cookies.join('; '));
}

export function clientOf(url: string, cookie = ''): Client {
  const send = async <T>(path: string, init: RequestInit): Promise<Answer<T>> => {
    const headers = { ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string> | undefined) };
    const response = await fetch(`${url}${path}`, { redirect: 'manual', ...init, headers });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, text, json: (isJson ? JSON.parse(text) : null) as T };
  };
  return {
    cookie,
    send,
    get: (path) => send(path, {}),
    post: (path, body, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
  };
}

/** A new Idempotency-Key as a header. */
export function newKey(): { 'idempotency-key': string } {
  return { 'idempotency-key': crypto.randomUUID() };
}

/** What a refusal says, and that it says so as RFC 9457 asks. */
export function problemOf({ status, headers, json }: Answer): Problem {
  const type = headers.get('content-type') ?? '';
  const problem = json as Problem;
  if (!type.startsWith('application/problem+json') || problem.status !== status) {
    throw new Error(`${status} is no problem document: ${type}`);
  }
  return problem;
}

async function stop(server: Server, deps: Dependencies): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await deps.close();
}
