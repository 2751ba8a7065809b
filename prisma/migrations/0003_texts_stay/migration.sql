-- A text that an event points to is part of the record: it may be claimed once, encrypted anew under another key or blanked by
-- an erasure, but neither re-attributed nor shown to others than before, nor taken away. Unclaimed ones are swept.
CREATE FUNCTION "keep_free_text"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.claimed_at IS NOT NULL THEN
      RAISE EXCEPTION 'DELETE on free_text is refused: the record points to this text' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
  END IF;
  IF OLD.claimed_at IS NULL THEN
    IF (to_jsonb(OLD) - 'claimed_at' - 'created_at') IS DISTINCT FROM (to_jsonb(NEW) - 'claimed_at' - 'created_at') THEN
      RAISE EXCEPTION 'a free text is immutable: write a new one' USING ERRCODE = 'restrict_violation';
    END IF;
  ELSIF (to_jsonb(OLD) - 'text_enc' - 'created_at') IS DISTINCT FROM (to_jsonb(NEW) - 'text_enc' - 'created_at') THEN
    RAISE EXCEPTION 'a free text is immutable: the record points to it' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "free_text_kept" BEFORE UPDATE OR DELETE ON "free_text" FOR EACH ROW EXECUTE FUNCTION "keep_free_text"();
CREATE TRIGGER "free_text_no_truncate" BEFORE TRUNCATE ON "free_text" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
