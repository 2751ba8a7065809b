// What administrators do to accounts, for the tests of it.
import type { OneTimePassword, User, UserChangePage } from '../../contracts/users.ts';
import { userIdOf } from '../../prisma/cast.ts';
import { sessionCookie } from '../support/sessions.ts';
import { clientOf, openApi, problemOf, type Answer, type Api, type Client } from './client.ts';

const at = (username: string, rest = '') => `/api/v1/users/${userIdOf(username)}${rest}`;
const send = (who: Client, method: string, path: string, body?: unknown) =>
  who.send(path, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });

export const accounts = {
  at,
  addPost: (who: Client, username: string, role: string, communityId = 'shuangta', unitId: string | null = null) =>
    who.post<User>(at(username, '/posts'), { role, communityId, unitId }),
  takePost: (who: Client, username: string, role: string, community = 'shuangta', unit?: string) =>
    send(who, 'DELETE', at(username, `/posts?role=${role}&community=${community}${unit ? `&unit=${unit}` : ''}`)),
  renew: (who: Client, username: string) => who.post<OneTimePassword>(at(username, '/password'), {}),
  disable: (who: Client, username: string, disabled = true) => send(who, 'PATCH', at(username), { disabled }),
  create: (who: Client, given: object = {}) =>
    who.post<OneTimePassword>('/api/v1/users', {
      username: 'newcomer',
      name: '新来的',
      email: 'newcomer@example.org',
      post: { role: 'clerk', communityId: 'shuangta', unitId: null },
      ...given,
    }),
  history: async (who: Client, username = '') =>
    (await who.get<UserChangePage>(`/api/v1/users/changes${username && `?user=${userIdOf(username)}`}`)).json,
};

/** The communities of the second team, which get an administrator of their own. */
export const elsewhere = ['shenhoubao', 'sushui', 'qunan'];

/** Behind the API's back. */
export function backstage({ url, deps: { store } }: Api) {
  return {
    give: async (username: string, role: string, communities: string[]) => {
      const userId = userIdOf(username);
      const data = communities.map((communityId) => ({ id: crypto.randomUUID(), userId, role, communityId }));
      await store.db.grant.createMany({ data });
    },
    postsOf: async (username: string) =>
      (await store.db.grant.findMany({ where: { userId: userIdOf(username) } })).map(
        ({ role, communityId }) => `${role} ${communityId}`,
      ),
    /** With a session, and as if the one-time password had been changed. */
    signedInAs: async (username: string): Promise<Client> => {
      await store.pool.query('update "user" set one_time_until = null where username = $1', [username]);
      await store.pool.query(
        `insert into session (id, token, user_id, expires_at)
           select $1, $1, id, now() + interval '1 hour' from "user" where username = $2`,
        [`session-of-${username}`, username],
      );
      return clientOf(url, sessionCookie(username));
    },
  };
}

export type Office = { api: Api; admin: Client; stranger: Client } & ReturnType<typeof backstage>;

/** The API with the administrator of the first team's communities, and as `stranger` one of the second's. */
export async function openOffice(): Promise<Office> {
  const api = await openApi();
  const behind = backstage(api);
  await behind.give('clerk2', 'admin', elsewhere);
  return { api, admin: await api.as('admin'), stranger: await api.as('clerk2'), ...behind };
}

export const codeOf = (answer: Answer) => problemOf(answer).code;
