// `decide` and `tick`: what follows from a command or from the time. Pure: the same case, command and instant give the same events.
import type { Refusal } from '../errors.ts';
import { permissions } from '../people/permissions.ts';
import type { Instant } from '../time/types.ts';
import { isTerminal, type ActionName } from '../words.ts';
import { clockKey, openClock, reachedPoint, type ClockBasis, type Point } from './clocks.ts';
import type { Command } from './commands.ts';
import type { AppealEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { fire } from './expiry.ts';
import { isRefusal, type Draft, type Moment, type Rule } from './rule.ts';
import { draftsOf, gathering, type Told, type Telling } from './tell.ts';
import { askDrafts } from '../ladder/ask.ts';
import { insteadOf, soughtAgain, takenBack } from '../ladder/taken-back.ts';
import { offersOf } from '../ladder/offers.ts';
import { offerRules } from '../ladder/rules.ts';
import type { Match } from '../ladder/types.ts';
import { closingRules, oversightRules } from './rules-closing.ts';
import { handlingRules } from './rules-handling.ts';
import { elsewhereRules } from './rules-elsewhere.ts';
import { extensionRules } from './rules-extension.ts';
import { intakeRules } from './rules-intake.ts';
import { xinfangRules } from './rules-xinfang.ts';
import { listingRules } from './listing.ts';
import { mergingRules } from './rules-merging.ts';
import { parkingRules } from './rules-parking.ts';
import { awaitsPolice, policeRules, victimClocks } from './rules-police.ts';
import { consentClocks, guardianRules } from './guardian.ts';
import { repeatingRules } from './repeating.ts';
import { reclassRules } from './rules-reclass.ts';
import { returningRules } from './rules-returning.ts';
import { inGrace } from './requests.ts';
import { shieldingRules, shutOut } from './shielding.ts';
import { systemActor } from './system-actor.ts';
import type { Actor, Appeal, Registration } from './types.ts';

/** Events that follow, or why none do. */
export type Decision = { events: AppealEvent[]; refusal: Refusal | null };

const rules: { [A in ActionName]: Rule<A> } = {
  ...intakeRules,
  ...handlingRules,
  ...closingRules,
  ...oversightRules,
  ...xinfangRules,
  ...offerRules,
  ...returningRules,
  ...extensionRules,
  ...parkingRules,
  ...reclassRules,
  ...elsewhereRules,
  ...shieldingRules,
  ...listingRules,
  ...mergingRules,
  ...policeRules,
  ...repeatingRules,
  ...guardianRules,
};

/** No case fires more than this at once: a guard against a rule that would re-open a due clock for ever. */
const tickBound = 200;

/** The first event of a case. Clocks run from `receivedAt`, the category's provisional class deciding their length. */
export function register(facts: Registration, owner: string, actor: Actor, now: Instant): AppealEvent {
  const marks = Object.fromEntries(facts.flags.map((name) => [name, { at: now, by: actor.id }]));
  const basis: ClockBasis = { ...facts, round: 0, flags: marks };
  const clocks = [
    // First, so that of two dues at one instant this is the one that lists show.
    ...victimClocks(basis, facts.victim, facts.receivedAt),
    ...openClock(basis, 'acceptance', facts.receivedAt),
    ...openClock(basis, 'handling', facts.receivedAt),
    ...consentClocks(basis, facts.victim ? undefined : facts.guardianConsent, facts.receivedAt),
  ];
  return {
    seq: 1,
    kind: 'registered',
    key: 'registered',
    at: now,
    actor,
    action: null,
    bodyHash: null,
    data: { owner, facts, clocks },
  };
}

/** From so many appellants on a list, an appeal is one of many households (domain §4.6). */
export const listOfMany = 5;

/** The events with which a case begins: of a joint appeal of many, rung 1 with it. */
export function beginning(facts: Registration, owner: string, actor: Actor, now: Instant): AppealEvent[] {
  const first = register(facts, owner, actor, now);
  const appellants = facts.appellants ?? 1;
  if (appellants < listOfMany) return [first];
  const appeal = evolve(null, first);
  const drafts = gathering(appeal, 'list', { households: appellants, master: null }, now);
  const by = { key: 'gathered', now, actor: systemActor, action: null, bodyHash: null };
  return [first, ...stamp(appeal, drafts, by)];
}

/** What being told something leads to: `refused` with no events where the case is over and somebody counted on it. */
export function hear(
  appeal: Appeal,
  telling: Telling,
  key: string,
  now: Instant,
): { events: AppealEvent[]; told: Told } {
  const drafts = draftsOf(appeal, telling, now);
  if (drafts === null) return { events: [], told: 'refused' };
  const by = { key, now, actor: systemActor, action: null, bodyHash: key };
  return { events: eventsOf(appeal, drafts, by), told: 'taken' };
}

/** The take-over of a log by another run of the workflow. */
export function resume(appeal: Appeal, owner: string, now: Instant): AppealEvent {
  const base = { seq: appeal.version + 1, at: now, actor: systemActor, action: null, bodyHash: null };
  return { ...base, kind: 'resumed', key: `r:${owner}`, data: { owner } };
}

/**
 * What the clocks do by `now`, in the order of their instants. `inclusive` is false before a command: an action at the due
 * instant itself is in time (domain §4.2).
 */
export function tick(appeal: Appeal, now: Instant, inclusive: boolean): AppealEvent[] {
  const events: AppealEvent[] = [];
  let current = appeal;
  for (let i = 0; i < tickBound; i += 1) {
    const point = reachedPoint(current, now, inclusive);
    if (!point) return events;
    const fired = firedAt(current, point, now);
    for (const event of fired) current = evolve(current, event);
    events.push(...fired);
  }
  throw new RangeError(`the clocks of ${appeal.no} do not come to rest`);
}

/** What a command leads to at `now`. Due clocks are not looked at here: `tick` comes first. */
export function decide(appeal: Appeal, command: Command, now: Instant): Decision {
  const moment: Moment = { now, actor: command.actor };
  const refusal =
    staleness(appeal, command) ??
    permission(command.action, command.actor) ??
    shutOut(appeal, command.actor) ??
    hindrance(appeal, command.action, moment);
  if (refusal) return { events: [], refusal };
  const decision = ruled(appeal, command, moment);
  return decision.refusal === null && endsGrace(appeal, command, decision.events)
    ? afterGrace(appeal, command, moment)
    : decision;
}

function ruled(appeal: Appeal, command: Command, moment: Moment): Decision {
  const rule = rules[command.action] as Rule<ActionName>;
  const drafts = rule.decide(appeal, command.payload, moment);
  if (isRefusal(drafts)) return { events: [], refusal: drafts };
  const { key, actor, action, bodyHash } = command;
  return { events: eventsOf(appeal, drafts, { key, now: moment.now, actor, action, bodyHash }), refusal: null };
}

/** What becomes of the rung that looks for somebody, when matching has answered: the system's own command `ask`. */
export function ask(appeal: Appeal, match: Match, now: Instant): AppealEvent[] {
  const drafts = askDrafts(appeal, match, now);
  // A rung that looks anew asks by another key than it did before.
  const before = offersOf(appeal, match.raisedSeq).length;
  const key = `ask:${match.raisedSeq}${before > 0 ? `:${before}` : ''}`;
  const by = { key, now, actor: systemActor, action: null, bodyHash: null };
  return eventsOf(appeal, drafts, by);
}

/** In the grace the due has passed already: an act that leaves nothing to decide (the work is done, the case is moved on) is late. */
function endsGrace(appeal: Appeal, { action }: Command, events: AppealEvent[]): boolean {
  if (!inGrace(appeal) || action === 'decideExtension') return false;
  return !inGrace(events.reduce<Appeal>((state, event) => evolve(state, event), appeal));
}

/** First the clock fires, as at the end of the grace; then the act, on the case as it is then. */
function afterGrace(appeal: Appeal, command: Command, moment: Moment): Decision {
  const clock = appeal.clocks.find(({ name }) => name === 'handling');
  if (!clock) return ruled(appeal, command, moment);
  const fired = firedAt(appeal, { at: clock.dueAt, what: 'due', clock }, moment.now);
  const late = fired.reduce<Appeal>((state, event) => evolve(state, event), appeal);
  const decision = ruled(late, command, moment);
  return decision.refusal ? decision : { events: [...fired, ...decision.events], refusal: null };
}

/** The events of a clock's point, under a key of that clock. A grace is no due yet, and leaves the due its key. */
function firedAt(appeal: Appeal, point: Point, now: Instant): AppealEvent[] {
  const drafts = fire(appeal, point, now);
  // More than one grace is possible: of a due that an extension moved, or a revised calendar.
  const grace = drafts[0]?.kind === 'graceBegun';
  // A statutory clock is warned of several times.
  const mark = point.what === 'warn' && point.clock.marks ? `:${point.at}` : '';
  const what = grace ? `grace:${point.clock.dueAt}` : `${point.what}${mark}`;
  const key = `${clockKey(point.clock)}:${what}`;
  return eventsOf(appeal, drafts, { key, now, actor: systemActor, action: null, bodyHash: null });
}

/** What speaks against an action whatever its payload (state and guards), or null. */
export function hindrance(appeal: Appeal, action: ActionName, moment: Moment): Refusal | null {
  const rule = rules[action];
  if (!(rule.from === 'open' ? !isTerminal(appeal.state) : rule.from.includes(appeal.state)))
    return { code: 'wrongState', params: { state: appeal.state } };
  if (awaitsPolice(appeal, action)) return { code: 'policeFirst' };
  return rule.guard?.(appeal, moment) ?? null;
}

function permission(action: ActionName, actor: Actor): Refusal | null {
  return permissions[action].roles.includes(actor.role) ? null : { code: 'notPermitted' };
}

/** A person who has not seen the newest act of another person decides on old ground; the system's own events never make stale. */
function staleness(appeal: Appeal, { seq }: Command): Refusal | null {
  if (seq === null || (seq >= appeal.personSeq && seq <= appeal.version)) return null;
  return { code: 'stale', params: { seq: appeal.version } };
}

type Stamp = Pick<AppealEvent, 'actor' | 'action' | 'bodyHash' | 'key'> & { now: Instant };

/** The drafts as events, and after them what becomes of offers and of rungs that lost theirs. */
function eventsOf(appeal: Appeal, drafts: Draft[], by: Stamp): AppealEvent[] {
  const events = stamp(appeal, drafts, by);
  if (appeal.offers.length === 0) return events;
  const after = events.reduce((state, event) => evolve(state, event), appeal);
  const withdrawn = stamp(appeal, takenBack(after), by, events.length);
  const left = withdrawn.reduce((state, event) => evolve(state, event), after);
  const again = events.some(({ kind }) => kind === 'unmerged') ? soughtAgain(left, by.now) : [];
  const more = [...insteadOf(after, left, by.now), ...again];
  return [...events, ...withdrawn, ...stamp(appeal, more, by, events.length + withdrawn.length)];
}

/** Gives drafts their place in the log: the first carries the key, what follows from it the key with a number. */
function stamp(appeal: Appeal, drafts: Draft[], { key, now, actor, action, bodyHash }: Stamp, from = 0): AppealEvent[] {
  return drafts.map((draft, place) => ({
    seq: appeal.version + 1 + from + place,
    key: from + place === 0 ? key : `${key}#${from + place}`,
    at: now,
    actor,
    action,
    bodyHash,
    ...draft,
  }));
}
