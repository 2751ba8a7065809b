// One's own password. Whoever changes it shows that they know it, as at a sign-in; every other session of theirs ends.
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { passwordChange, session } from '../contracts/session.ts';
import { passwordFault } from '../domain/people/passwords.ts';
import { passwordFaultTexts } from '../web/wording/accounts.ts';
import { changeOwnPassword, passwordHash } from '../store/accounts.ts';
import { route, type Route } from './handle.ts';
import { ProblemError } from './problem.ts';
import { addressOf, authenticate, sessionOf } from './session.ts';

export const passwordRoutes: readonly Route[] = [
  route(
    {
      method: 'put',
      path: '/me/password',
      tag: '登录',
      summary: '换自己的密码；其他地方的登录随即失效，本次登录换新的 Cookie',
      access: 'session',
      toOneTimePasswords: true,
      body: passwordChange,
      answer: session,
      refusals: ['wrongPassword', 'tooManyRequests', 'crossSite'],
    },
    async ({ deps, request, response, person, body }) => {
      const { username } = person;
      const address = addressOf(request);
      await deps.signIns.begin(username, address);
      const from = await passwordHash(deps.store, username);
      if (from === null || !(await verifyPassword({ hash: from, password: body.current }))) {
        deps.log.warn({ user: person.id, address }, 'password change refused');
        throw new ProblemError('wrongPassword');
      }
      await deps.signIns.succeeded(username, address);
      const fault = passwordFault(body.next, body.current, person);
      if (fault) {
        throw new ProblemError('invalid', { errors: [{ path: 'next', message: passwordFaultTexts[fault] }] });
      }
      const hash = await hashPassword(body.next);
      const changed = await changeOwnPassword(deps.store, person.id, from, hash);
      // Another change came first: what was given is no longer the password.
      if (!changed) throw new ProblemError('wrongPassword');
      deps.log.info({ user: person.id, address }, 'password changed');
      const again = await authenticate(deps, request, response, { username, password: body.next });
      if (!again) throw new ProblemError('unauthenticated');
      return sessionOf(again);
    },
  ),
];
