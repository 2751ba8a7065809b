// The statements of the log. Values are numbered as log.ts passes them.
// Instants travel as epoch milliseconds and stand in the tables as timestamps.

const eventColumns = `seq, kind, key, round(extract(epoch FROM at) * 1000)::bigint AS at, actor_id, role, unit_id, action, body_hash, data`;

/** $1 appeal. */
export const selectEvents = `SELECT ${eventColumns} FROM event WHERE appeal_no = $1 ORDER BY seq`;

/** Where the log stands: $1 appeal, $2 expected version, $3 key. */
export const standing = `
SELECT a.version,
  CASE WHEN $2::int = 0 THEN '' ELSE (SELECT key FROM event WHERE appeal_no = a.no AND seq = $2::int) END AS key_at_expected,
  coalesce((SELECT jsonb_agg(to_jsonb(e) ORDER BY e.seq)
    FROM (SELECT ${eventColumns} FROM event WHERE appeal_no = a.no AND seq > $2::int) e), '[]') AS events,
  (SELECT to_jsonb(e) FROM (SELECT ${eventColumns} FROM event WHERE appeal_no = a.no AND key = $3::text) e) AS mine
FROM appeal a WHERE a.no = $1`;

const instant = (column: string) => `to_timestamp((${column})::double precision / 1000)`;

/** What one append writes beside row and events, where there is anything of it: its values come behind the log's own ten, in this order. */
export const appendParts = ['notices', 'texts', 'messages', 'offers'] as const;
export type AppendPart = (typeof appendParts)[number];

/**
 * $1 appeal, $2 expected version, $3 head key, $4 command's key, $5 row, $6 case, $7 new head key, $8 events, $9 new version, $10 id of
 * the case's terms.
 * Everything hangs on the row having been changed.
 */
const rowAndEvents = `
WITH moved AS (
  UPDATE appeal a SET
    version = $9::int, head_key = $7::text, doc = $6::jsonb, terms_id = $10::text,
    state = r."state", outcome = r."outcome", type = r."type", category = r."category", class = r."class",
    unit_id = r."unitId", assist_unit_ids = r."assistUnitIds", handler_id = r."handlerId", round = r."round", rung = r."rung",
    overdue = r."overdue", listed = r."listed", counted = r."counted", merged_into = r."mergedInto", sensitive = r."sensitive", shielded_from = r."shieldedFrom", due_at = ${instant('r."dueAt"')}, due_clock = r."dueClock",
    next_wake = ${instant('r."nextWake"')}, closed_at = ${instant('r."closedAt"')}, archived_at = ${instant('r."archivedAt"')},
    deciding = r."deciding", nudged_at = NULL
  FROM jsonb_to_record($5::jsonb) AS r(
    "state" text, "outcome" text, "type" text, "category" text, "class" text, "unitId" text, "assistUnitIds" text[],
    "handlerId" text, "round" int, "rung" int, "overdue" boolean, "listed" boolean, "counted" boolean, "mergedInto" text, "sensitive" boolean, "shieldedFrom" text[], "dueAt" float8, "dueClock" text, "nextWake" float8,
    "closedAt" float8, "archivedAt" float8, "deciding" text[])
  WHERE a.no = $1::text AND a.version = $2::int AND a.head_key = $3::text
    AND NOT EXISTS (SELECT FROM event WHERE appeal_no = $1::text AND key = $4::text)
  RETURNING a.no
), stored AS (
  INSERT INTO event (appeal_no, seq, kind, key, at, actor_id, role, unit_id, action, body_hash, data)
  SELECT moved.no, e."seq", e."kind", e."key", ${instant('e."at"')}, e."actor"->>'id', e."actor"->>'role', e."actor"->>'unitId',
    e."action", e."bodyHash", e."data"
  FROM moved, jsonb_to_recordset($8::jsonb) AS e(
    "seq" int, "kind" text, "key" text, "at" float8, "actor" jsonb, "action" text, "bodyHash" text, "data" jsonb)
)`;

