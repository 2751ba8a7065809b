// Worker and API as they run for tests: in which environment, and what a test may know of them.
import { randomBytes } from 'node:crypto';
import { type Config, type Environment, loadConfig } from '../../config/config.ts';
import { apiService, workerService } from '../../scripts/system/bring-up.ts';
import { testEnvironment } from './environment.ts';
import { type Inbox, openInbox } from './inbox.ts';

export type TemporalServer = { address: string; namespace: string; program: string; uiPort?: number };
export type MailServer = { smtpPort: number; webPort: number };

export type Product = {
  /** The environment its processes run in. */
  env: Environment;
  port: number;
  /** The address its letters come from; nobody else's do. */
  sender: string;
  mail: MailServer;
};

type Under = { dir: string; port: number; database: string; temporal: TemporalServer; mail: MailServer };

export function productOn({ dir, port, database, temporal, mail }: Under, more: Environment = {}): Product {
  const sender = `${randomBytes(5).toString('hex')}@huying.test`;
  const env = testEnvironment({
    HUYING_DATA: dir,
    PORT: String(port),
    DATABASE_URL: database,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    TEMPORAL_UI_URL: 'http://temporal.example',
    SMTP_URL: `smtp://127.0.0.1:${mail.smtpPort}`,
    MAIL_FROM: `居民诉求中心 <${sender}>`,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    ...more,
  });
  return { env, port, sender, mail };
}

export function servicesOf({ env, port }: Product) {
  return { worker: workerService(env), api: apiService(env, { host: '127.0.0.1', port }) };
}

export type Seen = {
  config: Config;
  /** The environment its processes run in. */
  env: Environment;
  /** http://127.0.0.1:PORT */
  url: string;
  databaseUrl: string;
  inbox: Inbox;
};

export function seen({ env, port, sender, mail }: Product): Seen {
  return {
    config: loadConfig(env),
    env,
    url: `http://127.0.0.1:${port}`,
    databaseUrl: env.DATABASE_URL ?? '',
    inbox: openInbox(`http://127.0.0.1:${mail.webPort}`, sender),
  };
}
