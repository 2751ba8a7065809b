// The token of a one-click link in a mail: for one person, one case, one raised rung, with an end. It is signed, not secret:
// whoever holds the link may use it once, for that one thing.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../domain/time/types.ts';

export type MailGrant = { userId: string; no: string; rung: number; raisedSeq: number; endsAt: Instant };

/** `id` is the same for the same token and names its one use. */
export type ReadMailToken = { kind: 'valid' | 'ended'; grant: MailGrant; id: string } | { kind: 'forged' };

const shape = /^[A-Za-z0-9_-]{1,400}\.[A-Za-z0-9_-]{43}$/;

/** `payload.mac`, both base64url; the MAC is HMAC-SHA256 in full. */
export function signMailToken(key: Buffer, grant: MailGrant): string {
  const fields = [grant.userId, grant.no, grant.rung, grant.raisedSeq, grant.endsAt];
  const payload = Buffer.from(JSON.stringify(fields)).toString('base64url');
  return `${payload}.${macOf(key, payload)}`;
}

/** Judges a token from a URL. Never throws, whatever it is given. */
export function readMailToken(key: Buffer, token: string, now: Instant): ReadMailToken {
  if (!shape.test(token)) return { kind: 'forged' };
  const [payload = '', mac = ''] = token.split('.');
  // Compared as text: base64url has several spellings for the same bytes, and only the one we wrote is ours.
  if (!timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(key, payload)))) return { kind: 'forged' };
  const [userId, no, rung, raisedSeq, endsAt] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [
    string,
    string,
    number,
    number,
    Instant,
  ];
  const grant = { userId, no, rung, raisedSeq, endsAt };
  return { kind: now < endsAt ? 'valid' : 'ended', grant, id: mac.slice(0, 22) };
}

function macOf(key: Buffer, payload: string): string {
  return createHmac('sha256', key).update(`huying mail link 1\n${payload}`).digest('base64url');
}
