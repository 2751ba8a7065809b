// What a case is told by the system: what became of a case it is merged with, and what the keeper found in the record.
// A telling may come late, twice, or when it no longer fits: then it leads to nothing.
import { isTerminal, type Outcome } from '../words.ts';
import type { Instant } from '../time/types.ts';
import { withoutHelper } from '../ladder/taken-back.ts';
import { openSupervision } from './clocks.ts';
import { closedApart, owesAnswer } from './merged-overlay.ts';
import type { Draft } from './rule.ts';
import { isShutAlike } from './shielding.ts';
import type { Appeal } from './types.ts';

export type Telling =
  /** To the master: `child` follows it since its event `childSeq`; or does no longer. */
  | { kind: 'childJoined' | 'childLeft'; child: string; childSeq: number; shieldedFrom?: string[] }
  /** To the child: the master could not take it. `childSeq`: of the merge that is meant. */
  | { kind: 'masterRefused'; master: string; childSeq: number }
  /** To the child: what the master came to. */
  | {
      kind: 'masterMoved';
      master: string;
      childSeq: number;
      masterSeq: number;
      what: MasterMove;
      outcome: Outcome | null;
    }
  /** To the child: from whom the master is kept as well from now on. */
  | { kind: 'masterShielded'; master: string; childSeq: number; from: string[]; helpers: string[] }
  | { kind: 'gather'; households: number; master: string | null }
  /** To every case that counts on a helper who left or was put out of service. */
  | { kind: 'helperBarred'; helperId: string };

export type MasterMove = 'replied' | 'closed' | 'redone' | 'archived' | 'ended';

/** `refused`: the case is over and cannot take it; whoever sent it must know. */
export type Told = 'taken' | 'refused';

/** What a telling leads to; null: it is refused, which only a joining child can be. */
export function draftsOf(appeal: Appeal, telling: Telling, now: Instant): Draft[] | null {
  switch (telling.kind) {
    case 'childJoined':
      return joined(appeal, telling);
    case 'childLeft':
      return has(appeal, telling) ? [{ kind: 'childLeft', data: dataOf(telling) }] : [];
    case 'masterRefused':
      return follows(appeal, telling) ? [{ kind: 'unmerged', data: { from: telling.master, reason: 'refused' } }] : [];
    case 'masterMoved':
      return follows(appeal, telling) ? moved(appeal, telling, now) : [];
    case 'masterShielded':
      // Archived with its master it is still to be read beside it.
      return isMergedInto(appeal, telling) ? shieldedToo(appeal, telling) : [];
    case 'helperBarred':
      return withoutHelper(appeal, telling.helperId, now);
    case 'gather':
      return isTerminal(appeal.state) || appeal.flags.mass ? [] : gathering(appeal, 'appeals', telling, now);
  }
}

type Child = { child: string; childSeq: number; shieldedFrom?: string[] };

function joined(appeal: Appeal, telling: Child): Draft[] | null {
  if (has(appeal, telling)) return [];
  // Either was shielded since the merge was decided: whom one is kept from would see it in the other.
  if (isTerminal(appeal.state) || !isShutAlike(appeal.shieldedFrom, telling.shieldedFrom ?? [])) return null;
  return [{ kind: 'childJoined', data: dataOf(telling) }];
}

function shieldedToo(appeal: Appeal, { from, helpers }: Extract<Telling, { kind: 'masterShielded' }>): Draft[] {
  const added = from.filter((id) => !appeal.shieldedFrom.includes(id));
  return added.length > 0 ? [{ kind: 'shielded', data: { from: added, helpers } }] : [];
}

function moved(appeal: Appeal, telling: Extract<Telling, { kind: 'masterMoved' }>, now: Instant): Draft[] {
  const { master, masterSeq, what, outcome } = telling;
  // What ends without an answer ends for its own appellant only: the others' appeals are theirs again.
  if (what === 'ended') return [{ kind: 'unmerged', data: { from: master, reason: 'masterEnded' } }];
  // Nobody is left to follow, and the law's answer is still owed.
  if (what === 'archived' && owesAnswer(appeal))
    return [{ kind: 'unmerged', data: { from: master, reason: 'answerOwed' } }];
  if (what === 'archived') return [{ kind: 'archived', data: {} }];
  if (what === 'closed' && appeal.merge?.statutory && !owesAnswer(appeal)) return closedApart(appeal, outcome, now);
  return [{ kind: 'followed', data: { master, what, outcome, masterSeq } }];
}

/** Rung 1 at once, whatever the clocks say; a rung that is live already gets the reason added. */
export function gathering(
  appeal: Appeal,
  reason: 'appeals' | 'list',
  { households, master }: { households: number; master: string | null },
  now: Instant,
): Draft[] {
  const live = appeal.escalations.some((each) => each.rung === 1 && each.endedAt === null);
  const clocks = live ? [] : openSupervision(appeal, 1, 'acknowledge', now);
  return [
    { kind: 'gathered', data: { reason, households, master } },
    { kind: 'escalated', data: { rung: 1, reason: 'mass', clocks } },
  ];
}

type Meant = { master: string; childSeq: number };

function follows(appeal: Appeal, meant: Meant): boolean {
  return appeal.archivedAt === null && isMergedInto(appeal, meant);
}

function isMergedInto({ merge }: Appeal, { master, childSeq }: Meant): boolean {
  return merge?.into === master && merge.seq === childSeq;
}

function has(appeal: Appeal, { child, childSeq }: Child): boolean {
  return appeal.children.some((each) => each.no === child && each.seq === childSeq);
}

function dataOf({ child, childSeq }: Child) {
  return { child, childSeq };
}
