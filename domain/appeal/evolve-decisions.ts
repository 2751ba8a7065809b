// What asking and deciding make of the case beside its requests: a return, a designation, parking, mediation and council.
import type { AppealEvent, EventKind } from './events.ts';
import type { Appeal } from './types.ts';

type Step<K extends EventKind> = (appeal: Appeal, event: Extract<AppealEvent, { kind: K }>) => Appeal;
type Kinds =
  | 'returnRequested'
  | 'returnGranted'
  | 'designated'
  | 'extensionRequested'
  | 'graceBegun'
  | 'extensionGranted'
  | 'parkRequested'
  | 'parked'
  | 'unparked'
  | 'downgradeRequested'
  | 'downgradeGranted'
  | 'redoProposed'
  | 'requestDenied'
  | 'mediationBegun'
  | 'mediated'
  | 'councilCalled'
  | 'resolved';

const asIs = (appeal: Appeal) => appeal;

export const decisionSteps: { [K in Kinds]: Step<K> } = {
  returnRequested: (appeal) => ({ ...appeal, state: 'returnReview' }),
  // What assisting units do goes on; the lead is to be found anew.
  returnGranted: (appeal) => ({ ...appeal, state: 'accepted', assignment: null, contactedAt: null }),
  designated: (appeal, { data, at, actor }) => {
    const designated = { unitId: data.unitId, at, by: actor.id };
    if (appeal.assignment?.unitId === data.unitId) return { ...appeal, designated };
    const assignment = { unitId: data.unitId, at, by: actor.id, handlerId: null, signedAt: null };
    return { ...appeal, state: 'dispatched', assignment, designated, tasks: visitsBy(appeal, data.unitId) };
  },
  extensionRequested: asIs,
  graceBegun: asIs,
  extensionGranted: asIs,
  parkRequested: asIs,
  parked: (appeal, { data, at, actor }) => ({
    ...appeal,
    state: 'parked',
    councils: ended(appeal.councils, { endedAt: at, endedBy: actor.id }),
    parkings: [
      ...appeal.parkings,
      {
        ...{ at, by: actor.id, requestSeq: data.requestSeq, planId: data.planId, after: data.after },
        ...{ endedAt: null, endedBy: null },
      },
    ],
  }),
  unparked: (appeal, { data, at, actor }) => ({
    ...appeal,
    state: data.to,
    parkings: ended(appeal.parkings, { endedAt: at, endedBy: actor.id }),
    councils: data.to === 'inCouncil' ? [...appeal.councils, council(at, actor.id, data.textId)] : appeal.councils,
    tasks: appeal.tasks.map((task) => {
      const clock = data.resumed.find((each) => each.name === 'task' && each.ref === task.id);
      return clock ? { ...task, dueAt: clock.dueAt } : task;
    }),
  }),
  downgradeRequested: asIs,
  downgradeGranted: (appeal, { data }) => ({ ...appeal, class: data.class, ownHandling: null }),
  redoProposed: asIs,
  requestDenied: (appeal, { data }) => {
    const request = appeal.requests.find((each) => each.seq === data.requestSeq);
    return data.request === 'return' && request ? { ...appeal, state: request.from } : appeal;
  },
  mediationBegun: (appeal, { at, actor }) => ({
    ...appeal,
    state: 'inMediation',
    mediations: [...appeal.mediations, { at, by: actor.id, endedAt: null, mediatorId: null, result: null }],
  }),
  mediated: (appeal, { data, at, actor }) => ({
    ...appeal,
    state: 'handling',
    mediations: ended(appeal.mediations, { endedAt: at, mediatorId: actor.id, result: data.result }),
    // Who mediated has worked on the case, and does not call back.
    handlers: appeal.handlers.includes(actor.id) ? appeal.handlers : [...appeal.handlers, actor.id],
  }),
  councilCalled: (appeal, { data, at, actor }) => ({
    ...appeal,
    state: 'inCouncil',
    councils: [...appeal.councils, council(at, actor.id, data.textId)],
  }),
  resolved: (appeal, { data, at, actor }) => ({
    ...appeal,
    state: 'handling',
    councils: ended(appeal.councils, { endedAt: at, endedBy: actor.id, resolutionId: data.textId }),
    tasks: [
      ...appeal.tasks,
      ...data.tasks.map((task) => ({ ...task, state: 'open' as const, kind: 'assist' as const, by: null })),
    ],
  }),
};

/** A visit to the door is the lead's to make, whoever the lead is. */
export function visitsBy(appeal: Appeal, unitId: string): Appeal['tasks'] {
  return appeal.tasks.map((task) => (task.kind === 'homeVisit' && task.state === 'open' ? { ...task, unitId } : task));
}

function council(at: number, by: string, textId: string | undefined) {
  return { at, by, textId: textId ?? null, endedAt: null, endedBy: null, resolutionId: null };
}

/** The one that is going on ends with these facts. */
function ended<T extends { endedAt: number | null }>(records: T[], facts: Partial<T>): T[] {
  return records.map((record) => (record.endedAt === null ? { ...record, ...facts } : record));
}
