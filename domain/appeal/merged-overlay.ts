// A 信访 matter that follows another: the law's clocks are its own and wait for nobody (domain §3.1, 信访工作条例 §22-23, 34). They run on
// beside the merge, are informed, extended and answered as anywhere, and the written answer is owed to its own appellant: what the master
// was answered is said to them as well, but does not take the place of it.
import type { Refusal } from '../errors.ts';
import type { Instant } from '../time/types.ts';
import type { Outcome } from '../words.ts';
import { isOverlay, reviewWindow } from '../xinfang/overlay.ts';
import { findClock } from './clocks.ts';
import type { Draft } from './rule.ts';
import type { Appeal, Clock, Escalation, Merge } from './types.ts';

/** What speaks against a statutory step of a case that follows another: nothing where its own clocks run on. */
export function inMerge(appeal: Appeal): Refusal | null {
  const runs = appeal.merge?.statutory === true && appeal.archivedAt === null;
  return appeal.state !== 'merged' || runs ? null : { code: 'wrongState', params: { state: appeal.state } };
}

/** Whether the case follows another and its appellant still waits for the written answer. */
export function owesAnswer(appeal: Appeal): boolean {
  return inMerge(appeal) === null && appeal.merge !== null && findClock(appeal, 'xinfangClose') !== undefined;
}

/** Answered in writing, it ends with its master, but by itself: its appellant may ask for the review as long as the law says. */
export function closedApart(appeal: Appeal, outcome: Outcome | null, now: Instant): Draft[] {
  if (!appeal.merge) return [];
  return [
    { kind: 'unmerged', data: { from: appeal.merge.into, reason: 'answered' } },
    {
      kind: 'closed',
      data: { outcome: outcome ?? 'explained', clocks: [reviewWindow(appeal, appeal.repliedAt ?? now)] },
    },
  ];
}

/** The clocks that run on in the merge, and those that are kept for afterwards. A live rung's clock is among both: which of them it is, its cause says. */
export function partedClocks({ clocks }: Appeal): { running: Clock[]; kept: Clock[] } {
  return {
    running: clocks.filter(({ name }) => isOverlay(name) || name === 'supervision'),
    kept: clocks.filter(({ name }) => !isOverlay(name)),
  };
}

/**
 * Back from a merge in which the statutory clocks ran on: rungs that ended with it live again, unless the law's clocks have raised the
 * same one meanwhile, which then presses for both reasons.
 */
export function rejoined(appeal: Appeal, merge: Merge): Pick<Appeal, 'clocks' | 'escalations' | 'climbed'> {
  const live = appeal.escalations.filter(({ endedAt }) => endedAt === null);
  const held = merge.escalations.filter(
    ({ endedAt, raisedSeq }) => endedAt === null && !live.some((each) => each.raisedSeq === raisedSeq),
  );
  const back = held.filter(
    ({ rung, raisedSeq }) => endedWith(merge, appeal, raisedSeq) && !live.some((each) => each.rung === rung),
  );
  const escalations = appeal.escalations.map((each) => {
    const again = back.find(({ raisedSeq }) => raisedSeq === each.raisedSeq);
    return again ?? (each.endedAt === null ? pressedBy(each, held) : each);
  });
  const clocks = merge.clocks.filter(
    ({ name, rung }) => name !== 'supervision' || back.some((each) => each.rung === rung),
  );
  const climbed = back.length > 0 ? [...new Set([...(merge.climbed ?? []), ...appeal.climbed])] : appeal.climbed;
  return { clocks: [...clocks, ...appeal.clocks], escalations, climbed };
}

function endedWith({ at }: Merge, { escalations }: Appeal, raisedSeq: number): boolean {
  return escalations.some((each) => each.raisedSeq === raisedSeq && each.endedAt === at);
}

function pressedBy(live: Escalation, held: Escalation[]): Escalation {
  const more = held.filter(({ rung }) => rung === live.rung).flatMap(({ reasons }) => reasons);
  return more.length > 0 ? { ...live, reasons: [...new Set([...live.reasons, ...more])] } : live;
}
