// The model's part on the statutory overlay (§3.1): informed, closed in time or extended once by another, reviewed and re-reviewed.
import type { State } from '../../../domain/words.ts';
import { all, isAnother, open, type Acts, type Model, type Statute } from './model-base.ts';

/** Until the written answer. */
const unanswered: State[] = open.filter((state) => state !== 'registered' && state !== 'replied');

export const xinfangActs: Acts = {
  informXinfang: {
    who: ['clerk', 'director'],
    in: [...open, 'merged'],
    may: (model) => all(isMarked(model), model.state !== 'replied' && !model.xinfang?.informed ? true : null),
    then: (model) => ({ xinfang: within(model, { informed: true }) }),
  },
  requestXinfangExtension: {
    who: ['handler', 'clerk'],
    in: [...open, 'merged'],
    // Once approved never again, and before the due.
    may: (model, { actor }) =>
      all(
        isMarked(model) && model.xinfang?.extension === 'none' && !model.statuteLate,
        awaitsAnswer(model) && model.round === 0 && actor.role === 'clerk' ? true : null,
      ),
    then: (model, { actor }) => ({ xinfang: within(model, { extension: 'asked', askedBy: actor.id }) }),
  },
  decideXinfangExtension: {
    who: ['director', 'supervisor'],
    in: [...open, 'merged'],
    may: (model, { actor }) =>
      all(
        isMarked(model) && model.xinfang?.extension === 'asked' && model.xinfang.askedBy !== actor.id,
        awaitsAnswer(model) && model.round === 0 && !model.statuteLate ? true : null,
      ),
    then: (model, { payload }) => ({ xinfang: within(model, { extension: payload.approved ? 'approved' : 'none' }) }),
  },
  requestXinfangReview: {
    who: ['resident', 'clerk'],
    in: ['closed'],
    may: (model) => {
      const { reviewing = null, reviews = 0 } = model.xinfang ?? {};
      return isMarked(model) && !model.over && !reviewing && reviews < 2;
    },
    then: (model, { actor }) => ({
      xinfang: within(model, { reviewing: actor.id, reviews: (model.xinfang?.reviews ?? 0) + 1 }),
    }),
  },
  decideXinfangReview: {
    who: ['director', 'supervisor'],
    in: ['closed'],
    may: (model, wish) =>
      all(
        isReviewing(model) && ![model.xinfang?.reviewing, model.xinfang?.reviewer].includes(wish.actor.id),
        isAnother(model, wish) ? true : null,
      ),
    // After the second, which somebody else decides than the first, nothing more can be asked for.
    then: (model, { actor }) => ({
      xinfang: within(model, { reviewing: null, reviewer: actor.id }),
      over: model.xinfang?.reviews === 2,
    }),
  },
};

function isMarked({ xinfang }: Model): boolean {
  return xinfang !== null;
}

/** A matter that follows another waits for its own written answer all the same (§3.1). */
export function awaitsAnswer({ state, xinfang }: Model): boolean {
  return xinfang !== null && !xinfang.answered && [...unanswered, 'merged'].includes(state);
}

/** The written answer to the appellant of a matter that follows another. */
export function answeredApart(model: Model): Statute | null {
  return within(model, { answered: true });
}

function isReviewing({ xinfang }: Model): boolean {
  return (xinfang?.reviewing ?? null) !== null;
}

function within({ xinfang }: Model, change: Partial<Statute>): Statute | null {
  return xinfang && { ...xinfang, ...change };
}
