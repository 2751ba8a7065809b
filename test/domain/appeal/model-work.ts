// The model's part on the case's own way (§4.2): intake, dispatch, work, answer, callback, redo, and what is written down beside.
import { shanghaiDate } from '../../../domain/time/shanghai.ts';
import type { Outcome, State } from '../../../domain/words.ts';
import { again, all, isAnother, isUp, ledBy, ofLead, open, staff, worked } from './model-base.ts';
import { answeredApart, awaitsAnswer } from './model-xinfang.ts';
import type { Acts, May, Model, Statute, Wish } from './model-base.ts';

const same = () => ({});
const begun: Statute = {
  informed: false,
  answered: false,
  extension: 'none',
  askedBy: null,
  reviews: 0,
  reviewing: null,
  reviewer: null,
};

/** Sub-tasks are ended wherever the lead is meanwhile; whether where all waits, nobody says. */
const workedOn: State[] = [
  'accepted',
  'dispatched',
  'handling',
  'awaitingResident',
  'returnReview',
  'inMediation',
  'inCouncil',
];

export const workActs: Acts = {
  accept: {
    who: ['clerk'],
    in: ['registered'],
    then: (model, { payload }) => ({
      state: 'accepted',
      class: payload.class ?? model.class,
      reclassed: model.reclassed || (payload.class ?? model.class) !== model.class,
      xinfang: payload.xinfang ? begun : null,
    }),
  },
  decline: { who: ['clerk'], in: ['registered', 'accepted'], then: () => ({ state: 'declined', over: true }) },
  transferOut: {
    who: ['clerk'],
    in: ['registered', 'accepted'],
    then: () => ({ state: 'transferredOut', over: true }),
  },
  answerNow: {
    who: ['clerk'],
    in: ['registered'],
    // Whether praise, which asks for no work, may be thanked for at once is the intake's own business.
    may: ({ type }) => (type === 'PRAISE' ? null : type === 'CONSULT'),
    then: (model, wish) => answered(model, wish),
  },
  dispatch: {
    who: ['dispatcher'],
    in: ['accepted'],
    may: notReturnedBy,
    then: (model, wish) => ({
      ...ledBy(wish.payload.unitId ?? null, wish),
      openTasks: [...model.openTasks, ...(wish.payload.assist ?? [])],
    }),
  },
  redispatch: {
    who: ['dispatcher'],
    in: ['dispatched', 'handling'],
    may: (model, wish) => all(wish.payload.unitId !== model.unit, notReturnedBy(model, wish)),
    then: (model, wish) => ({
      ...ledBy(wish.payload.unitId ?? null, wish),
      designated: model.designated === 'no' ? 'no' : 'lifted',
    }),
  },
  sign: {
    who: ['handler'],
    in: ['dispatched'],
    may: ofLead,
    then: (model, wish) => ({ state: 'handling', ...worked(model, wish) }),
  },
  contact: {
    who: ['handler', 'mediator'],
    in: ['handling', 'inMediation'],
    // The first meeting of a dispute: who writes it down in mediation the description does not say.
    may: (model, wish) => (model.state === 'inMediation' ? null : wish.actor.role === 'handler' && ofLead(model, wish)),
    then: (model, wish) => ({ contacted: true, ...worked(model, wish) }),
  },
  needInfo: {
    who: ['handler'],
    in: ['handling'],
    // U1 has no pause, U0 no such clock (§4.3).
    may: (model, wish) =>
      all(ofLead(model, wish) && model.class !== 'U1' && model.class !== 'U0', model.asked.extension ? null : true),
    then: () => ({ state: 'awaitingResident', paused: true }),
  },
  infoGiven: {
    who: ['resident', 'clerk', 'handler'],
    in: ['awaitingResident'],
    may: (model, wish) => wish.actor.role !== 'handler' || ofLead(model, wish),
    then: () => ({ state: 'handling' }),
  },
  completeTask: {
    who: ['handler'],
    in: workedOn,
    may: (model, { actor, payload }) =>
      model.openTasks.some(({ id, unitId }) => id === payload.taskId && (unitId ?? model.unit) === actor.unitId),
    then: taskEnded,
  },
  waiveTask: {
    who: ['dispatcher', 'supervisor'],
    in: workedOn,
    may: (model, { payload }) => model.openTasks.some(({ id }) => id === payload.taskId),
    then: taskEnded,
  },
  complete: {
    who: ['handler'],
    in: ['handling'],
    may: (model, wish) =>
      ofLead(model, wish) && model.openTasks.length === 0 && (model.contacted || model.flags.includes('anonymous')),
    then: (model, wish) => ({ state: 'handled', ...worked(model, wish) }),
  },
  reply: {
    who: ['handler', 'supervisor'],
    in: ['handled', 'merged'],
    // A suggestion is answered adopted or not (issue 4). On behalf of the handler only at twice the limit: when that is, the clocks'
    // own tests say.
    may: (model, wish) => {
      if (model.type === 'SUGGEST' && wish.payload.adopted === undefined) return false;
      if (model.state === 'merged')
        return model.round === 0 && awaitsAnswer(model) && (wish.actor.role === 'supervisor' || ofLead(model, wish));
      return wish.actor.role === 'supervisor' ? null : ofLead(model, wish);
    },
    then: (model, wish) =>
      model.state === 'merged' ? { ...worked(model, wish), xinfang: answeredApart(model) } : answered(model, wish),
  },
  feedback: {
    who: ['callbackAgent', 'resident', 'clerk'],
    in: ['replied'],
    may: isAnother,
    then: (model, wish) => {
      const { solved, acceptsExplanation } = wish.payload;
      // Solved, and yet not content: the supervisor decides on a redo, as long as one more is allowed.
      if (solved) return { ...closed('solved'), ...(discontent(model, wish) ? proposed(model, wish) : {}) };
      if (acceptsExplanation) return closed('explained');
      return model.round >= 2 ? closed('unsolved') : again(model, wish.now);
    },
  },
  callbackFailed: {
    who: ['callbackAgent'],
    in: ['replied'],
    may: isAnother,
    then: (model, { now }) => {
      const failedOn = [...new Set([...model.failedOn, shanghaiDate(now)])];
      return { failedOn, ...(failedOn.length >= 3 ? closed('noFeedback') : {}) };
    },
  },
  redo: {
    who: ['callbackAgent', 'resident', 'supervisor', 'clerk'],
    in: ['replied', 'closed'],
    may: (model, wish) =>
      all(
        !model.over && model.round < 2 && (wish.actor.role !== 'callbackAgent' || isAnother(model, wish)),
        // While or after a review of a 信访 matter the description does not say.
        (model.xinfang?.reviews ?? 0) > 0 ? null : true,
      ),
    then: (model, { now }) => again(model, now),
  },
  urge: { who: ['supervisor'], in: open, then: same },
  supervise: { who: ['supervisor'], in: open, then: same },
  reclass: {
    who: ['supervisor', 'clerk', 'dispatcher'],
    in: open,
    // Up only: down is asked for and decided by another (§3.7). While the case waits: not told.
    may: (model, { payload }) => {
      const to = payload.class ?? model.class;
      if (to === model.class) return false;
      return ['awaitingResident', 'returnReview', 'parked'].includes(model.state) ? null : isUp(model.class, to);
    },
    then: (model, { payload }) => ({ class: payload.class ?? model.class, reclassed: true }),
  },
  withdraw: {
    who: ['resident', 'clerk'],
    in: open,
    may: ({ proactive }) => !proactive,
    then: (model) => {
      // What endangers people goes on: marked so, or of the class that is for danger alone.
      const others = model.flags.includes('mass') || model.children.length > 0;
      if (!others && !model.flags.includes('safety') && model.class !== 'U1') return { state: 'withdrawn', over: true };
      return { proactive: true, state: model.state === 'awaitingResident' ? 'handling' : model.state };
    },
  },
  note: { who: staff, in: open, then: same },
};

/** A unit that gave the case back: whether it may be dispatched there once more the description does not say. */
function notReturnedBy(model: Model, { payload }: Wish): May {
  return model.returnedBy.includes(payload.unitId ?? '') ? null : true;
}

function discontent({ round }: Model, { payload }: Wish): boolean {
  return payload.satisfaction === 'dissatisfied' && round < 2;
}

function proposed(model: Model, { actor }: Wish): Partial<Model> {
  return { asked: { ...model.asked, redo: { by: actor.id, sure: true } } };
}

function answered(model: Model, wish: Wish): Partial<Model> {
  const noCallback = model.class === 'U0' || model.flags.includes('anonymous') || model.type === 'PRAISE';
  return { state: 'replied', noCallback, ...worked(model, wish) };
}

function closed(outcome: Outcome): Partial<Model> {
  return { state: 'closed', outcome };
}

function taskEnded(model: Model, { payload }: Wish): Partial<Model> {
  return { openTasks: model.openTasks.filter(({ id }) => id !== payload.taskId) };
}
