// Starts a case's workflow over its row, and waits a little for it to have registered the case.
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { appeal } from '../workflows/appeal.ts';
import { appealStartOptions, registerUpdate, workflowType, type Answer, type CaseCard } from '../workflows/messages.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * The case's state once registered, or null when that was not to be had within `patienceMs`: the row is on record, and the
 * watchdog starts what has no workflow.
 */
export async function startCase(deps: Dependencies, card: CaseCard, patienceMs: number): Promise<Answer | null> {
  const startWorkflowOperation = new WithStartWorkflowOperation<typeof appeal>(workflowType, {
    ...appealStartOptions(card, deps.config.temporal.taskQueue),
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
  });
  const started = deps.temporal.withDeadline(Date.now() + patienceMs, () =>
    deps.temporal.workflow.executeUpdateWithStart(registerUpdate, { updateId: 'register', startWorkflowOperation }),
  );
  try {
    return await within(started, patienceMs);
  } catch (error) {
    deps.log.warn({ err: error, no: card.no }, 'the case has no workflow yet');
    return null;
  }
}

// The client's own retries do not all honour its deadline.
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
