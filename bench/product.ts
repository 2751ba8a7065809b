// The product on the bench's servers: worker and API as processes of their own on one database and one namespace.
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { type Config, type Environment, loadConfig } from '../config/config.ts';
import { demoPassword } from '../config/demo.ts';
import { apiService, workerService } from '../scripts/system/bring-up.ts';
import { answersOk } from '../scripts/system/mail.ts';
import { freePort } from '../scripts/system/ports.ts';
import type { Service } from '../scripts/system/process.ts';
import { script, withThreads } from '../scripts/system/step.ts';
import { type Cipher, openCipher } from '../store/cipher.ts';
import { openStore, type Store } from '../store/client.ts';
import { testEnvironment } from '../test/support/environment.ts';
import type { Servers } from './servers.ts';

export type Product = { name: string; url: string; env: Environment; config: Config };

export type ProductOptions = {
  /** Settings beyond the defaults. */
  env?: Environment;
  namespace?: string;
  parts?: readonly ('worker' | 'api')[];
  /** Other scripts than the product's own, started and asked alike. */
  scripts?: { worker: string; api: string };
};

/** Starts the product as `name`, with a database of that name. */
export async function startProduct(servers: Servers, name: string, options: ProductOptions = {}): Promise<Product> {
  const { namespace = 'default', parts = ['worker', 'api'], scripts } = options;
  const database = await servers.database(name);
  if (namespace !== 'default') await servers.namespace(namespace);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = testEnvironment({
    HUYING_DATA: join(servers.dir, `data-${name}`),
    PORT: String(port),
    PUBLIC_URL: url,
    DATABASE_URL: database,
    TEMPORAL_ADDRESS: servers.temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    SMTP_URL: `smtp://127.0.0.1:${servers.mail.smtpPort}`,
    ...options.env,
  });
  const services: Record<'worker' | 'api', Service> = {
    worker: { ...workerService(env), name: `worker-${name}` },
    // Without the product's own worker it is never ready, and yet it answers.
    api: {
      ...apiService(env, { host: '127.0.0.1', port }),
      name: `api-${name}`,
      isReady: () => answersOk(`${url}/health/${parts.includes('worker') && !scripts ? 'ready' : 'live'}`),
    },
  };
  for (const part of parts) {
    const own = scripts && { args: part === 'worker' ? withThreads(script(scripts.worker)) : script(scripts.api) };
    await servers.launch({ ...services[part], ...own });
  }
  return { name, url, env, config: loadConfig(env) };
}

/** The session cookie of one of the demo's people. Hashing a password is slow on purpose: sign in once. */
export async function signIn({ url }: Product, username: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: demoPassword }),
  });
  if (!answer.ok) throw new Error(`${username} cannot sign in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

export type Backstage = { store: Store; cipher: Cipher; client: Client };

/** Lets `work` at the product's database and Temporal directly. */
export async function withBackstage<T>({ config }: Product, work: (backstage: Backstage) => Promise<T>): Promise<T> {
  const store = openStore(config.database.url, { poolSize: 8 });
  const connection = await Connection.connect({ address: config.temporal.address });
  const client = new Client({ connection, namespace: config.temporal.namespace });
  try {
    return await work({ store, cipher: openCipher(config.keys.data, config.keys.lookup), client });
  } finally {
    await store.close();
    await connection.close();
  }
}
