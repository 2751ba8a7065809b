// How the yardstick's workflow is asked, over HTTP (api.ts) and without (../load.ts) alike.
import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import { bareQueue, bareType, bareUpdate, type BareAnswer, type BareCommand } from './messages.ts';
import type { bare } from './workflow.ts';

export function bareCreate(client: Client, no: string, command: BareCommand): Promise<BareAnswer> {
  const startWorkflowOperation = new WithStartWorkflowOperation<typeof bare>(bareType, {
    workflowId: `bare-${no}`,
    taskQueue: bareQueue,
    args: [{ no }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
  });
  return client.workflow.executeUpdateWithStart(bareUpdate, {
    args: [command],
    updateId: command.key,
    startWorkflowOperation,
  });
}

export function bareAct(client: Client, no: string, command: BareCommand): Promise<BareAnswer> {
  return client.workflow.getHandle(`bare-${no}`).executeUpdate(bareUpdate, { args: [command], updateId: command.key });
}
