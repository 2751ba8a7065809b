// Revisions of calendar, office hours and policies: what is to be brought to which open cases, and how far that has come.
import type { OfficeHours, Calendar, Instant } from '../domain/time/types.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import { emptyTally, count as countIn, type Tally } from '../domain/revision/preview.ts';
import { revisionKey } from '../domain/revision/revise.ts';
import type { Revision } from '../domain/revision/types.ts';
import type { CalendarChange } from '../domain/time/holiday-list.ts';
import type { RevisionKind } from '../domain/words.ts';
import { wholeCases } from './case-terms.ts';
import type { Store } from './client.ts';
import type { Prisma } from './generated/client.ts';
import { finish, left, pageOfCases, pageOfDocs, pageFacts } from './revisions-sql.ts';

export const revisionStates = ['running', 'done', 'cancelled', 'superseded'] as const;
export type RevisionState = (typeof revisionStates)[number];

/** What is remembered of a revision beside its target: for its history, and to be carried out again. */
export type RevisionDetail = {
  source?: string;
  changes?: CalendarChange[];
  officeHours?: OfficeHours;
  before?: OfficeHours | string;
  /** Policy versions whose cases are migrated. */
  from?: string[];
};

/** Which cases a revision is for. `target`: the version they are brought to. */
export type RevisionAim = { kind: RevisionKind; scope: string; target: string; detail: RevisionDetail };

export type RevisionRow = RevisionAim & {
  id: number;
  state: RevisionState;
  createdBy: string;
  createdAt: Instant;
  finishedAt: Instant | null;
  total: number;
  done: number;
  casesMoved: number;
  clocksMoved: number;
  past: number;
  sweep: number;
  cursor: string;
};

export type NewRevision = RevisionAim & { createdBy: string; requestKey: string; bodyHash: string };
/** What comes into effect together with the revision: new cases take it from then on. */
export type InEffect =
  | { kind: 'calendar'; calendar: Calendar; source: string }
  | { kind: 'officeHours'; communityId: string; officeHours: OfficeHours }
  | { kind: 'policy' };

/**
 * Puts a revision into effect and on record, in one transaction; whatever of the same kind and scope was still under way is
 * superseded by it. The same request key again answers the revision it made ('known'), with another body 'otherBody'.
 */
export async function createRevision(
  store: Store,
  { requestKey, bodyHash, createdBy, kind, scope, target, detail }: NewRevision,
  inEffect: InEffect,
): Promise<{ kind: 'created' | 'known'; row: RevisionRow } | { kind: 'otherBody' }> {
  const known = await store.db.revision.findUnique({ where: { requestKey } });
  if (known) return known.bodyHash === bodyHash ? { kind: 'known', row: rowOf(known) } : { kind: 'otherBody' };
  const aim = { kind, scope, target, detail };
  const total = await countLeft(store, aim, Number.MAX_SAFE_INTEGER);
  const row = await store.db.$transaction(async (tx) => {
    if (inEffect.kind === 'calendar') {
      const { version, holidays, workdays, knownYears } = inEffect.calendar;
      await tx.calendarVersion.create({ data: { version, holidays, workdays, knownYears, source: inEffect.source } });
    }
    if (inEffect.kind === 'officeHours')
      await tx.community.update({
        where: { id: inEffect.communityId },
        data: { officeHours: inEffect.officeHours },
      });
    await tx.revision.updateMany({
      where: { kind, scope, state: 'running' },
      data: { state: 'superseded', finishedAt: new Date() },
    });
    return tx.revision.create({
      data: { kind, scope, target, detail, total, createdBy, requestKey, bodyHash },
    });
  });
  return { kind: 'created', row: rowOf(row) };
}

export async function readRevision(store: Store, id: number): Promise<RevisionRow | null> {
  const row = await store.db.revision.findUnique({ where: { id } });
  return row && rowOf(row);
}

