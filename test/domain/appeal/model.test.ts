// The rules against the model: random wishes of random people at random times, and whatever one grants the other must.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findClock, nextClock } from '../../../domain/appeal/clocks.ts';
import { decide, tick } from '../../../domain/appeal/decide.ts';
import type { Actor, Appeal, FlagName } from '../../../domain/appeal/types.ts';
import { dayMs, hourMs, minuteMs } from '../../../domain/time/shanghai.ts';
import type { Instant } from '../../../domain/time/types.ts';
import { appealClasses, appealTypes, type ActionName } from '../../../domain/words.ts';
import { at } from '../time/cast.ts';
import { anAppeal, append, command, type Wanted } from './builders.ts';
import { assistant, assistUnit, cast, colleague, leadUnit, otherHandler, otherUnit } from './cast.ts';
import { acts, after, handlingDue, may, mayDrift, places, type Model, type Wish, type WishPayload } from './model.ts';

const people: Actor[] = [
  ...Object.values(cast),
  colleague,
  otherHandler,
  assistant,
  // One person in two roles: whoever handled or answered may not judge.
  { id: 'handler', role: 'callbackAgent', unitId: null },
  { id: 'clerk', role: 'callbackAgent', unitId: null },
  { id: 'supervisor', role: 'callbackAgent', unitId: null },
  { id: 'handler', role: 'clerk', unitId: null },
];
const played = Object.keys(acts) as ActionName[];

type Gap = number | 'before' | 'at' | 'after';
type Step = { kind: 'granted' | 'anything' | 'time'; pick: number; salt: number; gap: Gap; stale: boolean };

const gaps: Gap[] = [
  0,
  1000,
  minuteMs,
  minuteMs,
  20 * minuteMs,
  3 * hourMs,
  dayMs,
  4 * dayMs,
  20 * dayMs,
  'before',
  'at',
  'after',
];
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('granted', 'granted', 'granted', 'granted', 'granted', 'anything', 'time'),
  pick: fc.nat(),
  salt: fc.nat(500),
  gap: fc.constantFrom(...gaps),
  stale: fc.integer({ min: 0, max: 15 }).map((n) => n === 0),
});
const flags: fc.Arbitrary<FlagName[]> = fc.subarray(['vulnerable', 'sensitive', 'anonymous', 'safety']);
const start = fc.record({
  class: fc.constantFrom(...appealClasses, 'U1' as const, 'U2' as const),
  type: fc.constantFrom(...appealTypes),
  flags,
  at: fc
    .integer({ min: at('2026-09-10 00:00') / minuteMs, max: at('2026-11-20 00:00') / minuteMs })
    .map((n) => n * minuteMs),
});
const play = fc.record({ start, steps: fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }) });

type Game = { appeal: Appeal; model: Model; now: Instant; seen: number };

function begin({ start: wanted }: { start: Required<Pick<Wanted, 'class' | 'type' | 'flags' | 'at'>> }): Game {
  const appeal = anAppeal(wanted);
  const model: Model = {
    state: 'registered',
    outcome: null,
    type: wanted.type,
    class: wanted.class,
    reclassed: false,
    flags: wanted.flags,
    round: 0,
    since: wanted.at,
    paused: false,
    unit: null,
    contacted: false,
    handledBy: [],
    openTasks: [],
    failedOn: [],
    noCallback: false,
    proactive: false,
    over: false,
  };
  return { appeal, model, now: wanted.at, seen: 0 };
}

function wishFor(model: Model, { kind, pick, salt }: Step, now: Instant): Wish {
  const payloads = payloadsOf(model, salt);
  const wishes = played.flatMap((action) => {
    const payload = payloads[action] ?? {};
    return people.map((actor) => ({ action, actor, now, payload }));
  });
  const granted = kind === 'granted' ? wishes.filter((wish) => may(model, wish) === true) : [];
  // What only writes something down comes seldom, or a case comes nowhere.
  const dull: ActionName[] = ['note', 'urge', 'supervise', 'reclass', 'withdraw', 'decline', 'transferOut'];
  const lively = granted.filter(({ action }) => !dull.includes(action));
  const choices = lively.length > 0 && salt % 7 !== 0 ? lively : granted.length > 0 ? granted : wishes;
  return choices[pick % choices.length] as Wish;
}

function payloadsOf(model: Model, salt: number): Partial<Record<ActionName, WishPayload>> {
  const cls = appealClasses[salt % appealClasses.length] ?? 'U3';
  const task = model.openTasks[salt % Math.max(1, model.openTasks.length)];
  const assist = salt % 3 === 0 ? [{ id: `task-${salt}-${model.round}`, unitId: assistUnit, limit: null }] : [];
  return {
    accept: { class: salt % 4 === 0 ? cls : model.class },
    reclass: { class: cls },
    dispatch: { unitId: salt % 2 === 0 ? leadUnit : otherUnit, assist },
    redispatch: { unitId: salt % 2 === 0 ? leadUnit : otherUnit },
    completeTask: { taskId: task?.id ?? 'none' },
    waiveTask: { taskId: salt % 9 === 0 ? 'none' : (task?.id ?? 'none') },
    reply: salt % 5 === 0 ? {} : { adopted: salt % 2 === 0 },
    feedback: { solved: salt % 3 === 0, acceptsExplanation: salt % 8 === 1 },
  };
}

