// Appeals as lists, pages and counts show them: read from their rows, never from Temporal.
import type { Appeal } from '../domain/appeal/types.ts';
import type { Instant } from '../domain/time/types.ts';
import type { AppealClass, AppealType, ClockName, Outcome, State } from '../domain/words.ts';
import { filterOf, orders, saysWords, wordsOf, type AppealFilter, type Scope, type Sort } from './appeals-filter.ts';
import { termsJoin, termsOf, wholeCases, type StoredCase } from './case-terms.ts';
import type { Store } from './client.ts';
import { casesHiddenFrom } from './shielding.ts';

/** A row with its words as the append wrote them from the domain’s own types. */
export type ListedAppeal = {
  no: string;
  /** 0: not yet registered by its workflow. */
  version: number;
  title: string;
  type: AppealType;
  category: string;
  categoryName: string;
  class: AppealClass;
  state: State;
  outcome: Outcome | null;
  communityId: string;
  communityName: string;
  compoundId: string | null;
  compoundName: string | null;
  buildingId: string | null;
  buildingName: string | null;
  unitId: string | null;
  unitName: string | null;
  assistUnitIds: string[];
  sensitive: boolean;
  shieldedFrom: string[];
  handlerId: string | null;
  handlerName: string | null;
  round: number;
  rung: number;
  overdue: boolean;
  dueAt: Instant | null;
  dueClock: ClockName | null;
  receivedAt: Instant;
  closedAt: Instant | null;
  archivedAt: Instant | null;
  /** The whole case; null at version 0. */
  doc: Appeal | null;
};

export type AppealPage = {
  items: ListedAppeal[];
  /** Where the next page begins; null on the last. */ next: string | null;
};

/** The cursor was not made by this list in this order. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
}

/**
 * A page of the appeals in the scope that pass the filter. Sorted 'overdue': overdue first, then by due (none last), then by
 * number; 'due': by due, then number; 'received': newest first. Throws CursorError for a foreign cursor.
 */
export async function listAppeals(store: Store, filter: AppealFilter, page: Page): Promise<AppealPage> {
  const { sort, limit } = page;
  const words = wordsOf(filter);
  // Words that many rows have are found soonest by reading the list itself, words that few have by their index.
  const asked = { ...filter, hidden: await casesHiddenFrom(store, filter.scope.self) };
  const near = words === null ? [] : await walk(store, { ...asked, text: undefined }, page, words);
  const rows = near.length > limit ? near : await walk(store, asked, page, null);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? cursorAt(sort, last) : null };
}

type Page = { sort: Sort; limit: number; cursor: string | null };

/** How many rows of a list are read for words before their index is asked: some pages. */
const nearby = (limit: number) => Math.max(150, 4 * limit);

/**
 * The rows of a page and one more. Each community is walked in order by itself and no further than needed: as fast for the last page
 * as for the first. With `words`: those of the list's first rows that say them.
 */
async function walk(store: Store, filter: AppealFilter, { sort, limit, cursor }: Page, words: string | null) {
  const { scopes, where, values } = filterOf(filter);
  const order = orders[sort];
  const use = (value: unknown) => `$${values.push(value)}`;
  const after = cursor === null ? '' : `AND ${order.after(cursorValues(cursor, sort).map(use))}`;
  const page = use(limit + 1);
  const reach = words === null ? page : use(nearby(limit));
  const say = words === null ? '' : `WHERE ${saysWords(use(words))}`;
  const text = `
    SELECT ${columns} FROM (
      SELECT * FROM (
        SELECT a.* FROM ${scopes} CROSS JOIN LATERAL (
          SELECT * FROM appeal a WHERE ${where} ${after} ORDER BY ${order.by} LIMIT ${reach}
        ) a ORDER BY ${order.by} LIMIT ${reach}
      ) a ${say} ORDER BY ${order.by} LIMIT ${page}
    ) a ${names} ORDER BY ${order.by}`;
  const { rows } = await store.pool.query<ListedRow>(text, values);
  return wholeCases(store, rows);
}

/** One appeal with the names that belong to its ids; null when there is none. */
export async function readAppeal(store: Store, no: string): Promise<ListedAppeal | null> {
  const text = `SELECT ${columns} FROM appeal a ${names} WHERE a.no = $1`;
  const { rows } = await store.pool.query<ListedRow>({ name: 'read-appeal', text, values: [no] });
  const [found] = await wholeCases(store, rows);
  return found ?? null;
}

type ListedRow = Omit<ListedAppeal, 'doc'> & StoredCase;

