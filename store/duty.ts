// The duty roster: shifts of one community, written by the month. A shift that is taken out stays as a removed row, so that it
// can be told later who was on duty when a case was told of.
import { monthSpan, spanOf, type ShiftTimes } from '../domain/duty/roster.ts';
import { reachable } from '../domain/duty/turns.ts';
import type { Instant } from '../domain/time/types.ts';
import type { Store } from './client.ts';

export type DutyShift = ShiftTimes & {
  id: string;
  startsAt: Instant;
  endsAt: Instant;
  userId: string;
  userName: string;
  backupId: string | null;
  backupName: string | null;
};
export type ShiftDraft = ShiftTimes & { userId: string; backupId: string | null };

const columns = `
  s.id, s.date, s.from_minute "from", s.to_minute "to", s.starts_at "startsAt", s.ends_at "endsAt",
  s.user_id "userId", coalesce(u.name, s.user_id) "userName", s.backup_id "backupId", b.name "backupName"`;
const people = `LEFT JOIN "user" u ON u.id = s.user_id LEFT JOIN "user" b ON b.id = s.backup_id`;

/** The standing shifts that touch `[from, to]`, in order. */
export async function shiftsBetween(
  store: Store,
  communityId: string,
  from: Instant,
  to: Instant,
): Promise<DutyShift[]> {
  const { rows } = await store.pool.query<ShiftRow>(
    `SELECT ${columns} FROM duty_shift s ${people}
     WHERE s.community_id = $1 AND s.removed_at IS NULL AND s.starts_at < $3 AND s.ends_at > $2
     ORDER BY s.starts_at`,
    [communityId, new Date(from), new Date(to)],
  );
  return rows.map(shiftOf);
}

/**
 * The account of whoever is on duty at an instant and can be written to, the backup where the first cannot; null when nobody
 * is. Asked inside the recording of every urgent event by night.
 */
export async function onDutyAt(store: Store, communityId: string, at: Instant): Promise<string | null> {
  type Row = { userId: string; backupId: string | null; present: string[] };
  const { rows } = await store.pool.query<Row>(
    `SELECT s.user_id "userId", s.backup_id "backupId",
       ARRAY(SELECT u.id FROM "user" u WHERE u.id IN (s.user_id, s.backup_id) AND u.disabled_at IS NULL AND u.email <> ''
         AND EXISTS (SELECT FROM role_grant g WHERE g.user_id = u.id AND g.community_id = s.community_id)) present
     FROM duty_shift s
     WHERE s.community_id = $1 AND s.removed_at IS NULL AND s.starts_at <= $2 AND s.ends_at > $2
     ORDER BY s.starts_at LIMIT 1`,
    [communityId, new Date(at)],
  );
  const [shift] = rows;
  return shift ? reachable(shift, (id) => shift.present.includes(id)) : null;
}

export type Rewrite = {
  communityId: string;
  month: string;
  by: string;
  at: Instant;
  /**
   * Given the standing shifts that touch the month or the days around it, says what stands after it, or throws: nothing is
   * changed then. Called while nobody else can change the community's roster.
   */
  decide: (standing: DutyShift[]) => { keep: Set<string>; add: ShiftDraft[] };
};

/** Rewrites a month of the roster in one transaction: what is not kept is removed, what is added follows. */
export async function rewriteMonth(store: Store, { communityId, month, by, at, decide }: Rewrite): Promise<void> {
  const client = await store.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`duty:${communityId}`]);
    const { from, to } = monthSpan(month);
    const { rows } = await client.query<ShiftRow>(
      `SELECT ${columns} FROM duty_shift s ${people}
       WHERE s.community_id = $1 AND s.removed_at IS NULL AND s.starts_at < $3 AND s.ends_at > $2
       ORDER BY s.starts_at`,
      [communityId, new Date(from), new Date(to + dayMs)],
    );
    const standing = rows.map(shiftOf);
    const { keep, add } = decide(standing);
    const gone = standing.filter(({ id, date }) => date.startsWith(month) && !keep.has(id)).map(({ id }) => id);
    await client.query(`UPDATE duty_shift SET removed_at = $2, removed_by = $3 WHERE id = ANY($1)`, [
      gone,
      new Date(at),
      by,
    ]);
    await client.query(
      `INSERT INTO duty_shift
         (community_id, month, date, from_minute, to_minute, starts_at, ends_at, user_id, backup_id, created_by)
       SELECT $1, $2, r."date", r."from", r."to", to_timestamp(r."startsAt" / 1000), to_timestamp(r."endsAt" / 1000),
         r."userId", r."backupId", $4
       FROM jsonb_to_recordset($3::jsonb) AS r(
         "date" text, "from" int, "to" int, "startsAt" float8, "endsAt" float8, "userId" text, "backupId" text)`,
      [communityId, month, JSON.stringify(add.map(withSpan)), by],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

const dayMs = 86_400_000;

type ShiftRow = Omit<DutyShift, 'startsAt' | 'endsAt'> & { startsAt: Date; endsAt: Date };

function shiftOf(row: ShiftRow): DutyShift {
  return { ...row, startsAt: row.startsAt.getTime(), endsAt: row.endsAt.getTime() };
}

function withSpan(draft: ShiftDraft) {
  const { from, to } = spanOf(draft);
  return { ...draft, startsAt: from, endsAt: to };
}
