-- CreateTable
CREATE TABLE "filing_draft" (
    "id" TEXT NOT NULL,
    "body_enc" TEXT NOT NULL,
    "filed_no" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "filing_draft_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "filing_draft_created_at_idx" ON "filing_draft"("created_at");
