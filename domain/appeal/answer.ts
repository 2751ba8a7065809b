// What an action is answered with: the same whether its workflow says it at once or the log says it again later.
import type { Instant } from '../time/types.ts';
import type { ActionName, Outcome, State } from '../words.ts';
import { allowedActions } from './allowed.ts';
import type { AppealEvent } from './events.ts';
import { rebuild } from './evolve.ts';
import type { Actor, Appeal } from './types.ts';

/** The new state, the sequence number to act upon next, and what the same actor may do then. */
export type Answer = {
  no: string;
  state: State;
  outcome: Outcome | null;
  seq: number;
  allowedActions: ActionName[];
};

/** The answer to `actor` when the case stands as it does at `now`. */
export function answerTo(appeal: Appeal, actor: Actor, now: Instant): Answer {
  const grant = { role: actor.role, communityId: appeal.place.communityId, unitId: actor.unitId };
  const allowed = allowedActions(appeal, { id: actor.id, grants: [grant] }, now).filter((each) => each.allowed);
  return {
    no: appeal.no,
    state: appeal.state,
    outcome: appeal.outcome,
    seq: appeal.version,
    allowedActions: allowed.map((each) => each.action),
  };
}

/** The answer that the request of the log's last event got; null for an empty log. */
export function answerOfLast(log: AppealEvent[]): Answer | null {
  const appeal = rebuild(log);
  const last = log.at(-1);
  return appeal && last ? answerTo(appeal, last.actor, last.at) : null;
}
