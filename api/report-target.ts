// Whom a report is about: units and members of staff of its community, named by their ids, or by a resident in words.
import { staffOf } from '../store/people.ts';
import type { Dependencies } from './dependencies.ts';
import { ProblemError } from './problem.ts';

/** The ids as one list. Throws `unknownReference` for a unit or a person the community does not have. */
export async function targetsOf(
  { reference, store }: Pick<Dependencies, 'reference' | 'store'>,
  communityId: string,
  { unitIds, userIds }: { unitIds: readonly string[]; userIds: readonly string[] },
): Promise<string[]> {
  const [units, staff] = await Promise.all([reference.units(communityId), staffOf(store, communityId)]);
  if (unitIds.some((id) => !units.some((unit) => unit.id === id))) throw unknown('about.unitIds');
  if (userIds.some((id) => !staff.some((member) => member.id === id))) throw unknown('about.userIds');
  return [...new Set([...unitIds, ...userIds])];
}

/**
 * Whom a resident means who cannot pick from a list of staff: every unit and every person whose name the words hold. A name that
 * two persons have shuts out both; words that name nobody shut out nobody, until staff say who is meant (`shield`).
 */
export async function targetsNamed(
  { reference, store }: Pick<Dependencies, 'reference' | 'store'>,
  communityId: string,
  words: string,
): Promise<{ unitIds: string[]; userIds: string[] }> {
  const plain = words.replace(/\s/g, '');
  const [units, staff] = await Promise.all([reference.units(communityId), staffOf(store, communityId)]);
  const named = (rows: readonly { id: string; name: string }[]) => [
    ...new Set(rows.filter(({ name }) => plain.includes(name.replace(/\s/g, ''))).map(({ id }) => id)),
  ];
  return { unitIds: named(units), userIds: named(staff) };
}

function unknown(path: string): ProblemError {
  return new ProblemError('unknownReference', { errors: [{ path, message: '没有这一项，请重新选择' }] });
}
