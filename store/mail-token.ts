// What the links in mails are for: one rung acknowledged by one person, one offer answered by one helper, one call of an outside
// office received (link-token.ts has the signature).
import type { Instant } from '../domain/time/types.ts';
import { readLink, signLink, type LinkPurpose } from './link-token.ts';

export type MailGrant = { userId: string; no: string; rung: number; raisedSeq: number; endsAt: Instant };
export type OfferGrant = { helperId: string; no: string; offerId: string; endsAt: Instant };
export type OfficeGrant = { officeId: string; no: string; raisedSeq: number; endsAt: Instant };

/** `id` is the same for the same token and names its one use. */
export type ReadGrant<G> = { kind: 'valid' | 'ended'; grant: G; id: string } | { kind: 'forged' };

export function signMailToken(key: Buffer, { userId, no, rung, raisedSeq, endsAt }: MailGrant): string {
  return signLink(key, 'mail', [userId, no, rung, raisedSeq], endsAt);
}

/** Judges a token from a URL. Never throws, whatever it is given. */
export function readMailToken(key: Buffer, token: string, now: Instant): ReadGrant<MailGrant> {
  return read(
    key,
    'mail',
    token,
    now,
    ([userId, no, rung, raisedSeq, endsAt]: [string, string, number, number, Instant]) => ({
      ...{ userId, no, rung, raisedSeq, endsAt },
    }),
  );
}

export function signOfferToken(key: Buffer, { helperId, no, offerId, endsAt }: OfferGrant): string {
  return signLink(key, 'offer', [helperId, no, offerId], endsAt);
}

/** As `readMailToken`. */
export function readOfferToken(key: Buffer, token: string, now: Instant): ReadGrant<OfferGrant> {
  return read(key, 'offer', token, now, ([helperId, no, offerId, endsAt]: [string, string, string, Instant]) => ({
    ...{ helperId, no, offerId, endsAt },
  }));
}

export function signOfficeToken(key: Buffer, { officeId, no, raisedSeq, endsAt }: OfficeGrant): string {
  return signLink(key, 'office', [officeId, no, raisedSeq], endsAt);
}

/** As `readMailToken`. */
export function readOfficeToken(key: Buffer, token: string, now: Instant): ReadGrant<OfficeGrant> {
  return read(key, 'office', token, now, ([officeId, no, raisedSeq, endsAt]: [string, string, number, Instant]) => ({
    ...{ officeId, no, raisedSeq, endsAt },
  }));
}

// The signature proves that the fields are those we wrote, which is why their types may be asserted.
function read<F extends unknown[], G>(
  key: Buffer,
  purpose: LinkPurpose,
  token: string,
  now: Instant,
  grantOf: (fields: F) => G,
): ReadGrant<G> {
  const link = readLink(key, purpose, token, now);
  return link.kind === 'forged' ? link : { kind: link.kind, grant: grantOf(link.fields as F), id: link.id };
}
