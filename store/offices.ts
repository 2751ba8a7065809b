// Outside offices: the street and the county's departments, called when a community's own help has run out (吹哨, rung 4).
import type { Store } from './client.ts';
import type { Tx } from './notices.ts';

export type Office = { id: string; name: string; kind: 'street' | 'department'; email: string | null };

/**
 * The office to call for a category in a community: the department that answers for such matters before the street, the nearer
 * before the wider one. Null: none is entered.
 */
export async function officeFor(store: Store, communityId: string, category: string): Promise<string | null> {
  const { rows } = await store.pool.query<{ id: string }>({
    name: 'office-for',
    text: `SELECT o.id FROM office o JOIN community c ON c.id = $1
      WHERE o.active AND coalesce(o.community_id, c.id) = c.id AND coalesce(o.town, c.town) = c.town
        AND (o.categories = '{}' OR $2 = ANY(o.categories))
      ORDER BY o.categories = '{}', o.community_id IS NULL, o.town IS NULL, o.id LIMIT 1`,
    values: [communityId, category],
  });
  return rows[0]?.id ?? null;
}

/** Names by id; an id without a row is missing. */
export async function officeNames({ db }: Store, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.office.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The office by its id, active or not; null when there is none. */
export async function findOffice({ db }: { db: Tx }, id: string): Promise<Office | null> {
  const row = await db.office.findUnique({ where: { id } });
  return row && { id: row.id, name: row.name, kind: row.kind as Office['kind'], email: row.active ? row.email : null };
}
