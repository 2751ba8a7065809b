// The closed vocabularies of the appeal: every state, action, role, class and clock by its identifier (docs/glossary.md).
// A word that is not here does not exist in the product; labels are keyed by these unions so that a missing one fails to compile.

export const appealTypes = ['CONSULT', 'HELP', 'COMPLAINT', 'REPORT', 'SUGGEST', 'PRAISE'] as const;
export type AppealType = (typeof appealTypes)[number];

export const appealClasses = ['U0', 'U1', 'U2', 'U3', 'U4', 'MED'] as const;
export type AppealClass = (typeof appealClasses)[number];

export const states = [
  'registered',
  'accepted',
  'dispatched',
  'handling',
  'awaitingResident',
  'returnReview',
  'inMediation',
  'inCouncil',
  'parked',
  'handled',
  'replied',
  'closed',
  'declined',
  'transferredOut',
  'withdrawn',
  'merged',
] as const;
export type State = (typeof states)[number];

export const terminalStates = [
  'closed',
  'declined',
  'transferredOut',
  'withdrawn',
  'merged',
] as const satisfies readonly State[];

/** Whether a case in this state is over (domain §4.1). */
export function isTerminal(state: State): boolean {
  return (terminalStates as readonly State[]).includes(state);
}

/** All others, in which somebody still owes the case something. */
export const openStates: readonly State[] = states.filter((state) => !isTerminal(state));

export const outcomes = ['solved', 'explained', 'unsolved', 'unreachable', 'noFeedback'] as const;
export type Outcome = (typeof outcomes)[number];

export const satisfactions = ['satisfied', 'mostlySatisfied', 'dissatisfied'] as const;
export type Satisfaction = (typeof satisfactions)[number];

/** What a person can do to an existing appeal. `register` is not here: a case begins with it (workflows/appeal.ts). */
export const actionNames = [
  'accept',
  'decline',
  'transferOut',
  'answerNow',
  'dispatch',
  'redispatch',
  'sign',
  'contact',
  'needInfo',
  'infoGiven',
  'completeTask',
  'waiveTask',
  'complete',
  'reply',
  'feedback',
  'callbackFailed',
  'redo',
  'urge',
  'supervise',
  'list',
  'unlist',
  'acknowledgeEscalation',
  'seeOffer',
  'claimOffer',
  'declineOffer',
  'withdrawOffer',
  'confirmHelp',
  'reportHelp',
  'reclass',
  'requestReturn',
  'decideReturn',
  'designate',
  'requestExtension',
  'decideExtension',
  'requestPark',
  'decidePark',
  'unpark',
  'requestDowngrade',
  'decideDowngrade',
  'decideRedo',
  'toMediation',
  'mediated',
  'toCouncil',
  'resolved',
  'withdraw',
  'note',
  'informXinfang',
  'requestXinfangExtension',
  'decideXinfangExtension',
  'requestXinfangReview',
  'decideXinfangReview',
  'shield',
  'requestMerge',
  'decideMerge',
  'requestUnmerge',
  'decideUnmerge',
  'findViolence',
  'reportToPolice',
  'progressCall',
  'recordConsent',
] as const;
export type ActionName = (typeof actionNames)[number];

export const roles = [
  'resident',
  'clerk',
  'dispatcher',
  'handler',
  'gridWorker',
  'supervisor',
  'director',
  'mediator',
  'convenor',
  'callbackAgent',
  'auditor',
  'admin',
  'partnerLiaison',
  'member',
  'office',
  'system',
] as const;
export type Role = (typeof roles)[number];

/** The clocks an appeal can have open. `task` is one per assisting unit; `supervision` has a half in `Clock.half`. */
export const clockNames = [
  'acceptance',
  'dispatch',
  'signing',
  'contact',
  'handling',
  'task',
  'reply',
  'supervision',
  'feedback',
  'residentAnswer',
  'returnDecision',
  'parkReview',
  'reopen',
  'xinfangInform',
  'xinfangClose',
  'xinfangReview',
  'xinfangReReview',
  'policeReport',
  'guardianConsent',
] as const;
export type ClockName = (typeof clockNames)[number];

