// The worker: runs cases, postmen, the courier and the watchdog, and keeps on the server what they need (keeper.ts). As many as wanted may run.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { createCourierActivities } from '../activities/courier.ts';
import { createHealingActivities } from '../activities/healing.ts';
import { createRevisionActivities } from '../activities/revision.ts';
import { createPostmanActivities } from '../activities/postman.ts';
import { createRecordActivities } from '../activities/record.ts';
import { keepCompiledCode } from '../config/compiled-code.ts';
import { projectRoot, type Config } from '../config/config.ts';
import { configOrExit } from '../config/local.ts';
import { temporalConnection } from '../config/temporal.ts';
import { openCipher } from '../store/cipher.ts';
import { openStore } from '../store/client.ts';
import { createCases } from './cases.ts';
import { startKeeper } from './keeper.ts';
import { workflowBundleOptions } from './workflow-bundle.ts';

keepCompiledCode();
const config = configOrExit();
const log = pino({ level: config.logLevel });
await startBy('WORKER_METRICS', () =>
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => log.warn({ level, meta }, message)),
    telemetryOptions: config.worker.metrics
      ? { metrics: { prometheus: { bindAddress: config.worker.metrics } } }
      : undefined,
  }),
);

await run(config);

async function run({ temporal, database, keys, mail, worker: settings, watchdog, http }: Config): Promise<void> {
  const store = openStore(database.url, { poolSize: database.pool });
  const cipher = openCipher(keys.data, keys.lookup);
  const [connection, clientConnection] = await startBy('TEMPORAL_ADDRESS and TEMPORAL_TLS…', async () => [
    await NativeConnection.connect(temporalConnection(config)),
    await Connection.connect(temporalConnection(config)),
  ]);
  const client = new Client({ connection: clientConnection, namespace: temporal.namespace });
  const cases = createCases(client, store, {
    taskQueue: temporal.taskQueue,
    showsState: settings.stateSearchAttribute,
  });
  const healing = { store, cases, ...watchdog, log: (message: string) => log.warn(`watchdog: ${message}`) };
  const postman = createPostmanActivities({
    store,
    cipher,
    smtpUrl: mail.smtpUrl,
    from: mail.from,
    publicUrl: http.publicUrl,
    tokenKey: keys.mailToken,
    log,
  });
  const worker = await startBy('TEMPORAL_NAMESPACE', () =>
    Worker.create({
      connection,
      namespace: temporal.namespace,
      taskQueue: temporal.taskQueue,
      ...workflows(),
      activities: {
        ...createRecordActivities({
          store,
          stateSearchAttribute: settings.stateSearchAttribute,
          historyBound: settings.historyBound,
          warn: (message) => log.warn(message),
        }),
        deliverNotices: postman.deliverNotices,
        ...createHealingActivities(healing),
        ...createRevisionActivities({
          store,
          revise: cases.revise,
          rate: settings.revisionRate,
          settleSeconds: settings.revisionSettleSeconds,
          log: (message) => log.warn(message),
        }),
        ...createCourierActivities({
          store,
          tell: cases.tell,
          log: (message) => log.warn(`courier: ${message}`),
        }),
      },
      maxCachedWorkflows: settings.workflowCache > 0 ? settings.workflowCache : roomForCases(),
      shutdownGraceTime: '3 seconds',
    }),
  );
  const keeper = await startKeeper({
    client,
    namespace: temporal.namespace,
    taskQueue: temporal.taskQueue,
    postmen: mail.postmen,
    periodMs: watchdog.keeperSeconds * 1000,
    healing,
    log: { info: (message) => log.info(message), warn: (context, message) => log.warn(context, message) },
  });
  log.info(`worker polls ${temporal.taskQueue} at ${temporal.address}`);
  await worker.run();
  await keeper.stop();
  postman.close();
  await clientConnection.close();
  await connection.close();
  await store.close();
}

/** Part of the start; where it fails, one line names the settings it went by, and the process ends. */
async function startBy<T>(settings: string, part: () => T | Promise<T>): Promise<T> {
  try {
    return await part();
  } catch (error) {
    log.fatal({ reason: error instanceof Error ? error.message : String(error) }, `cannot start; see ${settings}`);
    process.exit(1);
  }
}

/**
 * How many cases fit into this process: each takes 0.2 MB (npm run bench), counted at more than twice that. The SDK's own guess
 * is a fifth of it, and a case that is not in memory when its hour comes is rebuilt from its history, which takes ten times as long.
 */
function roomForCases(): number {
  const heapMb = getHeapStatistics().heap_size_limit / 1_048_576;
  return Math.max(100, Math.floor((heapMb - 400) / 0.5));
}

/** The bundle made by scripts/prepare.mjs; without one (a reload while developing) it is made at the start. */
function workflows() {
  const codePath = resolve(projectRoot, 'build/workflows.js');
  if (existsSync(codePath)) return { workflowBundle: { codePath } };
  const { workflowsPath, ...bundlerOptions } = workflowBundleOptions;
  return { workflowsPath, bundlerOptions };
}
