-- A letter's contents are fixed when it is written: whoever sends it again sends the same one. Only where it stands on its way may
-- change, the address too: a letter that failed goes to the one its recipient has now. Once it is out, its text may be encrypted
-- anew under another key or blanked by an erasure.
CREATE FUNCTION "keep_letter"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.message_id, OLD.recipient, OLD.list_id, OLD.subject, OLD.created_at)
      IS DISTINCT FROM (NEW.id, NEW.message_id, NEW.recipient, NEW.list_id, NEW.subject, NEW.created_at)
    OR (OLD.sent_at IS NULL AND (OLD.html_enc, OLD.text_enc) IS DISTINCT FROM (NEW.html_enc, NEW.text_enc)) THEN
    RAISE EXCEPTION 'a letter''s contents are fixed: write another one' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "letter_fixed" BEFORE UPDATE ON "letter" FOR EACH ROW EXECUTE FUNCTION "keep_letter"();
