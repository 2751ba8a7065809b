// The directory's rows as they are written: personal columns encrypted, every change with its event in the same statement.
import type { HelperKind, HelperState, QuietHours, WeeklyWindow } from '../domain/matching/types.ts';
import type { Instant } from '../domain/time/types.ts';
import { normalisePhone, type Cipher, type Place as CipherPlace } from './cipher.ts';
import type { Store } from './client.ts';

export type HelperSource = 'self' | 'staff' | 'import' | 'seed';

/** Who somebody is and how to reach them: a member, or whoever answers for a unit or a team. */
export type Contact = { person: string | null; phone: string | null; email: string | null };

export type HelperFacts = {
  compoundId: string | null;
  /** Of a unit or a team; null for a member. */
  name: string | null;
  unitId: string | null;
  teamId: string | null;
  capabilities: string[];
  training: string[];
  recusals: string[];
  hours: WeeklyWindow[];
  quiet: QuietHours | null;
  maxOpenOffers: number;
  maxActiveTasks: number;
};

export type HelperDraft = HelperFacts &
  Contact & {
    id: string;
    kind: HelperKind;
    communityId: string;
    state: HelperState;
    userId: string | null;
    consentVersion: string | null;
    consentAt: Instant | null;
    source: HelperSource;
    /** A user id, or 'self'. */
    enteredBy: string;
    enteredAt: Instant;
    verifiedBy: string | null;
  };

/** What can run a statement: the pool, or one connection inside a transaction. */
export type Queryable = Pick<Store['pool'], 'query'>;

const columns = `id, kind, community_id, compound_id, state, name, person_enc, person_hash, phone_enc, phone_hash, email_enc, user_id,
  unit_id, team_id, capabilities, training, recusals, hours, quiet_from, quiet_to, consent_version, consent_at, source, entered_by,
  entered_at, verified_by, verified_at, max_open_offers, max_active_tasks`;

const insertHelpers = `
WITH added AS (
  INSERT INTO helper (${columns})
  SELECT r.id, r.kind, r.community_id, r.compound_id, r.state, r.name, r.person_enc, r.person_hash, r.phone_enc, r.phone_hash,
    r.email_enc, r.user_id, r.unit_id, r.team_id, r.capabilities, r.training, r.recusals, r.hours, r.quiet_from, r.quiet_to,
    r.consent_version, r.consent_at, r.source, r.entered_by, r.entered_at, r.verified_by, r.verified_at, r.max_open_offers,
    r.max_active_tasks
  FROM jsonb_populate_recordset(NULL::helper, $1::jsonb) AS r
  ON CONFLICT DO NOTHING
  RETURNING id, entered_by, source, entered_at
), noted AS (
  INSERT INTO helper_event (helper_id, kind, "by", at, data)
  SELECT id, 'enrolled', entered_by, entered_at, jsonb_build_object('source', source) FROM added
)
SELECT id FROM added`;

/** Writes entries with their first event, all in one statement; answers the ids of those that were not there already. */
export async function addHelpers(db: Queryable, cipher: Cipher, drafts: readonly HelperDraft[]): Promise<Set<string>> {
  const rows = drafts.map((draft) => rowOf(cipher, draft));
  const { rows: added } = await db.query<{ id: string }>(insertHelpers, [JSON.stringify(rows)]);
  return new Set(added.map(({ id }) => id));
}

function rowOf(cipher: Cipher, draft: HelperDraft) {
  const { id, kind, communityId, state, userId, source, enteredBy, verifiedBy } = draft;
  const enteredAt = new Date(draft.enteredAt).toISOString();
  return {
    ...{ id, kind, state, source, community_id: communityId, user_id: userId, entered_by: enteredBy },
    ...factColumns(draft),
    ...contactColumns(cipher, id, draft),
    consent_version: draft.consentVersion,
    consent_at: draft.consentAt === null ? null : new Date(draft.consentAt).toISOString(),
    entered_at: enteredAt,
    verified_by: verifiedBy,
    verified_at: verifiedBy === null ? null : enteredAt,
  };
}

/** The plain columns by their names in the table. */
export function factColumns(facts: HelperFacts) {
  return {
    compound_id: facts.compoundId,
    name: facts.name,
    unit_id: facts.unitId,
    team_id: facts.teamId,
    capabilities: facts.capabilities,
    training: facts.training,
    recusals: facts.recusals,
    hours: facts.hours,
    quiet_from: facts.quiet?.from ?? null,
    quiet_to: facts.quiet?.to ?? null,
    max_open_offers: facts.maxOpenOffers,
    max_active_tasks: facts.maxActiveTasks,
  };
}

/** The personal columns, encrypted and hashed, by their names in the table. */
export function contactColumns(cipher: Cipher, id: string, { person, phone, email }: Contact) {
  const seal = (column: ContactColumn, value: string | null) =>
    value === null || value === '' ? null : cipher.encrypt(value, helperPlace(column, id));
  return {
    person_enc: seal('person', person),
    person_hash: person && personHash(cipher, person),
    phone_enc: seal('phone', phone),
    phone_hash: phone && helperPhoneHash(cipher, phone),
    email_enc: seal('email', email),
  };
}

export type ContactColumn = keyof Contact;

/** Where a personal value of a helper stands, for the cipher. */
export function helperPlace(column: ContactColumn, id: string): CipherPlace {
  return { table: 'helper', column, id };
}

/** Hashes of their own: that somebody appealed and helps is not to be read from equal values in two tables. */
export function helperPhoneHash(cipher: Cipher, phone: string): string {
  return cipher.keyedHash(`helper phone:${normalisePhone(phone)}`);
}

export function personHash(cipher: Cipher, person: string): string {
  return cipher.keyedHash(`helper person:${person.normalize('NFKC').replace(/\s/g, '')}`);
}
