// What has become of the clocks that warnings speak of: a digest goes out hours after them.
import type { Instant } from '../domain/time/types.ts';
import type { Tx } from './notices.ts';

export type WarningStanding = { running: boolean; dueAt: Instant | null };

/** By notice: whether its clock still runs (not ended, not paused), and its due as it stands now. Unknown cases are missing. */
export async function standingOfWarnings(tx: Tx, noticeIds: string[]): Promise<Map<string, WarningStanding>> {
  if (noticeIds.length === 0) return new Map();
  type Row = { id: string; dueAt: number | null };
  const rows = await tx.$queryRaw<Row[]>`
    select n.id, (
      select min((c->>'dueAt')::float8) from jsonb_array_elements(a.doc->'clocks') c
      where c->>'name' = n.facts->>'clock' and c->>'round' = n.facts->>'round' and c->>'pausedRemaining' is null
    ) as "dueAt"
    from notice n join appeal a on a.no = n.appeal_no
    where n.id = any(${noticeIds}) and a.doc is not null`;
  return new Map(rows.map(({ id, dueAt }) => [id, { running: dueAt !== null, dueAt }]));
}
