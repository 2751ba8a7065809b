// The order of the start: what can go on side by side does.
import { join } from 'node:path';
import { type Config, type Environment, projectRoot } from '../../config/config.ts';
import { answersOk, mailService } from './mail.ts';
import type { NeededPort } from './ports.ts';
import { postgresService } from './postgres.ts';
import type { Service, ServiceFolder } from './process.ts';
import { program, runStep, script, withThreads } from './step.ts';
import type { Supervisor } from './supervisor.ts';
import { findProgram } from './temporal-binary.ts';
import { keepHistories, temporalService } from './temporal.ts';
import { watchSources } from './watch.ts';

type Start = {
  config: Config;
  env: Environment;
  folder: ServiceFolder;
  supervisor: Supervisor;
  say: (line: string) => void;
  dev: boolean;
};

const quietWorkerMs = 8000;
/** The first start may have to fetch the Temporal program while the API waits. */
const longestStartMs = 600_000;

/** Those who use a service end before it does. */
export const stopOrder = [
  ['api', 'worker', 'console'],
  ['temporal', 'mail', 'postgres'],
];

/** The ports this start is going to hold; those of services that are elsewhere are not among them. */
export function neededPorts({ ports, http, database, temporal, mail }: Config): NeededPort[] {
  const local = '127.0.0.1';
  return [
    { setting: 'PORT', port: ports.http, host: http.host },
    ...(database.external ? [] : [{ setting: 'POSTGRES_PORT', port: ports.postgres, host: local } as const]),
    ...(temporal.external
      ? []
      : [
          { setting: 'TEMPORAL_PORT', port: ports.temporal, host: local } as const,
          { setting: 'TEMPORAL_UI_PORT', port: ports.temporalUi, host: local } as const,
        ]),
    ...(mail.external
      ? []
      : [
          { setting: 'SMTP_PORT', port: ports.smtp, host: local } as const,
          { setting: 'MAIL_UI_PORT', port: ports.mailUi, host: local } as const,
        ]),
  ];
}

/** Starts everything and returns when the API says it is ready. Throws with the reason when a part does not get there. */
export async function bringUp(start: Start): Promise<void> {
  // The API connects when it is asked: it can load, which takes it longest, while what it asks is still coming up.
  const api = startApi(start);
  const below = Promise.all([startDatabase(start), startTemporal(start), startMail(start)]);
  await Promise.all([api, below.then(() => startWorker(start))]);
  if (start.dev) await startDev(start);
}

async function startDatabase(start: Start): Promise<void> {
  const { config, supervisor, say } = start;
  if (config.database.external) say('· PostgreSQL: the one of DATABASE_URL');
  else {
    const { port } = { port: config.ports.postgres };
    const password = start.env.POSTGRES_PASSWORD ?? 'huying';
    const service = await postgresService({ dir: join(config.dataDir, 'postgres'), port, password });
    await supervisor.start(service);
    say(`✓ PostgreSQL on port ${port}`);
  }
  const laid = await runStep('scripts/system/lay-database.ts', start.env, start.folder);
  for (const line of laid.split('\n')) say(`✓ ${line}`);
}

async function startTemporal({ config, supervisor, say }: Start): Promise<void> {
  const { temporal, ports } = config;
  if (temporal.external) {
    say(`· Temporal: the one at ${temporal.address} (TEMPORAL_ADDRESS)`);
    return;
  }
  const { path, from } = await findProgram('temporal', (line) => say(`· ${line}`));
  const options = {
    path,
    port: ports.temporal,
    uiPort: ports.temporalUi,
    file: join(config.dataDir, 'temporal'),
    namespace: temporal.namespace,
  };
  await supervisor.start(temporalService(options));
  say(`✓ Temporal on port ${ports.temporal} (program ${from}: ${path})`);
  // Beside the start, which does not wait for it.
  void keepHistories(options, '90d').catch(() => undefined);
}

async function startMail({ config, supervisor, say }: Start): Promise<void> {
  if (config.mail.external) {
    say('· mail: the server of SMTP_URL');
    return;
  }
  const { smtp, mailUi } = config.ports;
  await supervisor.start(mailService({ smtpPort: smtp, webPort: mailUi, dir: join(config.dataDir, 'mail') }));
  say(`✓ mail inbox on port ${smtp}`);
}

async function startWorker({ env, supervisor, say, dev }: Start): Promise<void> {
  await supervisor.start(workerService(appEnvironment(env, dev), dev));
  say('✓ worker');
}

async function startApi({ config, env, supervisor, say, dev }: Start): Promise<void> {
  await supervisor.start(apiService(appEnvironment(env, dev), config.http, dev), longestStartMs);
  say(`✓ API and web on port ${config.http.port}`);
}

function appEnvironment(env: Environment, dev: boolean): Environment {
  return { NODE_ENV: dev ? 'development' : 'production', ...env };
}

/** The worker as a service, bundled or from its sources. */
export function workerService(env: Environment, sources = false): Service {
  return {
    name: 'worker',
    title: 'worker',
    command: process.execPath,
    args: withThreads(sources ? script('worker/main.ts') : program('worker')),
    env,
    stopSignal: 'SIGTERM',
    // It says when it polls; where LOG_LEVEL keeps that from being seen, still being there after a while must do.
    isReady: (output, waitedMs) => Promise.resolve(output().includes('worker polls') || waitedMs > quietWorkerMs),
  };
}

/** The API, which serves the pages too, as a service, bundled or from its sources. */
export function apiService(env: Environment, { host, port }: { host: string; port: number }, sources = false): Service {
  const address = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  return {
    name: 'api',
    title: 'API and web',
    command: process.execPath,
    args: sources ? script('api/main.ts') : program('api'),
    env,
    stopSignal: 'SIGTERM',
    isReady: () => answersOk(`http://${address}:${port}/health/ready`),
  };
}

/** Builds the console whenever it changes and takes up what was saved in the other rooms. */
async function startDev({ env, folder, supervisor, say }: Start): Promise<void> {
  await supervisor.start({
    name: 'console',
    title: 'console builder',
    command: process.execPath,
    args: [
      join(projectRoot, 'node_modules/vite/bin/vite.js'),
      'build',
      '--watch',
      '--config',
      'web/console/vite.config.ts',
    ],
    // The same build as npm start serves: what is left behind is not a slower one.
    env: { ...env, NODE_ENV: 'production' },
    stopSignal: 'SIGTERM',
    isReady: () => Promise.resolve(true),
  });
  watchSources((what) => {
    void (async () => {
      try {
        if (what.has('bundle')) await runStep('scripts/bundle-workflows.ts', env, folder);
        say(`· saved: ${[...what].filter((name) => name !== 'bundle').join(', ')} start again`);
        if (what.has('worker')) await supervisor.restart('worker');
        if (what.has('api')) await supervisor.restart('api');
      } catch (error) {
        say(`! ${error instanceof Error ? error.message : String(error)}`);
      }
    })();
  });
}
