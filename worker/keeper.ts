// The keeper: a plain loop in every worker that puts back what a lost Temporal server takes with it: search attributes, postmen,
// the watchdog; and when the server is another one than before, every open case, from its log.
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { HealingDeps } from '../activities/healing.ts';
import { restoreAll } from '../activities/healing.ts';
import { beatOfWorker, readFact, writeFact } from '../store/keeper.ts';
import { runningRevisions } from '../store/revisions.ts';
import { attributes, revisionIdOf, revisionType } from '../workflows/messages.ts';

export type KeeperDeps = {
  client: Client;
  namespace: string;
  taskQueue: string;
  postmen: number;
  periodMs: number;
  healing: HealingDeps;
  log: { info: (message: string) => void; warn: (context: object, message: string) => void };
};

/** The namespace's id as last seen: another one means that the server's data were lost. */
const namespaceFact = 'temporal.namespace';

/** How often a worker says that it lives; the API misses it after ten seconds (api/health.ts). */
const beatMs = 2_000;

export type Keeper = { stop(): Promise<void> };

/** Keeps until stopped. Attributes are there before the worker polls: an unknown one fails a case's task after its append. */
export async function startKeeper(deps: KeeperDeps): Promise<Keeper> {
  let stopped = false;
  let wake: () => void = () => undefined;
  await keepAttributes(deps);
  const beat = () => beatOfWorker(deps.healing.store).catch(() => undefined);
  await beat();
  const beats = setInterval(() => void beat(), beatMs);
  const loop = (async () => {
    while (!stopped) {
      await round(deps).catch((error: unknown) => deps.log.warn({ err: error }, 'keeper round failed'));
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, deps.periodMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      clearInterval(beats);
      wake();
      await loop;
    },
  };
}

async function round(deps: KeeperDeps): Promise<void> {
  await keepAttributes(deps);
  await keepRunning(deps, 'watchdog', 'watchdog');
  await keepRunning(deps, 'courier', 'courier');
  for (let n = 0; n < deps.postmen; n += 1) await keepRunning(deps, 'postman', `postman-${n}`);
  for (const id of await runningRevisions(deps.healing.store))
    await keepRunning(deps, revisionType, revisionIdOf(id), [id]);
  await keepCases(deps);
}

const valueTypes = { KEYWORD: 2, INT: 3, BOOL: 5 } as const;

async function keepAttributes({ client, namespace }: KeeperDeps): Promise<void> {
  const { operatorService } = client.connection;
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const wanted = Object.values(attributes).filter(({ name }) => !(name in (customAttributes ?? {})));
  if (wanted.length === 0) return;
  const searchAttributes = Object.fromEntries(wanted.map(({ name, type }) => [name, valueTypes[type]]));
  await operatorService.addSearchAttributes({ namespace, searchAttributes });
}

async function keepRunning(
  { client, taskQueue, log }: KeeperDeps,
  type: string,
  workflowId: string,
  args: unknown[] = [],
): Promise<void> {
  try {
    await client.workflow.start(type, {
      workflowId,
      taskQueue,
      args,
      workflowIdConflictPolicy: 'FAIL',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    log.info(`started ${workflowId}`);
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

async function keepCases({ client, namespace, healing, log }: KeeperDeps): Promise<void> {
  const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace });
  const now = namespaceInfo?.id ?? '';
  const before = await readFact(healing.store, namespaceFact);
  if (now === before) return;
  if (before !== null)
    log.info(`the Temporal namespace is another one than before (${before} → ${now}): bringing every open case back`);
  await restoreAll(healing);
  await writeFact(healing.store, namespaceFact, now);
}
