// The watchdog: long-lived, heals cases that are late, jammed, missing or behind their log. What it does is one long, heartbeating
// activity after the other (activities/healing.ts); the keeper of every worker starts it anew when it is gone.
import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { HealingActivities } from '../activities/healing.ts';

const { watchOver } = proxyActivities<HealingActivities>({
  startToCloseTimeout: '20 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 1.5, maximumInterval: '10 seconds' },
});

/** Watches in one run at most: a day, so that no history grows old. */
const watchesPerRun = 144;

type Seen = Awaited<ReturnType<HealingActivities['watchOver']>>;

/** Watches over all cases for ever. `seen`: how far the record had been written, remembered outside of it on purpose. */
export async function watchdog(seen: Seen = null): Promise<void> {
  let last = seen;
  for (let watch = 0; watch < watchesPerRun && !workflowInfo().continueAsNewSuggested; watch += 1)
    last = await watchOver(last);
  await continueAsNew<typeof watchdog>(last);
}
