// Tokens of links in mails: signed, not secret, with an end. Whoever holds the link may do the one thing it was written for.
// Each purpose has a MAC of its own, so that a link of one kind never passes for one of another.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../domain/time/types.ts';

export type LinkPurpose = 'mail' | 'offer' | 'office';

/** `id` is the same for the same token and names its one use. */
export type ReadLink = { kind: 'valid' | 'ended'; fields: unknown[]; id: string } | { kind: 'forged' };

const shape = /^[A-Za-z0-9_-]{1,400}\.[A-Za-z0-9_-]{43}$/;

/** `payload.mac`, both base64url; the MAC is HMAC-SHA256 in full. The end is the payload's last field. */
export function signLink(key: Buffer, purpose: LinkPurpose, fields: (string | number)[], endsAt: Instant): string {
  const payload = Buffer.from(JSON.stringify([...fields, endsAt])).toString('base64url');
  return `${payload}.${macOf(key, purpose, payload)}`;
}

/** Judges a token from a URL. Never throws, whatever it is given. */
export function readLink(key: Buffer, purpose: LinkPurpose, token: string, now: Instant): ReadLink {
  if (!shape.test(token)) return { kind: 'forged' };
  const [payload = '', mac = ''] = token.split('.');
  // Compared as text: base64url has several spellings for the same bytes, and only the one we wrote is ours.
  if (!timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(key, purpose, payload)))) return { kind: 'forged' };
  const fields = JSON.parse(Buffer.from(payload, 'base64url').toString()) as unknown[];
  return { kind: now < Number(fields.at(-1)) ? 'valid' : 'ended', fields, id: mac.slice(0, 22) };
}

function macOf(key: Buffer, purpose: LinkPurpose, payload: string): string {
  return createHmac('sha256', key).update(`huying ${purpose} link 1\n${payload}`).digest('base64url');
}
