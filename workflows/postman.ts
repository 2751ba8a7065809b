// The postman: long-lived, several share the work (ids postman-0, postman-1, …). All it knows is in PostgreSQL, so it may be
// started anew at any time; what it does between two starts is one long, heartbeating activity after the other.
import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { PostmanActivities } from '../activities/postman.ts';

const { deliverNotices } = proxyActivities<PostmanActivities>({
  // A shift ends by itself after ten minutes; a postman whose worker was killed is missed after ten seconds.
  startToCloseTimeout: '20 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 1.5, maximumInterval: '10 seconds' },
});

/** Shifts in one run at most: a day, so that no history grows old. */
const shiftsPerRun = 144;

/** Delivers due notices for ever. */
export async function postman(): Promise<void> {
  for (let shift = 0; shift < shiftsPerRun && !workflowInfo().continueAsNewSuggested; shift += 1)
    await deliverNotices();
  await continueAsNew<typeof postman>();
}
