// Signing in and out.
import type { Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { me, session, signIn, type Me } from '../contracts/session.ts';
import { endSession, findLiveSession } from '../store/sessions.ts';
import { addressHeader, sessionCookieName } from './auth.ts';
import type { Dependencies } from './dependencies.ts';
import { noAnswer, route, type Route } from './handle.ts';
import { readSignedToken, type Person } from './people.ts';
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
      const address = request.ip ?? 'unknown';
      await deps.signIns.begin(username, address);
      const person = await authenticate(
        deps,
        response,
        { username, password: body.password },
        address,
        request.get('user-agent'),
      );
      if (!person) {
        deps.log.warn({ address }, 'sign-in refused');
        throw new ProblemError('badCredentials');
      }
      deps.log.info({ user: person.id, address }, 'signed in');
      await deps.signIns.succeeded(username, address);
      return { user: meOf(person), expiresAt: person.expiresAt.toISOString() };
    },
  ),
  route(
    { method: 'get', path: '/session', tag, summary: '当前登录', access: 'session', answer: session },
    async ({ person }) => ({ user: meOf(person), expiresAt: person.expiresAt.toISOString() }),
  ),
  route(
    { method: 'delete', path: '/session', tag, summary: '退出登录', access: 'session', answer: noAnswer, status: 204 },
    async ({ deps, person, response }) => {
      await endSession(deps.store, person.sessionId);
      const secure = deps.config.http.publicUrl.startsWith('https:');
      response.clearCookie(sessionCookieName(deps.config), { httpOnly: true, sameSite: 'lax', path: '/', secure });
    },
  ),
  route(
    { method: 'get', path: '/me', tag, summary: '本人姓名与权限', access: 'session', answer: me },
    async ({ person }) => meOf(person),
  ),
];

function meOf({ id, username, name, grants }: Person): Me {
  return { id, username, name, grants };
}

// The password is checked by better-auth, whose answer for an unknown name takes as long as for a wrong password.
async function authenticate(
  deps: Dependencies,
  response: Response,
  credentials: { username: string; password: string },
  address: string,
  userAgent = '',
): Promise<Person | null> {
  const answer = await deps.auth.api.signInUsername({
    body: credentials,
    headers: new Headers({ [addressHeader]: address, 'user-agent': userAgent.slice(0, 200) }),
    asResponse: true,
  });
  if (answer.status >= 500) throw new Error(`sign-in answered ${answer.status}`);
  const cookies = answer.headers.getSetCookie();
  const name = sessionCookieName(deps.config);
  const token = readSignedToken(cookies.map((cookie) => cookie.split(';')[0]).join('; '), name, deps.config.keys.auth);
  // A disabled account has a session for this one moment only: the look-up refuses it.
  const session = token === null ? null : await findLiveSession(deps.store, token, anHourMs);
  if (!session) return null;
  response.setHeader(
    'Set-Cookie',
    cookies.filter((cookie) => cookie.startsWith(`${name}=`)),
  );
  const { userId: id, ...rest } = session;
  return { id, ...rest };
}
