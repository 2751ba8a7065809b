// A second, simple telling of §4.2, §4.6 and §8, written from the domain's description and not from the rules: what may be done
// to a case, by whom, and what becomes of it. The model test plays both against each other.
import type { Actor, FlagName } from '../../../domain/appeal/types.ts';
import type { Instant } from '../../../domain/time/types.ts';
import { hourMs, shanghaiDate } from '../../../domain/time/shanghai.ts';
import type { ActionName, AppealClass, AppealType, Outcome, Role, State } from '../../../domain/words.ts';

export type Model = {
  state: State;
  outcome: Outcome | null;
  type: AppealType;
  class: AppealClass;
  /** The class is no longer the one it was registered with: its dues are then the clocks' own tests' business. */
  reclassed: boolean;
  flags: FlagName[];
  round: number;
  /** Since when the resident has been waiting in this round. */
  since: Instant;
  paused: boolean;
  unit: string | null;
  contacted: boolean;
  /** Persons who handled or answered it. */
  handledBy: string[];
  /** `unitId` null: a visit to the door, which is the lead's to make, whoever the lead is. */
  openTasks: { id: string; unitId: string | null }[];
  /** Dates of failed callbacks of this round. */
  failedOn: string[];
  /** Nobody calls back: the answer stands open for the resident alone. */
  noCallback: boolean;
  proactive: boolean;
  /** The reopen window is over, or never was. */
  over: boolean;
};

export type Wish = { action: ActionName; actor: Actor; payload: WishPayload; now: Instant };
export type WishPayload = {
  class?: AppealClass;
  unitId?: string;
  assist?: { id: string; unitId: string; limit: null }[];
  taskId?: string;
  solved?: boolean;
  acceptsExplanation?: boolean;
  adopted?: boolean;
};

/** Whether a wish must be granted (true), refused (false), or is for tests of its own to say (null). */
export type May = boolean | null;
type Act = {
  who: readonly Role[];
  in: readonly State[];
  may?: (model: Model, wish: Wish) => May;
  then: (model: Model, wish: Wish) => Partial<Model>;
};

const open: State[] = ['registered', 'accepted', 'dispatched', 'handling', 'awaitingResident', 'handled', 'replied'];
const staff: Role[] = [
  'clerk',
  'dispatcher',
  'handler',
  'gridWorker',
  'supervisor',
  'director',
  'callbackAgent',
  'mediator',
  'convenor',
];
const same = () => ({});
const ofLead = (model: Model, { actor }: Wish) => actor.unitId === model.unit;
/** Of these four the domain's table says which is the more urgent; of the others nothing here. */
const byUrgency: AppealClass[] = ['U4', 'U3', 'U2', 'U1'];

