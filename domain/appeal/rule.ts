// What a rule of one action is: from which states, under which guard, and which events follow.
import type { Refusal } from '../errors.ts';
import type { Instant } from '../time/types.ts';
import type { ActionName, State } from '../words.ts';
import type { Payload } from './commands.ts';
import type { EventData, EventKind } from './events.ts';
import type { Actor, Appeal } from './types.ts';

/** An event before it has its place in the log. */
export type Draft = { [K in EventKind]: { kind: K; data: EventData<K> } }[EventKind];

export type Moment = { now: Instant; actor: Actor };

export type Rule<A extends ActionName> = {
  /** 'open': any state but the terminal ones. */
  from: readonly State[] | 'open';
  /** What speaks against the action whatever its payload: shown beside a disabled button too. */
  guard?: (appeal: Appeal, moment: Moment) => Refusal | null;
  decide: (appeal: Appeal, payload: Payload<A>, moment: Moment) => Draft[] | Refusal;
};

export type Rules<A extends ActionName> = { [N in A]: Rule<N> };

export function isRefusal(decided: Draft[] | Refusal): decided is Refusal {
  return !Array.isArray(decided);
}
