// Accounts and their grants, for the administrator.
import type { Role } from '../domain/words.ts';
import type { Prisma } from './generated/client.ts';
import type { Store } from './client.ts';
import type { HeldGrant } from './sessions.ts';

export type Account = {
  id: string;
  username: string;
  name: string;
  disabledAt: Date | null;
  grants: HeldGrant[];
};

type UserRow = Prisma.UserGetPayload<{ include: { grants: true } }>;

/** Accounts that hold a grant in one of the communities. */
export async function listAccounts(store: Store, communityIds: readonly string[]): Promise<Account[]> {
  const users = await store.db.user.findMany({
    where: { grants: { some: { communityId: { in: [...communityIds] } } } },
    include: { grants: true },
    orderBy: { username: 'asc' },
  });
  return named(store, users);
}

/** Null: no such account in these communities. */
export async function findAccount(store: Store, id: string, communityIds: readonly string[]): Promise<Account | null> {
  const user = await store.db.user.findFirst({
    where: { id, grants: { some: { communityId: { in: [...communityIds] } } } },
    include: { grants: true },
  });
  return user ? ((await named(store, [user]))[0] ?? null) : null;
}

/** Disables or enables an account; a disabled one's sessions are gone in the same transaction. */
export async function setDisabled(store: Store, id: string, disabledAt: Date | null): Promise<void> {
  await store.db.$transaction([
    store.db.user.update({ where: { id }, data: { disabledAt } }),
    ...(disabledAt ? [store.db.session.deleteMany({ where: { userId: id } })] : []),
  ]);
}

/** Names of people by their ids; ids that are nobody's are missing. */
export async function namesOf(store: Store, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const users = await store.db.user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

async function named(store: Store, users: UserRow[]): Promise<Account[]> {
  const [communities, units] = await Promise.all([
    store.db.community.findMany({ select: { id: true, name: true } }),
    store.db.unit.findMany({ select: { id: true, name: true } }),
  ]);
  const communityName = new Map(communities.map(({ id, name }) => [id, name]));
  const unitName = new Map(units.map(({ id, name }) => [id, name]));
  return users.map(({ id, username, name, disabledAt, grants }) => ({
    id,
    username: username ?? '',
    name,
    disabledAt,
    grants: grants.map((grant) => ({
      role: grant.role as Role,
      communityId: grant.communityId,
      communityName: communityName.get(grant.communityId) ?? '',
      unitId: grant.unitId,
      unitName: grant.unitId === null ? null : (unitName.get(grant.unitId) ?? null),
    })),
  }));
}
