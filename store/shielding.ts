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

/** The persons among and in these ids: users themselves, and everybody who acts for one of the units. */
export async function personsOf(store: Store, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await store.pool.query<{ id: string }>({
    name: 'persons-of',
    text: `SELECT DISTINCT user_id AS id FROM role_grant WHERE unit_id = ANY($1::text[])`,
    values: [ids],
  });
  return new Set([...ids, ...rows.map(({ id }) => id)]);
}

/** SQL: the notice row `n` of the case `a` is for somebody whom the case must not reach. */
export const isShutOut = `(a.shielded_from <> '{}' AND (n.recipient = ANY(a.shielded_from) OR EXISTS (
  SELECT FROM role_grant g WHERE g.user_id = n.recipient AND g.unit_id = ANY(a.shielded_from))))`;

/** Of these notices, those whose reader the case must not reach any more. */
export async function shutOutNotices(tx: Tx, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
    `SELECT n.id FROM notice n JOIN appeal a ON a.no = n.appeal_no WHERE n.id = ANY($1) AND ${isShutOut}`,
    ids,
  );
  return rows.map(({ id }) => id);
}
