// Where the tests of the workflows play: a time-skipping server over a real database with the demo data.
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { createRecordActivities } from '../../activities/record.ts';
import { createRevisionActivities } from '../../activities/revision.ts';
import { loadConfig } from '../../config/config.ts';
import { openCipher, type Cipher } from '../../store/cipher.ts';
import { openStore, type Store } from '../../store/client.ts';
import { createCases } from '../../worker/cases.ts';
import { freshDatabase } from '../support/database.ts';
import { testEnvironment } from '../support/environment.ts';
import { timeSkippingServer } from '../support/time-skipping.ts';
import { addAttributes, taskQueue, workflowBundle } from './cast.ts';

export type Scene = { env: TestWorkflowEnvironment; store: Store; cipher: Cipher; close: () => Promise<void> };

/** `close()` it in afterAll. */
export async function openScene(): Promise<Scene> {
  const { url } = await freshDatabase({ seed: true });
  const { keys } = loadConfig(testEnvironment({ DATABASE_URL: url }));
  const store = openStore(url);
  const env = await timeSkippingServer();
  await addAttributes(env);
  const close = async () => {
    await env.teardown();
    await store.close();
  };
  return { env, store, cipher: openCipher(keys.data, keys.lookup), close };
}

/**
 * The same with a worker for cases and revisions, one for all tests of a file: a revision reaches the cases of the earlier ones too,
 * which a second worker would not have in its memory.
 */
export async function openRevisedScene(): Promise<Scene> {
  const scene = await openScene();
  const { env, store } = scene;
  const { revise } = createCases(env.client, store, { taskQueue, showsState: true });
  const quiet = () => undefined;
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: await workflowBundle(),
    activities: {
      ...createRecordActivities({ store, stateSearchAttribute: true, historyBound: 2_000, warn: quiet }),
      ...createRevisionActivities({ store, revise, rate: 1000, settleSeconds: 0, log: quiet }),
    },
  });
  const running = worker.run();
  const close = async () => {
    worker.shutdown();
    await running;
    await scene.close();
  };
  return { ...scene, close };
}
