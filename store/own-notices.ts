// What one person has been told, as they read it in the console: independent of whether a mail has gone out.
import type { ClockName } from '../domain/words.ts';
import type { Store } from './client.ts';
import { isShutOut } from './shielding.ts';

export type OwnNotice = {
  id: string;
  no: string;
  kind: string;
  class: string;
  category: string;
  place: string;
  rung: number | null;
  clock: ClockName | null;
  dueAt: Date | null;
  createdAt: Date;
  readAt: Date | null;
  settled: boolean;
};

export type OwnNoticeFilter = {
  userId: string;
  /** Only what is neither seen nor done. */
  waiting: boolean;
  limit: number;
  after?: { createdAt: Date; id: string };
};

/** A notice that speaks of a clock is settled when that clock of that round has ended. */
const settled = `
  n.facts->>'clock' IS NOT NULL AND a.doc IS NOT NULL AND NOT EXISTS (
    SELECT FROM jsonb_array_elements(a.doc->'clocks') c
    WHERE c->>'name' = n.facts->>'clock' AND c->>'round' = n.facts->>'round')`;

/** What is not kept from the person, of communities in which they hold a post. */
const own = `FROM notice n JOIN appeal a ON a.no = n.appeal_no WHERE n.recipient = $1 AND n.recipient <> 'appellant' AND NOT ${isShutOut}
  AND EXISTS (SELECT FROM role_grant g WHERE g.user_id = n.recipient AND g.community_id = a.community_id)`;

/** A person's notices, newest first. */
export async function listOwnNotices(store: Store, filter: OwnNoticeFilter): Promise<OwnNotice[]> {
  const { userId, waiting, limit, after } = filter;
  const { rows } = await store.pool.query<OwnNotice>(
    `WITH mine AS MATERIALIZED (
       SELECT n.id, n.appeal_no, n.kind, n.class, n.rung, n.due_at, n.created_at, n.read_at, n.facts, (${settled}) settled
       ${own}
         AND ($2 = false OR (n.read_at IS NULL AND NOT (${settled})))
         AND ($3::timestamptz IS NULL OR (n.created_at, n.id) < ($3, $4::text))
       ORDER BY n.created_at DESC, n.id DESC LIMIT $5)
     SELECT m.id, m.appeal_no "no", m.kind, m.class, m.rung, m.due_at "dueAt", m.created_at "createdAt", m.read_at "readAt",
       m.settled, m.facts->>'clock' "clock", coalesce(k.name, m.facts->>'category') "category",
       coalesce(p.name, c.name, '') "place"
     FROM mine m
       LEFT JOIN compound p ON p.id = m.facts->>'compoundId'
       LEFT JOIN community c ON c.id = m.facts->>'communityId'
       LEFT JOIN LATERAL (
         SELECT name FROM policy_category WHERE code = m.facts->>'category' ORDER BY version DESC LIMIT 1) k ON true
     ORDER BY m.created_at DESC, m.id DESC`,
    [userId, waiting, after?.createdAt ?? null, after?.id ?? '', limit],
  );
  return rows;
}

/** How many are neither seen nor done, counted up to 100. */
export async function countWaiting(store: Store, userId: string): Promise<number> {
  const { rows } = await store.pool.query<{ count: number }>(
    `SELECT count(*)::int count FROM (SELECT 1 ${own} AND n.read_at IS NULL AND NOT (${settled}) LIMIT 100) w`,
    [userId],
  );
  return rows[0]?.count ?? 0;
}

/** Notes that the person has seen these of their own; others' are left alone. */
export async function markRead(store: Store, userId: string, ids: string[], at: Date): Promise<void> {
  await store.db.notice.updateMany({
    where: { id: { in: ids }, recipient: userId, readAt: null },
    data: { readAt: at },
  });
}
