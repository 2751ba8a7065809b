// A report (举报) never reaches whom it is about: neither a unit nor a person sees it, is told of it, or is given it (domain §4.6).
import type { Refusal } from '../errors.ts';
import { isOpen, isTask } from '../ladder/offers.ts';
import type { Offer } from '../ladder/types.ts';
import { isTerminal, states } from '../words.ts';
import type { Draft, Moment, Rules } from './rule.ts';
import type { Actor, Appeal } from './types.ts';

/** Whether the case is about this person, or about the unit for which they act. */
export function isShut(
  { shieldedFrom, shieldedHelpers = [] }: Pick<Appeal, 'shieldedFrom'> & Partial<Pick<Appeal, 'shieldedHelpers'>>,
  ids: readonly (string | null)[],
): boolean {
  return ids.some((id) => id !== null && (shieldedFrom.includes(id) || shieldedHelpers.includes(id)));
}

/** Whether two cases are kept from the same: only then may one be read in the other. */
export function isShutAlike(one: readonly string[], other: readonly string[]): boolean {
  return one.every((id) => other.includes(id)) && other.every((id) => one.includes(id));
}

/** What was asked of those whom the case turned out to be about, and is not done yet. */
export function offersShut({ offers, shieldedHelpers: shut = [] }: Appeal): Offer[] {
  return offers.filter((offer) => shut.includes(offer.helperId) && (isOpen(offer) || isTask(offer)));
}

/** What speaks against the actor: to whom the case is about, it is as if it were not theirs to touch. */
export function shutOut(appeal: Appeal, actor: Actor): Refusal | null {
  return isShut(appeal, [actor.id, actor.unitId]) ? { code: 'notPermitted' } : null;
}

/** What speaks against giving it to these units. */
export function recusal(appeal: Appeal, unitIds: readonly string[]): Refusal | null {
  return isShut(appeal, unitIds) ? { code: 'recused' } : null;
}

export const shieldingRules: Rules<'shield'> = {
  shield: {
    // Whom a case is about may come out at any time, long after it is over: what is kept of it must not reach them either.
    from: states,
    decide: (appeal, { from, helpers, textId }, { actor }: Moment): Draft[] | Refusal => {
      const added = from.filter((id) => !appeal.shieldedFrom.includes(id));
      // Nobody shuts themselves out; and whoever works on it now is taken off it first.
      if (added.includes(actor.id)) return { code: 'notPermitted' };
      if (added.length === 0) return { code: 'alreadyShielded' };
      const working = [appeal.assignment?.unitId, appeal.assignment?.handlerId, ...openUnits(appeal)];
      if (!isWorkDone(appeal) && working.some((id) => id && added.includes(id))) return { code: 'redispatchFirst' };
      const shielded: Draft = { kind: 'shielded', data: { from: added, ...(helpers && { helpers }), textId } };
      // A case that follows another goes back to its own work; archived with it there is none, and the master forgets it.
      return appeal.merge && appeal.archivedAt === null
        ? [shielded, { kind: 'unmerged', data: { from: appeal.merge.into, reason: 'shielded' } }]
        : [shielded];
    },
  },
};

/** Whether nobody works on it any more: what its lead and its assisting units did is done, and they are only to see nothing of it. */
export function isWorkDone({ state, archivedAt }: Pick<Appeal, 'state' | 'archivedAt'>): boolean {
  return archivedAt !== null || state === 'replied' || (isTerminal(state) && state !== 'merged');
}

/** Whether the lead may go on when the case is done again: the case is not about its unit, nor about its handler. */
export function leadStays({ assignment, ...appeal }: Appeal): boolean {
  return assignment !== null && !isShut(appeal, [assignment.unitId, assignment.handlerId]);
}

function openUnits(appeal: Appeal): string[] {
  return appeal.tasks.filter(({ state }) => state === 'open').map(({ unitId }) => unitId);
}
