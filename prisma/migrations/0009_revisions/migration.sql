-- Calendar, office hours and policies revised under open cases: one row a revision, with how far it has come.
CREATE TABLE "revision" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "cases_moved" INTEGER NOT NULL DEFAULT 0,
    "clocks_moved" INTEGER NOT NULL DEFAULT 0,
    "past" INTEGER NOT NULL DEFAULT 0,
    "sweep" INTEGER NOT NULL DEFAULT 0,
    "cursor" TEXT NOT NULL DEFAULT '',
    "request_key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "revision_request_key_key" ON "revision"("request_key");

CREATE INDEX "revision_state_idx" ON "revision"("state");
