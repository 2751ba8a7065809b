// What matching is asked for a rung of a case: everything it needs to know of the case, and nothing else.
import type { Appeal } from '../appeal/types.ts';
import { requiredTraining, wantedFor } from '../matching/capabilities.ts';
import type { MatchRequest } from '../matching/types.ts';
import { unitsOf } from '../people/permissions.ts';
import { workingTimeOf } from '../policy/terms.ts';
import type { Instant } from '../time/types.ts';
import { askOf, wantedOn } from './ask.ts';

/** Answered in writing or on the telephone: from anywhere. */
const remote: readonly string[] = ['POLICY', 'ONLINE'];

/** The request of a rung on which helpers are looked for at `at`. */
export function matchRequest(appeal: Appeal, rung: 2 | 3, at: Instant): MatchRequest {
  const { category, place, type, flags, terms } = appeal;
  const ask = askOf(appeal, rung);
  return {
    rung,
    category,
    capabilities: wantedFor(wantedOn(appeal, rung), ask),
    ask,
    place,
    at,
    remote: remote.includes(category),
    training: rung === 3 ? requiredTraining(category) : [],
    recused: [...new Set([...unitsOf(appeal), ...appeal.handlers, ...appeal.shieldedFrom])],
    type,
    flags: Object.keys(flags),
    hours: workingTimeOf(terms),
  };
}

/** Who was asked in this case already: nobody is asked twice for the same trouble, whatever they answered. */
export function askedBefore(appeal: Pick<Appeal, 'offers'>): ReadonlySet<string> {
  return new Set(appeal.offers.map(({ helperId }) => helperId));
}
