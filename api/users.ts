// Accounts: seen, disabled and enabled by the administrator of their community.
import { z } from 'zod';
import { user, userChange, userId, userPage, type User } from '../contracts/users.ts';
import { findAccount, listAccounts, setDisabled, type Account } from '../store/users.ts';
import { route, type Route } from './handle.ts';
import { requireRole } from './people.ts';
import { ProblemError } from './problem.ts';

const tag = '账号';

export const userRoutes: readonly Route[] = [
  route(
    {
      method: 'get',
      path: '/users',
      tag,
      summary: '本社区的账号（管理员）',
      access: 'session',
      answer: userPage,
      refusals: ['forbidden'],
    },
    async ({ deps, person }) => ({
      items: (await listAccounts(deps.store, requireRole(person, ['admin']))).map(userView),
    }),
  ),
  route(
    {
      method: 'patch',
      path: '/users/:id',
      tag,
      summary: '停用或启用账号（管理员）；停用时其登录立即失效',
      access: 'session',
      params: z.strictObject({ id: userId }),
      body: userChange,
      answer: user,
      refusals: ['forbidden', 'notFound'],
    },
    async ({ deps, person, params, body }) => {
      const communities = requireRole(person, ['admin']);
      const account = await findAccount(deps.store, params.id, communities);
      if (!account) throw new ProblemError('notFound');
      // Nobody locks the door behind themselves.
      if (account.id === person.id && body.disabled) throw new ProblemError('forbidden');
      const disabledAt = body.disabled ? (account.disabledAt ?? new Date()) : null;
      await setDisabled(deps.store, account.id, disabledAt);
      deps.log.info({ by: person.id, user: account.id, disabled: body.disabled }, 'account changed');
      return userView({ ...account, disabledAt });
    },
  ),
];

function userView({ id, username, name, disabledAt, grants }: Account): User {
  return { id, username, name, disabledAt: disabledAt?.toISOString() ?? null, grants };
}
