// Accounts: read by the administrators and auditors of their communities, changed by the administrators. Who may do what is one table
// (domain/people/accounts.ts); it is asked inside the transaction that does it.
import { hashPassword } from 'better-auth/crypto';
import { z } from 'zod';
import {
  oneTimePassword,
  user,
  userChange,
  userChangePage,
  userChangeQuery,
  userId,
  userPage,
  userToAdd,
  type UserChangeEntry,
} from '../contracts/users.ts';
import { accountReaders } from '../domain/people/accounts.ts';
import { oneTimePasswordDays } from '../domain/people/passwords.ts';
import { dayMs } from '../domain/time/shanghai.ts';
import { listAccountChanges, type AccountChange } from '../store/account-changes.ts';
import {
  changeAccount,
  insertAccount,
  insertPost,
  oneTimePassword as newPassword,
  recordAccountChange,
  replacePassword,
  updateDisabled,
  userIdOf,
} from '../store/accounts.ts';
import { listAccounts } from '../store/users.ts';
import { accountView, actorOf, changeOf, mustBeThere, permit, userView } from './account-change.ts';
import { route, type Route } from './handle.ts';
import { requireRole } from './people.ts';
import { ProblemError } from './problem.ts';

const tag = '账号';
const one = z.strictObject({ id: userId });
const pageSize = 20;

export const userRoutes: readonly Route[] = [
  route(
    {
      method: 'get',
      path: '/users',
      tag,
      summary: '本社区的账号（管理员、审计员）',
      access: 'session',
      answer: userPage,
      refusals: ['forbidden'],
    },
    async ({ deps, person }) => ({
      items: (await listAccounts(deps.store, requireRole(person, accountReaders))).map(userView),
    }),
  ),
  route(
    {
      method: 'post',
      path: '/users',
      tag,
      summary: '新建账号及其第一个岗位（管理员）；一次性密码只在答复中给出一次',
      access: 'session',
      body: userToAdd,
      answer: oneTimePassword,
      status: 201,
      refusals: ['forbidden', 'unknownReference', 'usernameTaken', 'emailTaken'],
    },
    async ({ deps, person, body: { post, ...who } }) => {
      requireRole(person, ['admin']);
      await mustBeThere(deps, post);
      const id = userIdOf(who.username);
      const { password, ...secret } = await newSecret();
      await changeAccount(deps.store, actorOf(person), id, async (tx, { actor }) => {
        // Whoever's name it is: that is said below.
        permit(person, actor, { id: '', communityIds: [] }, 'addPost', post);
        const made = await insertAccount(tx, who, secret);
        if (made !== 'made') throw new ProblemError(made === 'email' ? 'emailTaken' : 'usernameTaken');
        await insertPost(tx, id, post);
        await recordAccountChange(tx, { userId: id, kind: 'created', by: person.id });
        await recordAccountChange(tx, { userId: id, kind: 'postAdded', by: person.id, post });
      });
      deps.log.info({ by: person.id, user: id }, 'account made');
      return { user: await accountView(deps, person, id), password, until: secret.oneTimeUntil.toISOString() };
    },
  ),
  route(
    {
      method: 'get',
      path: '/users/changes',
      tag,
      summary: '本社区账号的变动记录（管理员、审计员），新的在前；user 只看一个账号',
      access: 'session',
      query: userChangeQuery,
      answer: userChangePage,
      refusals: ['forbidden'],
    },
    async ({ deps, person, query }) => {
      const communityIds = requireRole(person, accountReaders);
      const filter = { userId: query.user, before: query.before, communityIds, limit: pageSize + 1 };
      const found = await listAccountChanges(deps.store, filter);
      const items = found.slice(0, pageSize);
      return { items: items.map(changeView), next: found.length > pageSize ? (items.at(-1)?.id ?? null) : null };
    },
  ),
  route(
    {
      method: 'get',
      path: '/users/:id',
      tag,
      summary: '一个账号（管理员、审计员）',
      access: 'session',
      params: one,
      answer: user,
      refusals: ['forbidden'],
    },
    async ({ deps, person, params }) => accountView(deps, person, params.id),
  ),
  route(
    {
      method: 'patch',
      path: '/users/:id',
      tag,
      summary: '停用或启用账号（管理其所有社区的管理员）；停用时其登录立即失效',
      access: 'session',
      params: one,
      body: userChange,
      answer: user,
      refusals: ['forbidden', 'ownAccount', 'otherCommunities'],
    },
    async ({ deps, person, params, body: { disabled } }) => {
      const act = disabled ? 'disable' : 'enable';
      await changeOf(deps, person, params.id, act, async (tx, account) => {
        // What is so already is left as it is: since when, too.
        if ((account.disabledAt !== null) === disabled) return;
        await updateDisabled(tx, account.id, disabled ? new Date() : null);
        await recordAccountChange(tx, { userId: account.id, kind: disabled ? 'disabled' : 'enabled', by: person.id });
      });
      deps.log.info({ by: person.id, user: params.id, disabled }, 'account changed');
      return accountView(deps, person, params.id);
    },
  ),
  route(
    {
      method: 'post',
      path: '/users/:id/password',
      tag,
      summary: '重置为一次性密码（管理其所有社区的管理员）：只在答复中给出一次；此人的登录立即失效，下次登录须换密码',
      access: 'session',
      params: one,
      body: z.strictObject({}),
      answer: oneTimePassword,
      refusals: ['forbidden', 'ownAccount', 'otherCommunities'],
    },
    async ({ deps, person, params }) => {
      const { password, ...secret } = await newSecret();
      await changeOf(deps, person, params.id, 'renewPassword', async (tx, account) => {
        // No other way in than a password has ever been made; one that has none cannot be renewed.
        if (!(await replacePassword(tx, account.id, { ...secret, from: null }))) throw new ProblemError('notFound');
        await recordAccountChange(tx, { userId: account.id, kind: 'passwordRenewed', by: person.id });
      });
      deps.log.info({ by: person.id, user: params.id }, 'password renewed');
      const user = await accountView(deps, person, params.id);
      return { user, password, until: secret.oneTimeUntil.toISOString() };
    },
  ),
];

/** A password to be said once, what is kept of it, and until when it can be signed in with. */
async function newSecret(): Promise<{ password: string; hash: string; oneTimeUntil: Date }> {
  const password = newPassword();
  return {
    password,
    hash: await hashPassword(password),
    oneTimeUntil: new Date(Date.now() + oneTimePasswordDays * dayMs),
  };
}

function changeView({ id, at, kind, userId, userName, by, byName, ...post }: AccountChange): UserChangeEntry {
  return {
    id,
    at: at.toISOString(),
    kind,
    user: { id: userId, name: userName },
    by: { id: by, name: byName },
    ...post,
  };
}
