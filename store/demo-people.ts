// The people of a demo installation: active accounts with a role in a demo community, and with the password they were given.
import type { Role } from '../domain/words.ts';
import type { Store } from './client.ts';

export type DemoPerson = { username: string; name: string; role: Role };

/** In the order in which they were made; none where there is no demo community. */
export async function listDemoPeople(store: Store): Promise<DemoPerson[]> {
  const { rows } = await store.pool.query<DemoPerson>(
    `select u.username, u.name, min(g.role) role
     from "user" u join role_grant g on g.user_id = u.id join community c on c.id = g.community_id
     where c.demo and u.disabled_at is null and u.one_time_until is null and u.username is not null and not exists (
       select from account_change p where p.user_id = u.id and p.kind in ('passwordChanged', 'passwordRenewed'))
     group by u.id order by u.created_at, u.username`,
  );
  return rows;
}
