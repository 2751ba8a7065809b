// An appeal's birth, and what of it the case is registered with.

/** Earlier ones like $2's `r` (store/duplicates.ts looks the same up for an appeal that is on record). */
const alike = `
  SELECT d.no, d.title, d.state, round(extract(epoch FROM d.received_at) * 1000)::float8 AS "receivedAt"
  FROM appeal d
  WHERE d.community_id = r."communityId" AND d.compound_id = r."compoundId" AND d.category = r."category"
    AND d.received_at BETWEEN to_timestamp((r."receivedAt" - $3::float8) / 1000) AND to_timestamp(r."receivedAt" / 1000)
    AND (r."buildingId" IS NULL OR d.building_id = r."buildingId")
    AND d.shielded_from = '{}' AND NOT (r."plainHints" AND d.sensitive)
  ORDER BY d.received_at DESC LIMIT 5`;

/**
 * $1 the Shanghai day (YYYYMMDD), $2 the columns as one object, $3 how many ms back earlier ones count as alike. The day's counter
 * is the one row that all births lock; a single statement holds it no longer than its own commit. Answers the new number,
 * 'SQ' + day + '-' + six digits, and the earlier ones like it.
 */
export const insertAppeal = `
WITH r AS (
  SELECT * FROM jsonb_to_record($2::jsonb) AS r(
    "id" text, "requestKey" text, "bodyHash" text, "createdBy" text, "source" text, "channel" text, "receivedAt" float8,
    "type" text, "category" text, "class" text, "communityId" text, "compoundId" text, "buildingId" text, "title" text,
    "vulnerable" boolean, "anonymous" boolean, "linkedTo" text, "legalBasis" text, "privacyNoticeVersion" text,
    "policyVersion" text, "calendarVersion" text, "nameEnc" text, "phoneEnc" text, "emailEnc" text, "addressEnc" text,
    "textEnc" text, "proxyNameEnc" text, "proxyPhoneEnc" text, "queryCodeEnc" text, "queryCodeHash" text, "phoneHash" text,
    "phoneTailHash" text, "addressHash" text, "sensitive" boolean, "shieldedFrom" text[], "appellants" int,
    "representativesEnc" text, "minor" boolean, "under14" boolean, "violence" boolean, "victim" text,
    "guardianNameEnc" text, "guardianPhoneEnc" text, "guardianConsent" text, "plainHints" boolean)
), counted AS (
  INSERT INTO number_counter (day, last) VALUES ($1::text, 1)
  ON CONFLICT (day) DO UPDATE SET last = number_counter.last + 1
  RETURNING 'SQ' || day || '-' || lpad(last::text, greatest(6, length(last::text)), '0') AS no
), born AS (
  INSERT INTO appeal (no, community_id, compound_id, building_id, type, category, class, title, received_at, sensitive,
    shielded_from)
  SELECT counted.no, r."communityId", r."compoundId", r."buildingId", r."type", r."category", r."class", r."title",
    to_timestamp(r."receivedAt" / 1000), r."sensitive", r."shieldedFrom"
  FROM counted, r
  RETURNING no
), filed AS (
  INSERT INTO intake (id, appeal_no, request_key, body_hash, created_by, source, channel, received_at, vulnerable, anonymous,
    linked_to, legal_basis, privacy_notice_version, policy_version, calendar_version, name_enc, phone_enc, email_enc, address_enc,
    text_enc, proxy_name_enc, proxy_phone_enc, query_code_enc, query_code_hash, phone_hash, phone_tail_hash, address_hash,
    shielded_from, appellants, representatives_enc, minor, under14, violence, victim, guardian_name_enc, guardian_phone_enc,
    guardian_consent)
  SELECT r."id", born.no, r."requestKey", r."bodyHash", r."createdBy", r."source", r."channel",
    to_timestamp(r."receivedAt" / 1000), r."vulnerable", r."anonymous", r."linkedTo", r."legalBasis", r."privacyNoticeVersion",
    r."policyVersion", r."calendarVersion", r."nameEnc", r."phoneEnc", r."emailEnc", r."addressEnc", r."textEnc",
    r."proxyNameEnc", r."proxyPhoneEnc", r."queryCodeEnc", r."queryCodeHash", r."phoneHash", r."phoneTailHash", r."addressHash",
    r."shieldedFrom", r."appellants", r."representativesEnc", r."minor", r."under14", r."violence", r."victim",
    r."guardianNameEnc", r."guardianPhoneEnc", r."guardianConsent"
  FROM born, r
  RETURNING appeal_no
)
SELECT filed.appeal_no AS no, coalesce((SELECT jsonb_agg(to_jsonb(d)) FROM (${alike}) d), '[]') AS duplicates FROM filed, r`;

/** With what a case begins: $1 its number. */
export const selectBeginning = `
SELECT a.version, a.type, a.category, a.class, a.community_id AS "communityId", a.compound_id AS "compoundId", a.building_id AS "buildingId",
  i.channel, i.source, i.created_by AS "createdBy", round(extract(epoch FROM i.received_at) * 1000)::float8 AS "receivedAt",
  i.vulnerable, i.anonymous, i.shielded_from AS "shieldedFrom", i.appellants, i.victim, i.under14,
  i.guardian_consent AS "guardianConsent", i.linked_to AS "linkedTo", i.privacy_notice_version AS "privacyNoticeVersion",
  i.policy_version AS "policyVersion", i.calendar_version AS "calendarVersion", c.office_hours AS "officeHours"
FROM appeal a JOIN intake i ON i.appeal_no = a.no JOIN community c ON c.id = a.community_id
WHERE a.no = $1 ORDER BY i.version LIMIT 1`;

/** What a request key yielded: $1 the key. Category and class as filed; the case's own may have changed since. */
export const selectFiled = `
SELECT i.id, i.body_hash AS "bodyHash", i.query_code_enc AS "queryCodeEnc", a.no, a.version,
  round(extract(epoch FROM i.received_at) * 1000)::float8 AS "receivedAt",
  coalesce(e.data #>> '{facts,category}', a.category) AS category, coalesce(e.data #>> '{facts,class}', a.class) AS class,
  a.community_id AS "communityId", a.compound_id AS "compoundId", a.building_id AS "buildingId"
FROM intake i JOIN appeal a ON a.no = i.appeal_no LEFT JOIN event e ON e.appeal_no = a.no AND e.seq = 1
WHERE i.request_key = $1`;
