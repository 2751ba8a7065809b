// A worker on a time-skipping server over a real database: whole cases in a moment. Used by the tests of the workflows.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { createRecordActivities } from '../../activities/record.ts';
import { projectRoot } from '../../config/config.ts';
import type { Answer } from '../../domain/appeal/answer.ts';
import type { Command, Payload } from '../../domain/appeal/commands.ts';
import type { Actor } from '../../domain/appeal/types.ts';
import type { ActionName, Role } from '../../domain/words.ts';
import type { Store } from '../../store/client.ts';
import type { appeal } from '../../workflows/appeal.ts';
import { appealUpdates, attributes, inspect, workflowIdOf, type Inspection } from '../../workflows/messages.ts';
import { ask } from '../support/ask.ts';

export const taskQueue = 'huying';

/** The workflow bundle that the product's workers run, brought up to date. */
export async function workflowBundle(): Promise<{ codePath: string }> {
  await ask('/bundle');
  return { codePath: join(projectRoot, 'build/workflows.js') };
}

/** Search attributes must exist before the first case on a time-skipping server. */
export async function addAttributes({ connection, namespace }: TestWorkflowEnvironment): Promise<void> {
  const types = { KEYWORD: 2, INT: 3, BOOL: 5 } as const;
  const searchAttributes = Object.fromEntries(Object.values(attributes).map(({ name, type }) => [name, types[type]]));
  await connection.operatorService.addSearchAttributes({ namespace: namespace ?? 'default', searchAttributes });
}

/** Runs `during` while a worker polls; the worker records in `store`. */
export async function withWorker<T>(
  env: TestWorkflowEnvironment,
  store: Store,
  during: () => Promise<T>,
  historyBound = 2_000,
): Promise<T> {
  const warn = () => undefined;
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: await workflowBundle(),
    activities: createRecordActivities({ store, stateSearchAttribute: true, historyBound, warn }),
  });
  return worker.runUntil(during());
}

/** Somebody acting on one case through its workflow's Updates. */
export function onCase(client: Client, no: string) {
  const handle = client.workflow.getHandle<typeof appeal>(workflowIdOf(no));
  const act = <A extends ActionName>(
    actor: Actor,
    action: A,
    payload: Payload<A>,
    given: Partial<Command> & { updateId?: string } = {},
  ): Promise<Answer> => {
    const key = given.key ?? `a:${randomUUID()}`;
    const { updateId = key, ...rest } = given;
    const command = { action, payload, actor, bodyHash: 'test', seq: null, ...rest, key } as Command;
    return handle.executeUpdate(appealUpdates[action], { args: [command], updateId });
  };
  const look = (): Promise<Inspection> => handle.executeUpdate(inspect);
  return { handle, act, look };
}

export function person(id: string, role: Role, unitId: string | null = null): Actor {
  return { id, role, unitId };
}

/** The refusal code with which an Update failed; anything else is thrown on. */
export async function refusalOf(update: Promise<unknown>): Promise<string> {
  try {
    await update;
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure)
      return error.cause.type ?? '';
    throw error;
  }
  throw new Error('the update was not refused');
}
