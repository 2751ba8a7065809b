// Many households with one matter: at least three in one compound, of one category, within seven 日 (domain §4.6).
import type { CaseMessage } from '../domain/appeal/case-messages.ts';
import type { Store } from './client.ts';
import { writeMessages } from './case-messages.ts';

const days = 7;
const leastHouseholds = 3;

type Found = { no: string; households: number; master: string };

/**
 * Tells every open case of such a group that it is one of many; answers how many were told now. A household is known by its
 * telephone and by its address: two telephones of one address are one, and so is one telephone with two. Who filed without
 * either is told with the others, but counts for nobody. Reports are not among them: they must not point to each other.
 */
export async function gatherAlike(store: Store): Promise<number> {
  const { rows } = await store.pool.query<Found>({
    name: 'gather-alike',
    text: `
      WITH alike AS (
        SELECT a.no, a.compound_id, a.category, a.received_at, a.closed_at, i.phone_hash, i.address_hash
        FROM appeal a JOIN intake i ON i.appeal_no = a.no
          AND i.version = (SELECT max(version) FROM intake WHERE appeal_no = a.no)
        WHERE a.compound_id IS NOT NULL AND a.version > 0 AND a.received_at > now() - make_interval(days => $1)
          AND a.type <> 'REPORT' AND a.shielded_from = '{}'
      ), many AS (
        SELECT compound_id, category,
          least(count(DISTINCT phone_hash), count(DISTINCT coalesce(address_hash, phone_hash)))::int AS households
        FROM alike GROUP BY compound_id, category
      )
      SELECT a.no, m.households,
        first_value(a.no) OVER (PARTITION BY a.compound_id, a.category ORDER BY a.received_at, a.no) AS master
      FROM many m JOIN alike a USING (compound_id, category)
      WHERE m.households >= $2 AND a.closed_at IS NULL`,
    values: [days, leastHouseholds],
  });
  return writeMessages(
    store,
    rows.map(({ no, households, master }): CaseMessage => {
      // Once for a case: a fourth household makes it no more of a mass than it is.
      return { to: no, key: 'gather', body: { kind: 'gather', households, master: master === no ? null : master } };
    }),
  );
}