/** Statutory clocks of a 信访 matter (domain/xinfang). */
export const overlayClocks = ['xinfangInform', 'xinfangClose', 'xinfangReview', 'xinfangReReview'] as const;
export type OverlayClock = (typeof overlayClocks)[number];

export const channels = ['phone', 'visit', 'web', 'patrol'] as const;
export type Channel = (typeof channels)[number];

/** Where an appeal came from: `proactive` is one that goes on after its appellant withdrew it (domain §4.2 withdraw). */
export const sources = ['resident', 'clerk', 'gridWorker', 'patrol', 'proxy'] as const;
export type Source = (typeof sources)[number];

export const replyChannels = ['phone', 'visit', 'web', 'letter'] as const;
export type ReplyChannel = (typeof replyChannels)[number];

export const declineReasons = ['notOurs', 'duplicate', 'noFacts', 'inCourt', 'alreadyAnswered'] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** Who suffers, or seems to suffer, violence: a person under 18; one of no or limited capacity (无、限制民事行为能力); any other adult. */
export const victims = ['minor', 'unable', 'adult'] as const;
export type Victim = (typeof victims)[number];

/** How a guardian consented: by telephone, in person, or beside the child on the residents' pages. */
export const consentWays = ['phone', 'visit', 'web'] as const;
export type ConsentWay = (typeof consentWays)[number];

/** What came of the duty to go to the police. Only an adult of full capacity may decline (反家庭暴力法 §13, §14). */
export const policeResults = ['reported', 'adultDeclines'] as const;
export type PoliceResult = (typeof policeResults)[number];

/** What one person asks of a case and another decides (domain §3.7). */
export const requestKinds = ['return', 'extension', 'park', 'downgrade', 'redo', 'merge', 'unmerge'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** `lapsed`: its ground was gone before anybody decided. */
export const requestStates = ['pending', 'granted', 'denied', 'lapsed'] as const;
export type RequestState = (typeof requestStates)[number];

export const mediationResults = ['agreed', 'failed', 'refused'] as const;
export type MediationResult = (typeof mediationResults)[number];

/** Where a parked case goes on when its review is due. */
export const afterParking = ['handling', 'inCouncil'] as const;
export type AfterParking = (typeof afterParking)[number];

export const durationUnits = ['second', 'minute', 'hour', 'workingHour', 'workingDay', 'day'] as const;
export type DurationUnit = (typeof durationUnits)[number];

/** What can be revised under open cases: the working calendar, a community's office hours, the policy they run by. */
export const revisionKinds = ['calendar', 'officeHours', 'policy'] as const;
export type RevisionKind = (typeof revisionKinds)[number];

/** The rungs of the ladder (domain §4.5): supervisor, partner unit, members and teams, street or department, joint meeting. */
export const rungs = [1, 2, 3, 4, 5] as const;
export type Rung = (typeof rungs)[number];

/** In which order a category's matters look for help: works and money, labour and company, or statute and enforcement. */
export const routes = ['works', 'labour', 'enforcement'] as const;
export type Route = (typeof routes)[number];

/** Why a rung of the ladder is passed over. */
export const skipReasons = [
  'enforcement',
  'noneForCategory',
  'dispute',
  'report',
  'sensitive',
  'minor',
  'noCandidate',
  'notAsked',
] as const;
export type SkipReason = (typeof skipReasons)[number];

export const offerStates = ['sent', 'seen', 'accepted', 'declined', 'lost', 'expired', 'withdrawn'] as const;
export type OfferState = (typeof offerStates)[number];

export const offerDeclineReasons = ['noTime', 'notAble', 'tooFar', 'concerned', 'other'] as const;
export type OfferDeclineReason = (typeof offerDeclineReasons)[number];

/** Why an offer is taken back: by staff, the ladder's cause is gone, the case is over, or it is about whoever was asked. */
export const withdrawalReasons = ['staff', 'causeGone', 'caseOver', 'recused', 'outOfService'] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];

/** How far a helper has got. */
export const helpStages = ['arrived', 'working', 'done'] as const;
export type HelpStage = (typeof helpStages)[number];
