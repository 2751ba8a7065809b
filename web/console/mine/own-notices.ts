// One's own notices as the console keeps them: the list, and how many wait, shared by the page and the navigation.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';

export const ownNoticesKey = ['own-notices'] as const;
const refreshMs = 30_000;

export function useOwnNotices(waiting: boolean) {
  return useInfiniteQuery({
    queryKey: [...ownNoticesKey, 'list', waiting],
    queryFn: ({ pageParam, signal }) =>
      api.ownNotices({ ...(waiting ? { waiting } : {}), cursor: pageParam || undefined }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: refreshMs,
  });
}

/** How many are neither seen nor done; 0 while that is not known. */
export function useWaitingCount(): number {
  const query = useQuery({
    queryKey: [...ownNoticesKey, 'count'],
    queryFn: ({ signal }) => api.ownNotices({ waiting: true }, { signal }),
    refetchInterval: refreshMs,
    retry: false,
  });
  return query.data?.waiting ?? 0;
}
