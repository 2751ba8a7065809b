// What gathering makes of a case: merged into another and back, others joining it, and many households with one matter.
import type { AppealEvent, EventKind } from './events.ts';
import { partedClocks, rejoined } from './merged-overlay.ts';
import type { Appeal } from './types.ts';

type EventOf<K extends EventKind> = Extract<AppealEvent, { kind: K }>;
type Kinds =
  'mergeRequested' | 'unmergeRequested' | 'merged' | 'unmerged' | 'followed' | 'childJoined' | 'childLeft' | 'gathered';
type Steps = { [K in Kinds]: (appeal: Appeal, event: EventOf<K>) => Appeal };

export const gatheringSteps: Steps = {
  mergeRequested: (appeal) => appeal,
  unmergeRequested: (appeal) => appeal,
  merged: (appeal, { data, at, actor, seq }) => {
    const { running, kept } = data.statutory ? partedClocks(appeal) : { running: [], kept: appeal.clocks };
    const { escalations, climbed } = appeal;
    return {
      ...appeal,
      state: 'merged',
      closedAt: at,
      merge: {
        ...{ into: data.into, at, by: actor.id, seq, from: appeal.state, clocks: kept, escalations, outcome: null },
        ...(data.statutory && { statutory: data.statutory, climbed }),
      },
      clocks: running,
      // Of those that the law's clocks have no part in, `settleEscalations` says that they are over.
      escalations: data.statutory ? escalations : escalations.map((each) => ({ ...each, endedAt: each.endedAt ?? at })),
    };
  },
  // Its own clocks as they were: the time that passed meanwhile has passed for its resident too (domain §3.4).
  unmerged: (appeal) => {
    const { merge } = appeal;
    if (!merge) return appeal;
    const { clocks, escalations } = merge;
    const own = merge.statutory ? rejoined(appeal, merge) : { clocks, escalations };
    return { ...appeal, state: merge.from, closedAt: null, ...own, merge: null };
  },
  followed: (appeal, { data }) => ({ ...appeal, merge: appeal.merge && { ...appeal.merge, outcome: data.outcome } }),
  childJoined: (appeal, { data, at }) => ({
    ...appeal,
    children: [...appeal.children, { no: data.child, seq: data.childSeq, at }],
  }),
  childLeft: (appeal, { data }) => ({
    ...appeal,
    children: appeal.children.filter((child) => child.no !== data.child || child.seq !== data.childSeq),
  }),
  gathered: (appeal, { at, actor }) => {
    const mark = { at, by: actor.id };
    return { ...appeal, flags: { ...appeal.flags, mass: appeal.flags.mass ?? mark }, agenda: appeal.agenda ?? mark };
  },
};
