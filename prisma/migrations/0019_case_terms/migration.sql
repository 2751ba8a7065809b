-- Thousands of cases are judged by the same few terms: they stand here once, named by their content, and never change.
CREATE TABLE "case_terms" (
    "id" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    CONSTRAINT "case_terms_pkey" PRIMARY KEY ("id")
);
-- Null: the case itself has them (`doc`), as an older version wrote it.
ALTER TABLE "appeal" ADD COLUMN "terms_id" TEXT;
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_terms_id_fkey" FOREIGN KEY ("terms_id") REFERENCES "case_terms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TRIGGER "case_terms_stay" BEFORE UPDATE ON "case_terms" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
