// A revision of calendar, office hours or policy on its way to every open case (domain §3.3): one long, heartbeating activity after
// the other. How far it has come is in PostgreSQL; the keeper of every worker starts it anew when it is gone.
import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { RevisionActivities } from '../activities/revision.ts';

const { reviseCases } = proxyActivities<RevisionActivities>({
  startToCloseTimeout: '20 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 1.5, maximumInterval: '10 seconds' },
});

/** Shifts in one run at most: a day, so that no history grows old. */
const shiftsPerRun = 144;

/** Brings the revision `id` to every open case; ends when none is left, or it was cancelled. */
export async function revision(id: number): Promise<void> {
  for (let shift = 0; shift < shiftsPerRun && !workflowInfo().continueAsNewSuggested; shift += 1)
    if (await reviseCases(id)) return;
  await continueAsNew<typeof revision>(id);
}
