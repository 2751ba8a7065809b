import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '../../../domain/policy/defaults.ts';
import { parseLimit } from '../../../domain/policy/terms.ts';
import type { Policy } from '../../../domain/policy/types.ts';
import { clockOf, eventsOf, shown } from '../appeal/builders.ts';
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
