-- What a version of the intake corrects of the one before it, in which role, and why.
ALTER TABLE "intake" ADD COLUMN     "corrected" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "corrected_as" TEXT,
ADD COLUMN     "reason_enc" TEXT,
ADD COLUMN     "title_before" TEXT;

-- ---- by hand: what the schema cannot say ----

-- As before, with the reason of a correction and the title before it among the personal columns: they may name whom it is about.
CREATE OR REPLACE FUNCTION "keep_intake"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  personal constant text[] := ARRAY['name_enc', 'phone_enc', 'phone_hash', 'phone_tail_hash', 'email_enc', 'address_enc',
    'text_enc', 'query_code_enc', 'proxy_name_enc', 'proxy_phone_enc', 'address_hash', 'representatives_enc',
    'guardian_name_enc', 'guardian_phone_enc', 'reason_enc', 'title_before'];
BEGIN
  IF (to_jsonb(OLD) - personal) IS DISTINCT FROM (to_jsonb(NEW) - personal) THEN
    RAISE EXCEPTION 'an intake row is immutable: write a new version' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
