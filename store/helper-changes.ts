// Changes of the directory's entries, each with its event in one statement, on the version that was seen.
import type { HelperState } from '../domain/matching/types.ts';
import type { Instant } from '../domain/time/types.ts';
import type { Cipher } from './cipher.ts';
import { isUniqueViolation, type Store } from './client.ts';
import type { By, HelperEventKind } from './directory.ts';
import { contactColumns, factColumns, type Contact, type HelperFacts } from './helper-entries.ts';
import { barredMessage, countsOn } from './helper-offers.ts';

export type ChangeAnswer = 'changed' | 'stale' | 'duplicate';

type Change = {
  id: string;
  version: number;
  columns: Record<string, unknown>;
  by: By;
  kind: HelperEventKind;
  data?: object;
  /** They answer nothing any more: every case that counts on them is told in the same transaction. */
  barred?: boolean;
};

/** Moves an entry to another state. */
export async function setHelperState(
  store: Store,
  {
    id,
    version,
    state,
    by,
    kind,
    reason,
    barred,
  }: Pick<Change, 'id' | 'version' | 'by' | 'kind' | 'barred'> & { state: HelperState; reason?: string },
): Promise<ChangeAnswer> {
  const verified = kind === 'verified' ? { verified_by: by.id, verified_at: new Date().toISOString() } : {};
  const columns = { state, ...verified };
  return change(store, { id, version, columns, by, kind, barred, data: reason === undefined ? {} : { reason } });
}

/** Writes facts and contact anew; the event names the fields, never what stood in them. */
export async function correctHelper(
  store: Store,
  cipher: Cipher,
  {
    id,
    version,
    facts,
    contact,
    consent,
    by,
    fields,
  }: Pick<Change, 'id' | 'version' | 'by'> & {
    facts: HelperFacts;
    contact: Contact;
    /** Given or taken back with this change; undefined leaves it. */
    consent?: { version: string; at: Instant } | null;
    fields: readonly string[];
  },
): Promise<ChangeAnswer> {
  const agreed =
    consent === undefined
      ? {}
      : { consent_version: consent?.version ?? null, consent_at: consent ? new Date(consent.at).toISOString() : null };
  const columns = { ...factColumns(facts), ...contactColumns(cipher, id, contact), ...agreed };
  return change(store, { id, version, columns, by, kind: 'corrected', data: { fields } });
}

// Only the named columns are taken from the object; the rest of the row stays as it is.
async function change(
  store: Store,
  { id, version, columns, by, kind, data = {}, barred = false }: Change,
): Promise<ChangeAnswer> {
  const names = Object.keys(columns);
  const { key, body } = barredMessage(id, version + 1);
  const text = `
    WITH changed AS (
      UPDATE helper h SET (version, ${names.join(', ')}) = (h.version + 1, ${names.map((name) => `r.${name}`).join(', ')})
      FROM jsonb_populate_record(NULL::helper, $3::jsonb) AS r
      WHERE h.id = $1 AND h.version = $2
      RETURNING h.id
    ), told AS (
      INSERT INTO case_message (to_no, key, body)
      SELECT DISTINCT o.appeal_no, $9, $10::jsonb FROM changed JOIN offer o ON o.helper_id = changed.id AND ${countsOn('o')} WHERE $8::boolean
      ON CONFLICT (to_no, key) DO NOTHING
    )
    INSERT INTO helper_event (helper_id, kind, "by", role, data) SELECT id, $4, $5, $6, $7::jsonb FROM changed RETURNING helper_id`;
  const values = [id, version, JSON.stringify(columns), kind, by.id, by.role, JSON.stringify(data)];
  const telling = [barred, key, JSON.stringify(body)];
  try {
    const { rowCount } = await store.pool.query(text, [...values, ...telling]);
    return rowCount === 1 ? 'changed' : 'stale';
  } catch (error) {
    if (isUniqueViolation(error)) return 'duplicate';
    throw error;
  }
}