/** The statements of each part over its value, `$n`; the offers, which come last, take two more behind it. */
const parts: Record<AppendPart, (n: number) => string> = {
  notices: (n) => `, told AS (
  INSERT INTO notice (key, appeal_no, kind, recipient, rung, class, due_at, send_after, gather, facts)
  SELECT n."key", moved.no, n."kind", n."recipient", n."rung", n."class", ${instant('n."dueAt"')}, ${instant('n."sendAfter"')},
    n."gather", n."facts"
  FROM moved, jsonb_to_recordset($${n}::jsonb) AS n(
    "key" text, "kind" text, "recipient" text, "rung" int, "class" text, "dueAt" float8, "sendAfter" float8, "gather" text,
    "facts" jsonb)
  -- Most appellants leave no address: nothing that nobody will get is written down for them.
  WHERE n."recipient" <> 'appellant'
    OR (SELECT email_enc FROM intake WHERE appeal_no = $1::text ORDER BY version DESC LIMIT 1) IS NOT NULL
  ON CONFLICT (key) DO NOTHING
)`,
  texts: (n) => `, claimed AS (
  UPDATE free_text t SET claimed_at = coalesce(t.claimed_at, now())
  FROM moved WHERE t.id = ANY($${n}::text[]) AND t.appeal_no = moved.no
)`,
  messages: (n) => `, sent AS (
  INSERT INTO case_message (to_no, key, from_no, body)
  SELECT m."to", m."key", moved.no, m."body"
  FROM moved, ROWS FROM (jsonb_to_recordset($${n}::jsonb) AS ("to" text, "key" text, "body" jsonb)) WITH ORDINALITY AS m("to", "key", "body", n)
  ORDER BY n
  ON CONFLICT (to_no, key) DO NOTHING
)`,
  // Offers as they are now, what this adds to their helpers' loads, and the case's instant. Helpers are locked in the order of
  // their ids, so that two cases never wait for each other; a cap that would be broken fails everything.
  offers: (n) => `, load AS (
  SELECT * FROM jsonb_to_recordset($${n + 1}::jsonb) AS l(
    "helperId" text, "open" int, "tasks" int, "accepted" int, "declined" int, "silent" int, "coolingUntil" float8)
), locked AS (
  SELECT h.id FROM helper h WHERE EXISTS (SELECT FROM moved) AND h.id IN (SELECT l."helperId" FROM load l)
  ORDER BY h.id FOR UPDATE
), loaded AS (
  UPDATE helper h SET
    open_offers = greatest(0, h.open_offers + l."open"), active_tasks = greatest(0, h.active_tasks + l."tasks"),
    accepted_count = h.accepted_count + l."accepted", declined_count = h.declined_count + l."declined",
    silent_count = h.silent_count + l."silent",
    cooling_until = greatest(h.cooling_until, ${instant('l."coolingUntil"')}), load_at = ${instant(`$${n + 2}`)}
  FROM locked k JOIN load l ON l."helperId" = k.id WHERE h.id = k.id
), offered AS (
  INSERT INTO offer (id, appeal_no, helper_id, rung, raised_seq, kind, ask, score, state, sent_at, due_at, answered_at,
    confirmed_at, arrived_at, done_at, hours, persons)
  SELECT o."id", moved.no, o."helperId", o."rung", o."raisedSeq", o."kind", o."ask", o."score", o."state", ${instant('o."sentAt"')},
    ${instant('o."dueAt"')}, ${instant('o."answeredAt"')}, ${instant('o."confirmedAt"')}, ${instant('o."arrivedAt"')},
    ${instant('o."doneAt"')}, o."hours", o."persons"
  FROM moved, jsonb_to_recordset($${n}::jsonb) AS o(
    "id" text, "helperId" text, "rung" int, "raisedSeq" int, "kind" text, "ask" text, "score" float8, "state" text,
    "sentAt" float8, "dueAt" float8, "answeredAt" float8, "confirmedAt" float8, "arrivedAt" float8, "doneAt" float8,
    "hours" float8, "persons" int)
  ON CONFLICT (id) DO UPDATE SET state = excluded.state, due_at = excluded.due_at, answered_at = excluded.answered_at,
    confirmed_at = excluded.confirmed_at, arrived_at = excluded.arrived_at, done_at = excluded.done_at,
    hours = excluded.hours, persons = excluded.persons
)`,
};

const statements = new Map<string, string>();

/** The statement that appends row, events and those parts: most appends have none of them, and each costs though it be empty. */
export function appendStatement(wanted: ReadonlySet<AppendPart>): { name: string; text: string } {
  const chosen = appendParts.filter((part) => wanted.has(part));
  const name = ['append', ...chosen].join('-');
  const known = statements.get(name);
  if (known) return { name, text: known };
  const text = `${rowAndEvents}${chosen.map((part, index) => parts[part](11 + index)).join('')}\nSELECT no FROM moved`;
  statements.set(name, text);
  return { name, text };
}
