// What a revision would do to the open cases, counted before it is applied (domain §3.3, issue 4 §4).
import { describe, expect, test } from 'vitest';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { defaultPolicy } from '../../../domain/policy/defaults.ts';
import { compactLimit, limitOf, parseLimit } from '../../../domain/policy/terms.ts';
import type { Policy } from '../../../domain/policy/types.ts';
import { count, emptyTally } from '../../../domain/revision/preview.ts';
import { revise } from '../../../domain/revision/revise.ts';
import type { Revision } from '../../../domain/revision/types.ts';
import { act, anAppeal, clockOf, mergedInto, passTime } from '../appeal/builders.ts';
import { at } from '../time/cast.ts';
import { registeredBy, revisedAt, toPolicy } from './cast.ts';
import { calendar } from '../time/cast.ts';

const now = at('2026-11-24 15:00');
/** Closing two hours sooner. */
const earlier: Revision = { id: 1, kind: 'officeHours', officeHours: [[510, 960]] };
const shorter = (limit: string): Policy => ({
  ...defaultPolicy,
  version: 'shorter',
  limits: defaultPolicy.limits.map((row) => (row.name === 'handling' ? { ...row, limit: parseLimit(limit) } : row)),
});
const tallyOf = (revision: Revision, ...appeals: Appeal[]) => {
  const tally = emptyTally();
  for (const appeal of appeals) count(tally, appeal, revision, now);
  return tally;
};

describe('§3.3 the preview of a revision', () => {
  const handling = act(anAppeal({ state: 'handling' }), 'contact');
  const toMinutes = toPolicy(shorter('10m'));

  test('counts as past what would be due at this instant or before it', () => {
    const due = handling.receivedAt + 10 * 60_000;
    const tally = emptyTally();
    count(tally, handling, toMinutes, due);
    expect([tally.moved, tally.past]).toEqual([1, 1]);
    const before = emptyTally();
    count(before, handling, toMinutes, due - 1);
    expect([before.moved, before.past]).toEqual([1, 0]);
  });

  test('a paused clock and those of a merged case fire nothing, wherever their due would lie', () => {
    expect(tallyOf(toMinutes, act(handling, 'needInfo'))).toMatchObject({ past: 0 });
    expect(tallyOf(toMinutes, mergedInto(handling, 'SQ20261124-000009', now))).toMatchObject({ moved: 1, past: 0 });
  });

  test('counts only dues that move, and the furthest of them in either direction', () => {
    const tally = tallyOf(earlier, handling, anAppeal({ state: 'handling', class: 'U2' }));
    expect(tally).toMatchObject({ cases: 2, casesMoved: 1, moved: 1 });
    expect(tally.rows).toMatchObject([
      { class: 'U3', clock: 'handling', sooner: 1, later: 0, furthest: -2 * 3_600_000 },
    ]);
    // A mark that moves alone is no due that moves.
    const marks = toPolicy({
      ...defaultPolicy,
      version: 'marks',
      settings: { ...defaultPolicy.settings, warnAt: 0.5 },
    });
    expect(tallyOf(marks, handling)).toMatchObject({ cases: 1, casesMoved: 0, moved: 0 });
  });

  test('cases that would climb another way are counted, others are not', () => {
    const frozen = registeredBy(calendar, now);
    expect(tallyOf(toMinutes, frozen)).toMatchObject({ ladders: 1 });
    expect(tallyOf(earlier, frozen)).toMatchObject({ ladders: 0 });
  });

  test('shows first what would be past at once, however many move quietly', () => {
    const calm = Array.from({ length: 45 }, () =>
      anAppeal({ state: 'handling', class: 'U3', at: at('2026-11-24 14:55') }),
    );
    const tally = tallyOf(toPolicy(shorter('1h')), ...calm, handling);
    expect(tally.samples).toHaveLength(40);
    expect(tally.samples.filter(({ past }) => past)).toHaveLength(1);
  });
});

describe('§4.6 a revision', () => {
  test('leaves what was late alone', () => {
    const handling = act(anAppeal({ state: 'handling' }), 'contact');
    const late = passTime(handling, clockOf(handling, 'handling').dueAt);
    expect(revise(late, earlier, late.late[0]?.firedAt ?? 0)?.moved.map(({ name }) => name)).not.toContain('handling');
  });

  test('keeps a sub-task within the lead’s due when that comes nearer', () => {
    const assist = [{ value: 4, unit: 'workingDay' as const }];
    const before = anAppeal({ state: 'handling', assist });
    const after = revisedAt(before, toPolicy(shorter('2wd')), now);
    expect(clockOf(after, 'handling').dueAt).toBeLessThan(clockOf(before, 'task').dueAt);
    expect(clockOf(after, 'task').dueAt).toBe(clockOf(after, 'handling').dueAt);
  });

  test('a category’s own limit there reaches cases of the class that the category names, no others', () => {
    const own: Policy = {
      ...defaultPolicy,
      version: 'own',
      categories: defaultPolicy.categories.map((each) =>
        each.code === 'LIGHT' ? { ...each, class: 'U3', handling: parseLimit('2wd') } : each,
      ),
    };
    const ownOf = (cls: 'U3' | 'U4') => revise(anAppeal({ class: cls }), toPolicy(own), now)?.ownHandling;
    expect([ownOf('U3'), ownOf('U4')]).toEqual(['2wd', null]);
  });
});

describe('§4.3 §3.1 what a case finds in its terms', () => {
  test('statutory limits are the policy’s own where it has them', () => {
    const limits = defaultPolicy.limits.map((row) =>
      row.name === 'xinfangClose' ? { ...row, limit: parseLimit('45d') } : row,
    );
    const { terms } = anAppeal({ policy: { ...defaultPolicy, version: 'x', limits } });
    const limit = limitOf(terms, 'U4', 'xinfangClose');
    expect(limit && compactLimit(limit)).toBe('45d');
  });
});