/** The newest first. */
export async function listRevisions(store: Store, limit = 50): Promise<RevisionRow[]> {
  return (await store.db.revision.findMany({ orderBy: { id: 'desc' }, take: limit })).map(rowOf);
}

/** Numbers of the revisions that are under way. */
export async function runningRevisions(store: Store): Promise<number[]> {
  const rows = await store.db.revision.findMany({ where: { state: 'running' }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Stops one that is under way; what it has brought to cases stays. Whether it was. */
export async function cancelRevision(store: Store, id: number): Promise<boolean> {
  const data = { state: 'cancelled', finishedAt: new Date() };
  return (await store.db.revision.updateMany({ where: { id, state: 'running' }, data })).count > 0;
}

/** Goes on with one that was cancelled, unless a newer one of its kind and scope came after it. Whether it does. */
export async function resumeRevision(store: Store, id: number): Promise<boolean> {
  const { rowCount } = await store.pool.query(
    `UPDATE revision r SET state = 'running', finished_at = NULL, cursor = ''
     WHERE r.id = $1 AND r.state = 'cancelled'
       AND NOT EXISTS (SELECT FROM revision n WHERE n.kind = r.kind AND n.scope = r.scope AND n.id > r.id)`,
    [id],
  );
  return (rowCount ?? 0) > 0;
}

/** Marks it as done if it is still under way. */
export async function finishRevision(store: Store, id: number): Promise<void> {
  await store.pool.query(finish, [id, revisionKey(id)]);
}

/** How many open cases the revision `id` (or one to come) would still have to reach. */
export async function countLeft(store: Store, aim: RevisionAim, id: number): Promise<number> {
  const { text, values } = left(aim, id);
  const { rows } = await store.pool.query<{ n: number }>(text, values);
  return rows[0]?.n ?? 0;
}

/** A page of the numbers of cases that a revision has still to reach, with when they were received. */
export async function casesToRevise(
  store: Store,
  row: RevisionRow,
  limit: number,
): Promise<{ no: string; begun: boolean }[]> {
  const { text, values } = pageOfCases(row, row.id, row.cursor, limit);
  return (await store.pool.query<{ no: string; begun: boolean }>(text, values)).rows;
}

/**
 * Notes that the page up to `cursor` is done, and counts what the revision did to its cases: by their logs, and only once, so that
 * a page done twice counts once.
 */
export async function advance(store: Store, row: RevisionRow, nos: string[], cursor: string): Promise<void> {
  await store.pool.query(pageFacts, [row.id, row.cursor, row.sweep, cursor, nos, revisionKey(row.id)]);
}

/** Begins the next round through the cases that are left. */
export async function nextSweep(store: Store, row: RevisionRow): Promise<void> {
  const where = { id: row.id, sweep: row.sweep };
  await store.db.revision.updateMany({ where, data: { sweep: row.sweep + 1, cursor: '' } });
}

/** What the revision would do to the open cases: page by page, so that no other request has to wait for all of them. */
export async function previewRevision(
  store: Store,
  aim: RevisionAim,
  revision: Revision,
  now: Instant,
): Promise<Tally> {
  const tally = emptyTally();
  for (let after = ''; ;) {
    const { text, values } = pageOfDocs(aim, revision.id, after, 200);
    const { rows } = await store.pool.query<{ no: string; doc: Partial<Appeal>; termsId: string | null }>(text, values);
    for (const { doc } of await wholeCases(store, rows)) countIn(tally, doc, revision, now);
    const last = rows.at(-1);
    if (!last || rows.length < 200) return tally;
    after = last.no;
  }
}

function rowOf(row: Prisma.RevisionGetPayload<object>): RevisionRow {
  const { requestKey: _key, bodyHash: _hash, ...rest } = row;
  return {
    ...rest,
    kind: row.kind as RevisionKind,
    state: row.state as RevisionState,
    detail: row.detail as RevisionDetail,
    createdAt: row.createdAt.getTime(),
    finishedAt: row.finishedAt?.getTime() ?? null,
  };
}
