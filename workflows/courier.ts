// The courier: long-lived, tells cases what became of others (activities/courier.ts). All it knows is in PostgreSQL; the keeper of
// every worker starts it anew when it is gone.
import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { CourierActivities } from '../activities/courier.ts';

const { carryMessages } = proxyActivities<CourierActivities>({
  startToCloseTimeout: '20 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 1.5, maximumInterval: '10 seconds' },
});

/** Shifts in one run at most: a day, so that no history grows old. */
const shiftsPerRun = 144;

/** Carries messages between cases for ever. */
export async function courier(): Promise<void> {
  for (let shift = 0; shift < shiftsPerRun && !workflowInfo().continueAsNewSuggested; shift += 1) await carryMessages();
  await continueAsNew<typeof courier>();
}
