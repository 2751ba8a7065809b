// Random walks of a case: people of all roles doing what they may and may not, and the time passing meanwhile.
import fc from 'fast-check';
import { nextClock } from '../../../domain/appeal/clocks.ts';
import type { Command } from '../../../domain/appeal/commands.ts';
import { ask, decide, hindrance, tick, type Decision } from '../../../domain/appeal/decide.ts';
import type { AppealEvent } from '../../../domain/appeal/events.ts';
import { permissions } from '../../../domain/people/permissions.ts';
import type { Actor, Appeal, FlagName } from '../../../domain/appeal/types.ts';
import { dayMs, hourMs, minuteMs } from '../../../domain/time/shanghai.ts';
import type { Instant } from '../../../domain/time/types.ts';
import { decisionOf } from '../../../domain/appeal/requests.ts';
import {
  actionNames,
  afterParking,
  appealClasses,
  appealTypes,
  helpStages,
  mediationResults,
  satisfactions,
  policeResults,
  victims,
  type ActionName,
} from '../../../domain/words.ts';
import { at } from '../time/cast.ts';
import { seekingRung } from '../../../domain/ladder/ask.ts';
import { anAppeal, append, command, logOf, type Wanted } from './builders.ts';
import { aMatch } from '../ladder/cast.ts';
import {
  assistant,
  assistUnit,
  cast,
  colleague,
  leadUnit,
  otherHandler,
  otherSupervisor,
  otherUnit,
  secondMember,
  thirdMember,
} from './cast.ts';

const people: Actor[] = [
  ...Object.values(cast),
  colleague,
  otherHandler,
  assistant,
  secondMember,
  thirdMember,
  // The same persons in another role: handlers who would judge their own work.
  { id: 'handler', role: 'callbackAgent', unitId: null },
  { id: 'clerk', role: 'callbackAgent', unitId: null },
  otherSupervisor,
  // Who would decide what they asked for themselves.
  { id: 'handler', role: 'dispatcher', unitId: null },
  { id: 'handler', role: 'supervisor', unitId: null },
  { id: 'supervisor', role: 'director', unitId: null },
];

export type Step = {
  /** 'wish': any action by anybody; 'allowed': one that nothing speaks against; 'wake': the clocks alone. */
  kind: 'wish' | 'allowed' | 'wake';
  pick: number;
  salt: number;
  /** Milliseconds to pass first; or to where a clock does something next, just before or just after it. */
  gap: number | 'before' | 'at' | 'after';
  stale: boolean;
};

const gaps: Step['gap'][] = [0, 1000, minuteMs, 20 * minuteMs, 3 * hourMs, dayMs, 4 * dayMs, 20 * dayMs];

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('wish', 'allowed', 'allowed', 'allowed', 'wake'),
  pick: fc.nat(),
  salt: fc.nat(1000),
  gap: fc.constantFrom(...gaps, 'before' as const, 'at' as const, 'after' as const, 1000, minuteMs),
  stale: fc.boolean(),
});

const flags: fc.Arbitrary<FlagName[]> = fc.subarray(['vulnerable', 'sensitive', 'anonymous', 'safety', 'minor']);

const start: fc.Arbitrary<Wanted> = fc.record(
  {
    class: fc.constantFrom(...appealClasses),
    type: fc.constantFrom(...appealTypes),
    category: fc.constantFrom('LIGHT', 'CLEAN', 'ROAD', 'ELDER', 'XINF', 'NEIGH', 'EMERG', 'OTHER'),
    flags,
    victim: fc.constantFrom(...victims),
    ownHandling: fc.constantFrom('1wd', '3wd', '4wh'),
    at: fc
      .integer({ min: at('2026-09-10 00:00') / minuteMs, max: at('2026-12-20 00:00') / minuteMs })
      .map((n) => n * minuteMs),
  },
  { requiredKeys: ['class', 'type', 'flags', 'at'] },
);

export const walk = fc.record({ start, steps: fc.array(step, { minLength: 1, maxLength: 45, size: 'max' }) });
export type Walk = typeof walk extends fc.Arbitrary<infer W> ? W : never;

/** One thing that happened on a walk: what was tried, what it led to, and the case on both sides. */
export type Stride = {
  before: Appeal;
  after: Appeal;
  now: Instant;
  command: Command | null;
  decision: Decision;
  events: AppealEvent[];
};

/** Walks the case; `look` sees every stride. Cases are frozen, so that a rule that changed one in place would throw. */
export function go({ start: wanted, steps }: Walk, look: (stride: Stride) => void = () => undefined): Appeal {
  let appeal = frozen(anAppeal(wanted));
  let now = appeal.receivedAt;
  steps.forEach((each, index) => {
    now = Math.max(now, instantOf(appeal, now, each.gap));
    const before = appeal;
    const ticked = searched(append(appeal, tick(appeal, now, each.kind === 'wake')), now, each.salt);
    const asked = each.kind === 'wake' ? null : commandOf(frozen(ticked), each, now, index);
    const decision = asked ? decide(frozen(ticked), asked, now) : { events: [], refusal: null };
    appeal = frozen(searched(append(ticked, decision.events), now, each.salt));
    const events = logOf(appeal).slice(before.version);
    look({ before: ticked, after: appeal, now, command: asked, decision, events });
  });
  return appeal;
}

