// 挂牌督办: the highest level of supervision. Rung 5 brings it with it, for as long as that rung lives; a supervisor or the director
// lists a case by an act of their own, which stands until one of them lifts it (domain §4.2 list, §4.5 R5).
import { systemActor } from './system-actor.ts';
import type { Rules } from './rule.ts';
import { isTerminal } from '../words.ts';
import type { Instant } from '../time/types.ts';
import type { Appeal } from './types.ts';

export type Supervision = {
  level: 'urged' | 'supervised' | 'listed';
  at: Instant;
  by: string;
  textId: string | null;
  /** A listing by a person, lifted. */
  endedAt?: Instant;
  endedBy?: string;
};

/** Whether the case is listed now; one that is over is not any more. */
export function isListed(appeal: Pick<Appeal, 'state' | 'supervision' | 'escalations'>): boolean {
  if (isTerminal(appeal.state)) return false;
  const climbed = appeal.escalations.some(({ rung, endedAt }) => rung === 5 && endedAt === null);
  return climbed || listingByHand(appeal) !== undefined;
}

/** The listing that a person made and nobody has lifted. */
export function listingByHand({ supervision }: Pick<Appeal, 'supervision'>): Supervision | undefined {
  return supervision.find(({ level, by, endedAt }) => level === 'listed' && by !== systemActor.id && !endedAt);
}

export const listingRules: Rules<'list' | 'unlist'> = {
  list: {
    from: 'open',
    guard: (appeal) => (isListed(appeal) ? { code: 'caseListed' } : null),
    decide: (_appeal, { textId }) => [{ kind: 'listed', data: { textId } }],
  },
  unlist: {
    from: 'open',
    guard: (appeal) => (listingByHand(appeal) ? null : { code: 'caseNotListed' }),
    decide: (_appeal, { textId }) => [{ kind: 'unlisted', data: { textId } }],
  },
};
