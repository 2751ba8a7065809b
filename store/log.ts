// The log of a case in PostgreSQL: the truth that its workflow follows. Appending is the only way a case ever changes.
import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseMessage } from '../domain/appeal/case-messages.ts';
import type { AppealEvent } from '../domain/appeal/events.ts';
import type { AppealRow } from '../domain/appeal/row.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import type { Gather } from '../domain/appeal/notice-timing.ts';
import type { NoticeKind } from '../domain/appeal/notice-kinds.ts';
import type { NoticeFacts } from '../domain/appeal/notices.ts';
import type { Instant } from '../domain/time/types.ts';
import type { AppealClass } from '../domain/words.ts';
import type { LoadChange } from '../domain/ladder/offers.ts';
import type { Offer } from '../domain/ladder/types.ts';
import { forgetTerms, keepTerms } from './case-terms.ts';
import { isCheckViolation, isForeignKeyViolation, isUniqueViolation, type Store } from './client.ts';
import { appendParts, appendStatement, selectEvents, standing, type AppendPart } from './log-sql.ts';

/** A notice for one person: `recipient` is a user id or 'appellant', `key` unique for ever. */
export type ResolvedNotice = {
  key: string;
  kind: NoticeKind;
  recipient: string;
  rung: number | null;
  class: AppealClass;
  dueAt: Instant | null;
  sendAfter: Instant;
  gather: Gather;
  facts: NoticeFacts;
};

export type AppendRequest = {
  no: string;
  /** The version the events follow on, and the key of the event there ('' at 0). */
  expected: number;
  headKey: string;
  /** The command's idempotency key and the hash of its body; null for clocks alone. */
  key: string | null;
  bodyHash: string | null;
  events: AppealEvent[];
  /** The case after the events; null only when there are none. */
  row: AppealRow | null;
  doc: Appeal | null;
  notices: ResolvedNotice[];
  /** Ids of the free texts that the events point to. */
  texts: string[];
  /** What other cases must be told. */
  messages: CaseMessage[];
  /** Offers that the events change, and what that adds to their helpers' loads; missing where no offer changes. */
  offers?: OfferChanges;
};

export type OfferChanges = { at: Instant; rows: (Offer & { dueAt: Instant | null })[]; loads: LoadChange[] };

export type AppendAnswer =
  /** Stored as given (or, without events: nothing newer is there). */
  | { kind: 'stored'; events: AppealEvent[] }
  /** The key is in the log: `event` is what it yielded, `events` all after `expected`. */
  | { kind: 'known'; event: AppealEvent; events: AppealEvent[] }
  /** The key is in the log with another body. */
  | { kind: 'otherBody'; events: AppealEvent[] }
  /** Nothing was stored: a helper would have carried more than they may. */
  | { kind: 'capped'; events: AppealEvent[] }
  /** The log is ahead: the events after `expected`. */
  | { kind: 'adopt'; events: AppealEvent[] }
  /** The log is behind or took another way (a restored database): all of it. */
  | { kind: 'behind'; events: AppealEvent[] };

/** No such case; or the database cannot say where the log stands, and the same request should be made again. */
export class LogError extends Error {
  override readonly name = 'LogError';
  constructor(
    readonly code: 'unknownAppeal' | 'unsettled',
    no: string,
  ) {
    super(`${code}: ${no}`);
  }
}

const attempts = 5;

/**
 * Appends to the log if it still ends where the caller believes, else says what it holds. Never throws for a conflict.
 * The key is looked up before anything is written, so that a repeated request is answered by what it yielded.
 */
export async function appendToLog(store: Store, request: AppendRequest): Promise<AppendAnswer> {
  check(request);
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await sleep(10 * attempt);
    const written = request.events.length > 0 ? await write(store, request) : 'notStored';
    if (written === 'termsGone') continue;
    if (written === 'stored') return { kind: 'stored', events: request.events };
    if (written === 'capped') return { kind: 'capped', events: [] };
    // A new statement: the one that waited for another writer cannot see what that one committed.
    const answer = await lookUp(store, request);
    if (answer) return answer;
  }
  throw new LogError('unsettled', request.no);
}

