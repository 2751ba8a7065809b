-- CreateTable
CREATE TABLE "helper" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "community_id" TEXT NOT NULL,
    "compound_id" TEXT,
    "state" TEXT NOT NULL DEFAULT 'enrolled',
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT,
    "person_enc" TEXT,
    "person_hash" TEXT,
    "phone_enc" TEXT,
    "phone_hash" TEXT,
    "email_enc" TEXT,
    "user_id" TEXT,
    "unit_id" TEXT,
    "team_id" TEXT,
    "capabilities" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "training" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "recusals" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "hours" JSONB NOT NULL DEFAULT '[]',
    "quiet_from" INTEGER,
    "quiet_to" INTEGER,
    "consent_version" TEXT,
    "consent_at" TIMESTAMPTZ(3),
    "source" TEXT NOT NULL,
    "entered_by" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "verified_by" TEXT,
    "verified_at" TIMESTAMPTZ(3),
    "open_offers" INTEGER NOT NULL DEFAULT 0,
    "max_open_offers" INTEGER NOT NULL DEFAULT 2,
    "active_tasks" INTEGER NOT NULL DEFAULT 0,
    "max_active_tasks" INTEGER NOT NULL DEFAULT 1,
    "cooling_until" TIMESTAMPTZ(3),
    "accepted_count" INTEGER NOT NULL DEFAULT 0,
    "declined_count" INTEGER NOT NULL DEFAULT 0,
    "silent_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "helper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "helper_event" (
    "id" TEXT NOT NULL DEFAULT gen_random_uuid(),
    "helper_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "role" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "helper_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "helper_import" (
    "id" TEXT NOT NULL,
    "community_id" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "file_name" TEXT NOT NULL,
    "rows_enc" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "applied_at" TIMESTAMPTZ(3),
    "added" INTEGER,

    CONSTRAINT "helper_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "station" (
    "id" TEXT NOT NULL,
    "community_id" TEXT NOT NULL,
    "compound_id" TEXT,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "hours" JSONB NOT NULL DEFAULT '[]',
    "services" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "station_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "helper_user_id_key" ON "helper"("user_id");

-- CreateIndex
CREATE INDEX "helper_community_id_kind_state_idx" ON "helper"("community_id", "kind", "state");

-- CreateIndex
CREATE INDEX "helper_phone_hash_idx" ON "helper"("phone_hash");

-- CreateIndex
CREATE INDEX "helper_person_hash_idx" ON "helper"("person_hash");

-- CreateIndex
CREATE INDEX "helper_unit_id_idx" ON "helper"("unit_id");

-- CreateIndex
CREATE INDEX "helper_team_id_idx" ON "helper"("team_id");

-- CreateIndex
CREATE INDEX "helper_event_helper_id_at_idx" ON "helper_event"("helper_id", "at");

-- CreateIndex
CREATE INDEX "helper_import_created_at_idx" ON "helper_import"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "station_community_id_name_key" ON "station"("community_id", "name");

-- AddForeignKey
ALTER TABLE "helper_event" ADD CONSTRAINT "helper_event_helper_id_fkey" FOREIGN KEY ("helper_id") REFERENCES "helper"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema cannot say.

ALTER TABLE "helper" ADD CONSTRAINT "helper_words" CHECK (
  kind IN ('unit', 'member', 'team') AND state IN ('enrolled', 'verified', 'suspended', 'left'));
-- A member's name is nowhere in the clear; a unit or a team has one that everybody may read.
ALTER TABLE "helper" ADD CONSTRAINT "helper_name" CHECK ((kind = 'member') = (name IS NULL));
-- Who enters is not who verifies (domain §3.7).
ALTER TABLE "helper" ADD CONSTRAINT "helper_two_people" CHECK (verified_by IS NULL OR verified_by <> entered_by);
ALTER TABLE "helper" ADD CONSTRAINT "helper_load" CHECK (
  open_offers >= 0 AND active_tasks >= 0 AND max_open_offers BETWEEN 0 AND 100 AND max_active_tasks BETWEEN 0 AND 100);

-- Nobody is in a community's directory twice, unless they left it meanwhile.
CREATE UNIQUE INDEX "helper_member_phone_key" ON "helper" ("community_id", "phone_hash") WHERE "kind" = 'member' AND "state" <> 'left';
CREATE UNIQUE INDEX "helper_name_key" ON "helper" ("community_id", "kind", "name") WHERE "name" IS NOT NULL AND "state" <> 'left';

CREATE TRIGGER "helper_no_delete" BEFORE DELETE ON "helper" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "helper_no_truncate" BEFORE TRUNCATE ON "helper" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "helper_event_append_only" BEFORE UPDATE OR DELETE ON "helper_event" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "helper_event_no_truncate" BEFORE TRUNCATE ON "helper_event" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
