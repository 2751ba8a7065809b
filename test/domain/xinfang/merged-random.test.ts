// A 信访 matter that is merged and unmerged at random: the law's clock is the same as if it never had been.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hear } from '../../../domain/appeal/decide.ts';
import { rebuild } from '../../../domain/appeal/evolve.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { dayMs, minuteMs } from '../../../domain/time/shanghai.ts';
import type { Instant } from '../../../domain/time/types.ts';
import type { ActionName } from '../../../domain/words.ts';
import {
  act,
  anAppeal,
  append,
  attempt,
  clockOf,
  eventsOf,
  lastAt,
  logOf,
  mergedInto,
  passTime,
} from '../appeal/builders.ts';
import { at } from '../time/cast.ts';

const master = 'SQ20261124-000009';
const begun = at('2026-11-24 10:00');

function unmerged(appeal: Appeal, when: Instant): Appeal {
  return act(act(appeal, 'requestUnmerge', {}, { at: when }), 'decideUnmerge', {}, { at: when });
}

function toldOfReply(appeal: Appeal, when: Instant): Appeal {
  const childSeq = appeal.merge?.seq ?? 0;
  const telling = {
    kind: 'masterMoved' as const,
    master,
    childSeq,
    masterSeq: 30,
    what: 'replied' as const,
    outcome: null,
  };
  return append(appeal, hear(appeal, telling, `m:${logOf(appeal).length}`, when).events);
}

const wishes: [ActionName, object][] = [
  ['informXinfang', {}],
  ['requestXinfangExtension', {}],
  ['decideXinfangExtension', {}],
  ['decideXinfangExtension', { approved: false }],
  ['acknowledgeEscalation', {}],
  ['contact', {}],
  ['needInfo', {}],
  ['infoGiven', {}],
  ['requestPark', {}],
  ['decidePark', {}],
  ['toCouncil', {}],
];
const step = fc.oneof(
  fc.record({ what: fc.constant('act' as const), pick: fc.nat(wishes.length - 1) }),
  fc.record({ what: fc.constantFrom('merge' as const, 'unmerge' as const, 'replied' as const), pick: fc.nat(5) }),
  fc.record({ what: fc.constant('time' as const), pick: fc.nat(12) }),
);

describe('§3.1 the statutory overlay of a matter that is merged and unmerged at random', () => {
  test('is due when the law says, warned of on its three days, and ended by nothing but the written answer', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let appeal = anAppeal({ xinfang: true, class: 'U4', state: 'handling', at: begun });
        let now = begun;
        const alone = clockOf(appeal, 'xinfangClose');
        for (const { what, pick } of steps) {
          now += minuteMs;
          if (what === 'time') {
            now += pick * dayMs;
            appeal = passTime(appeal, now);
          }
          now = Math.max(now, lastAt(appeal));
          if (what === 'merge' && ['accepted', 'dispatched', 'handling'].includes(appeal.state))
            appeal = mergedInto(passTime(appeal, now), master, now);
          if (what === 'unmerge' && appeal.merge) appeal = unmerged(passTime(appeal, now), now);
          if (what === 'replied' && appeal.merge) appeal = toldOfReply(appeal, now);
          const [action, payload] = wishes[what === 'act' ? pick : -1] ?? [];
          if (action) {
            const current = passTime(appeal, now - 1);
            appeal = append(current, attempt(current, action, payload, { at: now }).events);
          }
          const clock = clockOf(appeal, 'xinfangClose');
          expect(clock.pausedRemaining).toBeNull();
          expect(appeal.clocks.filter(({ name }) => name === 'xinfangClose')).toHaveLength(1);
          expect(clock.dueAt).toBe(appeal.xinfang?.extension?.approved ? at('2027-02-24 18:00') : alone.dueAt);
          expect(clock.firedAt !== null).toBe(
            clock.dueAt <= now && appeal.late.some((each) => each.clock === clock.name),
          );
          if (clock.dueAt < lastAt(appeal)) expect(clock.firedAt).not.toBeNull();
          expect(rebuild(logOf(appeal))).toEqual(appeal);
        }
        const due = clockOf(appeal, 'xinfangClose').dueAt;
        const over = passTime(appeal, Math.max(due, lastAt(appeal)));
        const marks = eventsOf(over, 'warned').filter(({ data }) => data.clock === 'xinfangClose');
        const days = new Set(marks.map(({ data }) => (due - data.markAt) / dayMs).filter((each) => each > 0));
        if (!over.xinfang?.extension?.approved) expect([...days]).toEqual([15, 7, 3]);
        expect(over.late.filter(({ clock }) => clock === 'xinfangClose')).toMatchObject([{ dueAt: due }]);
      }),
      { numRuns: 300 },
    );
  });
});
