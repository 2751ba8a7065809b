// Who looked at whose personal data, when and why: append-only, like the log.
import type { Instant } from '../domain/time/types.ts';
import type { Role } from '../domain/words.ts';
import type { Store } from './client.ts';

export type DisclosureDraft = { appealNo: string; userId: string; role: Role; what: string; reason: string };
export type Disclosure = DisclosureDraft & { id: string; at: Instant };

/** Notes a look before it is granted. */
export async function recordDisclosure(store: Store, draft: DisclosureDraft): Promise<void> {
  await store.db.disclosure.create({ data: draft });
}

/** All looks at a case, newest first. */
export async function listDisclosures(store: Store, no: string): Promise<Disclosure[]> {
  const rows = await store.db.disclosure.findMany({
    where: { appealNo: no },
    orderBy: [{ at: 'desc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({ ...row, role: row.role as Role, at: row.at.getTime() }));
}
