// Which cases a person may see at all: what is outside is answered like what does not exist (domain §8).
import type { Role } from '../domain/words.ts';
import type { Scope } from '../store/appeals-filter.ts';
import { findCase, type Case } from '../store/cases.ts';
import type { Dependencies } from './dependencies.ts';
import type { Person } from './people.ts';
import { ProblemError } from './problem.ts';

/** Roles that see every case of their community; a handler sees those of the unit, an administrator none. */
const wholeCommunity: readonly Role[] = [
  'clerk',
  'dispatcher',
  'gridWorker',
  'supervisor',
  'director',
  'callbackAgent',
  'auditor',
];

export function scopeOf({ grants }: Pick<Person, 'grants'>): Scope {
  const communityIds = grants.filter(({ role }) => wholeCommunity.includes(role)).map((grant) => grant.communityId);
  const unitIds = grants.flatMap(({ role, unitId }) => (role === 'handler' && unitId !== null ? [unitId] : []));
  return { communityIds: [...new Set(communityIds)], unitIds: [...new Set(unitIds)] };
}

/** As `scopeOf`; throws `forbidden` for somebody who may see no case of anybody. */
export function requireScope(person: Pick<Person, 'grants'>): Scope {
  const scope = scopeOf(person);
  if (scope.communityIds.length + scope.unitIds.length === 0) throw new ProblemError('forbidden');
  return scope;
}

/** The case when the person may see it; throws `notFound` otherwise. */
export async function visibleCase(deps: Dependencies, person: Person, no: string): Promise<Case> {
  const found = await findCase(deps.store, no);
  if (!found || !isVisible(requireScope(person), found)) throw new ProblemError('notFound');
  return found;
}

/** Whether the case lies within the scope. */
export function isVisible(
  { communityIds, unitIds }: Scope,
  found: Pick<Case, 'communityId' | 'unitId' | 'assistUnitIds'>,
): boolean {
  const { communityId, unitId, assistUnitIds } = found;
  if (communityIds.includes(communityId)) return true;
  return [unitId, ...assistUnitIds].some((id) => id !== null && unitIds.includes(id));
}

/** Roles the person holds in the case's community. */
export function rolesIn({ grants }: Pick<Person, 'grants'>, communityId: string): Role[] {
  return grants.filter((grant) => grant.communityId === communityId).map(({ role }) => role);
}
