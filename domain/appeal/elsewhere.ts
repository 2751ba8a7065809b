// Where a case is while it is out of the handler's hands: put aside, in mediation, before the council.
import type { Instant } from '../time/types.ts';
import type { AfterParking, MediationResult } from '../words.ts';

/** A case put aside with a plan (挂账). */
export type Parking = {
  at: Instant;
  by: string;
  requestSeq: number;
  planId: string | null;
  after: AfterParking;
  endedAt: Instant | null;
  endedBy: string | null;
};

export type Mediation = {
  at: Instant;
  by: string;
  endedAt: Instant | null;
  mediatorId: string | null;
  result: MediationResult | null;
};

export type Council = {
  at: Instant;
  by: string;
  textId: string | null;
  endedAt: Instant | null;
  endedBy: string | null;
  resolutionId: string | null;
};
