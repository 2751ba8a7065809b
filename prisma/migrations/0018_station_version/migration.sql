-- Who corrects a station says which version of it they have seen: of two at once the second is told.
ALTER TABLE "station" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
