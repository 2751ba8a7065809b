// A second, simple telling of §4.2, §4.5, §4.6 and §8, written from the domain's description and not from the rules: what may be
// done to a case, by whom, and what becomes of it. The model test plays both against each other.
import type { Outcome, State } from '../../../domain/words.ts';
import { open, type Acts, type May, type Model, type Wish } from './model-base.ts';
import { elsewhereActs } from './model-elsewhere.ts';
import { offerActs } from './model-offers.ts';
import { outOfGround, requestActs } from './model-requests.ts';
import { isForbidden, protectionActs } from './model-protection.ts';
import { workActs } from './model-work.ts';
import { xinfangActs } from './model-xinfang.ts';

/** Actions the model knows; one that is not here is not played. */
export const acts: Acts = {
  ...workActs,
  ...requestActs,
  ...elsewhereActs,
  ...offerActs,
  ...xinfangActs,
  ...protectionActs,
};

/** Where the games come: the states of the acts above, a closed case told by its outcome. */
export const places: readonly (State | Outcome)[] = [
  ...open,
  'declined',
  'transferredOut',
  'withdrawn',
  'merged',
  'solved',
  'explained',
  'unsolved',
  'unreachable',
  'noFeedback',
];

/** What the model says of a wish. */
export function may(model: Model, wish: Wish): May {
  const act = acts[wish.action];
  if (!act) return null;
  if (!act.who.includes(wish.actor.role) || !act.in.includes(model.state)) return false;
  if (isForbidden(model, wish)) return false;
  return act.may ? act.may(model, wish) : true;
}

/** The model after a granted wish. */
export function after(model: Model, wish: Wish): Model {
  return settled({ ...model, ...acts[wish.action]?.then(model, wish) });
}

/** What was asked for may have lost its ground with where the case has gone. */
export function settled(model: Model): Model {
  return { ...model, asked: outOfGround(model) };
}
