// Letters on their way. Sending cannot be part of a transaction, so a letter is claimed for a while: only when its sender has
// not renewed the claim (it was killed) does another take it, and sends the same letter under the same Message-ID.
import type { Place } from './cipher.ts';
import type { Store } from './client.ts';

export type ClaimedLetter = {
  id: string;
  messageId: string;
  addressEnc: string;
  listId: string;
  subject: string;
  htmlEnc: string;
  textEnc: string;
  createdAt: Date;
  attempts: number;
};

/** Where a letter's encrypted columns stand. */
export function letterPlace(id: string, column: 'address' | 'html' | 'text'): Place {
  return { table: 'letter', column, id };
}

/** Claims one due letter for `claimant`, or one whose claim has run out; null when there is none. */
export async function claimLetter(store: Store, claimant: string, leaseSeconds: number): Promise<ClaimedLetter | null> {
  const { rows } = await store.pool.query<ClaimedLetter>(
    `update letter set state = 'sending', claimed_by = $1, claimed_at = now()
     where id = (
       select id from letter
       where (state = 'waiting' and next_try_at <= now())
          or (state = 'sending' and claimed_at < now() - make_interval(secs => $2))
       order by next_try_at, created_at
       limit 1
       for update skip locked)
     returning id, message_id as "messageId", address_enc as "addressEnc", list_id as "listId", subject,
       html_enc as "htmlEnc", text_enc as "textEnc", created_at as "createdAt", attempts`,
    [claimant, leaseSeconds],
  );
  return rows[0] ?? null;
}

/** Says that the claimant is alive and still at it. */
export async function renewClaim(store: Store, id: string, claimant: string): Promise<void> {
  await store.pool.query(
    `update letter set claimed_at = now() where id = $1 and claimed_by = $2 and state = 'sending'`,
    [id, claimant],
  );
}

/** The mail server has it. Said even if the claim ran out meanwhile: the letter is out. */
export async function markSent(store: Store, id: string): Promise<void> {
  await store.pool.query(
    `with done as (
       update letter set state = 'sent', sent_at = now(), attempts = attempts + 1, reason = null
       where id = $1 and state <> 'sent' returning id)
     update notice set state = 'sent' where letter_id in (select id from done)`,
    [id],
  );
}

export type Postponement = { claimant: string; delaySeconds: number; reason: string; countsAsAttempt: boolean };

/** Puts a letter back for a later try, with the reason shown. Nothing happens when another holds it by now. */
export async function postponeLetter(store: Store, id: string, how: Postponement): Promise<void> {
  await store.pool.query(
    `update letter set state = 'waiting', next_try_at = now() + make_interval(secs => $3), reason = $4,
       attempts = attempts + $5, claimed_by = null, claimed_at = null
     where id = $1 and claimed_by = $2 and state = 'sending'`,
    [id, how.claimant, how.delaySeconds, how.reason, how.countsAsAttempt ? 1 : 0],
  );
}

/** Gives a letter up, with the reason; its notices are shown as failed until somebody asks for another try. */
export async function failLetter(store: Store, id: string, claimant: string, reason: string): Promise<void> {
  await store.pool.query(
    `with lost as (
       update letter set state = 'failed', reason = $3, attempts = attempts + 1, claimed_by = null, claimed_at = null
       where id = $1 and claimed_by = $2 and state = 'sending' returning id)
     update notice set state = 'failed' where letter_id in (select id from lost)`,
    [id, claimant, reason],
  );
}
