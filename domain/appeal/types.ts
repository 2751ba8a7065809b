// The appeal as plain data: what a case knows of itself between two events. Built only by `evolve` (evolve.ts).
// Personal data are not here: names, phones and free text stay in PostgreSQL rows that ids point to (domain §3.9).
import type { Duration, Instant } from '../time/types.ts';
import type { Ladder, Offer } from '../ladder/types.ts';
import type { Terms } from '../policy/types.ts';
import type { RevisionKind } from '../words.ts';
import type { Xinfang } from '../xinfang/overlay.ts';
import type { Council, Mediation, Parking } from './elsewhere.ts';
import type { Supervision } from './listing.ts';
import type { Guardian, Violence } from './protection.ts';
import type { Reckoning } from './reckoning.ts';
import type {
  AfterParking,
  AppealClass,
  AppealType,
  Channel,
  ClockName,
  ConsentWay,
  DurationUnit,
  Outcome,
  ReplyChannel,
  RequestKind,
  RequestState,
  Role,
  Satisfaction,
  Source,
  State,
  Victim,
} from '../words.ts';

/** Who acts. `unitId` is the unit for which a handler acts; null for everybody else. */
export type Actor = { id: string; role: Role; unitId: string | null };

/** A fact with who and when, instead of a boolean (domain §4.1). */
export type Mark = { at: Instant; by: string };

/** One running promise. Ended clocks are dropped from the case; that they fired late stays in `Appeal.late`. */
export type Clock = {
  name: ClockName;
  /** Task id for `task`, else null. */
  ref: string | null;
  /** Which half of a rung's supervision; null for other clocks. */
  half: 'acknowledge' | 'act' | null;
  rung: number | null;
  round: number;
  /** Sequence number of the event that opened it: with name and round it makes the clock's key. */
  openSeq: number;
  openedAt: Instant;
  dueAt: Instant;
  /** Unit of its limit: pauses, × 0.6 and the 80 % mark count working time for all but plain units. */
  unit: DurationUnit;
  /** 80 % mark (for `residentAnswer` the reminder); null where no warning is raised. */
  warnAt: Instant | null;
  warnedAt: Instant | null;
  /** Set when the due passed: the clock is then late but open until an action ends it. */
  firedAt: Instant | null;
  /** An extension was still undecided when the due passed: until when its decision is waited for before the clock fires. */
  graceUntil?: Instant | null;
  /** Paused: the remaining working milliseconds; `dueAt` is then the last known due and nothing fires. */
  pausedRemaining: number | null;
  /** Since when it is paused; missing while it runs, and in clocks paused by an older version. */
  pausedAt?: Instant;
  /** Of a statutory clock: days before its due on which a warning is still to come. */
  marks?: number[];
  /** How its due came about, where that is more than its class's limit from its opening. */
  reckoning?: Reckoning;
};

export type Late = { clock: ClockName; ref: string | null; round: number; dueAt: Instant; firedAt: Instant };

export type TaskState = 'open' | 'done' | 'waived';
/** A sub-task of an assisting unit (协办), due no later than the lead. */
export type Task = {
  id: string;
  unitId: string;
  state: TaskState;
  dueAt: Instant;
  kind: 'assist' | 'homeVisit';
  by: string | null;
};

export type Assignment = {
  unitId: string;
  at: Instant;
  by: string;
  handlerId: string | null;
  signedAt: Instant | null;
};

/** Why a rung was raised: a promise broken, or many households with one matter. */
export type RungReason = ClockName | 'mass';

/** A rung of the ladder that was raised (rung 1 = community supervisor). `endedAt`: acted upon, or its cause is gone. */
export type Escalation = {
  rung: number;
  reasons: RungReason[];
  raisedAt: Instant;
  raisedSeq: number;
  acknowledgedAt: Instant | null;
  acknowledgedBy: string | null;
  /** When its supervision clock last passed without an answer. */
  silentAt: Instant | null;
  endedAt: Instant | null;
  /** Whoever could help on this rung has yet to be found and asked. */
  seeking?: boolean;
  /** Rung 4: the outside office that was called. */
  officeId?: string | null;
};

export type Feedback = {
  at: Instant;
  by: string;
  role: Role;
  round: number;
  contacted: boolean;
  solved: boolean;
  satisfaction: Satisfaction;
};

export type FlagName = 'vulnerable' | 'sensitive' | 'anonymous' | 'safety' | 'mass' | 'minor';

/** A case that follows another: its own state and clocks wait for it as they were, its resident's time runs on. */
export type Merge = {
  into: string;
  at: Instant;
  by: string;
  /** Sequence number of the event: tells this merge from a later one into the same master. */
  seq: number;
  from: State;
  clocks: Clock[];
  escalations: Escalation[];
  /** How the master ended, as far as this case was told. */
  outcome: Outcome | null;
  /** Of a 信访 matter: its statutory clocks run on beside the merge. Missing in merges of an older version, where they wait. */
  statutory?: true;
  /** How far its ladder had been climbed, where rungs may be raised meanwhile. */
  climbed?: number[];
};

/** A case that joined; `seq`: of its own event that says so. */
export type Child = { no: string; seq: number; at: Instant };

