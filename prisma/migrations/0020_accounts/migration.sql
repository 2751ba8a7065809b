-- A one-time password leads to nothing but its own change, and no longer than until this instant.
ALTER TABLE "user" ADD COLUMN "one_time_until" TIMESTAMPTZ(3);

-- Who did what to which account: read by administrators and auditors, changed by nobody.
CREATE TABLE "account_change" (
    "id" BIGSERIAL NOT NULL,
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "community_ids" TEXT[],
    "role" TEXT,
    "unit_id" TEXT,
    CONSTRAINT "account_change_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "account_change_user_id_id_idx" ON "account_change"("user_id", "id");
CREATE TRIGGER "account_change_append_only" BEFORE UPDATE OR DELETE ON "account_change" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "account_change_no_truncate" BEFORE TRUNCATE ON "account_change" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
