// What holds of the ladder and its offers whatever people do and however time passes.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evolve } from '../../../domain/appeal/evolve.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { isOpen, loadChanges } from '../../../domain/ladder/offers.ts';
import { logOf } from '../appeal/builders.ts';
import { go, walk } from '../appeal/walks.ts';

describe('§4.5 on every walk', () => {
  const runs = { numRuns: 150 };

  test('a ladder never skips a rung without a recorded reason, and raises none twice in a climb', () => {
    fc.assert(
      fc.property(walk, (each) => {
        let climb: number[] = [];
        let appeal: Appeal | null = null;
        for (const event of logOf(go(each))) {
          if (event.kind === 'escalated' && event.data.clocks.length > 0) {
            const { rung } = event.data;
            const further = appeal?.escalations.some((one) => one.endedAt === null && one.rung !== 1) ?? false;
            if (rung === 1 && !further) climb = [1];
            else if (rung !== 1) {
              expect(climb).not.toContain(rung);
              climb.push(rung);
              if (rung >= 4) expect(climb).toEqual(expect.arrayContaining([2, 3]));
            }
          }
          if (event.kind === 'rungSkipped' && !climb.includes(event.data.rung)) climb.push(event.data.rung);
          appeal = evolve(appeal, event);
        }
      }),
      runs,
    );
  });

  test('a rung has exactly one winner, no offer is answered twice, and no load is ever below nothing', () => {
    fc.assert(
      fc.property(walk, (each) => {
        const load = new Map<string, { open: number; tasks: number }>();
        go(each, ({ before, after }) => {
          for (const raisedSeq of new Set(after.offers.map((offer) => offer.raisedSeq))) {
            const won = after.offers.filter((offer) => offer.raisedSeq === raisedSeq && offer.state === 'accepted');
            expect(won.length).toBeLessThanOrEqual(1);
          }
          for (const offer of before.offers) {
            const now = after.offers.find(({ id }) => id === offer.id);
            if (!isOpen(offer) && offer.state !== 'accepted') expect(now?.state).toBe(offer.state);
            if (offer.state === 'accepted') expect(['accepted', 'withdrawn']).toContain(now?.state);
          }
          if (after.archivedAt !== null) expect(after.offers.filter(isOpen)).toEqual([]);
        });
        const log = logOf(go(each));
        let appeal: Appeal | null = null;
        for (const event of log) {
          const next: Appeal = evolve(appeal, event);
          for (const change of loadChanges(appeal?.offers ?? [], next.offers, 0)) {
            const was = load.get(change.helperId) ?? { open: 0, tasks: 0 };
            const is = { open: was.open + change.open, tasks: was.tasks + change.tasks };
            expect(Math.min(is.open, is.tasks)).toBeGreaterThanOrEqual(0);
            load.set(change.helperId, is);
          }
          appeal = next;
        }
      }),
      runs,
    );
  });
});
