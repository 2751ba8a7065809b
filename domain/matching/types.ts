// Who is asked for what: what matching reads of a helper and of a case, and what it answers. No personal data: ids and small facts.
import type { Place } from '../appeal/types.ts';
import type { Instant, WorkingTime } from '../time/types.ts';
import type { AppealType } from '../words.ts';

export const helperKinds = ['unit', 'member', 'team'] as const;
export type HelperKind = (typeof helperKinds)[number];

/** Enrolled by themselves or entered by staff, verified by the community, and out of service for a while or for good. */
export const helperStates = ['enrolled', 'verified', 'suspended', 'left'] as const;
export type HelperState = (typeof helperStates)[number];

/** What the stage behind lacks: the work itself, somebody who explains or asks, or things (domain §4.5). */
export const asks = ['work', 'visit', 'supply'] as const;
export type Ask = (typeof asks)[number];

/** Hours of a week: days 0 Sunday … 6 Saturday, minutes after midnight in Shanghai, from < to. */
export type WeeklyWindow = { days: number[]; from: number; to: number };
/** Minutes after midnight in Shanghai; from > to goes over midnight (22:00–07:00). */
export type QuietHours = { from: number; to: number };

export type HelperProfile = {
  id: string;
  /** The account by which they sign in, if they have one: as staff they may be whom a case concerns. */
  userId?: string | null;
  kind: HelperKind;
  /** The community that verifies them. */
  communityId: string;
  compoundId: string | null;
  state: HelperState;
  /** Agreed to be asked. */
  consented: boolean;
  capabilities: readonly string[];
  training: readonly string[];
  /** Ids of units, persons and compounds they want nothing to do with. */
  recusals: readonly string[];
  /** Helper ids of the unit a member works for and of the team they are in. */
  unitId: string | null;
  teamId: string | null;
  /** When they usually have time; none: they did not say. */
  hours: readonly WeeklyWindow[];
  quiet: QuietHours | null;
  openOffers: number;
  maxOpenOffers: number;
  activeTasks: number;
  maxActiveTasks: number;
  coolingUntil: Instant | null;
  /** Offers accepted, declined with a reason (neutral) and left without an answer. */
  accepted: number;
  declined: number;
  silent: number;
};

export type MatchRequest = {
  /** 2 asks units, 3 members and teams. */
  rung: 2 | 3;
  category: string;
  /** Wanted capabilities, best first; none: nothing particular is wanted. */
  capabilities: readonly string[];
  ask: Ask;
  place: Place;
  at: Instant;
  /** Can be done from anywhere: distance counts nothing. */
  remote: boolean;
  /** Every one of them is needed. */
  training: readonly string[];
  /** Ids of units, persons and compounds the case concerns. */
  recused: readonly string[];
  type: AppealType;
  flags: readonly string[];
  /** The community's working time, by which units are there. */
  hours: WorkingTime;
};

/** Why somebody is not asked. In the order in which they are looked at. */
export const rejectReasons = [
  'wrongKind',
  'otherCommunity',
  'notVerified',
  'suspended',
  'left',
  'noConsent',
  'notForMembers',
  'recused',
  'noCapability',
  'untrained',
  'quietHours',
  'offersFull',
  'tasksFull',
  'coolingOff',
] as const;
export type RejectReason = (typeof rejectReasons)[number];

export const matchParts = ['capability', 'distance', 'availability', 'headroom', 'response'] as const;
export type MatchPart = (typeof matchParts)[number];
/** What each part can add to the score at most. */
export type MatchWeights = Record<MatchPart, number>;

/** `parts` are points and add up to `score`, which is at most the sum of the weights. */
export type Scored = { helperId: string; kind: HelperKind; score: number; parts: Record<MatchPart, number> };
export type Rejected = { helperId: string; reasons: RejectReason[] };

export type Ranking = {
  /** All that pass, best first. */
  chosen: Scored[];
  rejected: Rejected[];
  /** A hint to who sends them: two go together (domain §5). Teams see to it themselves. */
  inPairs: boolean;
};
