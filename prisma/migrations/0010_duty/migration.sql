-- CreateTable
CREATE TABLE "duty_shift" (
    "id" TEXT NOT NULL DEFAULT gen_random_uuid(),
    "community_id" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "from_minute" INTEGER NOT NULL,
    "to_minute" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" TEXT NOT NULL,
    "backup_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "removed_by" TEXT,

    CONSTRAINT "duty_shift_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "notice" ADD COLUMN     "read_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "duty_shift_community_id_month_idx" ON "duty_shift"("community_id", "month");

ALTER TABLE "duty_shift" ADD CONSTRAINT "duty_shift_lasts" CHECK ("ends_at" > "starts_at");

-- Who is on duty now is asked with every urgent event by night: only shifts that stand are looked at.
CREATE INDEX "duty_shift_standing_idx" ON "duty_shift" ("community_id", "starts_at") WHERE "removed_at" IS NULL;

-- A person's own notices, newest first; the appellants' are nobody's list.
CREATE INDEX "notice_own_idx" ON "notice" ("recipient", "created_at" DESC, "id" DESC) WHERE "recipient" <> 'appellant';
