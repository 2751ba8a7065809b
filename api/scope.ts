// Which cases a person may see at all: what is outside is answered like what does not exist (domain §8).
import type { Grant } from '../domain/people/permissions.ts';
import type { Role } from '../domain/words.ts';
import { readAppeal, type ListedAppeal } from '../store/appeals.ts';
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
  'mediator',
  'convenor',
  'auditor',
];

/**
 * Of these, the roles whose task a sensitive case is: others of its community do not see it (domain §9), whoever filed it. Family
 * matters are the mediator's (§5); a grid worker has done their part with the filing (docs/decisions/0015).
 */
const withSensitive: readonly Role[] = ['clerk', 'dispatcher', 'supervisor', 'director', 'mediator', 'callbackAgent'];

type Self = { id: string; grants: readonly Grant[] };

/** Under which ids somebody can be whom a report is about: their own and their units'. */
export function selfOf({ id, grants }: Self): string[] {
  return [id, ...new Set(grants.flatMap(({ unitId }) => (unitId === null ? [] : [unitId])))];
}

export function scopeOf({ id, grants }: Self): Scope {
  const communityIds = grants.filter(({ role }) => wholeCommunity.includes(role)).map((grant) => grant.communityId);
  const unitIds = grants.flatMap(({ role, unitId }) => (role === 'handler' && unitId !== null ? [unitId] : []));
  const concerned = grants.filter(({ role }) => withSensitive.includes(role)).map((grant) => grant.communityId);
  return {
    communityIds: [...new Set(communityIds)],
    unitIds: [...new Set(unitIds)],
    self: selfOf({ id, grants }),
    plain: [...new Set(communityIds)].filter((community) => !concerned.includes(community)),
  };
}

/** As `scopeOf`; throws `forbidden` for somebody who may see no case of anybody. */
export function requireScope(person: Self): Scope {
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

/** The appeal as the lists have it, when the person may see it; throws `notFound` otherwise. */
export async function visibleAppeal(deps: Dependencies, person: Person, no: string): Promise<ListedAppeal> {
  const scope = requireScope(person);
  const listed = await readAppeal(deps.store, no);
  if (!listed || !isVisible(scope, listed)) throw new ProblemError('notFound');
  return listed;
}

/** Whether the case lies within the scope. */
export function isVisible(
  { communityIds, unitIds, self, plain }: Scope,
  found: Pick<Case, 'communityId' | 'unitId' | 'assistUnitIds' | 'sensitive' | 'shieldedFrom'>,
): boolean {
  const { communityId, unitId, assistUnitIds, sensitive, shieldedFrom } = found;
  if (self.some((id) => shieldedFrom.includes(id))) return false;
  if (communityIds.includes(communityId) && !(sensitive && plain.includes(communityId))) return true;
  return [unitId, ...assistUnitIds].some((id) => id !== null && unitIds.includes(id));
}

/** Roles the person holds in the case's community. */
export function rolesIn({ grants }: Pick<Person, 'grants'>, communityId: string): Role[] {
  return grants.filter((grant) => grant.communityId === communityId).map(({ role }) => role);
}
