-- What a person must not see is looked for by who they are: few rows, read on every list.
CREATE INDEX "appeal_shielded_idx" ON "appeal" USING GIN ("shielded_from") WHERE "shielded_from" <> '{}';
