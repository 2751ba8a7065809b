// What a telephone was used for before: found by its keyed hash, within what the asking person may see.
import type { Appeal } from '../domain/appeal/types.ts';
import type { Instant } from '../domain/time/types.ts';
import type { Outcome, State } from '../domain/words.ts';
import type { Cipher } from './cipher.ts';
import { wholeCases } from './case-terms.ts';
import type { Store } from './client.ts';
import { phoneHash } from './intakes.ts';

export type EarlierAppeal = {
  no: string;
  version: number;
  unitId: string | null;
  outcome: Outcome | null;
  /** The whole case; null before its workflow has registered it. */
  doc: Appeal | null;
  title: string;
  category: string;
  state: State;
  communityId: string;
  receivedAt: Instant;
};

/** Where is looked, and what the asking person does not see there (store/appeals-filter.ts `Scope`). */
type PhoneScope = { communityIds: readonly string[]; self: readonly string[]; plain: readonly string[] };

type Row = Omit<EarlierAppeal, 'doc' | 'receivedAt'> & {
  total: number;
  doc: Partial<Appeal> | null;
  termsId: string | null;
  receivedAt: Date;
};

/** $1 the phone's hash, $2 communities, $3 whoever asks, $4 where they see nothing sensitive, $5 how many. Where a phone was corrected, the one before counts for nothing. */
const appealsOfHash = `
WITH found AS (
  SELECT a.no, a.received_at FROM intake i JOIN appeal a ON a.no = i.appeal_no
  WHERE i.phone_hash = $1 AND NOT EXISTS (SELECT FROM intake n WHERE n.appeal_no = i.appeal_no AND n.version > i.version)
    AND a.community_id = ANY($2::text[]) AND NOT a.shielded_from && $3::text[]
    AND NOT (a.sensitive AND a.community_id = ANY($4::text[]))
)
SELECT a.no, a.title, a.category, a.state, a.community_id AS "communityId", a.received_at AS "receivedAt", a.version,
  a.unit_id AS "unitId", a.outcome, a.doc, a.terms_id AS "termsId", (SELECT count(*)::int FROM found) AS total
FROM (SELECT no FROM found ORDER BY received_at DESC LIMIT $5) newest JOIN appeal a ON a.no = newest.no
ORDER BY a.received_at DESC`;

/** Appeals in these communities that came from the same phone: how many, and the newest of them first. */
export async function appealsOfPhone(
  store: Store,
  cipher: Cipher,
  { phone, communityIds, self, plain, limit = 20 }: PhoneScope & { phone: string; limit?: number },
): Promise<{ total: number; items: EarlierAppeal[] }> {
  const { rows } = await store.pool.query<Row>({
    name: 'appeals-of-phone',
    text: appealsOfHash,
    values: [phoneHash(cipher, phone), communityIds, self, plain, limit],
  });
  const items = rows.map(({ total: _total, receivedAt, ...row }) => ({ ...row, receivedAt: receivedAt.getTime() }));
  return { total: rows[0]?.total ?? 0, items: await wholeCases(store, items) };
}