/** What somebody asked for and somebody else decides; what it needs beside that is null where its kind does not. */
export type Request = {
  kind: RequestKind;
  /** Sequence number of the event that made it: by this the decision names it. */
  seq: number;
  at: Instant;
  by: string;
  role: Role;
  unitId: string | null;
  textId: string | null;
  /** Where the case goes back to when a return is denied. */
  from: State;
  /** extension: how much longer; park: until when at most (in 日). */
  length: Duration | null;
  /** merge: into which case. */
  into?: string | null;
  /** downgrade: to which class. */
  class: AppealClass | null;
  /** park: where the case goes on when its review is due. */
  after: AfterParking | null;
  state: RequestState;
  endedAt: Instant | null;
  /** Who decided: 'system' where nobody did in time. */
  decidedBy: string | null;
  decisionTextId: string | null;
};

export type Place = { communityId: string; compoundId: string | null; buildingId: string | null };

/** The facts with which a case is registered: small, without personal data. */
export type Registration = {
  no: string;
  type: AppealType;
  category: string;
  class: AppealClass;
  /** The category's own handling limit in compact form ('3wd'), or null. */
  ownHandling: string | null;
  place: Place;
  channel: Channel;
  source: Source;
  receivedAt: Instant;
  flags: FlagName[];
  /** Those of the flags that only the category gives: accepting under another category takes them away. */
  categoryFlags?: FlagName[];
  /** How its category's matters climb; missing in cases of an older version. */
  ladder?: Ladder;
  /** An earlier appeal that this one repeats or continues. */
  linkedTo: string | null;
  /** Units and users whom a report is about. */
  shieldedFrom?: string[];
  /** How many persons a joint appeal is of; 1 where it is missing. */
  appellants?: number;
  /** Who suffers violence, where that is told at once. */
  victim?: Victim;
  /** Who asks is under 14, and how the guardian consented; null: not yet. */
  guardianConsent?: ConsentWay | null;
  privacyNoticeVersion: string;
  terms: Terms;
};

export type Appeal = {
  no: string;
  /** Sequence number of the last event. */
  version: number;
  /** Sequence number of the last event a person caused: an action that saw less is stale. */
  personSeq: number;
  /** First execution run id of the workflow that owns the log. */
  owner: string;
  state: State;
  outcome: Outcome | null;
  type: AppealType;
  category: string;
  class: AppealClass;
  ownHandling: string | null;
  place: Place;
  channel: Channel;
  source: Source;
  receivedAt: Instant;
  linkedTo: string | null;
  round: number;
  flags: Partial<Record<FlagName, Mark>>;
  /** Flags that stand by the category alone, given by nobody. */
  categoryFlags: FlagName[];
  violence: Violence | null;
  /** Null: nobody's consent is asked for. */
  guardian: Guardian | null;
  /** Set when a safety case goes on although the appellant withdrew it. */
  proactive: Mark | null;
  /** Units and users whom the report is about: they never see it and are never given it. */
  shieldedFrom: string[];
  /** The directory entries of those whom it is about: what they were asked is taken back. */
  shieldedHelpers: string[];
  /** While it is merged: the master it follows, and what it goes back to when it leaves it. */
  merge: Merge | null;
  /** The cases that follow this one. */
  children: Child[];
  /** Set when the matter is to be brought before the council. */
  agenda: Mark | null;
  /** The terms it is judged by: frozen at registration, changed by revisions only. */
  terms: Terms;
  /** The statutory overlay; missing: none. */
  xinfang?: Xinfang;
  /** Number of the last revision of each kind that reached the case. */
  revisions?: Partial<Record<RevisionKind, number>>;
  clocks: Clock[];
  late: Late[];
  assignment: Assignment | null;
  /** Every person who ever handled or answered the case: none of them may call back (domain §8). */
  handlers: string[];
  tasks: Task[];
  contactedAt: Instant | null;
  handledAt: Instant | null;
  repliedAt: Instant | null;
  replyChannel: ReplyChannel | null;
  /** Ids of public reply texts, newest last. */
  replies: string[];
  /** Whether a suggestion was taken up; null until it is answered. */
  adopted: boolean | null;
  escalations: Escalation[];
  supervision: Supervision[];
  /** The rungs raised or skipped since the first was raised, in that order: each comes once in a climb. */
  climbed: number[];
  /** Helpers who were asked, oldest first. */
  offers: Offer[];
  /** How its category's matters climb; null in cases of an older version (see `ladderOf`). */
  ladder: Ladder | null;
  /** Set when the case is on the agenda of the next joint meeting. */
  councilItem: Mark | null;
  /** When its appellant called again and was told how it stands. */
  progressCalls: Mark[];
  feedbacks: Feedback[];
  /** Failed callback attempts in this round. */
  callbackAttempts: Mark[];
  /** Everything that was asked for and needed somebody else's decision, oldest first. */
  requests: Request[];
  /** The lead unit was named for good (指定): it cannot return the case. */
  designated: (Mark & { unitId: string }) | null;
  parkings: Parking[];
  mediations: Mediation[];
  councils: Council[];
  closedAt: Instant | null;
  /** Set when the reopen window has ended (or never opened): the workflow ends and nothing more can happen. */
  archivedAt: Instant | null;
};
