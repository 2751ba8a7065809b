-- Who suffers violence (minor, unable, adult), and an appellant under 14 with how the guardian consented.
ALTER TABLE "intake" ADD COLUMN     "guardian_consent" TEXT,
ADD COLUMN     "under14" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "victim" TEXT;
