import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { takeTurns } from '../../../api/attachments/turns.ts';

describe('photos are decoded a few at a time', () => {
  test('never more than the width, in the order of their coming, and a failure gives its turn on', async () => {
    const inTurn = takeTurns(2);
    const begun: number[] = [];
    let running = 0;
    let most = 0;
    const job = (n: number) =>
      inTurn(async () => {
        begun.push(n);
        most = Math.max(most, ++running);
        await nextTurn();
        running -= 1;
        if (n === 1) throw new Error('unreadable');
        return n;
      });
    const all = await Promise.allSettled([0, 1, 2, 3, 4].map(job));
    expect(most).toBe(2);
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    expect(all.map((each) => (each.status === 'fulfilled' ? each.value : 'failed'))).toEqual([0, 'failed', 2, 3, 4]);
    // Nothing is left behind: as many again may go.
    await Promise.all([5, 6, 7].map(job));
    expect(most).toBe(2);
  });
});
