// The columns by which a case is listed, filtered and counted: taken from its state, written with it.
import type { Instant } from '../time/types.ts';
import type { AppealClass, AppealType, ClockName, Outcome, RequestKind, State } from '../words.ts';
import { isListed } from './listing.ts';
import { isOverdue, nextClock, promiseClocks } from './clocks.ts';
import { liveRung } from '../ladder/climb.ts';
import type { Appeal } from './types.ts';

export type AppealRow = {
  state: State;
  outcome: Outcome | null;
  type: AppealType;
  category: string;
  class: AppealClass;
  unitId: string | null;
  handlerId: string | null;
  round: number;
  /** The furthest live rung along the case's route, 0 when none is. */
  rung: number;
  overdue: boolean;
  /** 挂牌督办 now, by hand or by the ladder's last rung. */
  listed: boolean;
  dueAt: Instant | null;
  dueClock: ClockName | null;
  nextWake: Instant | null;
  /** Whether it stands in the rates (domain §7): with somebody to call back, and reached. */
  counted: boolean;
  sensitive: boolean;
  shieldedFrom: string[];
  /** The master it follows. */
  mergedInto: string | null;
  closedAt: Instant | null;
  archivedAt: Instant | null;
  /** Kinds of requests that wait for somebody's decision. */
  deciding: RequestKind[];
};

export function rowOf(appeal: Appeal): AppealRow {
  const soonest = promiseClocks(appeal)[0];
  return {
    state: appeal.state,
    outcome: appeal.outcome,
    type: appeal.type,
    category: appeal.category,
    class: appeal.class,
    unitId: appeal.assignment?.unitId ?? null,
    handlerId: appeal.assignment?.handlerId ?? null,
    round: appeal.round,
    rung: liveRung(appeal),
    overdue: isOverdue(appeal),
    listed: isListed(appeal),
    dueAt: soonest?.dueAt ?? null,
    dueClock: soonest?.name ?? null,
    // By a log of older rules a clock may have been left running.
    nextWake: appeal.archivedAt === null ? (nextClock(appeal)?.at ?? null) : null,
    counted: isCounted(appeal),
    sensitive: appeal.flags.sensitive !== undefined,
    shieldedFrom: appeal.shieldedFrom,
    mergedInto: appeal.merge?.into ?? null,
    closedAt: appeal.closedAt,
    archivedAt: appeal.archivedAt,
    deciding:
      appeal.state === 'merged'
        ? []
        : appeal.requests.filter(({ state }) => state === 'pending').map(({ kind }) => kind),
  };
}

/** Anonymous appeals are proved on the spot instead of by a callback; praise asks nothing; who was never reached says nothing. */
function isCounted(appeal: Appeal): boolean {
  return !appeal.flags.anonymous && appeal.type !== 'PRAISE' && appeal.outcome !== 'noFeedback';
}
