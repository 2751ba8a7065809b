// Cases for tests, each walked to where a test wants it by real commands and ticks at given instants. A case remembers its log.
import type { Command, Payload } from '../../../domain/appeal/commands.ts';
import { nextClock } from '../../../domain/appeal/clocks.ts';
import { decide, register, tick, type Decision } from '../../../domain/appeal/decide.ts';
import type { AppealEvent, EventKind } from '../../../domain/appeal/events.ts';
import { evolve } from '../../../domain/appeal/evolve.ts';
import type { Actor, Appeal, Clock, FlagName, Registration } from '../../../domain/appeal/types.ts';
import { defaultPolicy } from '../../../domain/policy/defaults.ts';
import { freezeTerms } from '../../../domain/policy/terms.ts';
import type { Policy } from '../../../domain/policy/types.ts';
import { minuteMs, shanghaiDate, shanghaiMinutes } from '../../../domain/time/shanghai.ts';
import type { Duration, Instant } from '../../../domain/time/types.ts';
import type {
  ActionName,
  AppealClass,
  AppealType,
  ClockName,
  ConsentWay,
  State,
  Victim,
} from '../../../domain/words.ts';
import { at, calendar, usual } from '../time/cast.ts';
import { assistUnit, clerk, resident, supervisor, usualActor } from './cast.ts';
import { usualPayload } from './payloads.ts';

/** A Tuesday morning, in office hours. */
export const tuesday = at('2026-11-24 10:00');

export type Wanted = {
  state?: State;
  class?: AppealClass;
  type?: AppealType;
  category?: string;
  ownHandling?: string;
  /** Accepted as a 信访 matter. */
  xinfang?: boolean;
  flags?: FlagName[];
  /** Who suffers, told at once. */
  victim?: Victim;
  guardianConsent?: ConsentWay | null;
  /** One assisting unit for each limit; null: until the lead's due. */
  assist?: (Duration | null)[];
  /** Asked for while the case was in handling, and still to be decided. */
  asking?: ActionName;
  /** Solved, but the resident was not content. */
  dissatisfied?: boolean;
  /** When the last step to the state was taken; the others a minute apart before it. */
  at?: Instant;
  policy?: Policy;
};

const toHandling = ['accept', 'dispatch', 'sign'] as const;
const toReplied = [...toHandling, 'contact', 'complete', 'reply'] as const;

/** The steps from registration to each state. */
const ways: Record<State, readonly ActionName[]> = {
  registered: [],
  accepted: ['accept'],
  dispatched: ['accept', 'dispatch'],
  handling: toHandling,
  awaitingResident: [...toHandling, 'needInfo'],
  returnReview: [...toHandling, 'requestReturn'],
  inMediation: [...toHandling, 'toMediation'],
  inCouncil: [...toHandling, 'toCouncil'],
  parked: [...toHandling, 'requestPark', 'decidePark'],
  handled: [...toHandling, 'contact', 'complete'],
  replied: toReplied,
  closed: [...toReplied, 'feedback'],
  declined: ['decline'],
  transferredOut: ['transferOut'],
  withdrawn: ['withdraw'],
  merged: toHandling,
};

/** A case in the wanted state (registered by default), class U3, on a Tuesday at 10:00. */
export function anAppeal(wanted: Wanted = {}): Appeal {
  const { state = 'registered', at: last = tuesday, assist = [] } = wanted;
  const steps = ways[state].flatMap((action) =>
    action === 'sign' && wanted.asking ? [action, wanted.asking] : [action],
  );
  const given: Partial<Record<ActionName, object>> = {
    dispatch: { assist: tasks(assist) },
    ...(wanted.xinfang && { accept: { xinfang: true } }),
    ...(wanted.dissatisfied && { feedback: { satisfaction: 'dissatisfied' } }),
  };
  let appeal = registered(wanted, last - steps.length * minuteMs);
  steps.forEach((action, index) => {
    const when = last - (steps.length - 1 - index) * minuteMs;
    appeal = act(appeal, action, given[action] ?? {}, { at: when });
  });
  return state === 'merged' ? mergedInto(appeal, 'SQ20261124-000009', last + minuteMs) : appeal;
}

/** The case as it follows `master`: what the decision of a merge leads to. */
export function mergedInto(appeal: Appeal, master: string, at: Instant): Appeal {
  const { version: seq } = appeal;
  const event = {
    seq: seq + 1,
    kind: 'merged',
    key: `merge:${seq}`,
    at,
    actor: supervisor,
    action: null,
    bodyHash: null,
  };
  const data = { into: master, ...(appeal.xinfang && { statutory: true }) };
  return append(appeal, [{ ...event, data } as AppealEvent]);
}

/** The same case under another number, with its log. */
export function renumbered(appeal: Appeal, no: string): Appeal {
  return remembered({ ...appeal, no }, logOf(appeal));
}

export function tasks(limits: (Duration | null)[]) {
  return limits.map((limit, i) => ({ id: `task-${i + 1}`, unitId: assistUnit, limit }));
}

function registered(wanted: Wanted, receivedAt: Instant): Appeal {
  const event = register(facts(wanted, receivedAt), 'run-1', clerk, receivedAt);
  return remembered(evolve(null, event), [event]);
}