/** What the games have shown, for a look at the end that they come everywhere. */
const granted = new Set<ActionName>();
const refused = new Set<ActionName>();
const reached = new Set<string>();

/** What the time does: the clocks may lead the case only where the description says they lead. */
function pass(game: Game, now: Instant, inclusive: boolean): Game {
  const appeal = append(game.appeal, tick(game.appeal, now, inclusive));
  let { model } = game;
  if (appeal.state !== model.state) {
    expect(mayDrift(model, appeal.state, appeal.outcome), `${model.state} → ${appeal.state} by the clocks`).toBe(true);
    model = { ...model, state: appeal.state, outcome: appeal.outcome };
    for (const task of appeal.tasks)
      if (task.kind === 'homeVisit' && task.state === 'open' && !model.openTasks.some(({ id }) => id === task.id))
        model = { ...model, openTasks: [...model.openTasks, { id: task.id, unitId: null }] };
  }
  const windowOver = model.state === 'closed' && appeal.archivedAt !== null;
  return { ...game, appeal, now, model: windowOver ? { ...model, over: true } : model };
}

function turn(game: Game, each: Step): Game {
  const next = nextClock(game.appeal)?.at ?? game.now + hourMs;
  const wanted = typeof each.gap === 'number' ? game.now + each.gap : next + { before: -1, at: 0, after: 1 }[each.gap];
  const now = Math.max(game.now, wanted);
  if (each.kind === 'time') return pass(game, now, true);
  const before = pass(game, now, false);
  const wish = wishFor(before.model, each, now);
  const stale = each.stale && before.appeal.personSeq > 1;
  const seq = stale ? before.appeal.personSeq - 1 : before.appeal.version;
  const asked = command(before.appeal, wish.action, wish.payload, { actor: wish.actor, seq });
  const { events, refusal } = decide(before.appeal, asked, now);
  const expected = stale ? false : may(before.model, wish);
  const said = `${wish.action} by ${wish.actor.id} as ${wish.actor.role} in ${before.model.state}: ${refusal?.code ?? 'granted'}`;
  if (expected !== null) expect(refusal === null, said).toBe(expected);
  if (stale) expect(refusal?.code).toBe('stale');
  (refusal ? refused : granted).add(wish.action);
  if (refusal) {
    expect(events, said).toEqual([]);
    return before;
  }
  return { ...before, appeal: append(before.appeal, events), model: after(before.model, wish) };
}

function compare({ appeal, model, now }: Game, inclusive: boolean): void {
  const real = { state: appeal.state, outcome: appeal.outcome, round: appeal.round, class: appeal.class };
  expect(real).toEqual({ state: model.state, outcome: model.outcome, round: model.round, class: model.class });
  expect(appeal.assignment?.unitId ?? null).toBe(model.unit);
  expect(appeal.tasks.filter(({ state }) => state === 'open').map(({ id }) => id)).toEqual(
    model.openTasks.map(({ id }) => id),
  );
  expect(appeal.proactive !== null).toBe(model.proactive);
  // The resident's clock of a round is one, and has run since the round began: nothing puts it back to zero.
  const clock = findClock(appeal, 'handling');
  if (clock) expect([clock.openedAt, clock.round]).toEqual([model.since, model.round]);
  const due = handlingDue(model);
  const waiting = ['registered', 'accepted', 'dispatched', 'handling'].includes(model.state);
  const late = appeal.late.some((each) => each.clock === 'handling' && each.round === model.round);
  // At the due instant itself an act is still in time, until the clock has fired.
  if (due !== null && waiting && (now !== due || inclusive)) expect(late, `late at ${now} by ${due}`).toBe(now >= due);
}

describe('§4.2 §4.6 §8 the rules and the model', () => {
  test('agree on every wish of 2,000 games: who may do what in which state, rounds, tasks, outcomes, the clock of a round', () => {
    fc.assert(
      fc.property(play, (drawn) => {
        let game = begin(drawn);
        for (const each of drawn.steps) {
          const lateBefore = game.appeal.late;
          game = turn(game, each);
          compare(game, each.kind === 'time');
          reached.add(game.model.outcome ?? game.model.state);
          expect(game.appeal.late.slice(0, lateBefore.length)).toEqual(lateBefore);
        }
      }),
      { numRuns: 2_000 },
    );
    // The games come everywhere: no action that was never granted or never refused, no state and outcome never reached.
    expect([...granted].sort()).toEqual([...played].sort());
    expect([...refused].sort()).toEqual([...played].sort());
    expect([...reached].sort()).toEqual([...places].sort());
  }, 240_000);
});
