-- AlterTable
ALTER TABLE "appeal" ADD COLUMN     "counted" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "merged_into" TEXT,
ADD COLUMN     "sensitive" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "shielded_from" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "intake" ADD COLUMN     "address_hash" TEXT,
ADD COLUMN     "appellants" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "guardian_name_enc" TEXT,
ADD COLUMN     "guardian_phone_enc" TEXT,
ADD COLUMN     "minor" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "representatives_enc" TEXT,
ADD COLUMN     "shielded_from" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "violence" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "case_message" (
    "id" BIGSERIAL NOT NULL,
    "to_no" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "from_no" TEXT,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "case_message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "case_message_to_no_key_key" ON "case_message"("to_no", "key");

-- ---- by hand: what the schema cannot say ----

-- What waits to be told to a case; and cases alike, for duplicates and the count of households.
CREATE INDEX "case_message_waiting_idx" ON "case_message" ("to_no", "id") WHERE "delivered_at" IS NULL;
CREATE INDEX "appeal_alike_idx" ON "appeal" ("compound_id", "category", "received_at") WHERE "compound_id" IS NOT NULL;
CREATE INDEX "appeal_merged_into_idx" ON "appeal" ("merged_into") WHERE "merged_into" IS NOT NULL;

-- As before, with the personal columns that came with joint appeals and guardians.
CREATE OR REPLACE FUNCTION "keep_intake"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  personal constant text[] := ARRAY['name_enc', 'phone_enc', 'phone_hash', 'phone_tail_hash', 'email_enc', 'address_enc',
    'text_enc', 'query_code_enc', 'proxy_name_enc', 'proxy_phone_enc', 'address_hash', 'representatives_enc',
    'guardian_name_enc', 'guardian_phone_enc'];
BEGIN
  IF (to_jsonb(OLD) - personal) IS DISTINCT FROM (to_jsonb(NEW) - personal) THEN
    RAISE EXCEPTION 'an intake row is immutable: write a new version' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
