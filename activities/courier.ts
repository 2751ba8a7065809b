// The courier: tells cases what waits for them. Delivered at least once; the message's key makes the second time harmless.
import { Context } from '@temporalio/activity';
import type { Telling, Told } from '../domain/appeal/tell.ts';
import { postponeMessage, settleMessage, waitingMessages } from '../store/case-messages.ts';
import type { Store } from '../store/client.ts';
import { gatherAlike } from '../store/gathering.ts';
import { beating } from './beating.ts';

export type CourierDeps = {
  store: Store;
  /** Asks the case's workflow; `refused` also for a case that is over for good. Throws when it cannot be reached. */
  tell: (no: string, key: string, telling: Telling) => Promise<Told>;
  log: (message: string) => void;
};

const batch = 50;
/** One activity goes on for so long, looking so often, and for many households with one matter at every tenth look. */
const shiftMs = 600_000;
const lookMs = 1_000;
const gatherEvery = 10;

export type CourierActivities = { carryMessages(): Promise<void> };

/** The activity of the courier workflow. A failed round is said and the next one looks again: all it goes by is on record. */
export function createCourierActivities(deps: CourierDeps): CourierActivities {
  return {
    carryMessages: () => beating(() => carry(deps)),
  };
}

async function carry(deps: CourierDeps): Promise<void> {
  const context = Context.current();
  const until = Date.now() + shiftMs;
  for (let look = 0; Date.now() < until; look += 1) {
    try {
      if (look % gatherEvery === 0) await gather(deps);
      await deliverMessages(deps);
    } catch (error) {
      deps.log(error instanceof Error ? error.message : 'failed');
    }
    await context.sleep(lookMs);
  }
}

/** Delivers until nothing waits that can be delivered now; answers how much it delivered. */
export async function deliverMessages({ store, tell, log }: CourierDeps): Promise<number> {
  let delivered = 0;
  for (;;) {
    const waiting = await waitingMessages(store, batch);
    if (waiting.length === 0) return delivered;
    for (const message of waiting) {
      const told = await tell(message.to, message.key, message.body).catch((error: unknown) => {
        log(
          `${message.to} could not be told ${message.body.kind}: ${error instanceof Error ? error.message : 'failed'}`,
        );
        return null;
      });
      if (told === null) await postponeMessage(store, message.id);
      else {
        await settleMessage(store, message, told);
        delivered += 1;
      }
    }
  }
}

async function gather({ store, log }: CourierDeps): Promise<void> {
  const found = await gatherAlike(store);
  if (found > 0) log(`${found} cases are told that they are one matter of many households`);
}
