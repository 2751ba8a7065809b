// What happened to a case, in past tense: the log's entries. An event is never changed and never removed.
import type {
  ActionName,
  AfterParking,
  AppealClass,
  AppealType,
  ClockName,
  ConsentWay,
  DurationUnit,
  MediationResult,
  Outcome,
  PoliceResult,
  ReplyChannel,
  RequestKind,
  Satisfaction,
  DeclineReason,
  RevisionKind,
  HelpStage,
  OfferDeclineReason,
  SkipReason,
  Victim,
  WithdrawalReason,
} from '../words.ts';
import type { Ladder, SentOffer } from '../ladder/types.ts';
import type { Terms } from '../policy/types.ts';
import type { Duration, Instant } from '../time/types.ts';
import type { Actor, Clock, FlagName, Registration, RungReason } from './types.ts';
import type { ReviewStage } from '../xinfang/overlay.ts';

/** A clock that an event opens, moves or re-anchors, with everything but the sequence number, which is the event's own. */
export type OpenedClock = Omit<
  Clock,
  'openSeq' | 'warnedAt' | 'firedAt' | 'pausedRemaining' | 'pausedAt' | 'graceUntil'
>;

type Data = {
  registered: { owner: string; facts: Registration; clocks: OpenedClock[] };
  /** Another run took over the log. */
  resumed: { owner: string };
  accepted: {
    type: AppealType;
    category: string;
    class: AppealClass;
    ownHandling: string | null;
    flags: FlagName[];
    /** Flags of the former category that do not hold any more. */
    dropped?: FlagName[];
    xinfang?: boolean;
    ladder?: Ladder;
    textId?: string;
    moved: MovedClock[];
    clocks: OpenedClock[];
  };
  declined: { reason: DeclineReason; textId: string };
  transferredOut: { to: string; textId: string };
  answeredNow: { channel: ReplyChannel; textId: string; clocks: OpenedClock[] };
  dispatched: {
    unitId: string;
    tasks: { id: string; unitId: string; dueAt: Instant }[];
    textId?: string;
    clocks: OpenedClock[];
  };
  redispatched: { unitId: string; textId: string; clocks: OpenedClock[] };
  signed: { clocks: OpenedClock[] };
  contacted: { way: ReplyChannel; textId?: string };
  infoNeeded: { textId: string; handlingRemaining: number | null; clocks: OpenedClock[] };
  /** `by` the resident's answer, or the clock of `residentAnswer` (U2). `dueAt`: the re-anchored handling due. */
  infoGiven: { textId: string | null; handlingDueAt: Instant | null; handlingWarnAt: Instant | null };
  taskCompleted: { taskId: string; textId?: string };
  taskWaived: { taskId: string; textId: string };
  completed: { evidence: string[]; textId: string; clocks: OpenedClock[] };
  replied: { channel: ReplyChannel; textId: string; adopted?: boolean; clocks: OpenedClock[] };
  feedbackGiven: {
    contacted: boolean;
    solved: boolean;
    satisfaction: Satisfaction;
    acceptsExplanation: boolean;
    textId?: string;
  };
  callbackFailed: { way: ReplyChannel; textId?: string };
  /** `leadShut`: the case is kept from who led it, and goes to be dispatched anew. */
  redone: {
    reason: 'feedback' | 'request' | 'decision';
    requestSeq?: number;
    textId?: string;
    leadShut?: true;
    clocks: OpenedClock[];
  };
  closed: { outcome: Outcome; clocks: OpenedClock[] };
  urged: { clock: ClockName | null; textId?: string };
  /** Its appellant called again and was told how it stands (domain §4.6). */
  progressCalled: { textId?: string };
  supervised: { clock: ClockName | null; textId?: string };
  /** Rung raised, or (when it was live already) a reason added to it; `clocks` holds its supervision clock when raised. */
  escalated: { rung: number; reason: RungReason; clocks: OpenedClock[] };
  /** `textId`: how an outside office said so to the staff who acknowledge on its behalf. */
  escalationAcknowledged: { rung: number; raisedSeq: number; textId?: string; clocks: OpenedClock[] };
  /** A rung of the ladder is passed over; `tally`: how many helpers were not asked, by reason. */
  rungSkipped: { rung: number; reason: SkipReason; tally: Record<string, number> };
  helpersAsked: { rung: number; raisedSeq: number; offers: SentOffer[]; tally: Record<string, number> };
  /** A helpers' rung that nobody can answer any more, though it lives, looks anew; its time begins again with it. */
  helpSoughtAgain: { rung: number; raisedSeq: number; reason: 'unmerged'; clocks: OpenedClock[] };
  /** 吹哨: the street or department that is to come. */
  officeCalled: { rung: number; raisedSeq: number; officeId: string };
  offerSeen: { offerId: string };
  /** The first claim of its rung; the other open offers are lost. */
  offerAccepted: { offerId: string; rung: number; raisedSeq: number; lost: string[]; clocks: OpenedClock[] };
  offerDeclined: { offerId: string; reason: OfferDeclineReason; textId?: string };
  offersExpired: { rung: number; raisedSeq: number; offerIds: string[] };
  offerWithdrawn: { offerId: string; reason: WithdrawalReason; textId?: string };
  /** A person of the staff has confirmed the match: that helper may see whom to help, which is logged. */
  helpConfirmed: { offerId: string };
  helpReported: {
    offerId: string;
    rung: number;
    raisedSeq: number;
    stage: HelpStage;
    hours?: number;
    persons?: number;
    evidence: string[];
    textId?: string;
    clocks: OpenedClock[];
  };
  /** Listed supervision (挂牌督办), and an item for the joint meeting. */
  listed: { textId?: string };
  /** The listing that a person made is lifted. */
  unlisted: { textId: string };
  /** Without a text of its own where violence that was found made it urgent. */
  reclassified: { class: AppealClass; textId?: string; moved: MovedClock[] };
  returnRequested: { textId: string; paused: PausedClock[]; clocks: OpenedClock[] };
  returnGranted: { requestSeq: number; textId?: string; clocks: OpenedClock[] };
  /** Another unit: dispatched to it with clocks of its own; the present lead: it stays, and cannot return the case any more. */
  designated: { unitId: string; textId: string; clocks: OpenedClock[] };
  extensionRequested: { length: Duration; textId: string };
  /** Still undecided at due: the clock waits for the decision until `until` (domain §4.6). */
  graceBegun: { clock: ClockName; openSeq: number; dueAt: Instant; until: Instant };
  /** `reasonId`: the request's text, for the resident. */
  extensionGranted: {
    requestSeq: number;
    textId?: string;
    reasonId: string | null;
    length: Duration;
    moved: MovedClock[];
  };
  parkRequested: { length: Duration; after: AfterParking; textId: string };
  /** `planId`: the request's text, for the resident. */
  parked: {
    requestSeq: number;
    textId?: string;
    planId: string | null;
    after: AfterParking;
    paused: PausedClock[];
    clocks: OpenedClock[];
  };
  unparked: { to: AfterParking; textId?: string; resumed: ResumedClock[] };
  downgradeRequested: { class: AppealClass; textId: string };
  downgradeGranted: { requestSeq: number; class: AppealClass; textId?: string; moved: MovedClock[] };
  /** Solved, and yet the resident is not content: a supervisor decides on a redo (domain §4.2 feedback). */
  redoProposed: Record<never, never>;
  requestDenied: { request: RequestKind; requestSeq: number; textId?: string; resumed: ResumedClock[] };
  mediationBegun: { textId: string };
  mediated: { result: MediationResult; textId: string };
  councilCalled: { textId: string };
  resolved: { tasks: { id: string; unitId: string; dueAt: Instant }[]; textId: string; clocks: OpenedClock[] };
  withdrawn: { textId?: string };
  /** The appellant withdrew, the safety matter goes on. */
  wentProactive: { textId?: string };
  noted: { textId: string };
  /** The 80 % mark of a clock, or the reminder of `residentAnswer`. */
  warned: { clock: ClockName; ref: string | null; round: number; openSeq: number; markAt: Instant };
  expired: {
    clock: ClockName;
    ref: string | null;
    half: 'acknowledge' | 'act' | null;
    rung: number | null;
    round: number;
    openSeq: number;
    dueAt: Instant;
    firedAt: Instant;
  };
  homeVisitRaised: {
    taskId: string;
    unitId: string;
    dueAt: Instant;
    handlingDueAt: Instant | null;
    handlingWarnAt: Instant | null;
    clocks: OpenedClock[];
  };
  /** Calendar, office hours or policy are another: every open due reckoned again by `terms` (domain §3.3). */
  rescheduled: {
    revisionId: number;
    change: RevisionKind;
    calendarVersion: string;
    policyVersion: string;
    /** What of the case's terms is another; the rest stays. */
    terms: Partial<Terms>;
    /** A policy migration: what the category has of its own there. */
    ownHandling?: string | null;
    /** A policy migration: how the category's matters climb there, where that is another way than the case's. */
    ladder?: { from: Ladder | null; to: Ladder };
    moved: RescheduledClock[];
  };
  /** Seen in the work on the case: the duty to go to the police runs from now. */
  violenceFound: { victim: Victim; flags: FlagName[]; textId: string; clocks: OpenedClock[] };
  /** `textId`: which police, when, under which receipt number; or how the adult declined. */
  policeReported: { result: PoliceResult; textId: string };
  /** Who they are stands in a new version of the intake. */
  guardianConsented: { way: ConsentWay };
  /** Whom the case is about is known: from here on it does not reach them. */
  shielded: { from: string[]; helpers?: string[]; textId?: string };
  mergeRequested: { into: string; textId: string };
  unmergeRequested: { textId: string };
  /**
   * This case follows another from here on; its clocks wait as they are. `statutory`: of a 信访 matter, whose own statutory clocks run
   * on; missing in events of an older version.
   */
  merged: { into: string; requestSeq?: number; textId?: string; statutory?: true };
  /** It goes on by itself: decided so, or the master could not take it or ended without an answer. */
  unmerged: {
    from: string;
    reason: 'decided' | 'refused' | 'masterEnded' | 'shielded' | 'answered' | 'answerOwed';
    requestSeq?: number;
    textId?: string;
  };
  /** What the master came to, for this case's own appellant. */
  followed: { master: string; what: 'replied' | 'closed' | 'redone'; outcome: Outcome | null; masterSeq: number };
  childJoined: { child: string; childSeq: number };
  childLeft: { child: string; childSeq: number };
  /** Many households, one matter: several appeals in seven days, or one with a list. `master`: the one proposed to lead. */
  gathered: { reason: 'appeals' | 'list'; households: number; master: string | null };
  xinfangInformed: { way: ReplyChannel; textId: string };
  /** The written answer to the appellant of a case that follows another. */
  xinfangAnswered: { channel: ReplyChannel; textId: string; adopted?: boolean };
  xinfangExtensionRequested: { textId: string };
  /** `by`: the limit added; null when refused. */
  xinfangExtensionDecided: { approved: boolean; textId: string; by: string | null; moved: MovedClock[] };
  xinfangReviewRequested: { stage: ReviewStage; textId: string; clocks: OpenedClock[] };
  xinfangReviewDecided: { stage: ReviewStage; upheld: boolean; textId: string; clocks: OpenedClock[] };
  /** The reopen window ended: the case can no longer change. */
  archived: Record<never, never>;
};

