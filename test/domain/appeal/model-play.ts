// The model's games as they are drawn: who plays, what is sent with each wish, and how much time passes before it.
import fc from 'fast-check';
import type { Actor, Appeal, FlagName } from '../../../domain/appeal/types.ts';
import { dayMs, hourMs, minuteMs } from '../../../domain/time/shanghai.ts';
import type { Instant } from '../../../domain/time/types.ts';
import {
  appealClasses,
  appealTypes,
  helpStages,
  mediationResults,
  policeResults,
  victims,
  type ActionName,
} from '../../../domain/words.ts';
import { at } from '../time/cast.ts';
import { anAppeal } from './builders.ts';
import { assistant, assistUnit, cast, colleague, leadUnit, otherHandler, otherUnit } from './cast.ts';
import { otherSupervisor, secondMember, thirdMember } from './cast.ts';
import type { Model, Wish, WishPayload } from './model-base.ts';
import { acts, may } from './model.ts';

const people: Actor[] = [
  ...Object.values(cast),
  colleague,
  otherHandler,
  assistant,
  otherSupervisor,
  secondMember,
  thirdMember,
  { id: 'other-dispatcher', role: 'dispatcher', unitId: null },
  // One person in two roles: whoever handled or answered may not judge, and who asks never decides.
  { id: 'handler', role: 'callbackAgent', unitId: null },
  { id: 'clerk', role: 'callbackAgent', unitId: null },
  { id: 'supervisor', role: 'callbackAgent', unitId: null },
  { id: 'handler', role: 'clerk', unitId: null },
  { id: 'handler', role: 'dispatcher', unitId: null },
  { id: 'handler', role: 'supervisor', unitId: null },
  { id: 'handler', role: 'director', unitId: null },
  { id: 'callback', role: 'supervisor', unitId: null },
  { id: 'clerk', role: 'director', unitId: null },
];
/** Of whom a report may turn out to be: units, staff, and the clerk who would say so. */
const shielded = [otherUnit, leadUnit, assistUnit, 'other-supervisor', 'other-dispatcher', 'clerk'];
export const played = Object.keys(acts) as ActionName[];

type Gap = number | 'before' | 'at' | 'after';
export type Step = {
  kind: 'granted' | 'doubtful' | 'anything' | 'time' | 'telling';
  pick: number;
  salt: number;
  gap: Gap;
  stale: boolean;
};

const gaps: Gap[] = [0, 1000, minuteMs, minuteMs, 20 * minuteMs, 3 * hourMs, dayMs, 4 * dayMs, 20 * dayMs];
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(
    'granted',
    'granted',
    'granted',
    'granted',
    'granted',
    'doubtful',
    'anything',
    'time',
    'telling',
  ),
  pick: fc.nat(1_000_000),
  salt: fc.nat(500),
  gap: fc.constantFrom(...gaps, 'before' as const, 'at' as const, 'after' as const),
  stale: fc.integer({ min: 0, max: 15 }).map((n) => n === 0),
});
const flags: fc.Arbitrary<FlagName[]> = fc.subarray(['vulnerable', 'sensitive', 'anonymous', 'safety']);
const start = fc.record({
  class: fc.constantFrom(...appealClasses, 'U1' as const, 'U2' as const),
  type: fc.constantFrom(...appealTypes),
  // Units first, and members first.
  category: fc.constantFrom('LIGHT', 'CLEAN'),
  flags: fc.oneof(fc.constant<FlagName[]>([]), flags),
  at: fc
    .integer({ min: at('2026-09-10 00:00') / minuteMs, max: at('2026-11-20 00:00') / minuteMs })
    .map((n) => n * minuteMs),
});
export const play = fc.record({ start, steps: fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }) });
type Play = typeof play extends fc.Arbitrary<infer P> ? P : never;

/** The case registered, and what the model knows of it. */
export function begin({ start: wanted }: Play): { appeal: Appeal; model: Model } {
  const { type, class: cls, flags: given, at: since } = wanted;
  const model: Model = {
    ...{ state: 'registered', outcome: null, type, class: cls, reclassed: false, flags: given },
    ...{ round: 0, since, paused: false, unit: null, unitSince: since, contacted: false },
    ...{ handledBy: [], openTasks: [], failedOn: [], noCallback: false, proactive: false, over: false },
    ...{ late: false, statuteLate: false, asked: {}, returns: 0, returnedBy: [], designated: 'no' },
    ...{ extended: 0, longer: 0, after: null, before: null, rungs: [], offers: [], xinfang: null },
    ...{ police: 'no', policeSince: since, victim: null, shut: [], children: [] },
  };
  return { appeal: anAppeal(wanted), model };
}

// What only writes something down, or ends a case before anything has become of it, comes seldom.
const dull: readonly ActionName[] = [
  ...(['note', 'urge', 'supervise', 'reclass', 'withdraw', 'decline', 'transferOut', 'designate'] as const),
  ...(['seeOffer', 'requestDowngrade', 'requestMerge', 'redispatch', 'acknowledgeEscalation'] as const),
  ...(['findViolence', 'shield'] as const),
];
const lively = played.filter((action) => !dull.includes(action));

