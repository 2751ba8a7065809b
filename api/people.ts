// Who is asking: the session cookie of better-auth, its signature checked here, its token looked up with the account and its
// grants in one statement. better-auth's own getSession does the same in four queries (5 ms); its cookie cache would outlive
// the disabling of an account.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Config } from '../config/config.ts';
import type { Grant } from '../domain/people/permissions.ts';
import type { Role } from '../domain/words.ts';
import type { Store } from '../store/client.ts';
import { findLiveSession, touchSession, type HeldGrant, type LiveSession } from '../store/sessions.ts';
import { sessionCookieName } from './auth.ts';
import { ProblemError } from './problem.ts';

/** A signed-in person; as `Caller` it is what the domain's permissions ask for. */
export type Person = {
  id: string;
  username: string;
  name: string;
  grants: HeldGrant[];
  sessionId: string;
  expiresAt: Date;
  /** Signed in with a one-time password: nothing is open to them but its change. */
  mustChangePassword: boolean;
};

export type People = {
  /** The person behind the request, or null. */
  find(request: Request): Promise<Person | null>;
  /** The same, throwing `unauthenticated`; `passwordChangeNeeded` unless the request is open to one-time passwords. */
  require(request: Request, open?: { toOneTimePasswords?: boolean }): Promise<Person>;
};

/** A session left alone for so long has ended. */
const idleMs = 4 * 60 * 60 * 1000;
/** How often a session in use is noted. */
const touchMs = 5 * 60 * 1000;

export function openPeople(config: Config, store: Store): People {
  const cookieName = sessionCookieName(config);
  const find = async (request: Request): Promise<Person | null> => {
    const token = readSignedToken(request.get('cookie'), cookieName, config.keys.auth);
    if (token === null) return null;
    const session = await findLiveSession(store, token, idleMs);
    if (!session) return null;
    if (Date.now() - session.lastSeenAt.getTime() > touchMs) await touchSession(store, session.sessionId);
    return personOf(session);
  };
  return {
    find,
    require: async (request, { toOneTimePasswords = false } = {}) => {
      const person = await find(request);
      if (!person) throw new ProblemError('unauthenticated');
      if (person.mustChangePassword && !toOneTimePasswords) throw new ProblemError('passwordChangeNeeded');
      return person;
    },
  };
}

/** Whose session it is. */
export function personOf({
  sessionId,
  userId: id,
  username,
  name,
  grants,
  expiresAt,
  oneTimeUntil,
}: LiveSession): Person {
  return { id, username, name, grants, sessionId, expiresAt, mustChangePassword: oneTimeUntil !== null };
}

/** Communities in which the person holds one of the roles. */
export function communitiesOf(person: { grants: readonly Grant[] }, roles: readonly Role[]): string[] {
  return [...new Set(person.grants.filter(({ role }) => roles.includes(role)).map(({ communityId }) => communityId))];
}

/** The communities of those roles; throws `forbidden` when there is none. */
export function requireRole(person: Person, roles: readonly Role[]): string[] {
  const communities = communitiesOf(person, roles);
  if (communities.length === 0) throw new ProblemError('forbidden');
  return communities;
}

/** The token in better-auth's signed cookie (`token.base64(HMAC-SHA256)`, percent-encoded), null unless the signature is ours. */
export function readSignedToken(cookies: string | undefined, name: string, secret: string): string | null {
  const pair = cookies?.split(/;\s*/).find((each) => each.startsWith(`${name}=`));
  const value = pair === undefined ? null : decoded(pair.slice(name.length + 1));
  const cut = value?.lastIndexOf('.') ?? -1;
  if (value === null || cut < 1) return null;
  const token = value.slice(0, cut);
  const given = Buffer.from(value.slice(cut + 1));
  const ours = Buffer.from(createHmac('sha256', secret).update(token).digest('base64'));
  return given.length === ours.length && timingSafeEqual(given, ours) ? token : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
