// The short-lived right to one case that a resident gets for the query code: a signed token, in a cookie for the pages and as
// a Bearer token for the API. It names the case and its end; there is nothing in it to keep secret but the signature.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Config } from '../config/config.ts';

export type Capability = { token: string; expiresAt: number };

/** Long enough to read, think and write without losing one's words. */
const lifetimeMs = 12 * 60 * 60 * 1000;
const shape = /^(SQ\d{8}-\d{6,9})\.(\d{13})\.([\w-]{43})$/;

export function newCapability({ keys }: Pick<Config, 'keys'>, no: string, now: number): Capability {
  const expiresAt = now + lifetimeMs;
  return { token: `${no}.${expiresAt}.${macOf(keys.auth, no, expiresAt)}`, expiresAt };
}

/** The number of the case that the token is for; null when it is forged or has ended. Never throws. */
export function readCapability({ keys }: Pick<Config, 'keys'>, token: string, now: number): string | null {
  const [, no = '', end = '', mac = ''] = shape.exec(token) ?? [];
  const expiresAt = Number(end);
  const ours = macOf(keys.auth, no, expiresAt);
  if (mac.length !== ours.length || !timingSafeEqual(Buffer.from(mac), Buffer.from(ours))) return null;
  return now < expiresAt ? no : null;
}

/** The request's Bearer token, or ''. */
export function bearerOf(request: Request): string {
  return /^Bearer ([\w.-]{1,200})$/.exec(request.get('Authorization') ?? '')?.[1] ?? '';
}

function macOf(secret: string, no: string, expiresAt: number): string {
  return createHmac('sha256', secret).update(`huying resident capability 1\n${no}\n${expiresAt}`).digest('base64url');
}
