-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "community" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "town" TEXT NOT NULL,
    "feature" TEXT,
    "office_hours" JSONB NOT NULL,
    "policy_name" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "community_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "compound" (
    "id" TEXT NOT NULL,
    "community_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "compound_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "building" (
    "id" TEXT NOT NULL,
    "compound_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "building_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" TEXT NOT NULL,
    "community_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "categories" TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy" (
    "version" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "effective_from" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "settings" JSONB NOT NULL,

    CONSTRAINT "policy_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "policy_limit" (
    "version" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" INTEGER,
    "unit" TEXT,
    "source" TEXT NOT NULL,

    CONSTRAINT "policy_limit_pkey" PRIMARY KEY ("version","class","name")
);

-- CreateTable
CREATE TABLE "policy_category" (
    "version" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "handling_value" INTEGER,
    "handling_unit" TEXT,
    "first_owner" TEXT NOT NULL,
    "sensitive" BOOLEAN NOT NULL,
    "vulnerable" BOOLEAN NOT NULL,
    "safety" BOOLEAN NOT NULL,
    "position" INTEGER NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "policy_category_pkey" PRIMARY KEY ("version","code")
);

-- CreateTable
CREATE TABLE "calendar_version" (
    "version" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "holidays" TEXT[],
    "workdays" TEXT[],
    "known_years" INTEGER[],

    CONSTRAINT "calendar_version_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "username" TEXT,
    "display_username" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "user_id" TEXT NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "community_id" TEXT NOT NULL,
    "unit_id" TEXT,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appeal" (
    "no" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "doc" JSONB,
    "head_key" TEXT NOT NULL DEFAULT '',
    "community_id" TEXT NOT NULL,
    "compound_id" TEXT,
    "building_id" TEXT,
    "type" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'registered',
    "outcome" TEXT,
    "unit_id" TEXT,
    "assist_unit_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "handler_id" TEXT,
    "round" INTEGER NOT NULL DEFAULT 0,
    "rung" INTEGER NOT NULL DEFAULT 0,
    "overdue" BOOLEAN NOT NULL DEFAULT false,
    "due_at" TIMESTAMPTZ(3),
    "due_clock" TEXT,
    "next_wake" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "nudged_at" TIMESTAMPTZ(3),

    CONSTRAINT "appeal_pkey" PRIMARY KEY ("no")
);

-- CreateTable
CREATE TABLE "appeal_search" (
    "appeal_no" TEXT NOT NULL,
    "grams" tsvector NOT NULL,

    CONSTRAINT "appeal_search_pkey" PRIMARY KEY ("appeal_no")
);

-- CreateTable
CREATE TABLE "intake" (
    "id" TEXT NOT NULL,
    "appeal_no" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "channel" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "name_enc" TEXT,
    "phone_enc" TEXT,
    "phone_hash" TEXT,
    "query_code_hash" TEXT NOT NULL,
    "phone_tail_hash" TEXT,
    "query_code_enc" TEXT NOT NULL,
    "email_enc" TEXT,
    "address_enc" TEXT,
    "text_enc" TEXT NOT NULL,
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "vulnerable" BOOLEAN NOT NULL DEFAULT false,
    "proxy_name_enc" TEXT,
    "proxy_phone_enc" TEXT,
    "linked_to" TEXT,
    "legal_basis" TEXT NOT NULL,
    "privacy_notice_version" TEXT NOT NULL,
    "policy_version" TEXT NOT NULL,
    "calendar_version" TEXT NOT NULL,
    "request_key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,

    CONSTRAINT "intake_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "appeal_no" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "unit_id" TEXT,
    "action" TEXT,
    "body_hash" TEXT,
    "data" JSONB NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("appeal_no","seq")
);

-- CreateTable
CREATE TABLE "free_text" (
    "id" TEXT NOT NULL,
    "appeal_no" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "public" BOOLEAN NOT NULL,
    "text_enc" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimed_at" TIMESTAMPTZ(3),

    CONSTRAINT "free_text_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" TEXT NOT NULL,
    "appeal_no" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "stored_as" TEXT NOT NULL,
    "thumbnail_as" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "number_counter" (
    "day" TEXT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "number_counter_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" TEXT NOT NULL DEFAULT gen_random_uuid(),
    "key" TEXT NOT NULL,
    "appeal_no" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "rung" INTEGER,
    "class" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "facts" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "send_after" TIMESTAMPTZ(3) NOT NULL,
    "gather" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "letter_id" TEXT,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "letter" (
    "id" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "address_enc" TEXT NOT NULL,
    "list_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "html_enc" TEXT NOT NULL,
    "text_enc" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_by" TEXT,
    "claimed_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosure" (
    "id" TEXT NOT NULL DEFAULT gen_random_uuid(),
    "appeal_no" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "disclosure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "keeper_fact" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "keeper_fact_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "community_name_key" ON "community"("name");

-- CreateIndex
CREATE UNIQUE INDEX "compound_community_id_name_key" ON "compound"("community_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "building_compound_id_name_key" ON "building"("compound_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "unit_community_id_name_key" ON "unit"("community_id", "name");

-- CreateIndex
CREATE INDEX "policy_name_effective_from_idx" ON "policy"("name", "effective_from");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "user_username_key" ON "user"("username");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE INDEX "role_grant_community_id_role_idx" ON "role_grant"("community_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "role_grant_user_id_role_community_id_unit_id_key" ON "role_grant"("user_id", "role", "community_id", "unit_id") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "appeal_next_wake_idx" ON "appeal"("next_wake");

-- CreateIndex
CREATE INDEX "appeal_handler_id_idx" ON "appeal"("handler_id");

-- CreateIndex
CREATE INDEX "appeal_search_grams_idx" ON "appeal_search" USING GIN ("grams");

-- CreateIndex
CREATE UNIQUE INDEX "intake_request_key_key" ON "intake"("request_key");

-- CreateIndex
CREATE INDEX "intake_query_code_hash_idx" ON "intake"("query_code_hash");

-- CreateIndex
CREATE INDEX "intake_phone_hash_idx" ON "intake"("phone_hash");

-- CreateIndex
CREATE UNIQUE INDEX "intake_appeal_no_version_key" ON "intake"("appeal_no", "version");

-- CreateIndex
CREATE UNIQUE INDEX "event_appeal_no_key_key" ON "event"("appeal_no", "key");

-- CreateIndex
CREATE INDEX "free_text_appeal_no_idx" ON "free_text"("appeal_no");

-- CreateIndex
CREATE INDEX "free_text_claimed_at_created_at_idx" ON "free_text"("claimed_at", "created_at");

-- CreateIndex
CREATE INDEX "attachment_appeal_no_idx" ON "attachment"("appeal_no");

-- CreateIndex
CREATE UNIQUE INDEX "notice_key_key" ON "notice"("key");

-- CreateIndex
CREATE INDEX "notice_state_send_after_idx" ON "notice"("state", "send_after");

-- CreateIndex
CREATE INDEX "notice_appeal_no_idx" ON "notice"("appeal_no");

-- CreateIndex
CREATE UNIQUE INDEX "letter_message_id_key" ON "letter"("message_id");

-- CreateIndex
CREATE INDEX "letter_state_next_try_at_idx" ON "letter"("state", "next_try_at");

-- CreateIndex
CREATE INDEX "disclosure_appeal_no_idx" ON "disclosure"("appeal_no");

-- AddForeignKey
ALTER TABLE "compound" ADD CONSTRAINT "compound_community_id_fkey" FOREIGN KEY ("community_id") REFERENCES "community"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "building" ADD CONSTRAINT "building_compound_id_fkey" FOREIGN KEY ("compound_id") REFERENCES "compound"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_community_id_fkey" FOREIGN KEY ("community_id") REFERENCES "community"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_limit" ADD CONSTRAINT "policy_limit_version_fkey" FOREIGN KEY ("version") REFERENCES "policy"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_category" ADD CONSTRAINT "policy_category_version_fkey" FOREIGN KEY ("version") REFERENCES "policy"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeal_search" ADD CONSTRAINT "appeal_search_appeal_no_fkey" FOREIGN KEY ("appeal_no") REFERENCES "appeal"("no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "intake" ADD CONSTRAINT "intake_appeal_no_fkey" FOREIGN KEY ("appeal_no") REFERENCES "appeal"("no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_appeal_no_fkey" FOREIGN KEY ("appeal_no") REFERENCES "appeal"("no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- ---- by hand: what the schema cannot say ----

-- Numbers that only grow.
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_version_check" CHECK ("version" >= 0);
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_doc_check" CHECK (("version" = 0) = ("doc" IS NULL));
ALTER TABLE "event" ADD CONSTRAINT "event_seq_check" CHECK ("seq" >= 1);
ALTER TABLE "event" ADD CONSTRAINT "event_key_check" CHECK ("key" <> '');
ALTER TABLE "intake" ADD CONSTRAINT "intake_version_check" CHECK ("version" >= 1);

-- The work list's orders, community by community: overdue first, then by due (none last), then by number; and by receipt.
-- Uniform ascending expressions, so that a page begins by one row comparison wherever it lies.
CREATE INDEX "appeal_work_list_idx" ON "appeal" ("community_id", (NOT "overdue"), (coalesce("due_at", 'infinity'::timestamptz)), "no");
CREATE INDEX "appeal_due_list_idx" ON "appeal" ("community_id", (coalesce("due_at", 'infinity'::timestamptz)), "no");
CREATE INDEX "appeal_received_list_idx" ON "appeal" ("community_id", "received_at", "no");

-- Rows that must have a workflow, for the sweep; rows that never got one, for the reconciler; open cases, for counts.
CREATE INDEX "appeal_open_idx" ON "appeal" ("no") WHERE "archived_at" IS NULL;
CREATE INDEX "appeal_unstarted_idx" ON "appeal" ("created_at") WHERE "version" = 0;
CREATE INDEX "appeal_counts_idx" ON "appeal" ("community_id", "state", "overdue", "due_at", "handler_id") WHERE "closed_at" IS NULL;

-- The legal record: what is in it stays as it is.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: it is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "event_append_only" BEFORE UPDATE OR DELETE ON "event" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "event_no_truncate" BEFORE TRUNCATE ON "event" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "disclosure_append_only" BEFORE UPDATE OR DELETE ON "disclosure" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "disclosure_no_truncate" BEFORE TRUNCATE ON "disclosure" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "intake_no_delete" BEFORE DELETE ON "intake" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "intake_no_truncate" BEFORE TRUNCATE ON "intake" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- An intake is never edited; only its personal columns may be blanked (erasure) or encrypted anew (another key).
CREATE FUNCTION "keep_intake"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  personal constant text[] := ARRAY['name_enc', 'phone_enc', 'phone_hash', 'phone_tail_hash', 'email_enc', 'address_enc',
    'text_enc', 'query_code_enc', 'proxy_name_enc', 'proxy_phone_enc'];
BEGIN
  IF (to_jsonb(OLD) - personal) IS DISTINCT FROM (to_jsonb(NEW) - personal) THEN
    RAISE EXCEPTION 'an intake row is immutable: write a new version' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "intake_immutable" BEFORE UPDATE ON "intake" FOR EACH ROW EXECUTE FUNCTION "keep_intake"();

-- Search in number and title from one Chinese character on: pieces of one and two characters, which trigrams cannot serve.
CREATE FUNCTION "search_text"(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(regexp_replace(value, '\s+', '', 'g'))
$$;

CREATE FUNCTION "text_grams"(value text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_to_tsvector(array_agg(DISTINCT gram)), ''::tsvector)
  FROM (SELECT search_text(value) AS clean) AS c,
       generate_series(1, length(c.clean)) AS at,
       LATERAL (VALUES (substr(c.clean, at, 1)), (substr(c.clean, at, 2))) AS g(gram)
$$;

CREATE FUNCTION "grams_query"(value text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg('''' || replace(replace(gram, '\', '\\'), '''', '''''') || '''', ' & ')::tsquery
  FROM (SELECT search_text(value) AS clean) AS c,
       LATERAL (
         SELECT substr(c.clean, at, 2) AS gram FROM generate_series(1, greatest(length(c.clean) - 1, 1)) AS at
         WHERE c.clean <> ''
       ) AS g
$$;

CREATE FUNCTION "fill_search"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO appeal_search (appeal_no, grams) VALUES (NEW.no, text_grams(NEW.no || ' ' || NEW.title))
  ON CONFLICT (appeal_no) DO UPDATE SET grams = excluded.grams;
  RETURN NULL;
END $$;

CREATE TRIGGER "appeal_searchable" AFTER INSERT OR UPDATE OF "title" ON "appeal" FOR EACH ROW EXECUTE FUNCTION "fill_search"();
