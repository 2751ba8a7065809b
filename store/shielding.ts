// Whom a report is about, as the record knows it: the cases a person must not see, and the persons a case must not reach.
import type { Store } from './client.ts';
import type { Tx } from './notices.ts';

/** Cases that are shielded from a person of these ids (their own and their units'); mostly none. */
export async function casesHiddenFrom(store: Store, ids: readonly string[]): Promise<string[]> {
  const { rows } = await store.pool.query<{ no: string }>({
    name: 'cases-hidden-from',
    text: `SELECT no FROM appeal WHERE shielded_from <> '{}' AND shielded_from && $1::text[]`,
    values: [ids],
  });
  return rows.map(({ no }) => no);
}

/** The persons among and in these ids: users themselves, everybody who acts for one of the units, and their entries in the directory. */
export async function personsOf(store: Store, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await store.pool.query<{ id: string }>({
    name: 'persons-of',
    text: `SELECT DISTINCT user_id AS id FROM role_grant WHERE unit_id = ANY($1::text[])`,
    values: [ids],
  });
  const persons = [...ids, ...rows.map(({ id }) => id)];
  return new Set([...persons, ...(await helpersAmong(store, persons))]);
}

/** The entries in the directory of whom these ids are: their own, and of those who work for such a unit or are in such a team. */
async function helpersAmong(store: Store, ids: readonly string[]): Promise<string[]> {
  const { rows } = await store.pool.query<{ id: string }>({
    name: 'helpers-among',
    text: `WITH own AS (SELECT id FROM helper WHERE user_id = ANY($1::text[]) OR id = ANY($1::text[]))
      SELECT id FROM own UNION
      SELECT h.id FROM helper h JOIN own ON own.id = h.unit_id OR own.id = h.team_id`,
    values: [ids],
  });
  return rows.map(({ id }) => id);
}

/** The entries in the directory of those whom a case is to be kept from. */
export async function helpersOf(store: Store, ids: readonly string[]): Promise<string[]> {
  const persons = await personsOf(store, ids);
  return persons.size === 0 ? [] : helpersAmong(store, [...persons]);
}

/** Under which ids a helper can be whom a case is about: the entry's, its account's and the units' for which that acts. */
export async function selfOfHelper(store: Store, helperId: string): Promise<string[]> {
  const { rows } = await store.pool.query<{ id: string }>({
    name: 'self-of-helper',
    text: `WITH me AS (SELECT id, user_id, unit_id, team_id FROM helper WHERE id = $1)
      SELECT id FROM (SELECT unnest(ARRAY[id, user_id, unit_id, team_id]) AS id FROM me
        UNION SELECT g.unit_id FROM role_grant g JOIN me ON g.user_id = me.user_id
        UNION SELECT o.user_id FROM helper o JOIN me ON o.id = me.unit_id OR o.id = me.team_id) ids
      WHERE id IS NOT NULL`,
    values: [helperId],
  });
  return rows.map(({ id }) => id);
}

/** SQL: the notice row `n` of the case `a` is for somebody whom the case must not reach. */
export const isShutOut = `(a.shielded_from <> '{}' AND (n.recipient = ANY(a.shielded_from)
  OR EXISTS (SELECT FROM role_grant g WHERE g.user_id = n.recipient AND g.unit_id = ANY(a.shielded_from))
  OR n.recipient LIKE 'helper:%' AND substr(n.recipient, 8) IN (
    SELECT jsonb_array_elements_text(coalesce(a.doc->'shieldedHelpers', '[]'))
    UNION SELECT h.id FROM helper h WHERE h.user_id = ANY(a.shielded_from) OR EXISTS (
      SELECT FROM role_grant g WHERE g.user_id = h.user_id AND g.unit_id = ANY(a.shielded_from)))))`;

/** Of these notices, those whose reader the case must not reach any more. */
export async function shutOutNotices(tx: Tx, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
    `SELECT n.id FROM notice n JOIN appeal a ON a.no = n.appeal_no WHERE n.id = ANY($1) AND ${isShutOut}`,
    ids,
  );
  return rows.map(({ id }) => id);
}
