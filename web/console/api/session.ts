// Who is signed in: one query that everything else hangs on, and the roles it gives.
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Me, Session } from '../../../contracts/session.ts';
import type { Role } from '../../../domain/words.ts';
import { api } from './api.ts';
import { ApiProblem } from './client.ts';

export const sessionKey = ['session'] as const;

/** The session, null when nobody is signed in, undefined while that is not known yet. */
export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: async ({ signal }): Promise<Session | null> => {
      try {
        return await api.session({ signal });
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'unauthenticated') return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  });
}

/** Given by the guard (frame/guard.tsx) to every page behind it. */
export const SignedIn = createContext<Me | null>(null);

/** The signed-in person. */
export function useMe(): Me {
  const me = useContext(SignedIn);
  if (!me) throw new Error('used outside the signed-in pages');
  return me;
}

/** Whether any of the person's grants has one of the roles. */
export function hasRole(me: Me, ...roles: Role[]): boolean {
  return me.grants.some((grant) => roles.includes(grant.role));
}

/** Communities in which the person holds one of the roles (any role when none is named), each once. */
export function communitiesOf(me: Me, ...roles: Role[]): { id: string; name: string }[] {
  const found = new Map<string, string>();
  for (const grant of me.grants) {
    if (roles.length === 0 || roles.includes(grant.role)) found.set(grant.communityId, grant.communityName);
  }
  return [...found].map(([id, name]) => ({ id, name }));
}

/** Members and liaisons: they answer offers. */
const helping: readonly Role[] = ['member', 'partnerLiaison'];

/** Whether the person helps and nothing else: they see their own offers alone (domain §8). */
export function helpsOnly(me: Me): boolean {
  return me.grants.length > 0 && me.grants.every((grant) => helping.includes(grant.role));
}

export function helps(me: Me): boolean {
  return hasRole(me, ...helping);
}

/** Staff who see cases: everybody but a mere administrator, and who is asked for help. */
export function seesCases(me: Me): boolean {
  return me.grants.some((grant) => grant.role !== 'admin' && !helping.includes(grant.role));
}
