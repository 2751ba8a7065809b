// What hardly ever changes: communities, compounds, buildings, units, categories. Asked once, then kept for the session.
import { useQuery } from '@tanstack/react-query';
import { api } from './api.ts';
import { communitiesOf, seesCases, useMe } from './session.ts';

const kept = { staleTime: 10 * 60_000, gcTime: 60 * 60_000 };

/** undefined: not known yet; when they cannot be had, none. */
export function useCommunities() {
  const query = useQuery({ queryKey: ['communities'], queryFn: () => api.communities(), ...kept });
  return query.data?.items ?? (query.isError ? [] : undefined);
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

export function useUnits(community: string | undefined) {
  const query = useQuery({
    queryKey: ['units', community],
    queryFn: () => api.units(community ?? ''),
    enabled: Boolean(community),
    ...kept,
  });
  return query.data?.items ?? [];
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

/** The version that new cases of the person's own (not demo) communities take. */
export function useCurrentPolicy(): string | undefined {
  const known = useCommunities();
  const own = communitiesOf(useMe()).map(({ id }) => id);
  const community = known?.find(({ id, demo }) => own.includes(id) && !demo)?.id ?? (known && own[0]);
  const query = useQuery({
    queryKey: ['categories', community],
    queryFn: () => api.categories(community ?? ''),
    enabled: Boolean(community),
    ...kept,
  });
  return query.data?.policyVersion;
}

/** Everybody who holds a role there, one entry a role; nobody for who is not of the staff. */
export function useStaff(community: string | undefined): { id: string; name: string }[] {
  const enabled = Boolean(community) && seesCases(useMe());
  const query = useQuery({
    queryKey: ['staff', community],
    queryFn: () => api.staff(community ?? ''),
    enabled,
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
