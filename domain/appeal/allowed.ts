// What a person may do with a case now, and why not what they may not: the buttons of every page.
import type { Refusal } from '../errors.ts';
import { actorFor, type Caller } from '../people/permissions.ts';
import type { Instant } from '../time/types.ts';
import { actionNames, type ActionName } from '../words.ts';
import { hindrance } from './decide.ts';
import { shutOut } from './shielding.ts';
import type { Appeal } from './types.ts';

export type AllowedAction = { action: ActionName; allowed: boolean; reason: Refusal | null };

/** The actions that the caller's roles cover in the case's community, each with what speaks against it now. */
export function allowedActions(appeal: Appeal, caller: Caller, now: Instant): AllowedAction[] {
  return actionNames.flatMap((action) => {
    const actor = actorFor(appeal, caller, action);
    if (!actor || shutOut(appeal, actor)) return [];
    const reason = hindrance(appeal, action, { now, actor });
    return [{ action, allowed: reason === null, reason }];
  });
}
