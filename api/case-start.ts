// Starts a case's workflow over its row, and waits a little for it to have registered the case.
import { setTimeout as sleep } from 'node:timers/promises';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { Config } from '../config/config.ts';
import type { Answer } from '../domain/appeal/answer.ts';
import type { appeal } from '../workflows/appeal.ts';
import {
  appealStartOptions,
  registerUpdate,
  workflowType,
  type CaseCard,
  type StartSettings,
} from '../workflows/messages.ts';
import type { Dependencies } from './dependencies.ts';
import { isPassing } from './temporal-failures.ts';

const pauseMs = 100;

/**
 * The case's state once registered, or null when that was not to be had within `patienceMs`: the row is on record, and the
 * watchdog starts what has no workflow.
 */
export async function startCase(deps: Dependencies, card: CaseCard, patienceMs: number): Promise<Answer | null> {
  const deadline = Date.now() + patienceMs;
  const ask = () => {
    // Each can be used once only.
    const startWorkflowOperation = new WithStartWorkflowOperation<typeof appeal>(workflowType, {
      ...appealStartOptions(card, startSettings(deps.config)),
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
    return deps.temporal.withDeadline(deadline, () =>
      deps.temporal.workflow.executeUpdateWithStart(registerUpdate, { updateId: 'register', startWorkflowOperation }),
    );
  };
  for (;;) {
    try {
      return await within(ask(), deadline - Date.now());
    } catch (error) {
      if (isPassing(error) && Date.now() + pauseMs < deadline) {
        await sleep(pauseMs);
        continue;
      }
      deps.log.warn({ err: error, no: card.no }, 'the case has no workflow yet');
      return null;
    }
  }
}

/** Where a case runs and what it shows, by the settings. */
export function startSettings({ temporal, worker }: Config): StartSettings {
  return { taskQueue: temporal.taskQueue, showsState: worker.stateSearchAttribute };
}

// The client does not honour its deadline everywhere.
async function within<T>(answer: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('not registered in time')), ms);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
    answer.catch(() => undefined);
  }
}
