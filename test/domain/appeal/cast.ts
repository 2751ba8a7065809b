// The people and places of the appeal's tests.
import type { Actor } from '../../../domain/appeal/types.ts';
import type { ActionName, Role } from '../../../domain/words.ts';

export const leadUnit = 'unit-property';
export const otherUnit = 'unit-sanitation';
export const assistUnit = 'unit-power';

function person(id: string, role: Role, unitId: string | null = null): Actor {
  return { id, role, unitId };
}

export const clerk = person('clerk', 'clerk');
export const dispatcher = person('dispatcher', 'dispatcher');
export const handler = person('handler', 'handler', leadUnit);
export const colleague = person('colleague', 'handler', leadUnit);
export const otherHandler = person('other-handler', 'handler', otherUnit);
export const assistant = person('assistant', 'handler', assistUnit);
export const supervisor = person('supervisor', 'supervisor');
export const director = person('director', 'director');
export const otherSupervisor = person('other-supervisor', 'supervisor');
export const mediator = person('mediator', 'mediator');
export const convenor = person('convenor', 'convenor');
export const callbackAgent = person('callback', 'callbackAgent');
export const resident = person('resident', 'resident');
export const gridWorker = person('grid-worker', 'gridWorker');
export const auditor = person('auditor', 'auditor');
export const admin = person('admin', 'admin');
export const partnerLiaison = person('liaison', 'partnerLiaison');
export const member = person('member', 'member');
export const office = person('office:street', 'office');
export const secondMember = person('member-2', 'member');
export const thirdMember = person('member-3', 'member');
export const system = person('system', 'system');

/** Somebody of every role; the handler is of the lead unit. */
export const cast: Record<Role, Actor> = {
  clerk,
  dispatcher,
  handler,
  supervisor,
  director,
  mediator,
  convenor,
  callbackAgent,
  resident,
  gridWorker,
  auditor,
  admin,
  partnerLiaison,
  member,
  office,
  system,
};

/** Who does each action when a test does not say. */
export const usualActor: Record<ActionName, Actor> = {
  accept: clerk,
  decline: clerk,
  transferOut: clerk,
  answerNow: clerk,
  dispatch: dispatcher,
  redispatch: dispatcher,
  sign: handler,
  contact: handler,
  needInfo: handler,
  infoGiven: resident,
  completeTask: assistant,
  waiveTask: dispatcher,
  complete: handler,
  reply: handler,
  feedback: callbackAgent,
  callbackFailed: callbackAgent,
  redo: supervisor,
  urge: supervisor,
  supervise: supervisor,
  list: supervisor,
  unlist: director,
  acknowledgeEscalation: supervisor,
  seeOffer: member,
  claimOffer: member,
  declineOffer: member,
  withdrawOffer: supervisor,
  confirmHelp: supervisor,
  reportHelp: member,
  reclass: supervisor,
  requestReturn: handler,
  decideReturn: dispatcher,
  designate: dispatcher,
  requestExtension: handler,
  decideExtension: supervisor,
  requestPark: handler,
  decidePark: director,
  unpark: director,
  requestDowngrade: clerk,
  decideDowngrade: supervisor,
  decideRedo: supervisor,
  toMediation: handler,
  mediated: mediator,
  toCouncil: supervisor,
  resolved: convenor,
  withdraw: resident,
  note: clerk,
  informXinfang: clerk,
  requestXinfangExtension: handler,
  decideXinfangExtension: director,
  requestXinfangReview: clerk,
  decideXinfangReview: director,
  shield: supervisor,
  requestMerge: dispatcher,
  decideMerge: supervisor,
  requestUnmerge: dispatcher,
  decideUnmerge: supervisor,
  findViolence: handler,
  reportToPolice: clerk,
  progressCall: clerk,
  recordConsent: clerk,
};
