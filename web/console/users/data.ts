// What the pages of accounts ask for, and what a change of one makes old.
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { User } from '../../../contracts/users.ts';
import { accountReaders, accountRefusal, type AccountAct, type Post } from '../../../domain/people/accounts.ts';
import { api } from '../api/api.ts';
import { communitiesOf, hasRole, sessionKey, useMe } from '../api/session.ts';

const usersKey = ['users'] as const;

export function useUsers() {
  const enabled = hasRole(useMe(), ...accountReaders);
  return useQuery({ queryKey: [...usersKey, 'list'], queryFn: () => api.users(), enabled });
}

export function useUser(id: string) {
  return useQuery({ queryKey: [...usersKey, 'one', id], queryFn: ({ signal }) => api.user(id, { signal }) });
}

/** What was done to accounts, newest first; to all that one may see, or to one. */
export function useUserChanges(user?: string) {
  return useInfiniteQuery({
    queryKey: [...usersKey, 'changes', user ?? ''],
    queryFn: ({ pageParam, signal }) => api.userChanges({ user, before: pageParam || undefined }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: hasRole(useMe(), ...accountReaders),
  });
}

/** Reads everything about accounts anew, and what one holds oneself: one may have taken a post of one's own. */
export function useUsersChanged() {
  const queries = useQueryClient();
  return () => Promise.all([usersKey, sessionKey].map((queryKey) => queries.invalidateQueries({ queryKey })));
}

/** Why one may not do it to the account, by the same table as the API; null when one may. */
export function useAccountRefusal(user: User): (act: AccountAct, post?: Post) => ReturnType<typeof accountRefusal> {
  const me = useMe();
  const administers = communitiesOf(me, 'admin').map(({ id }) => id);
  const communityIds = user.grants.map(({ communityId }) => communityId);
  return (act, post) => accountRefusal({ id: me.id, administers }, { id: user.id, communityIds }, act, post);
}
