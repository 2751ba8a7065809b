// Accounts and their grants, for the administrator.
import type { Grant } from '../domain/people/permissions.ts';
import { openStates, type Role } from '../domain/words.ts';
import type { Prisma } from './generated/client.ts';
import type { Store } from './client.ts';
import type { HeldGrant } from './sessions.ts';

export type Account = {
  id: string;
  username: string;
  name: string;
  disabledAt: Date | null;
  oneTimeUntil: Date | null;
  grants: HeldGrant[];
};

type UserRow = Prisma.UserGetPayload<{ include: { grants: true } }>;

/** Accounts that hold a grant in one of the communities, or held their last one there. */
export async function listAccounts(store: Store, communityIds: readonly string[]): Promise<Account[]> {
  const users = await store.db.user.findMany({
    where: await within(store, communityIds),
    include: { grants: true },
    orderBy: { username: 'asc' },
  });
  return named(store, users);
}

/** Null: no such account in these communities. */
export async function findAccount(store: Store, id: string, communityIds: readonly string[]): Promise<Account | null> {
  const user = await store.db.user.findFirst({
    where: { AND: [{ id }, await within(store, communityIds)] },
    include: { grants: true },
  });
  return user ? ((await named(store, [user]))[0] ?? null) : null;
}

/** Names of people by their ids; ids that are nobody's are missing. */
export async function namesOf(store: Store, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const users = await store.db.user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

export type OpenWork = {
  /** Open cases that the person has signed for as the handler of the post's unit. */
  cases: number;
  /** Shifts of the community that are not over, the person's own or as a backup. */
  shifts: number;
  /** Others who hold the same post and can sign in. */
  others: number;
};

/** What waits for whoever holds the post. */
export async function openWorkOf(store: Store, userId: string, post: Grant): Promise<OpenWork> {
  const { rows } = await store.pool.query<OpenWork>(
    `select
       (select count(*)::int from appeal where handler_id = $1 and community_id = $3 and $2 = 'handler'
         and (unit_id = $4 or $4 = any(assist_unit_ids)) and state = any($5)) cases,
       (select count(*)::int from duty_shift where (user_id = $1 or backup_id = $1) and community_id = $3
         and removed_at is null and ends_at > now()) shifts,
       (select count(distinct u.id)::int from role_grant g join "user" u on u.id = g.user_id and u.disabled_at is null
         where g.role = $2 and g.community_id = $3 and g.unit_id is not distinct from $4 and u.id <> $1) others`,
    [userId, post.role, post.communityId, post.unitId, openStates],
  );
  return rows[0] ?? { cases: 0, shifts: 0, others: 0 };
}

async function within(store: Store, communityIds: readonly string[]): Promise<Prisma.UserWhereInput> {
  // Whose last post was taken is still somebody's to look after: the community's that took it.
  const { rows } = await store.pool.query<{ id: string }>(
    `select u.id from "user" u join lateral (select community_ids from account_change
       where user_id = u.id and kind = 'postRemoved' order by id desc limit 1) last on last.community_ids && $1::text[]
     where not exists (select from role_grant where user_id = u.id)`,
    [communityIds],
  );
  const held = { grants: { some: { communityId: { in: [...communityIds] } } } };
  return { OR: [held, { id: { in: rows.map(({ id }) => id) } }] };
}

async function named(store: Store, users: UserRow[]): Promise<Account[]> {
  const [communities, units] = await Promise.all([
    store.db.community.findMany({ select: { id: true, name: true } }),
    store.db.unit.findMany({ select: { id: true, name: true } }),
  ]);
  const communityName = new Map(communities.map(({ id, name }) => [id, name]));
  const unitName = new Map(units.map(({ id, name }) => [id, name]));
  return users.map(({ id, username, name, disabledAt, oneTimeUntil, grants }) => ({
    id,
    username: username ?? '',
    name,
    disabledAt,
    oneTimeUntil,
    grants: grants.map((grant) => ({
      role: grant.role as Role,
      communityId: grant.communityId,
      communityName: communityName.get(grant.communityId) ?? '',
      unitId: grant.unitId,
      unitName: grant.unitId === null ? null : (unitName.get(grant.unitId) ?? null),
    })),
  }));
}