export function facts(wanted: Wanted, receivedAt: Instant): Registration {
  return {
    no: 'SQ20261124-000001',
    type: wanted.type ?? 'HELP',
    category: wanted.category ?? 'LIGHT',
    class: wanted.class ?? 'U3',
    ownHandling: wanted.ownHandling ?? null,
    place: { communityId: 'shuangta', compoundId: 'bajiaxiang', buildingId: null },
    channel: 'phone',
    source: 'clerk',
    receivedAt,
    flags: wanted.flags ?? [],
    ...(wanted.victim ? { victim: wanted.victim } : {}),
    ...(wanted.guardianConsent === undefined ? {} : { guardianConsent: wanted.guardianConsent }),
    linkedTo: null,
    privacyNoticeVersion: 'p-1',
    terms: freezeTerms(wanted.policy ?? defaultPolicy, calendar, usual.officeHours, receivedAt),
  };
}

export type By = { at?: Instant; actor?: Actor; seq?: number | null; key?: string };
type Given<A extends ActionName> = Partial<Payload<A>>;

/** The case after an action that must succeed; what its clocks do before that instant comes first. */
export function act<A extends ActionName>(appeal: Appeal, action: A, payload: Given<A> = {}, by: By = {}): Appeal {
  const when = by.at ?? lastAt(appeal) + minuteMs;
  const before = ticked(appeal, when, false);
  const { events, refusal } = decide(before, command(before, action, payload, by), when);
  if (refusal) throw new Error(`${action} at ${shown(when)} in ${before.state}: ${JSON.stringify(refusal)}`);
  return append(before, events);
}

/** What becomes of an action: as `act`, but a refusal is the answer. */
export function attempt<A extends ActionName>(
  appeal: Appeal,
  action: A,
  payload: Given<A> = {},
  by: By = {},
): Decision {
  const when = by.at ?? lastAt(appeal) + minuteMs;
  const before = ticked(appeal, when, false);
  return decide(before, command(before, action, payload, by), when);
}

/** Why an action is refused; null when it is not. */
export function refusalOf<A extends ActionName>(appeal: Appeal, action: A, payload: Given<A> = {}, by: By = {}) {
  return attempt(appeal, action, payload, by).refusal?.code ?? null;
}

/** The case at `until`, that instant included; its clocks are woken each at its own instant. */
export function passTime(appeal: Appeal, until: Instant): Appeal {
  return ticked(appeal, until, true);
}

/** The case after one wake at `now`, as after an outage: all that has come due is found together. */
export function wake(appeal: Appeal, now: Instant): Appeal {
  return append(appeal, tick(appeal, now, true));
}

function ticked(appeal: Appeal, until: Instant, inclusive: boolean): Appeal {
  let current = appeal;
  for (let next = nextClock(current); next; next = nextClock(current)) {
    const { at: instant } = next;
    if (inclusive ? instant > until : instant >= until) break;
    current = append(current, tick(current, Math.max(instant, lastAt(current)), true));
  }
  return current;
}

let keys = 0;

export function command<A extends ActionName>(appeal: Appeal, action: A, payload: Given<A>, by: By = {}): Command {
  const { actor = usualActor[action], seq = appeal.version, key = `k:${(keys += 1)}` } = by;
  return {
    action,
    payload: { ...usualPayload(appeal, action), ...payload },
    actor,
    key,
    bodyHash: key,
    seq,
  } as Command;
}

/** The case after a downgrade that the clerk asked for and the supervisor granted. */
export function downgraded(appeal: Appeal, cls: AppealClass, when?: Instant): Appeal {
  const at = when ?? lastAt(appeal) + minuteMs;
  return act(act(appeal, 'requestDowngrade', { class: cls }, { at }), 'decideDowngrade', {}, { at });
}

const logs = new WeakMap<Appeal, AppealEvent[]>();

/** The whole log of a built case. */
export function logOf(appeal: Appeal): AppealEvent[] {
  return logs.get(appeal) ?? [];
}

/** The events of one kind in the log, oldest first. */
export function eventsOf<K extends EventKind>(appeal: Appeal, kind: K) {
  return logOf(appeal).filter((event): event is Extract<AppealEvent, { kind: K }> => event.kind === kind);
}

export function append(appeal: Appeal, events: AppealEvent[]): Appeal {
  if (events.length === 0) return appeal;
  const after = events.reduce((state, event) => evolve(state, event), appeal);
  return remembered(after, [...logOf(appeal), ...events]);
}

function remembered(appeal: Appeal, log: AppealEvent[]): Appeal {
  logs.set(appeal, log);
  return appeal;
}

export function lastAt(appeal: Appeal): Instant {
  return logOf(appeal).at(-1)?.at ?? appeal.receivedAt;
}

/** The open clock of that name; it must be there. */
export function clockOf(appeal: Appeal, name: ClockName): Clock {
  const clock = appeal.clocks.find((each) => each.name === name);
  if (!clock) throw new Error(`no ${name} clock in ${appeal.state}`);
  return clock;
}

export function openNames(appeal: Appeal): ClockName[] {
  return appeal.clocks.map((clock) => clock.name).sort();
}

/** An instant as people in Shanghai read it: '11-24 10:00', with seconds where there are any. */
export function shown(instant: Instant | null): string {
  if (instant === null) return '-';
  const seconds = Math.round(shanghaiMinutes(instant) * 60);
  const two = (n: number) => String(n).padStart(2, '0');
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  return `${shanghaiDate(instant).slice(5)} ${time}${seconds % 60 ? `:${two(seconds % 60)}` : ''}`;
}

/** The resident's words are recorded by whoever they are said to. */
export const unsolved = { solved: false, satisfaction: 'dissatisfied' } as const;

/** The case answered once more after the resident was not content. */
export function answeredAgain(appeal: Appeal): Appeal {
  const again = act(appeal, 'feedback', unsolved, { actor: resident });
  return act(act(again, 'complete'), 'reply');
}
