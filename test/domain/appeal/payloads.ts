// What is sent with each action when a test does not say.
import type { Payload } from '../../../domain/appeal/commands.ts';
import { pendingRequest } from '../../../domain/appeal/requests.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import type { ActionName, RequestKind } from '../../../domain/words.ts';
import { leadUnit, otherUnit } from './cast.ts';

export function usualPayload(appeal: Appeal, action: ActionName): object {
  const textId = 'text-1';
  const live = appeal.escalations.find((each) => each.endedAt === null);
  const decided = (kind: RequestKind) => ({ requestSeq: pendingRequest(appeal, kind)?.seq ?? 0, granted: true });
  const offerId = appeal.offers.at(0)?.id ?? 'none';
  const payloads: { [A in ActionName]: Payload<A> } = {
    accept: {
      type: appeal.type,
      category: appeal.category,
      class: appeal.class,
      ownHandling: appeal.ownHandling,
      flags: [],
    },
    decline: { reason: 'notOurs', textId },
    transferOut: { to: '县住建局', textId },
    answerNow: { channel: 'phone', textId },
    dispatch: { unitId: leadUnit, assist: [] },
    redispatch: { unitId: otherUnit, textId },
    sign: {},
    contact: { way: 'phone' },
    needInfo: { textId },
    infoGiven: { textId },
    completeTask: { taskId: appeal.tasks.find((task) => task.state === 'open')?.id ?? 'task-1' },
    waiveTask: { taskId: appeal.tasks.find((task) => task.state === 'open')?.id ?? 'task-1', textId },
    complete: { evidence: ['photo-1'], textId },
    reply: { channel: appeal.xinfang ? 'letter' : 'phone', textId: 'reply-1' },
    feedback: { contacted: true, solved: true, satisfaction: 'satisfied', acceptsExplanation: false },
    callbackFailed: { way: 'phone' },
    redo: { textId },
    urge: {},
    progressCall: {},
    recordConsent: { way: 'phone' },
    supervise: { textId },
    list: { textId },
    unlist: { textId },
    acknowledgeEscalation: { rung: live?.rung ?? 1, raisedSeq: live?.raisedSeq ?? 0 },
    seeOffer: { offerId },
    claimOffer: { offerId },
    declineOffer: { offerId, reason: 'noTime' },
    withdrawOffer: { offerId, textId },
    confirmHelp: { offerId },
    reportHelp: { offerId, stage: 'done', hours: 2, persons: 1, evidence: [] },
    reclass: { class: appeal.class === 'U2' ? 'U1' : 'U2', textId },
    requestReturn: { textId },
    decideReturn: decided('return'),
    designate: { unitId: otherUnit, textId },
    requestExtension: { amount: 2, partiesAgree: true, textId },
    decideExtension: decided('extension'),
    requestPark: { days: 60, after: 'handling', textId },
    decidePark: decided('park'),
    unpark: { to: 'handling', textId },
    requestDowngrade: { class: appeal.class === 'MED' ? 'U4' : 'MED', textId },
    decideDowngrade: decided('downgrade'),
    decideRedo: decided('redo'),
    toMediation: { appellantAgrees: true, otherAgrees: true, textId },
    mediated: { result: 'agreed', textId },
    toCouncil: { textId },
    resolved: { assist: [], textId },
    withdraw: {},
    note: { textId },
    requestMerge: { into: 'SQ20261124-000009', textId },
    decideMerge: decided('merge'),
    requestUnmerge: { textId },
    decideUnmerge: decided('unmerge'),
    findViolence: { victim: 'minor', textId },
    reportToPolice: { result: 'reported', textId: 'receipt-1' },
    shield: { from: [otherUnit], textId },
    informXinfang: { way: 'letter', textId },
    requestXinfangExtension: { textId },
    decideXinfangExtension: { approved: true, textId },
    requestXinfangReview: { textId },
    decideXinfangReview: { upheld: true, textId },
  };
  return payloads[action];
}
