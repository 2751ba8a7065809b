// What the model of a case knows, what one act of it is, and the few words that all its parts share.
import type { Actor, FlagName } from '../../../domain/appeal/types.ts';
import type { Instant } from '../../../domain/time/types.ts';
import type {
  ActionName,
  AfterParking,
  AppealClass,
  AppealType,
  HelpStage,
  MediationResult,
  OfferState,
  Outcome,
  PoliceResult,
  RequestKind,
  Role,
  Satisfaction,
  State,
  Victim,
} from '../../../domain/words.ts';

/** What somebody asked for. `sure` is false once the case has gone where the description does not say whether it still stands. */
export type Asked = {
  by: string;
  sure: boolean;
  amount?: number;
  class?: AppealClass;
  after?: AfterParking;
  from?: State;
};

/** An offer as the helpers see it; `raise` tells the rung it belongs to from the same rung raised again. */
export type AnOffer = {
  id: string;
  rung: number;
  raise: number;
  helper: string;
  state: OfferState;
  confirmed: boolean;
  done: boolean;
};
export type ARung = { rung: number; raise: number; acknowledged: boolean };

export type Model = {
  state: State;
  outcome: Outcome | null;
  type: AppealType;
  class: AppealClass;
  /** The class is no longer the one it was registered with: its dues are then the clocks' own tests' business. */
  reclassed: boolean;
  flags: FlagName[];
  round: number;
  /** Since when the resident has been waiting in this round. */
  since: Instant;
  paused: boolean;
  unit: string | null;
  /** Since when the present lead has had it. */
  unitSince: Instant;
  contacted: boolean;
  /** Persons who handled or answered it. */
  handledBy: string[];
  /** `unitId` null: a visit to the door, which is the lead's to make, whoever the lead is. */
  openTasks: { id: string; unitId: string | null }[];
  /** Dates of failed callbacks of this round. */
  failedOn: string[];
  /** Nobody calls back: the answer stands open for the resident alone. */
  noCallback: boolean;
  proactive: boolean;
  /** The reopen window is over, or never was. */
  over: boolean;
  /** Heard from the clocks: handling of this round was late; the answer that the law asks for was. */
  late: boolean;
  statuteLate: boolean;
  /** What waits for somebody's decision. */
  asked: Partial<Record<RequestKind, Asked>>;
  /** How often it was asked to be returned, and which units were rid of it. */
  returns: number;
  returnedBy: string[];
  /** `lifted`: another lead was found after the designation. */
  designated: 'no' | 'yes' | 'lifted';
  /** By how much handling was extended, in the unit of its class's cap: in all, and in this round. */
  extended: number;
  longer: number;
  /** Where a parked case goes at its review. */
  after: AfterParking | null;
  /** Of a merged case: as it was. */
  before: Model | null;
  rungs: ARung[];
  offers: AnOffer[];
  xinfang: Statute | null;
  /** Whether the police are to be told that somebody suffers, and who. */
  police: 'no' | 'due' | 'told';
  policeSince: Instant;
  victim: Victim | null;
  /** Units and persons whom it is about. */
  shut: string[];
  /** The cases that follow it. */
  children: string[];
};

/** The statutory overlay: informed, extended once, reviewed twice at most. */
export type Statute = {
  informed: boolean;
  /** In writing, while it followed another. */
  answered: boolean;
  extension: 'none' | 'asked' | 'approved';
  askedBy: string | null;
  reviews: number;
  /** Who asked for the review that is under way. */
  reviewing: string | null;
  /** Who decided the first. */
  reviewer: string | null;
};

export type Wish = { action: ActionName; actor: Actor; payload: WishPayload; now: Instant };
export type WishPayload = {
  class?: AppealClass;
  unitId?: string;
  assist?: { id: string; unitId: string; limit: null }[];
  taskId?: string;
  solved?: boolean;
  satisfaction?: Satisfaction;
  acceptsExplanation?: boolean;
  adopted?: boolean;
  xinfang?: boolean;
  /** A decision: of which request (0: of none), and how. */
  requestSeq?: number;
  granted?: boolean;
  textId?: string;
  amount?: number;
  partiesAgree?: boolean;
  days?: number;
  after?: AfterParking;
  to?: AfterParking;
  appellantAgrees?: boolean;
  otherAgrees?: boolean;
  result?: MediationResult | PoliceResult;
  offerId?: string;
  stage?: HelpStage;
  rung?: number;
  raisedSeq?: number;
  approved?: boolean;
  upheld?: boolean;
  victim?: Victim;
  from?: string[];
};

/** Whether a wish must be granted (true), refused (false), or is for tests of its own to say (null). */
export type May = boolean | null;
export type Act = {
  who: readonly Role[];
  in: readonly State[];
  may?: (model: Model, wish: Wish) => May;
  then: (model: Model, wish: Wish) => Partial<Model>;
};
export type Acts = { [A in ActionName]?: Act };

export const open: State[] = [
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
];
export const staff: Role[] = [
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

/** Of these four the domain's table says which is the more urgent; of the others nothing here. */
const byUrgency: AppealClass[] = ['U4', 'U3', 'U2', 'U1'];

/** Whether `to` is more urgent than `from`; null: the description does not say. */
export function isUp(from: AppealClass, to: AppealClass): May {
  const [now, then] = [byUrgency.indexOf(from), byUrgency.indexOf(to)];
  return now < 0 || then < 0 ? null : then > now;
}

/** Both must hold: what must be refused stays refused, what nobody knows stays unknown. */
export function all(...parts: May[]): May {
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
}

export function ofLead(model: Model, { actor }: Wish): boolean {
  return actor.unitId === model.unit;
}

export function isAnother(model: Model, { actor }: Wish): boolean {
  return !model.handledBy.includes(actor.id);
}

export function worked(model: Model, { actor }: Wish): Partial<Model> {
  return { handledBy: [...model.handledBy, actor.id] };
}

/** Another lead: its own clocks anew, the resident's go on. */
export function ledBy(unit: string | null, { now }: Wish): Partial<Model> {
  return { state: 'dispatched', unit, unitSince: now, contacted: false };
}

/** Round + 1, clock and ladder anew; a case without a unit, or about its unit, goes to be dispatched. */
export function again(model: Model, now: Instant): Partial<Model> {
  const anew = { paused: false, failedOn: [], noCallback: false, late: false, longer: 0 };
  const begun = { outcome: null, round: model.round + 1, since: now, ...anew };
  if (model.unit !== null && !model.shut.includes(model.unit)) return { state: 'handling', ...begun };
  if (model.unit === null) return { state: 'accepted', ...begun };
  // The next lead asks for helpers of its own; a visit to the door is owed whoever leads.
  return {
    state: 'accepted',
    unit: null,
    openTasks: model.openTasks.filter(({ unitId }) => unitId === null),
    ...begun,
  };
}
