// Posts, given and taken by the administrators of their community. Who loses one keeps nothing by it with the next request; cases that
// they had signed for stay with the unit, as those of a disabled account do.
import { z } from 'zod';
import { heldPost, openWork, postToAdd, user, userId } from '../contracts/users.ts';
import type { Grant } from '../domain/people/permissions.ts';
import { deletePost, insertPost, recordAccountChange } from '../store/accounts.ts';
import type { Tx } from '../store/notices.ts';
import { findAccount, openWorkOf } from '../store/users.ts';
import { accountView, changeOf, mustBeThere } from './account-change.ts';
import { noAnswer, route, type Route } from './handle.ts';
import { requireRole } from './people.ts';
import { ProblemError } from './problem.ts';

const tag = '账号';
const one = z.strictObject({ id: userId });

export const postRoutes: readonly Route[] = [
  route(
    {
      method: 'post',
      path: '/users/:id/posts',
      tag,
      summary: '增加岗位（该社区的管理员）',
      access: 'session',
      params: one,
      body: postToAdd,
      answer: user,
      status: 201,
      refusals: ['forbidden', 'ownAccount', 'unknownReference', 'postHeld'],
    },
    async ({ deps, person, params: { id }, body: post }) => {
      requireRole(person, ['admin']);
      await mustBeThere(deps, post);
      const give = async (tx: Tx) => {
        if (!(await insertPost(tx, id, post))) throw new ProblemError('postHeld');
        await recordAccountChange(tx, { userId: id, kind: 'postAdded', by: person.id, post });
      };
      await changeOf(deps, person, id, 'addPost', give, post);
      deps.log.info({ by: person.id, user: id, ...post }, 'post added');
      return accountView(deps, person, id);
    },
  ),
  route(
    {
      method: 'delete',
      path: '/users/:id/posts',
      tag,
      summary: '去掉岗位（该社区的管理员）：下一次请求即不再有此权限',
      access: 'session',
      params: one,
      query: heldPost,
      answer: noAnswer,
      status: 204,
      refusals: ['forbidden', 'ownAccount', 'postGone'],
    },
    async ({ deps, person, params: { id }, query }) => {
      const post = postOf(query);
      const take = async (tx: Tx) => {
        if (!(await deletePost(tx, id, post))) throw new ProblemError('postGone');
        await recordAccountChange(tx, { userId: id, kind: 'postRemoved', by: person.id, post });
      };
      await changeOf(deps, person, id, 'removePost', take, post);
      deps.log.info({ by: person.id, user: id, ...post }, 'post removed');
    },
  ),
  route(
    {
      method: 'get',
      path: '/users/:id/posts/work',
      tag,
      summary: '去掉岗位之前须知：其手上未了结的诉求、未结束的值班、同岗位的其他人（该社区的管理员）',
      access: 'session',
      params: one,
      query: heldPost,
      answer: openWork,
      refusals: ['forbidden'],
    },
    async ({ deps, person, params: { id }, query }) => {
      const communityIds = requireRole(person, ['admin']);
      if (!communityIds.includes(query.community)) throw new ProblemError('forbidden');
      if (!(await findAccount(deps.store, id, communityIds))) throw new ProblemError('notFound');
      return openWorkOf(deps.store, id, postOf(query));
    },
  ),
];

function postOf({ role, community, unit }: z.output<typeof heldPost>): Grant {
  return { role, communityId: community, unitId: unit ?? null };
}
