// The ladder of a case as a path: what was raised or passed over in the present climb, in that order, and what would come next.
import type { AppealDetail } from '../../../contracts/appeals.ts';
import type { TimelineEntry } from '../../../contracts/timeline.ts';

export type Raised = AppealDetail['escalations'][number];
export type Step =
  | { kind: 'raised'; rung: number; raised: Raised; offers: AppealDetail['offers']; tally: Record<string, number> }
  | { kind: 'skipped'; rung: number; reason: string; tally: Record<string, number> }
  | { kind: 'ahead'; rung: number };

/** `before`: rungs of earlier climbs, which have ended. */
export type Path = { steps: Step[]; before: Raised[] };

type Ladder = Pick<AppealDetail, 'escalations' | 'offers' | 'rungs'>;

export function pathOf({ escalations, offers, rungs }: Ladder, entries: readonly TimelineEntry[]): Path {
  const beginning = escalations.findLast(({ rung }) => rung === 1)?.raisedSeq ?? 0;
  const present = escalations.filter(({ raisedSeq }) => raisedSeq >= beginning);
  const tallyOf = (raisedSeq: number) =>
    entries.find(({ kind, facts }) => kind === 'helpersAsked' && facts.raisedSeq === raisedSeq)?.tally ?? {};
  const raised = present.map((each): [number, Step] => [
    each.raisedSeq,
    {
      kind: 'raised',
      rung: each.rung,
      raised: each,
      offers: offers.filter(({ raisedSeq }) => raisedSeq === each.raisedSeq),
      tally: tallyOf(each.raisedSeq),
    },
  ]);
  const skipped = entries
    .filter(({ kind, seq }) => kind === 'rungSkipped' && seq >= beginning)
    .map(({ seq, facts, tally }): [number, Step] => [
      seq,
      { kind: 'skipped', rung: Number(facts.rung), reason: String(facts.reason), tally },
    ]);
  const steps = [...raised, ...skipped].sort(([a], [b]) => a - b).map(([, step]) => step);
  // A rung that was raised and found nobody is one step: that it was passed over says why.
  const shown = steps.filter(
    (step) =>
      step.kind !== 'raised' ||
      step.offers.length > 0 ||
      step.raised.officeId !== null ||
      !steps.some((other) => other.kind === 'skipped' && other.rung === step.rung),
  );
  // With the cause gone nothing more is to come.
  const climbing = present.some(({ endedAt }) => endedAt === null);
  const ahead = (climbing ? rungs : [])
    .filter((rung) => !shown.some((step) => step.rung === rung))
    .map((rung): Step => ({ kind: 'ahead', rung }));
  return {
    steps: [...shown, ...ahead],
    before: escalations.filter(({ raisedSeq }) => raisedSeq < beginning),
  };
}
