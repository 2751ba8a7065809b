// Signing in and out.
import type { Request, Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { me, session, signIn, type Me, type Session } from '../contracts/session.ts';
import { passwordHash, standsStill } from '../store/accounts.ts';
import { endSession, findLiveSession } from '../store/sessions.ts';
import { addressHeader, sessionCookieName } from './auth.ts';
import type { Dependencies } from './dependencies.ts';
import { noAnswer, route, type Route } from './handle.ts';
import { personOf, readSignedToken, type Person } from './people.ts';
import { ProblemError } from './problem.ts';

const tag = '登录';
const quarterHour = 15 * 60;
const anHourMs = 60 * 60 * 1000;

/** Failed sign-ins that are let through within a quarter of an hour, in one API process. */
export type SignInLimits = { perAccount: number; perAddress: number };

export type SignInLimiter = {
  /** Counts an attempt; throws `tooManyRequests` when the account or the address has used up its own. */
  begin(username: string, address: string): Promise<void>;
  /** Takes the attempt back: it was right. */
  succeeded(username: string, address: string): Promise<void>;
};

export function openSignInLimiter({ perAccount, perAddress }: SignInLimits): SignInLimiter {
  const accounts = new RateLimiterMemory({ points: perAccount, duration: quarterHour });
  const addresses = new RateLimiterMemory({ points: perAddress, duration: quarterHour });
  return {
    begin: async (username, address) => {
      try {
        await addresses.consume(address);
        await accounts.consume(username);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw new ProblemError('tooManyRequests', { retryAfter: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) });
      }
    },
    succeeded: async (username, address) => {
      await accounts.delete(username);
      await addresses.reward(address);
    },
  };
}

export const sessionRoutes: readonly Route[] = [
  route(
    {
      method: 'post',
      path: '/session',
      tag,
      summary: '登录：成功后以 HttpOnly Cookie 保持',
      access: 'public',
      body: signIn,
      answer: session,
      refusals: ['badCredentials', 'tooManyRequests', 'crossSite'],
    },
    async ({ deps, request, response, body }) => {
      const username = body.username.toLowerCase();
      const address = addressOf(request);
      await deps.signIns.begin(username, address);
      const person = await authenticate(deps, request, response, { username, password: body.password });
      if (!person) {
        deps.log.warn({ address }, 'sign-in refused');
        throw new ProblemError('badCredentials');
      }
      deps.log.info({ user: person.id, address }, 'signed in');
      await deps.signIns.succeeded(username, address);
      return sessionOf(person);
    },
  ),
  route(
    {
      method: 'get',
      path: '/session',
      tag,
      summary: '当前登录',
      access: 'session',
      toOneTimePasswords: true,
      answer: session,
    },
    async ({ person }) => sessionOf(person),
  ),
  route(
    {
      method: 'delete',
      path: '/session',
      tag,
      summary: '退出登录',
      access: 'session',
      toOneTimePasswords: true,
      answer: noAnswer,
      status: 204,
    },
    async ({ deps, person, response }) => {
      await endSession(deps.store, person.sessionId);
      const secure = deps.config.http.publicUrl.startsWith('https:');
      response.clearCookie(sessionCookieName(deps.config), { httpOnly: true, sameSite: 'lax', path: '/', secure });
    },
  ),
  route(
    {
      method: 'get',
      path: '/me',
      tag,
      summary: '本人姓名与权限',
      access: 'session',
      toOneTimePasswords: true,
      answer: me,
    },
    async ({ person }) => meOf(person),
  ),
];

/** How the API speaks of a session. */
export function sessionOf(person: Person): Session {
  const { expiresAt, mustChangePassword } = person;
  return { user: meOf(person), expiresAt: expiresAt.toISOString(), mustChangePassword };
}

function meOf({ id, username, name, grants }: Person): Me {
  return { id, username, name, grants };
}

/**
 * Signs in: better-auth checks the password, whose answer for an unknown name takes as long as for a wrong password, and makes the
 * session, whose cookie goes with the response. Null: not with these.
 */
export async function authenticate(
  deps: Dependencies,
  request: Request,
  response: Response,
  credentials: { username: string; password: string },
): Promise<Person | null> {
  const hash = await passwordHash(deps.store, credentials.username);
  const answer = await deps.auth.api.signInUsername({
    body: credentials,
    headers: new Headers({
      [addressHeader]: addressOf(request),
      'user-agent': (request.get('user-agent') ?? '').slice(0, 200),
    }),
    asResponse: true,
  });
  if (answer.status >= 500) throw new Error(`sign-in answered ${answer.status}`);
  const cookies = answer.headers.getSetCookie();
  const name = sessionCookieName(deps.config);
  const token = readSignedToken(cookies.map((cookie) => cookie.split(';')[0]).join('; '), name, deps.config.keys.auth);
  // A disabled account has a session for this one moment only: the look-up refuses it.
  const session = token === null ? null : await findLiveSession(deps.store, token, anHourMs);
  if (!session) return null;
  const ended = session.oneTimeUntil !== null && session.oneTimeUntil.getTime() <= Date.now();
  // Who renews the password or disables the account in this very moment ends the sessions there are, and this one may be none of them.
  if (ended || !(await standsStill(deps.store, session.userId, hash))) {
    await endSession(deps.store, session.sessionId);
    return null;
  }
  response.setHeader(
    'Set-Cookie',
    cookies.filter((cookie) => cookie.startsWith(`${name}=`)),
  );
  return personOf(session);
}

/** Where the request comes from, as Express judges it. */
export function addressOf(request: Request): string {
  return request.ip ?? 'unknown';
}
