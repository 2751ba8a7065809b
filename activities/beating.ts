// The long activities' sign of life: by it the server notices soon that their worker was killed and gives the work to another.
import { Context } from '@temporalio/activity';

const beatMs = 2_000;

/**
 * Does `work` and says every two seconds that it is still being done (`heartbeatTimeout` of the workflows that call it), also while
 * a single step of it takes long. `details`: what the next attempt is given of this one.
 */
export async function beating<T>(work: () => Promise<T>, details: () => unknown = () => undefined): Promise<T> {
  const context = Context.current();
  const beat = setInterval(() => context.heartbeat(details()), beatMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}
