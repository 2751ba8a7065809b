// What waits for a decision: read from the column that the append keeps, never by going through the cases.
import type { Appeal } from '../domain/appeal/types.ts';
import type { RequestKind, State } from '../domain/words.ts';
import { termsJoin, termsOf, wholeCases, type StoredCase } from './case-terms.ts';
import type { Store } from './client.ts';

export type WaitingCase = {
  no: string;
  title: string;
  categoryName: string;
  communityName: string;
  compoundName: string | null;
  unitName: string | null;
  state: State;
  doc: Appeal;
};

/**
 * Cases of these communities with a request of these kinds, those whose promise is due first in front; none that is shielded from
 * `self`; at most `limit`.
 */
export async function casesToDecide(
  store: Store,
  { communityIds, kinds, self, limit }: { communityIds: string[]; kinds: RequestKind[]; self: string[]; limit: number },
): Promise<WaitingCase[]> {
  const { rows } = await store.pool.query<Omit<WaitingCase, 'doc'> & StoredCase & { doc: Partial<Appeal> }>({
    name: 'cases-to-decide',
    text: `SELECT a.no, a.title, a.state, a.doc, a.terms_id AS "termsId", community.name AS "communityName", compound.name AS "compoundName",
        unit.name AS "unitName",
        coalesce((SELECT c.name FROM policy_category c WHERE c.code = a.category
          ORDER BY (c.version = ${termsOf}->>'policyVersion') DESC NULLS LAST, c.version DESC LIMIT 1), a.category)
          AS "categoryName"
      FROM appeal a JOIN community ON community.id = a.community_id LEFT JOIN compound ON compound.id = a.compound_id
        LEFT JOIN unit ON unit.id = a.unit_id ${termsJoin}
      WHERE a.community_id = ANY($1::text[]) AND cardinality(a.deciding) > 0 AND a.deciding && $2::text[]
        AND NOT a.shielded_from && $4::text[]
      ORDER BY coalesce(a.due_at, 'infinity'::timestamptz), a.no LIMIT $3`,
    values: [communityIds, kinds, limit, self],
  });
  return wholeCases(store, rows);
}
