// What waits to be told to a case, in the order in which it was written; and what became of it.
import { refusalOf, type CaseMessage } from '../domain/appeal/case-messages.ts';
import type { Telling, Told } from '../domain/appeal/tell.ts';
import type { Store } from './client.ts';

export type WaitingMessage = { id: string; to: string; key: string; body: Telling };

/**
 * The first message of each case that waits for one and whose time has come; the oldest first. The column rounds to milliseconds, up as
 * well as down: so does the instant it is compared with, or a message just written may not be due yet.
 */
export async function waitingMessages(store: Store, limit: number): Promise<WaitingMessage[]> {
  const { rows } = await store.pool.query<WaitingMessage>({
    name: 'waiting-messages',
    text: `SELECT id::text, to_no AS "to", key, body FROM (
        SELECT DISTINCT ON (to_no) * FROM case_message WHERE delivered_at IS NULL ORDER BY to_no, id
      ) first WHERE next_try_at <= now()::timestamptz(3) ORDER BY id LIMIT $1`,
    values: [limit],
  });
  return rows;
}

/** The message is dealt with; where its case refused it, whoever sent it is told so in the same transaction. */
export async function settleMessage(store: Store, message: WaitingMessage, told: Told): Promise<void> {
  const { body, to, id } = message;
  const back = told === 'refused' && body.kind === 'childJoined' ? refusalOf(to, body) : null;
  await store.pool.query({
    name: 'settle-message',
    text: `WITH settled AS (
        UPDATE case_message SET delivered_at = now() WHERE id = $1::bigint AND delivered_at IS NULL RETURNING to_no
      )
      INSERT INTO case_message (to_no, key, from_no, body)
      SELECT $2::text, $3::text, settled.to_no, $4::jsonb FROM settled WHERE $2::text IS NOT NULL
      ON CONFLICT (to_no, key) DO NOTHING`,
    values: [id, back?.to ?? null, back?.key ?? null, back && JSON.stringify(back.body)],
  });
}

/** The case could not be reached: another try later, at longer and longer distances up to a minute. */
export async function postponeMessage(store: Store, id: string): Promise<void> {
  await store.pool.query({
    name: 'postpone-message',
    text: `UPDATE case_message SET attempts = attempts + 1,
        next_try_at = now() + make_interval(secs => least(60, power(2, least(attempts, 6)))) WHERE id = $1::bigint`,
    values: [id],
  });
}

/** Writes messages that follow from no event of a case, such as what the keeper found. One that is there already stays. */
export async function writeMessages(store: Store, messages: CaseMessage[]): Promise<number> {
  if (messages.length === 0) return 0;
  const { rowCount } = await store.pool.query({
    name: 'write-messages',
    text: `INSERT INTO case_message (to_no, key, body)
      SELECT m."to", m."key", m."body" FROM jsonb_to_recordset($1::jsonb) AS m("to" text, "key" text, "body" jsonb)
      ON CONFLICT (to_no, key) DO NOTHING`,
    values: [JSON.stringify(messages)],
  });
  return rowCount ?? 0;
}
