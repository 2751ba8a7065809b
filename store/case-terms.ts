// The terms that cases are judged by. Thousands of cases share the same few, so each stands on record once, named by its content,
// and a case's row says which (docs/decisions/0019-terms-once.md). What is named by its content never changes, and may be remembered.
import { createHash } from 'node:crypto';
import { completed } from '../domain/appeal/initial.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import type { Terms } from '../domain/policy/types.ts';
import type { Store } from './client.ts';

/** What of a store's terms this process knows to be on record. */
type Known = { byId: Map<string, Terms>; ids: WeakMap<Terms, string> };
const known = new WeakMap<Store, Known>();

function knownOf(store: Store): Known {
  const found = known.get(store) ?? { byId: new Map(), ids: new WeakMap() };
  known.set(store, found);
  return found;
}

/** Sees to it that the terms are on record; answers their id, the hash of what they say. */
export async function keepTerms(store: Store, terms: Terms): Promise<string> {
  const { byId, ids } = knownOf(store);
  const before = ids.get(terms);
  if (before !== undefined) return before;
  const body = canonical(terms);
  const id = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  if (!byId.has(id)) {
    await store.pool.query({
      name: 'keep-terms',
      text: 'INSERT INTO case_terms (id, body) VALUES ($1, $2::jsonb) ON CONFLICT (id) DO NOTHING',
      values: [id, body],
    });
    byId.set(id, terms);
  }
  ids.set(terms, id);
  return id;
}

/** The one copy of terms that `keepTerms` has seen to; the given one where it has not. */
export function sharedTerms(store: Store, terms: Terms): Terms {
  const { byId, ids } = knownOf(store);
  return byId.get(ids.get(terms) ?? '') ?? terms;
}

/** The same for the same terms: PostgreSQL gives names back in an order of its own. */
function canonical(terms: Terms): string {
  return JSON.stringify(terms, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** What is on record is not what this process believed: an older backup was restored. */
export function forgetTerms(store: Store): void {
  known.delete(store);
}

/** A case as its row has it: with its terms inside where an older version wrote it, else they are named. */
export type StoredCase = { doc: Partial<Appeal> | null; termsId: string | null };

/** The rows with their cases whole: with their terms, and with what an older version did not write (domain/appeal/initial.ts). */
export async function wholeCases<R extends StoredCase>(
  store: Store,
  rows: R[],
): Promise<(Omit<R, keyof StoredCase> & { doc: null extends R['doc'] ? Appeal | null : Appeal })[]> {
  const { byId, ids } = knownOf(store);
  const missing = new Set(rows.flatMap(({ termsId }) => (termsId !== null && !byId.has(termsId) ? [termsId] : [])));
  if (missing.size > 0) {
    const { rows: found } = await store.pool.query<{ id: string; body: Terms }>({
      name: 'read-terms',
      text: 'SELECT id, body FROM case_terms WHERE id = ANY($1::text[])',
      values: [[...missing]],
    });
    for (const { id, body } of found) {
      byId.set(id, body);
      ids.set(body, id);
    }
  }
  return rows.map(({ doc, termsId, ...rest }) => {
    // An older worker writes them into the case, and leaves the name of those before.
    const terms = doc?.terms ?? (termsId === null ? undefined : byId.get(termsId));
    if (doc && !terms) throw new Error(`${doc.no}: no terms ${termsId}`);
    return { ...rest, doc: (doc && completed({ ...doc, terms })) as never };
  });
}

/** In SQL: the terms of an appeal `a`, behind `termsJoin`. */
export const termsOf = `coalesce(a.doc->'terms', terms.body)`;
export const termsJoin = `LEFT JOIN case_terms terms ON terms.id = a.terms_id`;
