// What a person asks of a case, as plain data. Free text travels as the id of a row that already exists (domain §3.9).
import type {
  ActionName,
  AfterParking,
  AppealClass,
  AppealType,
  ConsentWay,
  DeclineReason,
  HelpStage,
  MediationResult,
  OfferDeclineReason,
  PoliceResult,
  ReplyChannel,
  Satisfaction,
  Victim,
} from '../words.ts';
import type { Ladder } from '../ladder/types.ts';
import type { Duration } from '../time/types.ts';
import type { Actor, FlagName } from './types.ts';

type Payloads = {
  /** `ownHandling` (compact), `flags` and `ladder` are the category's, looked up by the API in the case's policy version. */
  accept: {
    type: AppealType;
    category: string;
    class: AppealClass;
    ownHandling: string | null;
    flags: FlagName[];
    /** A 信访 matter, by its category or by the clerk's mark: the statutory clocks begin. */
    xinfang?: boolean;
    ladder?: Ladder;
    textId?: string;
  };
  decline: { reason: DeclineReason; textId: string };
  transferOut: { to: string; textId: string };
  answerNow: { channel: ReplyChannel; textId: string };
  dispatch: { unitId: string; assist: { id: string; unitId: string; limit: Duration | null }[]; textId?: string };
  redispatch: { unitId: string; textId: string };
  sign: Record<never, never>;
  contact: { way: ReplyChannel; textId?: string };
  needInfo: { textId: string };
  infoGiven: { textId: string };
  completeTask: { taskId: string; textId?: string };
  waiveTask: { taskId: string; textId: string };
  complete: { evidence: string[]; textId: string };
  /** `adopted`: of a suggestion, which is answered adopted or not, with the reason in the text. */
  reply: { channel: ReplyChannel; textId: string; adopted?: boolean };
  /** `acceptsExplanation`: not solved, but the resident agrees to close (outcome `explained`). */
  feedback: {
    contacted: boolean;
    solved: boolean;
    satisfaction: Satisfaction;
    acceptsExplanation: boolean;
    textId?: string;
  };
  callbackFailed: { way: ReplyChannel; textId?: string };
  redo: { textId: string };
  urge: { textId?: string };
  /** `textId`: what the caller said beside. */
  progressCall: { textId?: string };
  supervise: { textId: string };
  list: { textId: string };
  unlist: { textId: string };
  /** `rung`: the rung whose target acknowledges; `textId`: what an outside office said to the staff who note it down. */
  acknowledgeEscalation: { rung: number; raisedSeq: number; textId?: string };
  seeOffer: { offerId: string };
  claimOffer: { offerId: string };
  declineOffer: { offerId: string; reason: OfferDeclineReason; textId?: string };
  withdrawOffer: { offerId: string; textId: string };
  confirmHelp: { offerId: string };
  reportHelp: {
    offerId: string;
    stage: HelpStage;
    hours?: number;
    persons?: number;
    evidence: string[];
    textId?: string;
  };
  reclass: { class: AppealClass; textId: string };
  requestReturn: { textId: string };
  decideReturn: Decided;
  designate: { unitId: string; textId: string };
  /** `amount` in the unit of the class's cap; `textId` is what the resident reads when it is granted. */
  requestExtension: { amount: number; partiesAgree: boolean; textId: string };
  decideExtension: Decided;
  /** `days`: until the review, at most the policy's 日; `textId` is reason and plan, which the resident reads when it is granted. */
  requestPark: { days: number; after: AfterParking; textId: string };
  decidePark: Decided;
  unpark: { to: AfterParking; textId: string };
  requestDowngrade: { class: AppealClass; textId: string };
  decideDowngrade: Decided;
  decideRedo: Decided;
  /** Whether each party is willing (domain §4.2: neither refuses). */
  toMediation: { appellantAgrees: boolean; otherAgrees: boolean; textId: string };
  mediated: { result: MediationResult; textId: string };
  toCouncil: { textId: string };
  resolved: { assist: { id: string; unitId: string; limit: Duration | null }[]; textId: string };
  withdraw: { textId?: string };
  note: { textId: string };
  informXinfang: { way: ReplyChannel; textId: string };
  requestXinfangExtension: { textId: string };
  decideXinfangExtension: { approved: boolean; textId: string };
  requestXinfangReview: { textId: string };
  decideXinfangReview: { upheld: boolean; textId: string };
  /** `into`: the master that it is to follow; `intoShieldedFrom`: from whom that one is kept. */
  requestMerge: { into: string; intoShieldedFrom?: string[]; textId: string };
  decideMerge: Decided & { intoShieldedFrom?: string[] };
  requestUnmerge: { textId: string };
  decideUnmerge: Decided;
  findViolence: { victim: Victim; textId: string };
  reportToPolice: { result: PoliceResult; textId: string };
  recordConsent: { way: ConsentWay };
  /** `from`: ids of the units and users whom the case is about; `helpers`: those of their entries in the directory. */
  shield: { from: string[]; helpers?: string[]; textId: string };
};

/** `requestSeq`: the request that is decided; a denial says why. */
export type Decided = { requestSeq: number; granted: boolean; textId?: string };

export type Payload<A extends ActionName> = Payloads[A];

type Envelope = {
  actor: Actor;
  /** Idempotency key: action + actor + the caller's own key (see `actionKey`). */
  key: string;
  /** Hash of the request's body: the same key with another body is refused. */
  bodyHash: string;
  /** The version the caller saw; null where the caller does not judge by it (mail, resident pages). */
  seq: number | null;
};

export type Command = { [A in ActionName]: Envelope & { action: A; payload: Payload<A> } }[ActionName];
