// Offers to helpers, as their lists show them: rows that the append writes beside the log (log-sql.ts), never changed elsewhere.
import type { Cipher } from './cipher.ts';
import type { Store } from './client.ts';
import { helperPlace } from './helper-entries.ts';

/** Names of units and teams by id, which everybody may read; members are not in it. */
export async function helperNames({ db }: Store, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.helper.findMany({
    where: { id: { in: [...new Set(ids)] }, name: { not: null } },
    select: { id: true, name: true },
  });
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
}

/** Names of members by id, as they are: whoever shows them masks them. */
export async function memberNames({ db }: Store, cipher: Cipher, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.helper.findMany({
    where: { id: { in: [...new Set(ids)] }, kind: 'member', personEnc: { not: null } },
    select: { id: true, personEnc: true },
  });
  return new Map(
    rows.flatMap(({ id, personEnc }) =>
      personEnc ? [[id, cipher.decrypt(personEnc, helperPlace('person', id))] as const] : [],
    ),
  );
}
