// The statements of a revision. A case says itself which calendar, hours and policy it goes by: whichever does not go by the target
// is still to be reached, so that a case that was missed is found again.
import type { RevisionKind } from '../domain/words.ts';
import { termsJoin, termsOf } from './case-terms.ts';

type Aim = {
  kind: RevisionKind;
  scope: string;
  target: string;
  detail: { officeHours?: unknown; from?: string[] };
};
type Statement = { text: string; values: unknown[] };

/** $1 id of the revision, $2 and $3 by kind. A case that has not begun yet will begin by what its intake chose. */
const others: Record<RevisionKind, string> = {
  calendar: `(${termsOf}->'calendar'->>'version' <> $2::text AND $3::text = 'all'
    OR a.doc IS NULL AND EXISTS (SELECT FROM intake i WHERE i.appeal_no = a.no AND i.version = 1 AND i.calendar_version <> $2::text))`,
  officeHours: `a.community_id = $3::text AND ${termsOf}->'officeHours' <> $2::jsonb`,
  policy: `(${termsOf}->>'policyVersion' = ANY($2::text[]) AND $3::text <> ''
    OR a.doc IS NULL AND EXISTS (SELECT FROM intake i WHERE i.appeal_no = a.no AND i.version = 1 AND i.policy_version = ANY($2::text[])))`,
};

/** Open cases that the revision has not reached. */
function toReach({ kind, scope, target, detail }: Aim, id: number): Statement {
  const goal = { calendar: target, officeHours: JSON.stringify(detail.officeHours), policy: detail.from ?? [] }[kind];
  return {
    text: `a.archived_at IS NULL AND coalesce((a.doc->'revisions'->>'${kind}')::bigint, 0) < $1::bigint AND ${others[kind]}`,
    values: [id, goal, scope],
  };
}

/** How many there are. */
export function left(aim: Aim, id: number): Statement {
  const { text, values } = toReach(aim, id);
  return { text: `SELECT count(*)::int AS n FROM appeal a ${termsJoin} WHERE ${text}`, values };
}

/** Their numbers after `after`. */
export function pageOfCases(aim: Aim, id: number, after: string, limit: number): Statement {
  const { text, values } = toReach(aim, id);
  return {
    text: `SELECT a.no, a.doc IS NOT NULL AS begun FROM appeal a ${termsJoin} WHERE ${text} AND a.no > $4 ORDER BY a.no LIMIT $5`,
    values: [...values, after, limit],
  };
}

/** The cases themselves, as they stand. */
export function pageOfDocs(aim: Aim, id: number, after: string, limit: number): Statement {
  const { text, values } = toReach(aim, id);
  return {
    text: `SELECT a.no, a.doc, a.terms_id AS "termsId" FROM appeal a ${termsJoin} WHERE a.doc IS NOT NULL AND ${text} AND a.no > $4 ORDER BY a.no LIMIT $5`,
    values: [...values, after, limit],
  };
}

/** What a revision's events in these logs did: how many there are, and what moved in them. */
const facts = (where: string) => `
  SELECT count(*)::int AS reached, count(*) FILTER (WHERE m.clocks > 0)::int AS cases,
    coalesce(sum(m.clocks), 0)::int AS clocks, coalesce(sum(m.past), 0)::int AS past
  FROM event e, LATERAL (
    SELECT count(*) AS clocks, count(*) FILTER (WHERE each->>'remaining' IS NULL
      AND to_timestamp((each->>'to')::float8 / 1000) <= e.at) AS past
    FROM jsonb_array_elements(e.data->'moved') AS each WHERE each->>'from' <> each->>'to'
  ) m
  WHERE ${where}`;

/**
 * $1 revision, $2 cursor, $3 sweep as they were, $4 new cursor, $5 cases of the page, $6 key of the revision's event. In the first
 * round all that lie between the cursors count: some may have been reached by a worker that was killed before it could say so.
 */
export const pageFacts = `
UPDATE revision r SET cursor = $4::text, done = r.done + f.reached, cases_moved = r.cases_moved + f.cases,
  clocks_moved = r.clocks_moved + f.clocks, past = r.past + f.past
FROM (${facts(`e.key = $6::text AND (e.appeal_no = ANY($5::text[])
    OR $3::int = 0 AND e.appeal_no > $2::text AND e.appeal_no <= $4::text)`)}) f
WHERE r.id = $1 AND r.cursor = $2::text AND r.sweep = $3::int`;

/** $1 revision, $2 key of its event. At its end all is counted once more: nobody may have been killed unnoticed. */
export const finish = `
UPDATE revision r SET state = 'done', finished_at = now(), done = f.reached, cases_moved = f.cases, clocks_moved = f.clocks, past = f.past
FROM (${facts('e.key = $2::text')}) f
WHERE r.id = $1 AND r.state = 'running'`;
