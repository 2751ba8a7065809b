import { condition, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import { bareUpdate, type BareActivities } from './messages.ts';

const { insert } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '15 seconds' });

/** Waits for updates for ever; each is one row. */
export async function bare({ no }: { no: string }): Promise<void> {
  let seq = 0;
  setHandler(bareUpdate, async (command) => {
    seq += 1;
    const mine = seq;
    await insert(no, mine, command);
    return { seq: mine };
  });
  await condition(() => false);
}
