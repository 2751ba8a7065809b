// What the watchdog and the keepers go by: cases without a workflow, late ones, all open ones; and small facts they remember.
import type { Store } from './client.ts';

/** Cases on record for longer than so many seconds that no workflow has registered, oldest first. */
export async function unstartedCases(store: Store, seconds: number, limit: number): Promise<string[]> {
  return numbers(
    store,
    `SELECT no FROM appeal WHERE version = 0 AND created_at < now() - make_interval(secs => $1)
     ORDER BY created_at LIMIT $2`,
    [seconds, limit],
  );
}

const late = `next_wake < now() - make_interval(secs => $1)`;

/** How many cases are so many seconds behind their wake-up. */
export async function countLate(store: Store, seconds: number): Promise<number> {
  return count(store, `SELECT count(*)::int AS n FROM appeal WHERE ${late}`, [seconds]);
}

/** Late cases that were not signalled since their last change, latest first. */
export async function lateCases(store: Store, seconds: number, limit: number): Promise<string[]> {
  return numbers(store, `SELECT no FROM appeal WHERE ${late} AND nudged_at IS NULL ORDER BY next_wake LIMIT $2`, [
    seconds,
    limit,
  ]);
}

/** Late cases that did not change within `silent` seconds after their signal, latest first. */
export async function jammedCases(store: Store, seconds: number, silent: number, limit: number): Promise<string[]> {
  return numbers(
    store,
    `SELECT no FROM appeal WHERE ${late} AND nudged_at < now() - make_interval(secs => $2) ORDER BY next_wake LIMIT $3`,
    [seconds, silent, limit],
  );
}

/** Notes that a late case was signalled or restarted now; its next append clears the note. */
export async function markNudged(store: Store, no: string): Promise<void> {
  await store.pool.query('UPDATE appeal SET nudged_at = now() WHERE no = $1', [no]);
}

/** A page of the cases that must have a workflow, by number, after `after` ('' at first). */
export async function openCases(store: Store, after: string, limit: number): Promise<string[]> {
  const text = 'SELECT no FROM appeal WHERE archived_at IS NULL AND no > $1 ORDER BY no LIMIT $2';
  return numbers(store, text, [after, limit]);
}

/** How many registered cases must have a workflow. */
export async function countRunnable(store: Store): Promise<number> {
  return count(store, 'SELECT count(*)::int AS n FROM appeal WHERE archived_at IS NULL AND version > 0', []);
}

/** What is known of a case before its workflow exists (workflows/messages.ts `CaseCard`). */
export type CardOfCase = {
  no: string;
  class: string;
  category: string;
  categoryName: string;
  communityId: string;
  place: string;
  state: string;
};

/**
 * The card of a case that must have a workflow; null when there is no such case, or it is archived and `archived` ones are not
 * wanted, for the rare act that is still possible then.
 */
export async function caseCard(store: Store, no: string, { archived = false } = {}): Promise<CardOfCase | null> {
  const { rows } = await store.pool.query<CardOfCase>({
    name: 'case-card',
    text: `SELECT a.no, a.class, a.category, a.community_id AS "communityId", a.state,
        coalesce((SELECT name FROM policy_category c WHERE c.code = a.category ORDER BY c.version DESC LIMIT 1), a.category)
          AS "categoryName",
        concat_ws(' ', m.name, p.name, b.name) AS place
      FROM appeal a JOIN community m ON m.id = a.community_id
        LEFT JOIN compound p ON p.id = a.compound_id LEFT JOIN building b ON b.id = a.building_id
      WHERE a.no = $1 AND (a.archived_at IS NULL OR $2::boolean)`,
    values: [no, archived],
  });
  return rows[0] ?? null;
}

/** A fact by its name; null when it was never written. */
export async function readFact(store: Store, name: string): Promise<string | null> {
  return (await store.db.keeperFact.findUnique({ where: { name } }))?.value ?? null;
}

export async function writeFact(store: Store, name: string, value: string): Promise<void> {
  await store.db.keeperFact.upsert({ where: { name }, create: { name, value }, update: { value } });
}

/** Which database this is, and how far it has written. */
export type RecordPosition = { database: string; written: number };

/** The record's position: another database, or one that has written less than before, was restored from a backup. */
export async function recordPosition(store: Store): Promise<RecordPosition> {
  const { rows } = await store.pool.query<RecordPosition>(
    `SELECT oid::text AS database, pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 AS written
     FROM pg_database WHERE datname = current_database()`,
  );
  const [position] = rows;
  if (!position) throw new Error('the database does not know itself');
  return position;
}

const workerFact = 'worker.alive';

/** A worker says that it lives. By the database's clock, so that no other has a say. */
export async function beatOfWorker(store: Store): Promise<void> {
  await store.pool.query(
    `INSERT INTO keeper_fact (name, value, at) VALUES ($1, '', now()) ON CONFLICT (name) DO UPDATE SET at = now()`,
    [workerFact],
  );
}

/** Seconds since any worker last said that it lives; null when none ever did. */
export async function workerSilence(store: Store): Promise<number | null> {
  const text = 'SELECT extract(epoch FROM now() - at)::float8 AS silent FROM keeper_fact WHERE name = $1';
  const { rows } = await store.pool.query<{ silent: number }>(text, [workerFact]);
  return rows[0]?.silent ?? null;
}

async function numbers(store: Store, text: string, values: (string | number)[]): Promise<string[]> {
  const { rows } = await store.pool.query<{ no: string }>(text, values);
  return rows.map(({ no }) => no);
}

async function count(store: Store, text: string, values: number[]): Promise<number> {
  const { rows } = await store.pool.query<{ n: number }>(text, values);
  return rows[0]?.n ?? 0;
}
