// What hardly ever changes: communities, compounds, buildings, units, categories. Asked once, then kept for the session.
import { useQuery } from '@tanstack/react-query';
import { api } from './api.ts';

const kept = { staleTime: 10 * 60_000, gcTime: 60 * 60_000 };

export function useCommunities() {
  return useQuery({ queryKey: ['communities'], queryFn: () => api.communities(), ...kept }).data?.items ?? [];
}

export function useCompounds(community: string | undefined) {
  const query = useQuery({
    queryKey: ['compounds', community],
    queryFn: () => api.compounds(community ?? ''),
    enabled: Boolean(community),
    ...kept,
  });
  return query.data?.items ?? [];
}

export function useBuildings(compound: string | undefined) {
  const query = useQuery({
    queryKey: ['buildings', compound],
    queryFn: () => api.buildings(compound ?? ''),
    enabled: Boolean(compound),
    ...kept,
  });
  return query.data?.items ?? [];
}

export function useUnits(community: string) {
  return useQuery({ queryKey: ['units', community], queryFn: () => api.units(community), ...kept }).data?.items ?? [];
}

export function useCategories(community: string | undefined) {
  const query = useQuery({
    queryKey: ['categories', community],
    queryFn: () => api.categories(community ?? ''),
    enabled: Boolean(community),
    ...kept,
  });
  return query.data?.items ?? [];
}

/** Who may handle cases there, each once. */
export function useHandlers(community: string | undefined): { id: string; name: string }[] {
  const query = useQuery({
    queryKey: ['staff', community],
    queryFn: () => api.staff(community ?? ''),
    enabled: Boolean(community),
    ...kept,
  });
  const handlers = (query.data?.items ?? []).filter(({ role }) => role === 'handler');
  return [...new Map(handlers.map(({ id, name }) => [id, { id, name }])).values()];
}
