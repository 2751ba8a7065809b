// Offers to helpers, as their lists show them: rows that the append writes beside the log (log-sql.ts), never changed elsewhere.
import type { Store } from './client.ts';

/** Names of units and teams by id, which everybody may read; members are not in it. */
export async function helperNames({ db }: Store, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.helper.findMany({
    where: { id: { in: [...new Set(ids)] }, name: { not: null } },
    select: { id: true, name: true },
  });
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
}
