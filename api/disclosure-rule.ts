// Who may see an appellant's telephone number: the case's handler and callback agents by their task, others for a reason,
// auditors and administrators never (domain §9). Every look is on record.
import type { Appeal } from '../domain/appeal/types.ts';
import type { Role } from '../domain/words.ts';
import type { Person } from './people.ts';
import { rolesIn } from './scope.ts';

const withReason: readonly Role[] = [
  'clerk',
  'dispatcher',
  'gridWorker',
  'handler',
  'supervisor',
  'director',
  'callbackAgent',
];

export function disclosureOf(person: Person, appeal: Appeal): 'allowed' | 'withReason' | 'never' {
  const roles = rolesIn(person, appeal.place.communityId);
  if (appeal.assignment?.handlerId === person.id && roles.includes('handler')) return 'allowed';
  const callsBack = ['replied', 'closed'].includes(appeal.state) && !appeal.handlers.includes(person.id);
  if (callsBack && roles.includes('callbackAgent')) return 'allowed';
  return roles.some((role) => withReason.includes(role)) ? 'withReason' : 'never';
}

/** The role in which the number is looked at, for the record. */
export function lookingRole(person: Person, appeal: Appeal): Role {
  const roles = rolesIn(person, appeal.place.communityId);
  const own = appeal.assignment?.handlerId === person.id ? 'handler' : 'callbackAgent';
  return roles.find((role) => role === own) ?? roles.find((role) => withReason.includes(role)) ?? 'admin';
}
