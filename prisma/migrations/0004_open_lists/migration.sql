-- The work list of open cases ends where they end, instead of passing over every case that was ever closed.
CREATE INDEX "appeal_open_work_list_idx" ON "appeal"
  ("community_id", (NOT "overdue"), (coalesce("due_at", 'infinity'::timestamptz)), "no") WHERE "closed_at" IS NULL;

-- As before, but the text is cleaned once, not for every piece of it.
CREATE OR REPLACE FUNCTION "text_grams"(value text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_to_tsvector(array_agg(DISTINCT gram)), ''::tsvector)
  FROM (SELECT search_text(value) AS clean OFFSET 0) AS c,
       generate_series(1, length(c.clean)) AS at,
       LATERAL (VALUES (substr(c.clean, at, 1)), (substr(c.clean, at, 2))) AS g(gram)
$$;
