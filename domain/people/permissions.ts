// Who may do which action: the one table that API, `allowedActions`, `decide` and the tests read (domain §4.2, §8).
import type { Actor, Appeal } from '../appeal/types.ts';
import type { ActionName, Role } from '../words.ts';

/** A role held in one community; a handler's also in one unit. */
export type Grant = { role: Role; communityId: string; unitId: string | null };
export type Caller = { id: string; grants: Grant[] };

/** Everybody who works on cases: an auditor and an administrator do not. */
const caseWorkers: readonly Role[] = [
  'clerk',
  'dispatcher',
  'handler',
  'gridWorker',
  'supervisor',
  'director',
  'callbackAgent',
  'mediator',
  'convenor',
];

/** Roles in the order in which a person who holds several acts. Clerks record what a resident says by phone. */
export const permissions: Record<ActionName, { roles: readonly Role[] }> = {
  accept: { roles: ['clerk'] },
  decline: { roles: ['clerk'] },
  transferOut: { roles: ['clerk'] },
  answerNow: { roles: ['clerk'] },
  dispatch: { roles: ['dispatcher'] },
  redispatch: { roles: ['dispatcher'] },
  sign: { roles: ['handler'] },
  contact: { roles: ['handler', 'mediator'] },
  needInfo: { roles: ['handler'] },
  infoGiven: { roles: ['resident', 'clerk', 'handler'] },
  completeTask: { roles: ['handler'] },
  waiveTask: { roles: ['dispatcher', 'supervisor'] },
  complete: { roles: ['handler'] },
  reply: { roles: ['handler', 'supervisor'] },
  feedback: { roles: ['callbackAgent', 'resident', 'clerk'] },
  callbackFailed: { roles: ['callbackAgent'] },
  redo: { roles: ['callbackAgent', 'resident', 'supervisor', 'clerk'] },
  urge: { roles: ['supervisor'] },
  // Whoever takes the call.
  progressCall: { roles: ['clerk', 'callbackAgent', 'gridWorker', 'supervisor', 'director'] },
  supervise: { roles: ['supervisor'] },
  list: { roles: ['supervisor', 'director'] },
  unlist: { roles: ['supervisor', 'director'] },
  acknowledgeEscalation: { roles: ['supervisor', 'director', 'office'] },
  seeOffer: { roles: ['member', 'partnerLiaison'] },
  claimOffer: { roles: ['member', 'partnerLiaison'] },
  declineOffer: { roles: ['member', 'partnerLiaison'] },
  withdrawOffer: { roles: ['supervisor', 'director', 'dispatcher'] },
  confirmHelp: { roles: ['supervisor', 'director', 'dispatcher', 'handler'] },
  reportHelp: { roles: ['member', 'partnerLiaison'] },
  reclass: { roles: ['supervisor', 'clerk', 'dispatcher'] },
  requestReturn: { roles: ['handler'] },
  decideReturn: { roles: ['dispatcher', 'supervisor'] },
  designate: { roles: ['dispatcher', 'supervisor'] },
  requestExtension: { roles: ['handler', 'mediator'] },
  decideExtension: { roles: ['supervisor', 'director'] },
  requestPark: { roles: ['handler', 'supervisor'] },
  decidePark: { roles: ['director'] },
  unpark: { roles: ['director'] },
  requestDowngrade: { roles: ['clerk', 'dispatcher', 'handler', 'supervisor'] },
  // Where the only supervisor is the one who asks, the director decides.
  decideDowngrade: { roles: ['supervisor', 'director'] },
  decideRedo: { roles: ['supervisor', 'director'] },
  toMediation: { roles: ['handler'] },
  mediated: { roles: ['mediator'] },
  toCouncil: { roles: ['supervisor'] },
  resolved: { roles: ['convenor'] },
  withdraw: { roles: ['resident', 'clerk'] },
  requestMerge: { roles: ['dispatcher', 'clerk'] },
  // Whoever of the dispatchers did not ask, or who answers for the house.
  decideMerge: { roles: ['dispatcher', 'supervisor', 'director'] },
  requestUnmerge: { roles: ['dispatcher', 'clerk'] },
  decideUnmerge: { roles: ['dispatcher', 'supervisor', 'director'] },
  // Whoever of the staff sees it in their work has the duty (反家庭暴力法 §14).
  findViolence: { roles: caseWorkers },
  recordConsent: { roles: ['clerk', 'supervisor', 'director', 'dispatcher', 'handler', 'callbackAgent'] },
  reportToPolice: { roles: ['clerk', 'supervisor', 'director', 'dispatcher', 'handler'] },
  // Who is told whom a report is about, and whoever answers for the house.
  shield: { roles: ['clerk', 'supervisor', 'director'] },
  note: { roles: caseWorkers },
  informXinfang: { roles: ['clerk', 'director'] },
  requestXinfangExtension: { roles: ['handler', 'clerk'] },
  decideXinfangExtension: { roles: ['director', 'supervisor'] },
  requestXinfangReview: { roles: ['resident', 'clerk'] },
  decideXinfangReview: { roles: ['director', 'supervisor'] },
};

/** Roles that decide what others ask for (domain §3.7). */
export const deciders: readonly Role[] = ['dispatcher', 'supervisor', 'director'];

/** Roles that may register an appeal for somebody else (domain §4.2 register). */
export const registrars: readonly Role[] = ['clerk', 'gridWorker'];

/** Roles that may look up what a telephone number was used for before: those who talk to residents, and who supervise them. */
export const phoneSearchers: readonly Role[] = ['clerk', 'gridWorker', 'callbackAgent', 'supervisor', 'director'];

/**
 * Roles that correct what was written down wrong at the registering: whoever takes the resident's call. Never who handles the case
 * (domain/appeal/correcting.ts).
 */
export const correctors: readonly Role[] = ['clerk', 'callbackAgent'];

/** Roles that read what stood there before a correction, masked: they too, who answers for the house, and who audits it. */
export const correctionReaders: readonly Role[] = [...correctors, 'supervisor', 'director', 'auditor'];

/** Units a case belongs to: the lead and the assisting ones. */
export function unitsOf(appeal: Pick<Appeal, 'assignment' | 'tasks'>): string[] {
  const units = appeal.tasks.map((task) => task.unitId);
  return appeal.assignment ? [appeal.assignment.unitId, ...units] : units;
}

/**
 * As whom the caller would do the action on this case: the first permitted role held in the case's community,
 * a handler's grant in one of the case's units before any other. Null: nothing they hold permits it.
 */
export function actorFor(appeal: Appeal, caller: Caller, action: ActionName): Actor | null {
  // Asked for every action at every answer: it makes no lists on the way.
  let other: Actor | null = null;
  for (const role of permissions[action].roles) {
    for (const grant of caller.grants) {
      if (grant.role !== role || grant.communityId !== appeal.place.communityId) continue;
      const actor = { id: caller.id, role, unitId: grant.unitId };
      if (role !== 'handler' || grant.unitId === wantedUnit(appeal, caller.grants, action)) return actor;
      other ??= actor;
    }
  }
  return other;
}

function wantedUnit(appeal: Appeal, grants: Grant[], action: ActionName): string | null {
  if (action !== 'completeTask') return appeal.assignment?.unitId ?? null;
  const open = appeal.tasks.filter((task) => task.state === 'open');
  const isMine = ({ communityId, unitId }: Grant, wanted: string) =>
    communityId === appeal.place.communityId && unitId === wanted;
  return open.find((task) => grants.some((grant) => isMine(grant, task.unitId)))?.unitId ?? null;
}
