// The model's part on whom the house protects (§4.6): the police first, and a report kept from whom it is about.
import type { FlagName } from '../../../domain/appeal/types.ts';
import { minuteMs } from '../../../domain/time/shanghai.ts';
import type { Instant } from '../../../domain/time/types.ts';
import { isTerminal, states, type ActionName } from '../../../domain/words.ts';
import { open, staff, type Acts, type Model, type Wish } from './model-base.ts';

export const protectionActs: Acts = {
  findViolence: {
    who: staff,
    // Where clocks wait the case is taken up again first; an answer that has gone out is not taken back.
    in: ['registered', 'accepted', 'dispatched', 'handling', 'inMediation', 'inCouncil', 'handled'],
    may: ({ police }) => police !== 'due',
    then: (model, { payload, now }) => ({
      ...{ police: 'due', policeSince: now, victim: payload.victim ?? null },
      ...{ class: 'U1', reclassed: model.reclassed || model.class !== 'U1' },
      flags: [...new Set<FlagName>([...model.flags, ...marks(payload.victim === 'minor')])],
    }),
  },
  reportToPolice: {
    who: ['clerk', 'supervisor', 'director', 'dispatcher', 'handler'],
    in: open,
    // Only an adult of full capacity may decide against it.
    may: ({ police, victim }, { payload }) =>
      police === 'due' && (payload.result !== 'adultDeclines' || victim === 'adult'),
    then: () => ({ police: 'told' }),
  },
  shield: {
    who: ['clerk', 'supervisor', 'director'],
    in: states,
    // Nobody shuts themselves out, and whoever works on it is taken off it first; when it is done, nobody does.
    may: (model, { actor, payload: { from = [] } }) => {
      const added = from.filter((id) => !model.shut.includes(id));
      const working = [model.unit, ...model.openTasks.map(({ unitId }) => unitId)];
      const taken = !isDone(model) && added.some((id) => working.includes(id));
      return added.length > 0 && !added.includes(actor.id) && !taken;
    },
    // Who follows another case would be read in that one: it goes its own way again.
    then: (model, { payload: { from = [] } }) => {
      const added = from.filter((id) => !model.shut.includes(id));
      const owed = model.openTasks.filter(({ unitId }) => !added.includes(unitId ?? model.unit ?? ''));
      return {
        ...(model.over ? {} : apart(model)),
        shut: [...model.shut, ...added],
        openTasks: isDone(model) ? owed : model.openTasks,
      };
    },
  },
};

/** Until the police have been told nothing ends the case or takes its urgency away. */
const ending: readonly ActionName[] = [
  ...(['decline', 'transferOut', 'answerNow', 'complete', 'reply', 'requestMerge', 'decideMerge'] as const),
  ...(['requestDowngrade', 'decideDowngrade'] as const),
];
const giving: readonly ActionName[] = ['dispatch', 'redispatch', 'designate'];
const following: readonly ActionName[] = ['requestUnmerge', 'decideUnmerge'];

/** What protection and what cases are to each other forbid, whatever else speaks for the wish. */
export function isForbidden(model: Model, { action, actor, payload }: Wish): boolean {
  const { police, victim, shut, children } = model;
  if (shut.includes(actor.id) || (actor.unitId !== null && shut.includes(actor.unitId))) return true;
  if (police === 'due' && ending.includes(action)) return true;
  if (action === 'accept' && victim !== null && payload.class !== 'U1') return true;
  const given = [payload.unitId ?? '', ...(payload.assist ?? []).map(({ unitId }) => unitId)];
  if ((giving.includes(action) || action === 'resolved') && given.some((id) => shut.includes(id))) return true;
  // Who leads others does not follow; and nobody is to read in the one what they are kept from in the other.
  if ((action === 'requestMerge' || action === 'decideMerge') && children.length > 0) return true;
  if (action === 'requestMerge' || (action === 'decideMerge' && payload.granted)) return shut.length > 0;
  return model.over && following.includes(action);
}

/** Not told in time: what is silent then goes on to the town, not to helpers. Null: at that very instant. */
export function policeOverdue({ police, policeSince }: Model, now: Instant): boolean | null {
  const due = policeSince + 10 * minuteMs;
  return police === 'due' && (now === due ? null : now > due);
}

/** A case that followed another, as it was before; its own again. */
export function apart({ before, state }: Model): Partial<Model> {
  return state === 'merged' && before ? { state: before.state, asked: before.asked, before: null } : {};
}

/** What there was to do is done, however it ended. */
function isDone({ over, state }: Model): boolean {
  return over || state === 'replied' || (isTerminal(state) && state !== 'merged');
}

function marks(minor: boolean): FlagName[] {
  return minor ? ['sensitive', 'safety', 'minor'] : ['sensitive', 'safety'];
}