export type AppealCounts = {
  /** Not ended, by state; states without a case are missing. */
  byState: Partial<Record<State, number>>;
  open: number;
  overdue: number;
  /** 挂牌督办 now. */
  listed: number;
  /** Due before the given instant, overdue ones included. */
  due: number;
  /** Handled by the given person. */
  mine: number;
};

/** How many appeals in the scope have not ended, by the same rules as the list. */
export async function countAppeals(
  store: Store,
  scope: Scope,
  { dueBefore, handlerId }: { dueBefore: Instant; handlerId: string },
): Promise<AppealCounts> {
  const filter = { scope, open: true, hidden: await casesHiddenFrom(store, scope.self) };
  const { scopes, where, values } = filterOf(filter);
  const use = (value: unknown) => `$${values.push(value)}`;
  const text = `
    SELECT a.state, count(*)::int AS n, (count(*) FILTER (WHERE a.overdue))::int AS overdue,
      (count(*) FILTER (WHERE a.due_at < to_timestamp(${use(dueBefore)}::float8 / 1000)))::int AS due,
      (count(*) FILTER (WHERE a.handler_id = ${use(handlerId)}::text))::int AS mine
    FROM ${scopes} JOIN appeal a ON ${where} GROUP BY a.state`;
  type Counted = { state: State; n: number; overdue: number; due: number; mine: number };
  const [{ rows }, listed] = await Promise.all([
    store.pool.query<Counted>(text, values),
    countListed(store, { ...filter, listed: true }),
  ]);
  const sum = (name: 'n' | 'overdue' | 'due' | 'mine') => rows.reduce((total, row) => total + row[name], 0);
  const byState = Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  return { byState, open: sum('n'), overdue: sum('overdue'), listed, due: sum('due'), mine: sum('mine') };
}

/** Counted by itself: the few rows of their own index, where a column more would make the other counts read every open row. */
async function countListed(store: Store, filter: AppealFilter): Promise<number> {
  const { scopes, where, values } = filterOf(filter);
  const { rows } = await store.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${scopes} JOIN appeal a ON ${where}`,
    values,
  );
  return rows[0]?.n ?? 0;
}

const milliseconds = (column: string) => `round(extract(epoch FROM a.${column}) * 1000)::float8`;

const columns = `
  a.no, a.version, a.title, a.type, a.category, a.class, a.state, a.outcome, a.community_id AS "communityId",
  a.compound_id AS "compoundId", a.building_id AS "buildingId", a.unit_id AS "unitId", a.assist_unit_ids AS "assistUnitIds", a.sensitive, a.shielded_from AS "shieldedFrom",
  a.handler_id AS "handlerId", a.round, a.rung, a.overdue, a.due_clock AS "dueClock", a.doc, a.terms_id AS "termsId",
  ${milliseconds('due_at')} AS "dueAt", ${milliseconds('received_at')} AS "receivedAt",
  ${milliseconds('closed_at')} AS "closedAt", ${milliseconds('archived_at')} AS "archivedAt",
  coalesce(community.name, a.community_id) AS "communityName", compound.name AS "compoundName",
  building.name AS "buildingName", unit.name AS "unitName", handler.name AS "handlerName",
  coalesce((SELECT c.name FROM policy_category c WHERE c.code = a.category
    ORDER BY (c.version = ${termsOf}->>'policyVersion') DESC NULLS LAST, c.version DESC LIMIT 1), a.category)
    AS "categoryName"`;

const names = `
  LEFT JOIN community ON community.id = a.community_id LEFT JOIN compound ON compound.id = a.compound_id
  LEFT JOIN building ON building.id = a.building_id LEFT JOIN unit ON unit.id = a.unit_id
  LEFT JOIN "user" handler ON handler.id = a.handler_id ${termsJoin}`;

function cursorAt(sort: Sort, last: ListedAppeal): string {
  const values = {
    overdue: [!last.overdue, last.dueAt, last.no],
    due: [last.dueAt, last.no],
    received: [last.receivedAt, last.no],
  };
  return Buffer.from(JSON.stringify([sort, ...values[sort]])).toString('base64url');
}

function cursorValues(cursor: string, sort: Sort): unknown[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new CursorError('unreadable');
  }
  if (!Array.isArray(parts) || parts[0] !== sort) throw new CursorError('of another list');
  const values = parts.slice(1) as unknown[];
  const no = values.pop();
  const due = values.pop();
  const flagFits = sort === 'overdue' ? values.length === 1 && typeof values[0] === 'boolean' : values.length === 0;
  const dueFits = typeof due === 'number' ? Number.isSafeInteger(due) && due >= 0 : due === null && sort !== 'received';
  if (!flagFits || !dueFits || typeof no !== 'string' || !/^SQ\d{8}-\d{6,}$/.test(no))
    throw new CursorError('unreadable');
  return [...values, due, no];
}