/** A clock whose due moved: old and new are recorded (domain §3.3, §4.6). */
export type MovedClock = {
  name: ClockName;
  ref: string | null;
  from: Instant;
  to: Instant;
  unit: DurationUnit;
  warnAt: Instant | null;
  /** Of a paused clock: what it has left after the move. */
  remaining?: number;
};

/** As `MovedClock`, of exactly one clock. `remaining`: of a paused one, the working time it has left. */
export type RescheduledClock = Omit<MovedClock, 'remaining'> & {
  openSeq: number;
  rung: number | null;
  remaining: number | null;
};

/** A clock that waits with what it has left of its limit: working milliseconds, plain ones for 24×7 limits. */
export type PausedClock = { name: ClockName; ref: string | null; remaining: number };
/** A paused clock that goes on: its new due, and its 80 % mark (null when that was raised already). */
export type ResumedClock = { name: ClockName; ref: string | null; dueAt: Instant; warnAt: Instant | null };

export type EventKind = keyof Data;
export type EventData<K extends EventKind> = Data[K];

export type AppealEvent = {
  [K in EventKind]: {
    /** Position in the log, 1 for `registered`. */
    seq: number;
    kind: K;
    /** Unique within the case: makes a repeated request or a re-fired clock visible. */
    key: string;
    at: Instant;
    actor: Actor;
    /** The action that caused it; null for clocks and take-overs. */
    action: ActionName | null;
    bodyHash: string | null;
    data: Data[K];
  };
}[EventKind];
