// Who holds which role where: recipients of notices, grants of a caller, members of staff to choose from.
import type { Grant } from '../domain/people/permissions.ts';
import type { Role } from '../domain/words.ts';
import type { Store } from './client.ts';
import type { Tx } from './notices.ts';

/** Ids of the users who hold a role in a community; disabled accounts are nobody. */
export async function holdersOfRole(store: Store, communityId: string, role: Role): Promise<string[]> {
  return usersWith(store, `g.community_id = $1 AND g.role = $2`, [communityId, role]);
}

/** Ids of the users who handle cases for a unit. */
export async function handlersOfUnit(store: Store, unitId: string): Promise<string[]> {
  return usersWith(store, `g.unit_id = $1 AND g.role = 'handler'`, [unitId]);
}

/** What a user may act as; empty for an unknown or disabled account. */
export async function grantsOf(store: Store, userId: string): Promise<Grant[]> {
  const rows = await store.db.grant.findMany({
    where: { userId, user: { disabledAt: null } },
    orderBy: [{ communityId: 'asc' }, { role: 'asc' }],
    select: { role: true, communityId: true, unitId: true },
  });
  return rows.map((row) => ({ ...row, role: row.role as Role }));
}

export type StaffMember = { id: string; name: string; role: Role; unitId: string | null };

/** Everybody who works for a community, by role and name; one entry a grant. Helpers are in the directory, not here. */
export async function staffOf(store: Store, communityId: string): Promise<StaffMember[]> {
  const rows = await store.db.grant.findMany({
    where: { communityId, role: { notIn: ['partnerLiaison', 'member'] }, user: { disabledAt: null } },
    orderBy: [{ role: 'asc' }, { user: { name: 'asc' } }],
    select: { role: true, unitId: true, user: { select: { id: true, name: true } } },
  });
  return rows.map(({ role, unitId, user }) => ({ ...user, role: role as Role, unitId }));
}

export type StaffAccount = { id: string; name: string; username: string };

/** Everybody who holds a role in a community and can sign in, each once, by name. */
export async function accountsIn(store: Store, communityId: string): Promise<StaffAccount[]> {
  const rows = await store.db.user.findMany({
    where: { disabledAt: null, grants: { some: { communityId } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, username: true },
  });
  return rows.map((row) => ({ ...row, username: row.username ?? '' }));
}

/** Of these notices, those for staff who hold no post in the case's community any more: they go nowhere, as to a disabled account. */
export async function noticesOfFormerStaff(tx: Tx, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT n.id FROM notice n JOIN "user" u ON u.id = n.recipient
    WHERE n.id = ANY(${ids}) AND NOT EXISTS (
      SELECT FROM role_grant g WHERE g.user_id = u.id AND g.community_id = n.facts->>'communityId')`;
  return rows.map(({ id }) => id);
}

async function usersWith(store: Store, condition: string, values: string[]): Promise<string[]> {
  const { rows } = await store.pool.query<{ id: string }>(
    `SELECT DISTINCT u.id FROM role_grant g JOIN "user" u ON u.id = g.user_id AND u.disabled_at IS NULL
     WHERE ${condition} ORDER BY u.id`,
    values,
  );
  return rows.map(({ id }) => id);
}
