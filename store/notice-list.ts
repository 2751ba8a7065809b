// The notice table as staff read it, and another try for what failed.
import type { Cipher } from './cipher.ts';
import type { Store } from './client.ts';
import { appellantContact, staffMember } from './letter-facts.ts';
import { letterPlace } from './letters.ts';

export type ListedNotice = {
  id: string;
  no: string;
  communityId: string;
  kind: string;
  class: string;
  rung: number | null;
  recipient: string;
  recipientName: string | null;
  dueAt: Date | null;
  createdAt: Date;
  sendAfter: Date;
  state: 'waiting' | 'sent' | 'failed' | 'dropped' | 'moot';
  letterId: string | null;
  addressEnc: string | null;
  attempts: number | null;
  nextTryAt: Date | null;
  sentAt: Date | null;
  reason: string | null;
  subject: string | null;
  messageId: string | null;
};

export type NoticeFilter = {
  communityIds: readonly string[];
  /** The reader's own ids: what is shielded from them is not listed. */
  self: readonly string[];
  state?: ListedNotice['state'];
  no?: string;
  limit: number;
  /** The last row of the page before. */
  after?: { createdAt: Date; id: string };
};

// A notice whose letter is on its way waits, for whoever reads the list.
const listed = `
  select n.id, n.appeal_no "no", a.community_id "communityId", n.kind, n.class, n.rung, n.recipient,
    u.name "recipientName", n.due_at "dueAt", n.created_at "createdAt", n.send_after "sendAfter",
    case n.state when 'lettered' then 'waiting' else n.state end state, l.id "letterId", l.address_enc "addressEnc",
    l.attempts, case when l.state = 'waiting' then l.next_try_at end "nextTryAt", l.sent_at "sentAt", l.reason,
    l.subject, l.message_id "messageId"
  from notice n
    join appeal a on a.no = n.appeal_no
    left join letter l on l.id = n.letter_id
    left join "user" u on u.id = n.recipient`;

/** Notices of the communities, newest first. */
export async function listNotices(store: Store, filter: NoticeFilter): Promise<ListedNotice[]> {
  const states = filter.state === 'waiting' ? ['waiting', 'lettered'] : filter.state ? [filter.state] : null;
  const { rows } = await store.pool.query<ListedNotice>(
    `${listed}
     where a.community_id = any($1) and not a.shielded_from && $7::text[] and ($2::text[] is null or n.state = any($2)) and ($3::text is null or n.appeal_no = $3)
       and ($4::timestamptz is null or (n.created_at, n.id) < ($4, $5::text))
     order by n.created_at desc, n.id desc
     limit $6`,
    [
      filter.communityIds,
      states,
      filter.no ?? null,
      filter.after?.createdAt ?? null,
      filter.after?.id ?? '',
      filter.limit,
      filter.self,
    ],
  );
  return rows;
}

/** One notice of the communities; null when it is not there. */
export async function findNotice(
  store: Store,
  id: string,
  communityIds: readonly string[],
  self: readonly string[],
): Promise<ListedNotice | null> {
  const { rows } = await store.pool.query<ListedNotice>(
    `${listed} where n.id = $1 and a.community_id = any($2) and not a.shielded_from && $3::text[]`,
    [id, communityIds, self],
  );
  return rows[0] ?? null;
}

/**
 * Sends a failed notice's letter (and with it its other notices) once more: same contents, same Message-ID, to the address the
 * recipient has now. A notice that never became a letter is gathered again. False: it had not failed.
 */
export async function retryNotice(store: Store, cipher: Cipher, notice: ListedNotice): Promise<boolean> {
  return store.db.$transaction(async (tx) => {
    if (notice.letterId === null) {
      const again = await tx.notice.updateMany({
        where: { id: notice.id, state: 'failed' },
        data: { state: 'waiting' },
      });
      return again.count > 0;
    }
    const reader =
      notice.recipient === 'appellant'
        ? await appellantContact(tx, cipher, notice.no)
        : await staffMember(tx, notice.recipient);
    const address = reader && { addressEnc: cipher.encrypt(reader.email, letterPlace(notice.letterId, 'address')) };
    const again = await tx.letter.updateMany({
      where: { id: notice.letterId, state: 'failed' },
      data: { state: 'waiting', attempts: 0, nextTryAt: new Date(), reason: null, ...address },
    });
    if (again.count === 0) return false;
    await tx.notice.updateMany({ where: { letterId: notice.letterId, state: 'failed' }, data: { state: 'lettered' } });
    return true;
  });
}
