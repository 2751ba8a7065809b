// What the watchdog may do with a case's workflow: start, sync, restart; and how a case is told something. Only here, and for an act
// that is still possible on an archived case (api/case-door.ts), is a workflow that has ended started again.
import { randomUUID } from 'node:crypto';
import {
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type Client,
} from '@temporalio/client';
import type { Cases } from '../activities/healing.ts';
import type { CourierDeps } from '../activities/courier.ts';
import type { RevisionDeps } from '../activities/revision.ts';
import type { Telling } from '../domain/appeal/tell.ts';
import { revisionKey } from '../domain/revision/revise.ts';
import type { Store } from '../store/client.ts';
import { caseCard } from '../store/keeper.ts';
import type { appeal } from '../workflows/appeal.ts';
import {
  appealStartOptions,
  revise,
  sync,
  tellUpdate,
  workflowIdOf,
  workflowType,
  type StartSettings,
} from '../workflows/messages.ts';

/** How long a case may take to hear something, in ms. */
const hearMs = 10_000;
/** A case that does not answer a revision within this many ms is left to the next round. */
const patienceMs = 20_000;

/** What concerns an archived case as well: from whom it is kept, and what it must not show. A run of its own takes it down. */
const lateTellings: readonly Telling['kind'][] = ['masterShielded', 'childLeft'];

export function createCases(
  client: Client,
  store: Store,
  settings: StartSettings,
): Cases & Pick<RevisionDeps, 'revise'> & Pick<CourierDeps, 'tell'> {
  const start = async (no: string): Promise<boolean> => {
    const card = await caseCard(store, no);
    if (!card) return false;
    try {
      // A row that is not archived must have a running workflow, whatever became of an earlier one.
      await client.workflow.start<typeof appeal>(workflowType, {
        ...appealStartOptions(card, settings),
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'FAIL',
      });
      return true;
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
      throw error;
    }
  };
  return {
    start,
    sync: async (no) => {
      try {
        await client.workflow.getHandle(workflowIdOf(no)).signal(sync);
        return true;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    },
    revise: async (no, revision) => {
      try {
        await client.withDeadline(Date.now() + patienceMs, () =>
          client.workflow
            .getHandle(workflowIdOf(no))
            .executeUpdate(revise, { args: [revision], updateId: revisionKey(revision.id) }),
        );
        return true;
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
        await start(no);
        return false;
      }
    },
    restart: async (no, reason) => {
      try {
        await client.workflow.getHandle(workflowIdOf(no)).terminate(reason);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
      return start(no);
    },
    tell: async (no, key, telling) => {
      const card = await caseCard(store, no, { archived: lateTellings.includes(telling.kind) });
      // Over for good, or never on record.
      if (!card) return 'refused';
      const startWorkflowOperation = new WithStartWorkflowOperation<typeof appeal>(workflowType, {
        ...appealStartOptions(card, settings),
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
      // The log knows the key; an update that failed once must not be answered with its failure for ever.
      const update = { args: [{ key, telling }] as [{ key: string; telling: typeof telling }], updateId: randomUUID() };
      return client.withDeadline(Date.now() + hearMs, () =>
        client.workflow.executeUpdateWithStart(tellUpdate, { ...update, startWorkflowOperation }),
      );
    },
    running: async () => {
      const { count } = await client.workflow.count(`WorkflowType = '${workflowType}' AND ExecutionStatus = 'Running'`);
      return count;
    },
  };
}
