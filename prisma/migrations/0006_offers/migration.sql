-- How a category's matters climb; null in policies from before the ladder: the default one of domain §5.
ALTER TABLE "policy_category" ADD COLUMN "ladder" JSONB;

-- CreateTable
CREATE TABLE "office" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "town" TEXT,
    "community_id" TEXT,
    "categories" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "email" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "office_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offer" (
    "id" TEXT NOT NULL,
    "appeal_no" TEXT NOT NULL,
    "helper_id" TEXT NOT NULL,
    "rung" INTEGER NOT NULL,
    "raised_seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "ask" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "state" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),
    "arrived_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "hours" DOUBLE PRECISION,
    "persons" INTEGER,

    CONSTRAINT "offer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "offer_helper_id_sent_at_idx" ON "offer"("helper_id", "sent_at");

-- CreateIndex
CREATE INDEX "offer_appeal_no_idx" ON "offer"("appeal_no");

-- AlterTable
ALTER TABLE "helper" ADD COLUMN "load_at" TIMESTAMPTZ(3);

-- ---- by hand: what the schema cannot say ----

ALTER TABLE "office" ADD CONSTRAINT "office_kind" CHECK (kind IN ('street', 'department'));
ALTER TABLE "offer" ADD CONSTRAINT "offer_rung" CHECK (rung IN (2, 3));

-- Caps across cases can only be held here: the append that would break one fails as a whole, and the case looks for somebody else.
-- A load that does not grow is never refused, also when a cap was lowered below it. The cool-down runs by the case's clock.
CREATE FUNCTION "hold_load"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.open_offers > OLD.open_offers
    AND (NEW.open_offers > NEW.max_open_offers OR OLD.cooling_until > NEW.load_at OR NEW.state <> 'verified')
    OR NEW.active_tasks > OLD.active_tasks AND NEW.active_tasks > NEW.max_active_tasks
  THEN
    RAISE EXCEPTION 'helper % has no room for more', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'helper_load_cap';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "helper_load_held" BEFORE UPDATE OF "open_offers", "active_tasks" ON "helper"
  FOR EACH ROW EXECUTE FUNCTION "hold_load"();
