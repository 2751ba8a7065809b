-- Which kinds of requests of a case wait for a decision: the tray of those who decide is read from here.
ALTER TABLE "appeal" ADD COLUMN "deciding" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
CREATE INDEX "appeal_deciding_idx" ON "appeal" ("community_id") WHERE cardinality("deciding") > 0;
