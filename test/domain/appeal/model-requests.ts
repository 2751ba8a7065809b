// The model's part on what one person asks and another decides (§3.7): return, extension, parking, downgrade, redo, merge.
import { isWorkingDay } from '../../../domain/time/calendar.ts';
import { addDays, instantOf, shanghaiDate } from '../../../domain/time/shanghai.ts';
import type { Instant } from '../../../domain/time/types.ts';
import type { RequestKind, State } from '../../../domain/words.ts';
import { calendar } from '../time/cast.ts';
import { again, all, isUp, ledBy, ofLead, open, type Acts, type Asked, type Model, type Wish } from './model-base.ts';

/** Where what was asked certainly still stands. */
const grounds: Record<RequestKind, readonly State[]> = {
  return: ['returnReview'],
  extension: ['handling', 'inMediation', 'inCouncil'],
  park: ['handling'],
  downgrade: ['registered', 'accepted', 'dispatched', 'handling', 'inMediation', 'inCouncil', 'handled', 'replied'],
  redo: ['closed'],
  merge: ['registered', 'accepted', 'dispatched', 'handling'],
  unmerge: ['merged'],
};
const mergeable: State[] = ['registered', 'accepted', 'dispatched', 'handling'];

export const requestActs: Acts = {
  requestReturn: {
    who: ['handler'],
    in: ['dispatched', 'handling'],
    // Within one 工作日 of the dispatch, at most twice, not once designated; 咨询 has no such decision (§4.3).
    may: (model, wish) =>
      all(
        ofLead(model, wish) && model.class !== 'U0' && model.returns < 2 && model.designated !== 'yes',
        wish.now <= nextWorkingDayEnd(model.unitSince),
        model.designated === 'lifted' ? null : true,
      ),
    then: (model, wish) => ({
      ...ask(model, 'return', wish, { from: model.state }),
      state: 'returnReview',
      returns: model.returns + 1,
    }),
  },
  decideReturn: {
    who: ['dispatcher', 'supervisor'],
    in: ['returnReview'],
    may: (model, wish) => all(decidable(model, 'return', wish), wish.actor.role === 'dispatcher' ? true : null),
    then: (model, { payload }) => {
      const asked = without(model, 'return');
      if (!payload.granted) return { asked, state: model.asked.return?.from ?? 'handling' };
      const returnedBy = [...model.returnedBy, model.unit ?? ''];
      return { asked, state: 'accepted', unit: null, contacted: false, returnedBy };
    },
  },
  designate: {
    who: ['dispatcher', 'supervisor'],
    in: ['accepted', 'dispatched', 'handling'],
    may: (model, { actor, payload }) =>
      actor.role !== 'dispatcher' || (model.designated !== 'no' && payload.unitId === model.unit) ? null : true,
    then: (model, wish) => ({
      ...(wish.payload.unitId === model.unit ? {} : ledBy(wish.payload.unitId ?? null, wish)),
      designated: 'yes',
    }),
  },
  requestExtension: {
    who: ['handler', 'mediator'],
    in: open,
    // Before the due, and within what the class allows in all; of a dispute only if both parties agree.
    may: (model, wish) => {
      if (wish.actor.role === 'mediator') return model.state === 'inMediation' ? null : false;
      if (model.state === 'handled' || model.state === 'replied') return false;
      const where = model.state === 'handling' ? true : null;
      return all(where, ofLead(model, wish), !model.late, single(model, 'extension'), withinCap(model, wish));
    },
    then: (model, wish) => ask(model, 'extension', wish, { amount: wish.payload.amount }),
  },
  decideExtension: {
    who: ['supervisor', 'director'],
    in: open,
    may: (model, wish) =>
      all(
        decidable(model, 'extension', wish),
        wish.actor.role === 'supervisor' ? true : null,
        // The class may be another since it was asked for.
        model.reclassed ? null : true,
      ),
    then: (model, { payload }) => {
      const amount = payload.granted ? (model.asked.extension?.amount ?? 0) : 0;
      const asked = without(model, 'extension');
      return { asked, extended: model.extended + amount, longer: model.longer + amount };
    },
  },
  requestPark: {
    who: ['handler', 'supervisor'],
    in: open,
    may: (model, wish) => {
      if (wish.actor.role === 'handler' && !ofLead(model, wish)) return false;
      // What has to be done within hours: whether that may be put aside the description does not say.
      const slow = model.class === 'U3' || model.class === 'U4';
      const told = model.state === 'handling' && wish.actor.role === 'handler' && slow;
      return all(told ? true : null, single(model, 'park'), (wish.payload.days ?? 0) <= 90);
    },
    then: (model, wish) => ask(model, 'park', wish, { after: wish.payload.after }),
  },
  decidePark: {
    who: ['director'],
    in: open,
    // While an extension is waited for past the due nothing else stops the clock: when that is, the clocks know.
    may: (model, wish) =>
      all(decidable(model, 'park', wish), wish.payload.granted && model.asked.extension ? null : true),
    then: (model, { payload }) => ({
      asked: without(model, 'park'),
      ...(payload.granted ? { state: 'parked', paused: true, after: model.asked.park?.after ?? null } : {}),
    }),
  },
  unpark: {
    who: ['director'],
    in: ['parked'],
    then: (_model, { payload }) => ({ state: payload.to ?? 'handling', after: null }),
  },
  requestDowngrade: {
    who: ['clerk', 'dispatcher', 'handler', 'supervisor'],
    in: open,
    may: (model, { actor, payload }) => {
      const to = payload.class ?? model.class;
      const up = isUp(model.class, to);
      const told = actor.role !== 'handler' && grounds.downgrade.includes(model.state);
      return all(told ? true : null, to !== model.class, up === null ? null : !up, single(model, 'downgrade'));
    },
    then: (model, wish) => ask(model, 'downgrade', wish, { class: wish.payload.class }),
  },
  decideDowngrade: {
    who: ['supervisor', 'director'],
    in: open,
    may: (model, wish) => {
      const { granted } = wish.payload;
      const to = model.asked.downgrade?.class;
      // Another class meanwhile: what was asked for may be no downgrade any more.
      const lower = !granted || (to && isUp(to, model.class)) ? true : null;
      const told = wish.actor.role === 'supervisor' && !(granted && model.asked.extension);
      return all(decidable(model, 'downgrade', wish), told ? true : null, lower);
    },
    then: (model, { payload }) => ({
      asked: without(model, 'downgrade'),
      ...(payload.granted ? { class: model.asked.downgrade?.class ?? model.class, reclassed: true } : {}),
    }),
  },
  decideRedo: {
    who: ['supervisor', 'director'],
    in: ['closed'],
    may: (model, wish) =>
      all(
        !model.over && model.round < 2,
        decidable(model, 'redo', wish),
        wish.actor.role === 'supervisor' && !model.xinfang ? true : null,
      ),
    then: (model, { payload, now }) => ({
      asked: without(model, 'redo'),
      ...(payload.granted ? again(model, now) : {}),
    }),
  },
  requestMerge: {
    who: ['dispatcher', 'clerk'],
    in: open,
    may: (model, { actor }) =>
      all(mergeable.includes(model.state) && actor.role === 'dispatcher' ? true : null, single(model, 'merge')),
    then: (model, wish) => ask(model, 'merge', wish),
  },
  decideMerge: {
    who: ['dispatcher', 'supervisor', 'director'],
    in: open,
    may: (model, wish) => all(decidable(model, 'merge', wish), wish.actor.role === 'dispatcher' ? true : null),
    then: (model, { payload }) => {
      const asked = without(model, 'merge');
      return payload.granted ? { state: 'merged', asked: {}, before: { ...model, asked } } : { asked };
    },
  },
  requestUnmerge: {
    who: ['dispatcher', 'clerk'],
    in: ['merged'],
    may: (model, { actor }) => all(actor.role === 'dispatcher' ? true : null, single(model, 'unmerge')),
    then: (model, wish) => ask(model, 'unmerge', wish),
  },
  decideUnmerge: {
    who: ['dispatcher', 'supervisor', 'director'],
    in: ['merged'],
    may: (model, wish) => all(decidable(model, 'unmerge', wish), wish.actor.role === 'dispatcher' ? true : null),
    // Back to what it was; the time that passed has passed for its resident too.
    then: (model, { payload }) =>
      payload.granted && model.before
        ? { state: model.before.state, asked: model.before.asked, before: null }
        : { asked: without(model, 'unmerge') },
  },
};

