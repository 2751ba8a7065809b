// Duplicate hints: appeals of the same category at the same place within 14 日, closed ones included (domain §4.6);
// never a report that is shielded from somebody, whoever asks, nor to those who may not see it a sensitive one.
import type { Instant } from '../domain/time/types.ts';
import type { State } from '../domain/words.ts';
import type { Store } from './client.ts';

export type Duplicate = { no: string; title: string; state: State; receivedAt: Instant };
export type Likeness = {
  no: string;
  category: string;
  communityId: string;
  compoundId: string | null;
  buildingId: string | null;
  receivedAt: Instant;
  /** Without sensitive ones: whoever asks does not see them (domain §9). */
  plain?: boolean;
};

/** How far back an appeal counts as a duplicate. */
export const windowMs = 14 * 24 * 3_600_000;

/** Earlier appeals like this one, newest first, at most five: same building, or without one the same compound. */
export async function findDuplicates(store: Store, like: Likeness): Promise<Duplicate[]> {
  const { no, category, communityId, compoundId, buildingId, receivedAt, plain = false } = like;
  // A building stands in a compound, by which the index finds it.
  if (compoundId === null) return [];
  const { rows } = await store.pool.query<Duplicate>({
    name: 'find-duplicates',
    text: `SELECT no, title, state, round(extract(epoch FROM received_at) * 1000)::float8 AS "receivedAt" FROM appeal
      WHERE community_id = $1 AND received_at BETWEEN to_timestamp($2::float8 / 1000) AND to_timestamp($3::float8 / 1000)
        AND category = $4 AND compound_id = $5 AND ($8::text IS NULL OR building_id = $8) AND no <> $6
        AND shielded_from = '{}' AND NOT ($7::boolean AND sensitive)
      ORDER BY received_at DESC LIMIT 5`,
    values: [communityId, receivedAt - windowMs, receivedAt, category, compoundId, no, plain, buildingId],
  });
  return rows;
}
