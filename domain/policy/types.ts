// The policy: limits per class and categories, versioned, each row with its source; and the snapshot a case freezes at registration.
import type { Ladder } from '../ladder/types.ts';
import type { MatchWeights } from '../matching/types.ts';
import type { Duration } from '../time/types.ts';
import type { AppealClass } from '../words.ts';

export const limitNames = [
  'acceptance',
  'dispatch',
  'signing',
  'contact',
  'handling',
  'reply',
  'supervision',
  'feedback',
  'residentRemind',
  'residentAnswer',
  'reopen',
  'redo',
  'xinfangInform',
  'xinfangClose',
  'xinfangExtend',
  'xinfangRequest',
  'xinfangReview',
  'xinfangReReview',
  'returnRequest',
  'returnDecision',
  'extension',
  'extensionGrace',
  'parkReview',
  'policeReport',
  'guardianConsent',
] as const;
export type LimitName = (typeof limitNames)[number];

/** Limits of the statutory overlay of 信访 matters: the same for every class. */
export type StatutoryName = Extract<LimitName, `xinfang${string}`>;

export type PolicyLimit = { class: AppealClass; name: LimitName; limit: Duration | null; source: string };

/** The ladder of a category, with where it comes from ('D': domain §5, the design's own). */
export type CategoryLadder = Ladder & { source: string };

export type Category = {
  code: string;
  name: string;
  /** The provisional class by which clocks run from registration. */
  class: AppealClass;
  /** A handling limit of the category's own; × 0.6 is not applied to it (domain §4.3). */
  handling: Duration | null;
  firstOwner: string;
  /** Marks every appeal of the category. */
  sensitive: boolean;
  vulnerable: boolean;
  /** Safety matters go on although the appellant withdraws, and are not closed as unreachable. */
  safety: boolean;
  /** Its route and whose help it wants (domain §4.5 routing, §5 columns R2 and R3). */
  ladder: CategoryLadder;
  source: string;
};

/** How a policy behaves beside its limits. Seconds are plain seconds. */
export type PolicySettings = {
  /** The share of a clock at which a warning is raised. */
  warnAt: number;
  /** Factor on handling limits of vulnerable appellants. */
  vulnerableFactor: number;
  /** The most a case's wake-up is delayed behind its due, to spread many dues at one instant. None for U1. */
  offsetSeconds: number;
  /** How long notices of one person are gathered into one letter. U1 and U2 never wait. */
  gatherSeconds: number;
  /** Whether notices of sleeping classes wait for office hours. */
  holdOutsideOfficeHours: boolean;
  /** 重办 at most so many times. */
  maxRounds: number;
  /** Days before a statutory due on which a warning is raised; the usual ones where a policy does not say. */
  statutoryWarnDays?: number[];
  /** 退单 may be asked for at most so many times in a case. */
  maxReturns: number;
  /** Extensions a class may be granted in a case; classes that are missing are bound by the length in all only. */
  extensionTimes: Partial<Record<AppealClass, number>>;
  /** Working time for the policy's clocks is 24×7 (the demo policy only). */
  alwaysOpen: boolean;
  /** Weights of the match score that differ from the defaults (domain §4.5); read through `matchWeights`. */
  matching?: Partial<MatchWeights>;
  /** Days for which a member who has finished a task is not asked again; read through `coolDownOf`. */
  coolDownDays?: number;
};

export type Policy = {
  version: string;
  name: string;
  source: string;
  settings: PolicySettings;
  limits: PolicyLimit[];
  categories: Category[];
};

/** What a case freezes at registration: all classes' limits (accept may change the class), its calendar and office hours. */
export type Terms = {
  policyVersion: string;
  settings: PolicySettings;
  /** Compact limits per class: '4wh', '5wd', '10m', '2h', '30d', '5s'; a missing name means no such clock. */
  limits: Record<AppealClass, Partial<Record<LimitName, string>>>;
  /** Statutory limits, the same for every class; missing in cases of an older version. */
  statutory?: Partial<Record<StatutoryName, string>>;
  calendar: { version: string; holidays: string[]; workdays: string[]; knownYears: number[] };
  officeHours: [number, number][];
};
