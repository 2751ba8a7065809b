import { describe, expect, test } from 'vitest';
import { rebuild } from '../../../domain/appeal/evolve.ts';
import { seekingRung } from '../../../domain/ladder/ask.ts';
import { orderOf } from '../../../domain/ladder/climb.ts';
import { defaultPolicy } from '../../../domain/policy/defaults.ts';
import { parseLimit } from '../../../domain/policy/terms.ts';
import type { Policy } from '../../../domain/policy/types.ts';
import { append, clockOf, eventsOf, lastAt, logOf, passTime, shown } from '../appeal/builders.ts';
import { asked, everybody, late, silent } from '../ladder/cast.ts';
import { at, calendar } from '../time/cast.ts';
import { calendar2027, registeredBy, revisedAt, toCalendar2027, toPolicy } from './cast.ts';

const monday = at('2027-02-01 10:00');

describe('§4.6 policy edits touch new cases; a migration reaches running ones', () => {
  const longer: Policy = {
    ...defaultPolicy,
    version: '2027-1',
    limits: defaultPolicy.limits.map((row) =>
      row.name === 'handling' && row.class === 'U3' ? { ...row, limit: parseLimit('8wd'), source: 'P 太原' } : row,
    ),
  };

  test('an open due is measured anew by the new limit from where its clock was opened', () => {
    const before = registeredBy(calendar2027, at('2027-03-01 10:00'), { class: 'U3' });
    const after = revisedAt(before, toPolicy(longer), at('2027-03-02 10:00'));
    expect([shown(clockOf(before, 'handling').dueAt), shown(clockOf(after, 'handling').dueAt)]).toEqual([
      '03-08 18:00',
      '03-11 18:00',
    ]);
    expect(after.terms.policyVersion).toBe('2027-1');
    expect(eventsOf(after, 'rescheduled')[0]?.data).toMatchObject({ change: 'policy', policyVersion: '2027-1' });
  });

  test('a category that has a limit of its own in the new policy goes by that', () => {
    const own: Policy = {
      ...longer,
      categories: longer.categories.map((each) =>
        each.code === 'LIGHT' ? { ...each, class: 'U3', handling: parseLimit('2wd') } : each,
      ),
    };
    const before = registeredBy(calendar2027, at('2027-03-01 10:00'), { class: 'U3', category: 'LIGHT' });
    const after = revisedAt(before, toPolicy(own), at('2027-03-02 10:00'));
    expect(shown(clockOf(after, 'handling').dueAt)).toBe('03-03 18:00');
    expect(after.ownHandling).toBe('2wd');
  });

  test('one whose category loses its own limit goes by its class', () => {
    const before = registeredBy(calendar2027, at('2027-03-01 10:00'), {
      class: 'U3',
      category: 'SIGN',
      ownHandling: '2wd',
    });
    const after = revisedAt(before, toPolicy(longer), at('2027-03-02 10:00'));
    expect(shown(clockOf(after, 'handling').dueAt)).toBe('03-11 18:00');
  });

  test('a clock that the new policy does not have keeps the limit it was opened with', () => {
    const without: Policy = {
      ...longer,
      limits: longer.limits.map((row) => (row.name === 'acceptance' ? { ...row, limit: null } : row)),
    };
    const before = registeredBy(calendar, monday, { class: 'U3' });
    const migrated = revisedAt(before, toPolicy(without), at('2027-02-01 10:30'));
    expect(clockOf(migrated, 'acceptance').dueAt).toBe(clockOf(before, 'acceptance').dueAt);
    const after = revisedAt(migrated, { ...toCalendar2027, id: 2 }, at('2027-02-01 11:00'));
    expect(clockOf(after, 'acceptance').dueAt).toBe(clockOf(before, 'acceptance').dueAt);
  });
});

describe('§4.6 a migration takes the ladder of the new policy with it', () => {
  const relaid = (ladder: Partial<Policy['categories'][number]['ladder']>, supervision?: string): Policy => ({
    ...defaultPolicy,
    version: '2027-2',
    limits: defaultPolicy.limits.map((row) =>
      row.name === 'supervision' && supervision ? { ...row, limit: parseLimit(supervision) } : row,
    ),
    categories: defaultPolicy.categories.map((each) =>
      each.code === 'LIGHT' ? { ...each, ladder: { ...each.ladder, ...ladder } } : each,
    ),
  });
  const soon = 20 * 60_000;

  test('the case climbs by it from then on, old and new recorded', () => {
    const before = late();
    const { ladder } = before;
    const after = revisedAt(before, toPolicy(relaid({ route: 'labour' })), lastAt(before) + soon);
    expect(after.ladder).toMatchObject({ route: 'labour' });
    expect(eventsOf(after, 'rescheduled')[0]?.data.ladder).toEqual({ from: ladder, to: after.ladder });
    expect([...orderOf(before)]).toEqual([1, 2, 3, 4, 5]);
    expect(silent(after).escalations.map(({ rung }) => rung)).toEqual([1, 3]);
    expect(rebuild(logOf(after))).toEqual(after);
  });

  test('a policy that climbs as before leaves the ladder unmentioned', () => {
    const frozen = append(late(), []);
    const once = revisedAt(frozen, toPolicy(relaid({})), lastAt(frozen) + soon);
    const twice = revisedAt(once, toPolicy({ ...relaid({}), version: '2027-3' }, 2), lastAt(once) + soon);
    expect(eventsOf(twice, 'rescheduled').at(-1)?.data).not.toHaveProperty('ladder');
  });

  test('a live rung stays, with its offers and not a minute less, though the new ladder has no such rung', () => {
    const before = silent(silent(late()));
    const [rung] = before.escalations.filter(({ endedAt }) => endedAt === null).slice(-1);
    expect(rung?.rung).toBe(3);
    const after = revisedAt(before, toPolicy(relaid({ members: null }, '15m')), lastAt(before) + 60_000);
    const dues = (appeal: typeof after) =>
      appeal.clocks.filter(({ name }) => name === 'supervision').map(({ rung: of, dueAt }) => [of, dueAt]);
    expect(after.escalations).toEqual(before.escalations);
    expect(after.offers).toEqual(before.offers);
    expect(dues(after)).toEqual(dues(before));
    // Nor by the next revision, which reckons what runs anew.
    const again = revisedAt(after, { ...toCalendar2027, id: 2 }, lastAt(after) + 60_000);
    expect(dues(again)).toEqual(dues(before));
    expect(silent(again).escalations.at(-1)?.rung).toBe(4);
  });

  test('a longer supervision is given to the rungs that run', () => {
    const before = silent(late());
    const after = revisedAt(before, toPolicy(relaid({}, '3h')), lastAt(before) + 60_000);
    const due = (appeal: typeof after) => appeal.clocks.findLast(({ name }) => name === 'supervision')?.dueAt ?? 0;
    expect(due(after) - due(before)).toBe(2 * 3_600_000);
  });

  test('a rung that still looks for somebody whom the new ladder does not know is passed over with the reason', () => {
    const climbing = late();
    const due = Math.max(...climbing.clocks.filter(({ name }) => name === 'supervision').map(({ dueAt }) => dueAt));
    const seeking = passTime(climbing, due);
    expect(seekingRung(seeking)?.rung).toBe(2);
    const after = asked(revisedAt(seeking, toPolicy(relaid({ units: null })), due), everybody);
    expect(eventsOf(after, 'rungSkipped').at(-1)?.data).toMatchObject({ rung: 2, reason: 'noneForCategory' });
    expect(after.offers.every(({ rung }) => rung === 3)).toBe(true);
    expect(after.offers).not.toHaveLength(0);
  });
});
