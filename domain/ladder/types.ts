// The ladder as plain data: what a category says of it, and the offers made to helpers. No personal data: helpers are ids.
import type { Ask, HelperKind } from '../matching/types.ts';
import type { Instant } from '../time/types.ts';
import type { OfferState, Route } from '../words.ts';

/** How a category's matters climb (domain §4.5, §5). Capabilities wanted on rungs 2 and 3, best first. */
export type Ladder = {
  route: Route;
  /** Of partner units; empty: any able one; null: there is none to ask. */
  units: string[] | null;
  /** Of members and teams; null: they are never asked. */
  members: string[] | null;
};

/** One helper asked once. It is answered once: accepted, declined, or neither in time. */
export type Offer = {
  id: string;
  rung: 2 | 3;
  /** Of the rung it was sent on. */
  raisedSeq: number;
  helperId: string;
  kind: HelperKind;
  ask: Ask;
  /** Of the match, with what each part added to it. */
  score: number;
  parts: Record<string, number>;
  sentAt: Instant;
  state: OfferState;
  answeredAt: Instant | null;
  /** When and by whom of the staff the match was confirmed: only then personal data are shown. */
  confirmedAt: Instant | null;
  confirmedBy: string | null;
  arrivedAt: Instant | null;
  doneAt: Instant | null;
  /** Hours served and persons helped, as the helper reported them. */
  hours: number | null;
  persons: number | null;
  /** The helper's last words: why they declined, what they did. */
  textId: string | null;
};

/** An offer as it is sent out, before anything has become of it. */
export type SentOffer = Pick<Offer, 'id' | 'helperId' | 'kind' | 'ask' | 'score' | 'parts'>;

/** Whom matching found for a rung that looks for help; `tally`: how many others were not asked, by reason. */
export type Match = {
  rung: number;
  raisedSeq: number;
  helpers: Omit<SentOffer, 'id' | 'ask'>[];
  /** Rung 4: the outside office that is called. */
  officeId: string | null;
  tally: Record<string, number>;
};
