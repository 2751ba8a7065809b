// Imports between preview and approval: the rows that were read, encrypted, and what the preview said of them.
import type { Instant } from '../domain/time/types.ts';
import type { Cipher, Place as CipherPlace } from './cipher.ts';
import type { Store } from './client.ts';
import { addHelpers, helperPhoneHash, type HelperDraft, type Queryable } from './helper-entries.ts';

export type HelperImport = {
  id: string;
  communityId: string;
  createdBy: string;
  createdAt: Instant;
  fileName: string;
  /** JSON; '' once applied. */
  rows: string;
  outcome: string;
  appliedAt: Instant | null;
  added: number | null;
};

/** Keeps a preview; those of the day before that nobody applied are gone with it. */
export async function keepImport(
  store: Store,
  cipher: Cipher,
  { id, communityId, createdBy, fileName, rows, outcome }: Omit<HelperImport, 'createdAt' | 'appliedAt' | 'added'>,
): Promise<void> {
  const dayAgo = new Date(Date.now() - 24 * 60 * 60 * 1000);
  await store.db.helperImport.deleteMany({ where: { appliedAt: null, createdAt: { lt: dayAgo } } });
  const rowsEnc = cipher.encrypt(rows, rowsPlace(id));
  await store.db.helperImport.create({ data: { id, communityId, createdBy, fileName, rowsEnc, outcome } });
}

export async function findImport(store: Store, cipher: Cipher, id: string): Promise<HelperImport | null> {
  const row = await store.db.helperImport.findUnique({ where: { id } });
  if (!row) return null;
  const { communityId, createdBy, fileName, outcome, added, rowsEnc } = row;
  return {
    ...{ id, communityId, createdBy, fileName, outcome, added },
    rows: rowsEnc === '' ? '' : cipher.decrypt(rowsEnc, rowsPlace(id)),
    createdAt: row.createdAt.getTime(),
    appliedAt: row.appliedAt?.getTime() ?? null,
  };
}

export type Group = { id: string; kind: string; name: string };

/** What of a list a community's directory has already: phones of members by their hash, units and teams by name. */
export async function knownInDirectory(
  db: Queryable,
  cipher: Cipher,
  communityId: string,
  phones: readonly string[],
): Promise<{ phones: Set<string>; groups: Group[] }> {
  const byHash = new Map(phones.map((phone) => [helperPhoneHash(cipher, phone), phone]));
  const [members, groups] = [
    await db.query<{ hash: string }>(
      `SELECT phone_hash AS hash FROM helper
       WHERE community_id = $1 AND kind = 'member' AND state <> 'left' AND phone_hash = ANY($2)`,
      [communityId, [...byHash.keys()]],
    ),
    await db.query<Group>(
      `SELECT id, kind, name FROM helper WHERE community_id = $1 AND kind <> 'member' AND state <> 'left' ORDER BY id`,
      [communityId],
    ),
  ];
  return { phones: new Set(members.rows.map(({ hash }) => byHash.get(hash) ?? '')), groups: groups.rows };
}

/**
 * Writes an import in one transaction, one at a time in a community. `plan` looks at the directory as it then is; null from it, or an
 * entry that somebody else wrote meanwhile, and nothing at all is written: 'old'.
 */
export async function applyImport(
  store: Store,
  cipher: Cipher,
  { id, communityId }: Pick<HelperImport, 'id' | 'communityId'>,
  plan: (db: Queryable) => Promise<HelperDraft[] | null>,
): Promise<'old' | number> {
  const client = await store.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 4))', [`helper import ${communityId}`]);
    const { rowCount } = await client.query(
      `UPDATE helper_import SET applied_at = now(), rows_enc = '' WHERE id = $1 AND applied_at IS NULL`,
      [id],
    );
    const drafts = rowCount === 1 ? await plan(client) : null;
    const added = drafts ? await addHelpers(client, cipher, drafts) : null;
    if (!drafts || added?.size !== drafts.length) {
      await client.query('ROLLBACK');
      return 'old';
    }
    await client.query('UPDATE helper_import SET added = $2 WHERE id = $1', [id, drafts.length]);
    await client.query('COMMIT');
    return drafts.length;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

function rowsPlace(id: string): CipherPlace {
  return { table: 'helper_import', column: 'rows', id };
}
