// The work list's filters as they stand in the page's address, and as the API is asked for them.
import { addDays, instantOf, shanghaiDate } from '../../../domain/time/shanghai.ts';
import type { AppealFilters } from '../api/api.ts';

/** `due`: 'today' or the date until whose end a case falls due. `open`: 'false' closed ones, 'all' both; else open ones. */
export const filterNames = [
  'text',
  'state',
  'class',
  'category',
  'community',
  'compound',
  'handler',
  'overdue',
  'listed',
  'due',
  'open',
] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Partial<Record<FilterName, string>>;

export function filtersOf(search: URLSearchParams): Filters {
  const given = filterNames.map((name) => [name, search.get(name)?.trim() ?? ''] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== ''));
}

export function searchOf(filters: Filters): URLSearchParams {
  const given = filterNames.map((name) => [name, filters[name] ?? ''] as const);
  return new URLSearchParams(given.filter(([, value]) => value !== '').map(([name, value]) => [name, value]));
}

/** The query the API understands. `now` decides what 'today' is. */
export function queryOf({ due, open, ...rest }: Filters, now: number): AppealFilters {
  const date = due === 'today' ? shanghaiDate(now) : due;
  return {
    ...rest,
    ...(open === 'all' ? {} : { open: open === 'false' ? 'false' : 'true' }),
    ...(date && /^\d{4}-\d{2}-\d{2}$/.test(date) ? { dueBefore: endOf(date) } : {}),
    sort: open === 'false' ? 'received' : 'overdue',
  };
}

export type QuickView = {
  name: string;
  filters: Filters;
  count: 'open' | 'overdue' | 'listed' | 'dueToday' | 'registered' | 'accepted' | 'mine' | null;
};

export const quickViews: readonly QuickView[] = [
  { name: '全部在办', filters: {}, count: 'open' },
  { name: '超期', filters: { overdue: 'true' }, count: 'overdue' },
  { name: '挂牌督办', filters: { listed: 'true' }, count: 'listed' },
  { name: '今日到期', filters: { due: 'today' }, count: 'dueToday' },
  { name: '待受理', filters: { state: 'registered' }, count: 'registered' },
  { name: '待派单', filters: { state: 'accepted' }, count: 'accepted' },
  { name: '我的', filters: { handler: 'me' }, count: 'mine' },
  { name: '已办结', filters: { open: 'false' }, count: null },
];

/** Whether the address shows exactly this view; the community may be narrowed besides. */
export function isShown(view: QuickView, filters: Filters): boolean {
  return searchOf({ ...view.filters, community: filters.community }).toString() === searchOf(filters).toString();
}

function endOf(date: string): string {
  try {
    return new Date(instantOf(addDays(date, 1), 0)).toISOString();
  } catch {
    // A date that is none, typed into the address: as if it were not there.
    return '';
  }
}