/** Actions the model knows; one that is not here is not played. */
export const acts: { [A in ActionName]?: Act } = {
  accept: {
    who: ['clerk'],
    in: ['registered'],
    then: (model, { payload }) => ({
      state: 'accepted',
      class: payload.class ?? model.class,
      reclassed: model.reclassed || (payload.class ?? model.class) !== model.class,
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
    then: (model, { payload }) => ({
      state: 'dispatched',
      unit: payload.unitId ?? null,
      contacted: false,
      openTasks: [...model.openTasks, ...(payload.assist ?? [])],
    }),
  },
  redispatch: {
    who: ['dispatcher'],
    in: ['dispatched', 'handling'],
    may: (model, { payload }) => payload.unitId !== model.unit,
    then: (_model, { payload }) => ({ state: 'dispatched', unit: payload.unitId ?? null, contacted: false }),
  },
  sign: {
    who: ['handler'],
    in: ['dispatched'],
    may: ofLead,
    then: (model, wish) => ({ state: 'handling', ...worked(model, wish) }),
  },
  contact: {
    who: ['handler'],
    in: ['handling'],
    may: ofLead,
    then: (model, wish) => ({ contacted: true, ...worked(model, wish) }),
  },
  needInfo: {
    who: ['handler'],
    in: ['handling'],
    // U1 has no pause, U0 no such clock (§4.3).
    may: (model, wish) => ofLead(model, wish) && model.class !== 'U1' && model.class !== 'U0',
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
    in: ['dispatched', 'handling', 'awaitingResident'],
    may: (model, { actor, payload }) =>
      model.openTasks.some(({ id, unitId }) => id === payload.taskId && (unitId ?? model.unit) === actor.unitId),
    then: taskEnded,
  },
  waiveTask: {
    who: ['dispatcher', 'supervisor'],
    in: ['dispatched', 'handling', 'awaitingResident'],
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
    in: ['handled'],
    // A suggestion is answered adopted or not (issue 4). On behalf of the handler only at twice the limit: when that is, the clocks'
    // own tests say.
    may: (model, wish) => {
      if (model.type === 'SUGGEST' && wish.payload.adopted === undefined) return false;
      return wish.actor.role === 'supervisor' ? null : ofLead(model, wish);
    },
    then: (model, wish) => answered(model, wish),
  },
  feedback: {
    who: ['callbackAgent', 'resident', 'clerk'],
    in: ['replied'],
    may: isAnother,
    then: (model, wish) => {
      const { solved, acceptsExplanation } = wish.payload;
      if (solved) return closed('solved');
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
      !model.over && model.round < 2 && (wish.actor.role !== 'callbackAgent' || isAnother(model, wish)),
    then: (model, { now }) => again(model, now),
  },
  urge: { who: ['supervisor'], in: open, then: same },
  supervise: { who: ['supervisor'], in: open, then: same },
  acknowledgeEscalation: { who: ['supervisor', 'director'], in: open, may: () => null, then: same },
  reclass: {
    who: ['supervisor', 'clerk', 'dispatcher'],
    in: open,
    // Up only: down is asked for and decided by another (§3.7).
    may: (model, { payload }) => {
      const to = payload.class ?? model.class;
      if (to === model.class) return false;
      if (model.state === 'awaitingResident') return null;
      const [now, then] = [byUrgency.indexOf(model.class), byUrgency.indexOf(to)];
      return now < 0 || then < 0 ? null : then > now;
    },
    then: (model, { payload }) => ({ class: payload.class ?? model.class, reclassed: true }),
  },
  withdraw: {
    who: ['resident', 'clerk'],
    in: open,
    may: ({ proactive }) => !proactive,
    then: (model) => {
      // What endangers people goes on: marked so, or of the class that is for danger alone.
      if (!model.flags.includes('safety') && model.class !== 'U1') return { state: 'withdrawn', over: true };
      return { proactive: true, state: model.state === 'awaitingResident' ? 'handling' : model.state };
    },
  },
  note: { who: staff, in: open, then: same },
};

/** Where the games come: the states of the acts above, a closed case told by its outcome. */
export const places: readonly (State | Outcome)[] = [
  ...open,
  'declined',
  'transferredOut',
  'withdrawn',
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
  return act.may?.(model, wish) ?? (act.may ? null : true);
}

/** The model after a granted wish. */
export function after(model: Model, wish: Wish): Model {
  return { ...model, ...acts[wish.action]?.then(model, wish) };
}

/** Where the clocks alone may lead a case (§4.4), beside leaving it where it is. */
export function mayDrift(model: Model, to: State, outcome: Outcome | null): boolean {
  const frail = model.flags.includes('vulnerable') || model.flags.includes('safety') || model.class === 'U1';
  if (model.state === 'awaitingResident' && to === 'handling') return frail || model.class === 'U2';
  if (model.state === 'awaitingResident' && to === 'closed') return outcome === 'unreachable' && !frail;
  return model.state === 'replied' && to === 'closed' && outcome === 'noFeedback' && model.noCallback;
}

/** When handling is due in this round, for classes that run by plain hours and a class that was never changed; null: not told here. */
export function handlingDue(model: Model): Instant | null {
  const hours = { U1: [2, 1], U2: [24, 12] } as const;
  if ((model.class !== 'U1' && model.class !== 'U2') || model.reclassed || model.paused) return null;
  const limit = hours[model.class][model.round === 0 ? 0 : 1] * hourMs;
  return model.since + (model.flags.includes('vulnerable') ? limit * 0.6 : limit);
}

function worked(model: Model, { actor }: Wish): Partial<Model> {
  return { handledBy: [...model.handledBy, actor.id] };
}

function answered(model: Model, wish: Wish): Partial<Model> {
  const noCallback = model.class === 'U0' || model.flags.includes('anonymous') || model.type === 'PRAISE';
  return { state: 'replied', noCallback, ...worked(model, wish) };
}

function isAnother(model: Model, { actor }: Wish): boolean {
  return !model.handledBy.includes(actor.id);
}

function closed(outcome: Outcome): Partial<Model> {
  return { state: 'closed', outcome };
}

/** Round + 1, clock and ladder anew; a case that never had a unit goes to be dispatched. */
function again(model: Model, now: Instant): Partial<Model> {
  const state = model.unit === null ? 'accepted' : 'handling';
  return { state, outcome: null, round: model.round + 1, since: now, paused: false, failedOn: [], noCallback: false };
}

function taskEnded(model: Model, { payload }: Wish): Partial<Model> {
  return { openTasks: model.openTasks.filter(({ id }) => id !== payload.taskId) };
}
