import { describe, expect, it } from 'vitest';
import { appealQuery } from '../../contracts/appeals.ts';
import {
  filtersOf,
  isShown,
  queryOf,
  quickViews,
  searchOf,
  type QuickView,
} from '../../web/console/appeals/filters.ts';

/** 2026-11-24 16:00 in Shanghai. */
const now = Date.parse('2026-11-24T08:00:00Z');

describe('the filters of the work list', () => {
  it('every quick view is a query that the contract takes', () => {
    for (const view of quickViews)
      expect(appealQuery.safeParse(queryOf(view.filters, now)).success, view.name).toBe(true);
  });

  it('today ends at midnight in Shanghai', () => {
    expect(queryOf({ due: 'today' }, now).dueBefore).toBe('2026-11-24T16:00:00.000Z');
    expect(queryOf({ due: '2026-12-31' }, now).dueBefore).toBe('2026-12-31T16:00:00.000Z');
  });

  it('a date that is none is as if it were not there', () => {
    expect(queryOf({ due: '2026-02-30' }, now).dueBefore).toBe('');
    expect(queryOf({ due: 'yesterday' }, now)).not.toHaveProperty('dueBefore');
  });

  it('shows open cases unless others are asked for', () => {
    expect(queryOf({}, now).open).toBe('true');
    expect(queryOf({ open: 'false' }, now).open).toBe('false');
    expect(queryOf({ open: 'all' }, now)).not.toHaveProperty('open');
  });

  it('survives the way through the address', () => {
    const filters = { state: 'registered,accepted', text: '路灯 八家巷', overdue: 'true' };
    expect(filtersOf(new URLSearchParams(searchOf(filters).toString()))).toEqual(filters);
    expect(filtersOf(new URLSearchParams('state=&foreign=1'))).toEqual({});
  });

  it('knows which quick view is shown, whatever the community', () => {
    const [all, overdue] = quickViews as [QuickView, QuickView];
    expect(isShown(overdue, { overdue: 'true', community: 'shuangta' })).toBe(true);
    expect(isShown(all, { text: '灯' })).toBe(false);
  });
});
