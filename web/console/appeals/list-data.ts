// The work list's data: pages by cursor, refreshed every quarter of a minute, steady under the hand.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { AppealSummary } from '../../../contracts/appeals.ts';
import { api } from '../api/api.ts';
import { serverNow } from '../api/client.ts';
import { queryOf, searchOf, type Filters } from './filters.ts';
import { hasMoved, inPlace, withMore, withoutDoubles } from './steady.ts';

const refreshMs = 15_000;

export function useAppeals(filters: Filters) {
  const query = useInfiniteQuery({
    queryKey: ['appeals', 'list', searchOf(filters).toString()],
    queryFn: ({ pageParam, signal }) =>
      api.appeals({ ...queryOf(filters, serverNow()), ...(pageParam ? { cursor: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  });
  const pages = query.data?.pages;
  const rows = useMemo(() => withoutDoubles((pages ?? []).flatMap((page) => page.items)), [pages]);
  return { query, rows, pages: pages?.length ?? 0 };
}

type Kept = { scope: string; pages: number; rows: AppealSummary[] };

/** The rows as they are to stand now. `held`: a pointer or the keyboard is at them. */
export function useSteadyRows(rows: AppealSummary[], scope: string, pages: number, held: boolean) {
  const [kept, setKept] = useState<Kept>({ scope, pages, rows });
  const same = kept.scope === scope && held;
  const shown = !same ? rows : pages > kept.pages ? withMore(kept.rows, rows) : inPlace(kept.rows, rows);
  const unlike = shown.length !== kept.rows.length || shown.some((row, index) => row !== kept.rows[index]);
  // Remembered while drawing, so that the next refresh finds these places.
  if (unlike || kept.scope !== scope || kept.pages !== pages) setKept({ scope, pages, rows: shown });
  return { shown, moved: hasMoved(shown, rows) };
}

export function useCounts(community: string | undefined) {
  const query = useQuery({
    queryKey: ['appeals', 'counts', community],
    queryFn: ({ signal }) => api.appealCounts({ community }, { signal }),
    refetchInterval: refreshMs,
    retry: false,
  });
  return query.data;
}
