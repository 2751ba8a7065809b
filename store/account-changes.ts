// What was done to accounts, as administrators and auditors read it; and what of it the seed must know.
import type { AccountChangeKind } from '../domain/people/accounts.ts';
import type { Grant } from '../domain/people/permissions.ts';
import type { Role } from '../domain/words.ts';
import type { Store } from './client.ts';

export type AccountChange = {
  id: string;
  at: Date;
  kind: AccountChangeKind;
  userId: string;
  userName: string;
  by: string;
  byName: string;
  role: Role | null;
  communityName: string | null;
  unitName: string | null;
};

export type AccountChangeFilter = {
  /** Of these communities; of a post its own one counts, else any in which the account held a post at the time. */
  communityIds: readonly string[];
  userId?: string;
  /** Older than this one. */
  before?: string;
  limit: number;
};

/** Newest first. */
export async function listAccountChanges(store: Store, filter: AccountChangeFilter): Promise<AccountChange[]> {
  const { communityIds, userId = null, before = null, limit } = filter;
  const { rows } = await store.pool.query<AccountChange>(
    `select c.id::text id, c.at, c.kind, c.user_id "userId", coalesce(u.name, c.user_id) "userName", c.by,
       coalesce(b.name, c.by) "byName", c.role, p.name "communityName", n.name "unitName"
     from account_change c left join "user" u on u.id = c.user_id left join "user" b on b.id = c.by
       left join community p on c.role is not null and p.id = c.community_ids[1] left join unit n on n.id = c.unit_id
     where c.community_ids && $1::text[] and ($2::text is null or c.user_id = $2) and ($3::bigint is null or c.id < $3)
     order by c.id desc limit $4`,
    [communityIds, userId, before, limit],
  );
  return rows;
}

/** Posts that were taken away in the console and not given again: no file brings them back unasked. */
export async function postsTakenAway(store: Store): Promise<(Grant & { userId: string })[]> {
  const { rows } = await store.pool.query<Grant & { userId: string }>(
    `select user_id "userId", role, community_id "communityId", unit_id "unitId" from (
       select distinct on (user_id, role, community_ids[1], unit_id) user_id, role, community_ids[1] community_id, unit_id, kind
       from account_change where kind in ('postAdded', 'postRemoved')
       order by user_id, role, community_ids[1], unit_id, id desc) last
     where kind = 'postRemoved'`,
  );
  return rows;
}
