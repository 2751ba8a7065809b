// Whoever can help on a rung that looks for somebody is found and asked, rung after rung until one is asked or the ladder ends. Caps
// across cases are held by the append: who was taken meanwhile is not found again. A rung is given up only when matching finds
// nobody who has room; however often others were quicker, that is no such answer (docs/decisions/0012).
import { ask } from '../domain/appeal/decide.ts';
import type { AppealEvent } from '../domain/appeal/events.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import { seekingRung } from '../domain/ladder/ask.ts';
import type { Match } from '../domain/ladder/types.ts';
import type { MatchInput } from '../activities/match.ts';

/** More than rungs, since others may take those who were found. Then the case goes on, and looks again in a while. */
const searches = 12;

export type Seeking = {
  appeal: () => Appeal | null;
  match: (input: MatchInput) => Promise<Match>;
  /** Appends to the case; null where the state is another one now. */
  put: (events: AppealEvent[]) => Promise<'capped' | 'done' | null>;
};

/** Whether no rung looks for anybody any more. */
export async function seekHelp({ appeal: current, match, put }: Seeking): Promise<boolean> {
  let vain = 0;
  for (let search = 0; search < searches; search += 1) {
    const appeal = current();
    const seeking = appeal && seekingRung(appeal);
    if (!appeal || !seeking) return true;
    const { rung, raisedSeq, raisedAt } = seeking;
    const now = Math.max(Date.now(), raisedAt);
    const found = await match({ appeal, rung, raisedSeq, now, ...(vain > 0 ? { vain } : {}) });
    const answer = await put(ask(appeal, found, now));
    if (answer === null) return true;
    vain = answer === 'capped' ? vain + 1 : 0;
  }
  const left = current();
  return left === null || seekingRung(left) === null;
}
