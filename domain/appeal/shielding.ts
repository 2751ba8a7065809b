// A report (举报) never reaches whom it is about: neither a unit nor a person sees it, is told of it, or is given it (domain §4.6).
import type { Refusal } from '../errors.ts';
import type { Draft, Moment, Rules } from './rule.ts';
import type { Actor, Appeal } from './types.ts';

/** Whether the case is about this person, or about the unit for which they act. */
export function isShut(appeal: Pick<Appeal, 'shieldedFrom'>, ids: readonly (string | null)[]): boolean {
  return ids.some((id) => id !== null && appeal.shieldedFrom.includes(id));
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
    from: 'open',
    decide: (appeal, { from, textId }, { actor }: Moment): Draft[] | Refusal => {
      const added = from.filter((id) => !appeal.shieldedFrom.includes(id));
      // Nobody shuts themselves out; and whoever works on it now is taken off it first.
      if (added.includes(actor.id)) return { code: 'notPermitted' };
      if (added.length === 0) return { code: 'alreadyShielded' };
      const working = [appeal.assignment?.unitId, appeal.assignment?.handlerId, ...openUnits(appeal)];
      if (working.some((id) => id && added.includes(id))) return { code: 'redispatchFirst' };
      return [{ kind: 'shielded', data: { from: added, textId } }];
    },
  },
};

function openUnits(appeal: Appeal): string[] {
  return appeal.tasks.filter(({ state }) => state === 'open').map(({ unitId }) => unitId);
}
