// The running product for a test file: worker and API as processes of their own, on a database, a namespace and a port nobody
// else has. With `ownServers` PostgreSQL, Temporal and mail are its own too, so that a test may kill them.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../../config/config.ts';
import { startWarden } from '../../scripts/system/leftovers.ts';
import { mailService } from '../../scripts/system/mail.ts';
import { freePort } from '../../scripts/system/ports.ts';
import { type LocalPostgres, postgresService } from '../../scripts/system/postgres.ts';
import {
  launch,
  type RunningService,
  sendSignal,
  type Service,
  serviceFolder,
  untilReady,
} from '../../scripts/system/process.ts';
import { runStep } from '../../scripts/system/step.ts';
import { findProgram } from '../../scripts/system/temporal-binary.ts';
import { temporalService } from '../../scripts/system/temporal.ts';
import { freshDatabase } from './database.ts';
import { ask } from './ask.ts';
import { databaseUrl, testEnvironment } from './environment.ts';
import { type MailServer, productOn, type Seen, seen, servicesOf, type TemporalServer } from './product.ts';
import { type SharedProduct, temporaryFolder, throwaway } from './servers.ts';

export type Part = 'worker' | 'api' | 'postgres' | 'temporal' | 'mail';

export type Stack = Seen & {
  /** Sends a signal to a part's process (SIGKILL unless said otherwise) and, if it ends by it, waits until it has. */
  kill: (part: Part, signal?: NodeJS.Signals) => Promise<void>;
  /** Starts a killed part again on the same port and data, and waits until it is ready. */
  start: (part: Part) => Promise<void>;
  /** What the part has written since its last start. */
  log: (part: Part) => string;
  /** Process id of a part. */
  pid: (part: Part) => number;
  /** Folder of its data: `temporal*` are the Temporal server's files with ownServers. */
  dir: string;
  stop: () => Promise<void>;
};

export type StackOptions = {
  /** Settings beyond the defaults. */
  env?: Environment;
  /** Which of the product's processes run; both by default. */
  parts?: ('worker' | 'api')[];
  /** PostgreSQL, Temporal and mail of its own, which the test may kill. */
  ownServers?: boolean;
  /** Without the demo data. */
  unseeded?: boolean;
};

export type SharedStack = Seen & { log: (part: 'worker' | 'api') => string };

/**
 * The stack that files share which change no settings, kill nothing and count nothing but what is their own: a stack of their own
 * would cost each of them three seconds. It goes with the run, nobody has to stop it.
 */
export async function sharedStack(): Promise<SharedStack> {
  const { logs, ...product } = await ask<SharedProduct>('/product');
  return { ...seen(product), log: (part) => readFileSync(join(logs, `${part}.log`), 'utf8') };
}

/** Brings a stack up and waits until it is ready. `stop()` it in afterAll. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const dir = temporaryFolder();
  const folder = serviceFolder(dir);
  const dismissWarden = startWarden(folder);
  const services = new Map<Part, Service>();
  const running = new Map<Part, RunningService>();
  const start = async (part: Part) => {
    const service = services.get(part);
    if (!service) throw new Error(`this stack has no ${part} of its own`);
    // What is started again may find that the killed one is not quite gone (PostgreSQL's last backends): tried on, as `npm start` does.
    const attempts = running.has(part) ? 6 : 1;
    for (let attempt = 1; ; attempt += 1) {
      const launched = launch(service, folder);
      running.set(part, launched);
      try {
        await untilReady(service, launched);
        return;
      } catch (error) {
        if (attempt === attempts) throw error;
        await sleep(100 * 2 ** attempt);
      }
    }
  };
  const stop = async () => {
    for (const parts of [
      ['api', 'worker'],
      ['temporal', 'mail', 'postgres'],
    ] as const) {
      await Promise.all(parts.map(async (part) => running.get(part)?.stop()));
    }
    await dismissWarden();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await ask('/bundle');
    const add = async (part: Part, service: Service) => {
      services.set(part, service);
      await start(part);
    };
    const [{ url: database }, temporal, mail] = await (options.ownServers
      ? ownServers(dir, add, options)
      : sharedServers(options));
    const under = { dir, port: await freePort(), database, temporal, mail };
    const product = productOn(under, options.env);
    const own = servicesOf(product);
    const parts = options.parts ?? ['worker', 'api'];
    await Promise.all(parts.map((part) => add(part, own[part])));
    return {
      ...seen(product),
      kill: async (part, signal = 'SIGKILL') => {
        const target = need(running, part);
        sendSignal(target.pid, signal);
        if (!['SIGSTOP', 'SIGCONT'].includes(signal)) await target.exited;
      },
      start,
      log: (part) => need(running, part).output(),
      pid: (part) => need(running, part).pid,
      dir,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Backends = [database: { url: string }, temporal: TemporalServer, mail: MailServer];

function sharedServers({ unseeded }: StackOptions): Promise<Backends> {
  return Promise.all([
    freshDatabase({ seed: !unseeded }),
    ask<TemporalServer>('/temporal'),
    ask<MailServer>('/mail'),
  ] as const);
}

async function ownServers(
  dir: string,
  add: (part: Part, service: Service) => Promise<void>,
  { unseeded }: StackOptions,
): Promise<Backends> {
  const [postgres, temporal, mail] = await Promise.all([freePort(), freePort(), freePort()]);
  const webPort = await freePort();
  const cluster: LocalPostgres = {
    dir: join(dir, 'postgres'),
    port: postgres,
    password: 'test',
    settings: throwaway,
  };
  const url = databaseUrl(cluster, 'huying');
  const laid = async () => {
    await add('postgres', await postgresService(cluster));
    const env = testEnvironment({ DATABASE_URL: url });
    await runStep(unseeded ? 'prisma/migrate.ts' : 'scripts/system/lay-database.ts', env, serviceFolder(dir));
  };
  const { path } = await findProgram('temporal');
  const server = { path, port: temporal, namespace: 'default', file: join(dir, 'temporal') };
  await Promise.all([
    laid(),
    add('temporal', temporalService(server)),
    add('mail', mailService({ smtpPort: mail, webPort, dir: join(dir, 'mail') })),
  ]);
  return [
    { url },
    { address: `127.0.0.1:${temporal}`, namespace: 'default', program: path },
    { smtpPort: mail, webPort },
  ];
}

function need(running: Map<Part, RunningService>, part: Part): RunningService {
  const found = running.get(part);
  if (!found) throw new Error(`this stack has no ${part} of its own`);
  return found;
}
