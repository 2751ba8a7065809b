// Counts over all communities, for the metrics page.
import type { Store } from './client.ts';

export type OpenAppeals = { byState: { state: string; n: number }[]; overdue: number };

/** Appeals that have not ended, by state, and how many of them are overdue. */
export async function countOpenAppeals(store: Store): Promise<OpenAppeals> {
  const { rows } = await store.pool.query<{ state: string; n: number; late: number }>(
    `select state, count(*)::int n, (count(*) filter (where overdue))::int late from appeal
     where closed_at is null and archived_at is null group by state`,
  );
  return {
    byState: rows.map(({ state, n }) => ({ state, n })),
    overdue: rows.reduce((sum, { late }) => sum + late, 0),
  };
}

/** Notices that are not delivered: still waiting (a letter under way included), or given up. */
export async function countNotices(store: Store): Promise<{ waiting: number; failed: number }> {
  const { rows } = await store.pool.query<{ waiting: number; failed: number }>(
    `select (count(*) filter (where state in ('waiting', 'lettered')))::int waiting,
       (count(*) filter (where state = 'failed'))::int failed from notice where state in ('waiting', 'lettered', 'failed')`,
  );
  return rows[0] ?? { waiting: 0, failed: 0 };
}