/** What was asked for in a state where it has its ground, and the case has left that state. */
export function outOfGround(model: Model): Model['asked'] {
  const each = Object.entries(model.asked) as [RequestKind, Asked][];
  return Object.fromEntries(
    each.map(([kind, asked]) => [kind, { ...asked, sure: asked.sure && grounds[kind].includes(model.state) }]),
  );
}

/** Something was asked, the decision names it, and by somebody else; a denial without a word is nobody's rule here. */
function decidable(model: Model, kind: RequestKind, { actor, payload }: Wish) {
  const asked = model.asked[kind];
  if (!asked || payload.requestSeq === 0) return false;
  return all(asked.by !== actor.id, asked.sure ? true : null, payload.granted || payload.textId ? true : null);
}

/** One of a kind at a time; where nobody knows whether the former still stands, nobody knows this either. */
function single(model: Model, kind: RequestKind) {
  const asked = model.asked[kind];
  if (!asked) return true;
  return asked.sure ? false : null;
}

function ask(model: Model, kind: RequestKind, { actor }: Wish, more: Partial<Asked> = {}): Partial<Model> {
  return { asked: { ...model.asked, [kind]: { by: actor.id, sure: true, ...more } } };
}

/** What still waits when this does no more. */
export function without(model: Model, kind: RequestKind): Model['asked'] {
  const { [kind]: _gone, ...rest } = model.asked;
  return rest;
}

function withinCap(model: Model, { payload }: Wish) {
  const amount = payload.amount ?? 0;
  if (model.class === 'U1' || model.class === 'U0') return false;
  if (model.class === 'MED') return payload.partiesAgree ? null : false;
  if (model.reclassed) return null;
  if (model.class === 'U2') return model.extended === 0 && amount <= 24;
  return model.extended + amount <= 10;
}

/** Day 0 is not counted; the day ends with its office hours. */
function nextWorkingDayEnd(from: Instant): Instant {
  let date = addDays(shanghaiDate(from), 1);
  while (!isWorkingDay(date, calendar)) date = addDays(date, 1);
  return instantOf(date, 18 * 60);
}