/** What somebody wishes: mostly what the model grants; an action drawn first, then one of those who may. */
export function wishFor(model: Model, { kind, pick, salt }: Step, now: Instant): Wish {
  const drawn = { pick, salt, now };
  const doubted = (wish: Wish) => may(model, wish) !== true;
  const does = (wish: Wish) => may(model, wish) === true;
  const wish =
    kind === 'doubtful'
      ? foundAmong(played, model, drawn, doubted)
      : kind === 'granted'
        ? (salt % 7 !== 0 && foundAmong(lively, model, drawn, does)) || foundAmong(played, model, drawn, does)
        : null;
  if (wish) return wish;
  const action = played[pick % played.length] ?? 'note';
  const actor = people[Math.floor(pick / played.length) % people.length] ?? cast.clerk;
  return { action, actor, now, payload: payloadOf(model, action, salt) };
}

/** Somebody of the right role with a wish for this state, of which the rest holds too. */
function foundAmong(
  actions: ActionName[],
  model: Model,
  { pick, salt, now }: { pick: number; salt: number; now: Instant },
  holds: (wish: Wish) => boolean,
): Wish | null {
  // In an order of its own for every draw: behind what is never granted no action comes more often than another.
  const stride = strides[pick % strides.length] ?? 1;
  for (let i = 0; i < actions.length; i += 1) {
    const action = actions[(pick + i * stride) % actions.length];
    const act = action && acts[action];
    if (!action || !act?.in.includes(model.state)) continue;
    const payload = payloadOf(model, action, salt);
    const able = people
      .filter(({ role }) => act.who.includes(role))
      .map((actor): Wish => ({ action, actor, payload, now }))
      .filter(holds);
    const wish = able[pick % Math.max(1, able.length)];
    if (wish) return wish;
  }
  return null;
}

/** Steps through a list of actions that come to each of them: primes that do not divide its length. */
const strides = [1, 7, 11, 17, 19, 29, 31].filter((n) => n === 1 || (played.length % n && lively.length % n));

function payloadOf(model: Model, action: ActionName, salt: number): WishPayload {
  const cls = appealClasses[salt % appealClasses.length] ?? 'U3';
  const task = model.openTasks[salt % Math.max(1, model.openTasks.length)];
  const assist = salt % 3 === 0 ? [{ id: `task-${salt}-${model.round}`, unitId: assistUnit, limit: null }] : [];
  const unitId = salt % 2 === 0 ? leadUnit : otherUnit;
  const after = salt % 2 === 0 ? 'handling' : 'inCouncil';
  // Newest first: the older ones are answered.
  const offerId = model.offers[model.offers.length - 1 - (salt % Math.max(1, model.offers.length))]?.id ?? 'none';
  const payloads: Partial<Record<ActionName, WishPayload>> = {
    accept: { class: salt % 4 === 0 ? cls : model.class, xinfang: salt % 5 === 1 },
    reclass: { class: cls },
    dispatch: { unitId, assist },
    redispatch: { unitId },
    designate: { unitId },
    completeTask: { taskId: task?.id ?? 'none' },
    waiveTask: { taskId: salt % 9 === 0 ? 'none' : (task?.id ?? 'none') },
    reply: salt % 5 === 0 ? {} : { adopted: salt % 2 === 0 },
    feedback: {
      solved: salt % 3 === 0,
      satisfaction: salt % 4 !== 1 ? 'dissatisfied' : 'satisfied',
      acceptsExplanation: salt % 8 === 1,
    },
    requestExtension: { amount: amountOf(model, salt), partiesAgree: salt % 4 !== 0 },
    requestPark: { days: salt % 6 === 0 ? 91 : 1 + (salt % 90), after },
    unpark: { to: after },
    requestDowngrade: { class: cls },
    toMediation: { appellantAgrees: salt % 5 !== 0, otherAgrees: salt % 7 !== 0 },
    mediated: { result: mediationResults[salt % mediationResults.length] },
    resolved: { assist },
    acknowledgeEscalation: rungOf(model, salt),
    reportHelp: { offerId, stage: helpStages[salt % helpStages.length] },
    decideXinfangExtension: { approved: salt % 2 === 0 },
    decideXinfangReview: { upheld: salt % 2 === 0 },
    findViolence: { victim: victims[salt % victims.length] },
    reportToPolice: { result: policeResults[salt % policeResults.length] },
    shield: { from: [shielded[salt % shielded.length] ?? otherUnit] },
  };
  if (action.endsWith('Offer') || action === 'confirmHelp') return { offerId };
  return payloads[action] ?? (action.startsWith('decide') ? decision(salt) : {});
}

/** Granted, denied with a reason or without, or of a request that nobody made. */
function decision(salt: number): WishPayload {
  const granted = salt % 2 === 0;
  return {
    granted,
    ...(!granted && salt % 5 !== 0 && { textId: 'text-2' }),
    ...(salt % 13 === 0 && { requestSeq: 0 }),
  };
}

function amountOf(model: Model, salt: number): number {
  return model.class === 'U2' ? 23 + (salt % 3) : 1 + (salt % 11);
}

function rungOf({ rungs }: Model, salt: number): WishPayload {
  const live = rungs[salt % Math.max(1, rungs.length)];
  return live ? { rung: live.rung, raisedSeq: live.raise } : { rung: 1, raisedSeq: 0 };
}
