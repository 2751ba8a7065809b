// What a revision would do to the open cases, counted before it is applied: nothing is changed by it.
import type { Appeal } from '../appeal/types.ts';
import type { Instant } from '../time/types.ts';
import type { AppealClass, ClockName } from '../words.ts';
import { revise } from './revise.ts';
import type { Revision } from './types.ts';

/** Of one class's clocks of one name: how many move, which way, how many would be past at once, and the longest way in ms. */
export type MovedRow = {
  class: AppealClass;
  clock: ClockName;
  moved: number;
  later: number;
  sooner: number;
  past: number;
  furthest: number;
};

export type MovedSample = {
  no: string;
  communityId: string;
  class: AppealClass;
  clock: ClockName;
  from: Instant;
  to: Instant;
  past: boolean;
};

export type Tally = {
  /** Cases that the revision would reach, those in which a due moves, the dues that move, and those past at once. */
  cases: number;
  casesMoved: number;
  moved: number;
  past: number;
  /** Cases that would climb another way. */
  ladders: number;
  rows: MovedRow[];
  samples: MovedSample[];
};

const mostSamples = 40;

export function emptyTally(): Tally {
  return { cases: 0, casesMoved: 0, moved: 0, past: 0, ladders: 0, rows: [], samples: [] };
}

/** Counts one case into the tally. */
export function count(tally: Tally, appeal: Appeal, revision: Revision, now: Instant): void {
  const change = revise(appeal, revision, now);
  if (!change) return;
  tally.cases += 1;
  if (change.ladder) tally.ladders += 1;
  const moved = change.moved.filter((each) => each.from !== each.to);
  if (moved.length > 0) tally.casesMoved += 1;
  for (const { name, openSeq, from, to, remaining } of moved) {
    // A paused clock fires nothing, nor one that waits for the end of a merge, wherever its last known due lies.
    const runs = !appeal.merge || appeal.clocks.some((clock) => clock.name === name && clock.openSeq === openSeq);
    const past = remaining === null && to <= now && runs;
    tally.moved += 1;
    if (past) tally.past += 1;
    countIn(rowOf(tally, appeal.class, name), to - from, past);
    sample(tally, {
      no: appeal.no,
      communityId: appeal.place.communityId,
      class: appeal.class,
      clock: name,
      from,
      to,
      past,
    });
  }
}

function rowOf(tally: Tally, cls: AppealClass, clock: ClockName): MovedRow {
  const found = tally.rows.find((row) => row.class === cls && row.clock === clock);
  if (found) return found;
  const row = { class: cls, clock, moved: 0, later: 0, sooner: 0, past: 0, furthest: 0 };
  tally.rows.push(row);
  return row;
}

function countIn(row: MovedRow, way: number, past: boolean): void {
  row.moved += 1;
  if (way > 0) row.later += 1;
  else row.sooner += 1;
  if (past) row.past += 1;
  if (Math.abs(way) > Math.abs(row.furthest)) row.furthest = way;
}

/** What would be past at once is shown first: it is what somebody has to act upon. */
function sample(tally: Tally, one: MovedSample): void {
  if (tally.samples.length < mostSamples) {
    tally.samples.push(one);
    return;
  }
  const calm = one.past ? tally.samples.findIndex((each) => !each.past) : -1;
  if (calm >= 0) tally.samples[calm] = one;
}
