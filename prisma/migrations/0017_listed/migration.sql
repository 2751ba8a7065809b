-- 挂牌督办 as a column, so that the work list can be narrowed to it without reading every case.
ALTER TABLE "appeal" ADD COLUMN "listed" BOOLEAN NOT NULL DEFAULT false;

-- Few cases are listed: in the work list's own order, and nothing to keep for all the others.
CREATE INDEX "appeal_listed_idx" ON "appeal"
  ("community_id", (NOT "overdue"), (coalesce("due_at", 'infinity'::timestamptz)), "no") WHERE "listed";

-- As domain/appeal/listing.ts says of the cases on record.
UPDATE "appeal" SET "listed" = true
WHERE "closed_at" IS NULL AND "doc" IS NOT NULL AND (
  EXISTS (SELECT FROM jsonb_array_elements("doc"->'escalations') e WHERE e->>'rung' = '5' AND e->>'endedAt' IS NULL)
  OR EXISTS (
    SELECT FROM jsonb_array_elements("doc"->'supervision') s
    WHERE s->>'level' = 'listed' AND s->>'by' <> 'system' AND s->>'endedAt' IS NULL
  )
);
