// What the demo expects of the running system, said as a sentence when it does not hold.
import { setTimeout as sleep } from 'node:timers/promises';

/** Longest wait for a deadline of the demo policy and what follows from it. */
export const patienceMs = 45_000;

export function expect(held: boolean, what: string): void {
  if (!held) throw new Error(`不符：${what}`);
}

/** Looks again and again until it fits. */
export async function until<T>(look: () => Promise<T>, fits: (seen: T) => boolean, what: string): Promise<T> {
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(300)) {
    const seen = await look();
    if (fits(seen)) return seen;
  }
  throw new Error(`没有等到：${what}`);
}

/** The kinds stand in this order among the events; others may stand between them. */
export function expectOrder(kinds: string[], expected: readonly string[]): void {
  let from = 0;
  for (const kind of expected) {
    const at = kinds.indexOf(kind, from);
    expect(at >= 0, `记录里应依次有 ${kind}；实际：${kinds.join(', ')}`);
    from = at + 1;
  }
}