/** As the workflow does after every change: rungs that look for somebody are answered, with somebody or with nobody. */
function searched(appeal: Appeal, now: Instant, salt: number): Appeal {
  let current = appeal;
  for (let seeking = seekingRung(current); seeking; seeking = seekingRung(current)) {
    const helpers = [cast.member.id, secondMember.id, thirdMember.id].slice(0, salt % 4);
    const unit = salt % 3 === 0 ? [] : [cast.partnerLiaison.id];
    const match = aMatch(seeking, seeking.rung === 2 ? unit : helpers, salt % 2 === 0 ? 'street' : null);
    current = append(current, ask(frozen(current), match, now));
  }
  return current;
}

function instantOf(appeal: Appeal, now: Instant, gap: Step['gap']): Instant {
  if (typeof gap === 'number') return now + gap;
  const next = nextClock(appeal)?.at ?? now + hourMs;
  return next + { before: -1, at: 0, after: 1 }[gap];
}

const wishes = actionNames.flatMap((action) => people.map((actor) => ({ action, actor })));

function commandOf(appeal: Appeal, { kind, pick, salt, stale }: Step, now: Instant, index: number): Command {
  const able = ({ action, actor }: { action: ActionName; actor: Actor }) =>
    permissions[action].roles.includes(actor.role) && hindrance(appeal, action, { now, actor }) === null;
  const choices = kind === 'allowed' ? rarely(wishes.filter(able), salt) : wishes;
  const { action, actor } = choices[pick % choices.length] ?? { action: 'note' as const, actor: cast.clerk };
  const seq = kind === 'wish' && stale ? Math.max(0, appeal.version - (salt % 4)) : appeal.version;
  return command(appeal, action, payloadOf(appeal, action, salt), { actor, seq, key: `walk:${index}` });
}

/** Mostly what moves a case: walks that only write notes come nowhere. */
function rarely(choices: { action: ActionName; actor: Actor }[], salt: number) {
  const dull: ActionName[] = [
    'note',
    'urge',
    'supervise',
    'withdraw',
    'decline',
    'transferOut',
    'reclass',
    'designate',
    'findViolence',
    'progressCall',
  ];
  const lively = choices.filter(({ action }) => !dull.includes(action));
  return lively.length > 0 && salt % 8 !== 0 ? lively : choices;
}

function payloadOf(appeal: Appeal, action: ActionName, salt: number): object {
  const cls = appealClasses[salt % appealClasses.length] ?? 'U3';
  const limits = [null, { value: 1, unit: 'hour' }, { value: 1, unit: 'workingDay' }, { value: 9, unit: 'workingDay' }];
  const assist = Array.from({ length: salt % 3 }, (_, i) => ({
    id: `task-${appeal.version}-${i}`,
    unitId: i === 0 ? assistUnit : otherUnit,
    limit: limits[(salt + i) % limits.length],
  }));
  const payloads: Partial<Record<ActionName, object>> = {
    accept: {
      class: salt % 3 === 0 ? cls : appeal.class,
      category: salt % 5 === 0 ? 'ELDER' : appeal.category,
      ownHandling: salt % 2 === 0 ? '3wd' : null,
      flags: salt % 5 === 0 ? ['vulnerable'] : [],
      xinfang: salt % 4 === 0,
    },
    decideXinfangExtension: { approved: salt % 2 === 0 },
    decideXinfangReview: { upheld: salt % 2 === 0 },
    dispatch: { unitId: salt % 2 === 0 ? leadUnit : otherUnit, assist },
    redispatch: { unitId: appeal.assignment?.unitId === leadUnit ? otherUnit : leadUnit },
    reclass: { class: cls },
    seeOffer: { offerId: offerOf(appeal, salt) },
    claimOffer: { offerId: offerOf(appeal, salt) },
    declineOffer: { offerId: offerOf(appeal, salt) },
    withdrawOffer: { offerId: offerOf(appeal, salt) },
    confirmHelp: { offerId: offerOf(appeal, salt) },
    reportHelp: { offerId: offerOf(appeal, salt), stage: helpStages[salt % helpStages.length] },
    acknowledgeEscalation: salt % 2 === 0 ? { textId: 'text-1' } : {},
    requestDowngrade: { class: cls },
    designate: { unitId: salt % 2 === 0 ? leadUnit : otherUnit },
    requestExtension: { amount: 1 + (salt % 12), partiesAgree: salt % 4 !== 0 },
    requestPark: { days: 1 + (salt % 95), after: afterParking[salt % afterParking.length] },
    unpark: { to: afterParking[salt % afterParking.length] },
    toMediation: { appellantAgrees: salt % 5 !== 0, otherAgrees: salt % 7 !== 0 },
    mediated: { result: mediationResults[salt % mediationResults.length] },
    resolved: { assist },
    ...Object.fromEntries(Object.values(decisionOf).map((name) => [name, decision(salt)])),
    findViolence: { victim: victims[salt % victims.length] },
    reportToPolice: { result: policeResults[salt % policeResults.length] },
    feedback: {
      solved: salt % 3 === 0,
      satisfaction: satisfactions[salt % satisfactions.length],
      acceptsExplanation: salt % 7 === 1,
    },
  };
  return payloads[action] ?? {};
}

function offerOf({ offers }: Appeal, salt: number): string {
  return offers[offers.length - 1 - (salt % Math.max(1, offers.length))]?.id ?? 'none';
}

/** Granted, denied with a reason, or denied without one. */
function decision(salt: number): object {
  return salt % 3 === 0 ? { granted: true } : { granted: false, ...(salt % 5 !== 0 && { textId: 'text-2' }) };
}

function frozen(appeal: Appeal): Appeal {
  return deepFreeze(appeal);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