/** The whole log of a case, oldest first; empty when it has none. */
export async function readLog(store: Store, no: string): Promise<AppealEvent[]> {
  const { rows } = await store.pool.query<EventRow>({ name: 'select-events', text: selectEvents, values: [no] });
  return rows.map(eventOf);
}

function check({ no, expected, events, row, doc }: AppendRequest): void {
  if (events.some((event, index) => event.seq !== expected + index + 1))
    throw new RangeError(`${no}: events do not follow on`);
  if (events.length > 0 && !(row && doc)) throw new RangeError(`${no}: events without the case they lead to`);
}

/** One statement, so that a worker frozen in the middle holds no lock. Everything hangs on the row having been changed. */
async function write(store: Store, request: AppendRequest): Promise<'stored' | 'notStored' | 'capped' | 'termsGone'> {
  const { no, expected, headKey, key, events, row, doc, notices, texts, messages, offers } = request;
  const values = [
    no,
    expected,
    headKey,
    key,
    JSON.stringify({ ...row, assistUnitIds: doc?.tasks.map((task) => task.unitId) ?? [] }),
    JSON.stringify(doc && { ...doc, terms: undefined }),
    events.at(-1)?.key,
    JSON.stringify(events),
    expected + events.length,
    doc && (await keepTerms(store, doc.terms)),
  ];
  const more: Record<AppendPart, unknown[] | null> = {
    notices: notices.length > 0 ? [JSON.stringify(notices)] : null,
    texts: texts.length > 0 ? [texts] : null,
    messages: messages.length > 0 ? [JSON.stringify(messages)] : null,
    offers: offers ? [JSON.stringify(offers.rows), JSON.stringify(offers.loads), offers.at] : null,
  };
  const wanted = appendParts.filter((part) => more[part] !== null);
  try {
    const { rowCount } = await store.pool.query({
      ...appendStatement(new Set(wanted)),
      values: [...values, ...wanted.flatMap((part) => more[part] ?? [])],
    });
    return rowCount === 1 ? 'stored' : 'notStored';
  } catch (error) {
    if (isUniqueViolation(error)) return 'notStored';
    if (isCheckViolation(error, 'helper_load_cap')) return 'capped';
    // A backup from before they were written was restored under this process.
    if (isForeignKeyViolation(error, 'appeal_terms_id_fkey')) {
      forgetTerms(store);
      return 'termsGone';
    }
    throw error;
  }
}

async function lookUp(
  store: Store,
  { no, expected, headKey, key, bodyHash, events }: AppendRequest,
): Promise<AppendAnswer | null> {
  const { rows } = await store.pool.query<Standing>({ name: 'standing', text: standing, values: [no, expected, key] });
  const at = rows[0];
  if (!at) throw new LogError('unknownAppeal', no);
  const newer = at.events.map(eventOf);
  const mine = at.mine && eventOf(at.mine);
  if (mine && mine.bodyHash !== bodyHash) return { kind: 'otherBody', events: newer };
  if (mine) return { kind: 'known', event: mine, events: newer };
  if (at.version < expected || at.key_at_expected !== headKey)
    return { kind: 'behind', events: await readLog(store, no) };
  if (at.version > expected) return { kind: 'adopt', events: newer };
  return events.length === 0 ? { kind: 'stored', events: [] } : null;
}

type EventRow = {
  seq: number;
  kind: string;
  key: string;
  at: number;
  actor_id: string;
  role: string;
  unit_id: string | null;
  action: string | null;
  body_hash: string | null;
  data: unknown;
};

type Standing = { version: number; key_at_expected: string; events: EventRow[]; mine: EventRow | null };

// The columns hold what `appendToLog` was given, which is why the union may be asserted here.
function eventOf(row: EventRow): AppealEvent {
  return {
    seq: row.seq,
    kind: row.kind,
    key: row.key,
    at: Number(row.at),
    actor: { id: row.actor_id, role: row.role, unitId: row.unit_id },
    action: row.action,
    bodyHash: row.body_hash,
    data: row.data,
  } as AppealEvent;
}
