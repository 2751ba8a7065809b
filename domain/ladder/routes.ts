// The default ladder of every category (domain §5, columns R2 and R3): its route, and what is wanted of whom.
// It seeds the policy's categories; a case keeps the one it was accepted with.
import { capabilities, wantedCapabilities } from '../matching/capabilities.ts';
import type { Policy } from '../policy/types.ts';
import type { Route } from '../words.ts';
import type { Ladder } from './types.ts';

/** Works, money and authority unless said otherwise (domain §4.5 routing). */
const routes: Record<string, Route> = {
  CLEAN: 'labour',
  ELDER: 'labour',
  DISAB: 'labour',
  HEALTH: 'labour',
  PSY: 'labour',
  CHILD: 'labour',
  ERRAND: 'labour',
  VISIT: 'labour',
  EMERG: 'labour',
  POLICY: 'labour',
  CULT: 'labour',
  // Statutory clocks: 书记包案, then the town.
  XINF: 'enforcement',
};

/** The ladder of a category by its code; for a code nobody knows: the house's own rungs and the town. */
export function defaultLadder(code: string): Ladder {
  return { route: routes[code] ?? 'works', units: wanted(code, 2), members: wanted(code, 3) };
}

/** What a case keeps of its category's ladder. */
export function frozenLadder({ ladder: { route, units, members } }: { ladder: Ladder }): Ladder {
  return { route, units, members };
}

/** The ladder of each of a policy's categories, as cases keep it. */
export function frozenLadders({ categories }: Pick<Policy, 'categories'>): Record<string, Ladder> {
  return Object.fromEntries(categories.map((category) => [category.code, frozenLadder(category)]));
}

function wanted(category: string, rung: 2 | 3): string[] | null {
  const list = wantedCapabilities({ category, rung, ask: 'work' });
  if (list.length === 0) return null;
  return list.length === capabilities.length ? [] : list;
}
