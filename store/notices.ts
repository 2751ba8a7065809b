// Notices: what somebody must be told, written with the events that ask for it. Here they are gathered into letters; a notice
// belongs to one letter at most, because taking it and storing the letter is one transaction.
import type { Prisma } from './generated/client.ts';
import type { Store } from './client.ts';

/** The store inside a transaction. */
export type Tx = Prisma.TransactionClient;

export type DueNotice = {
  id: string;
  key: string;
  appealNo: string;
  kind: string;
  recipient: string;
  rung: number | null;
  class: string;
  dueAt: Date | null;
  facts: unknown;
};

export type NoticeGroup = { recipient: string; gather: string };

/** A letter's fixed contents; encrypted columns are already so. `id` comes from its notices' keys. */
export type LetterDraft = {
  id: string;
  messageId: string;
  recipient: string;
  addressEnc: string;
  listId: string;
  subject: string;
  htmlEnc: string;
  textEnc: string;
  noticeIds: string[];
};

/** What becomes of a group's notices: written, dropped (nobody to write to any more), impossible to write, or done with before. */
export type Composed = { letters: LetterDraft[]; dropped: string[]; failed: string[]; moot: string[] };

/** Gathered kinds; every other notice goes alone. */
const gathered = ['window', 'digest', 'weekly'];
/** Notices of one letter at most: beyond this mail programs give up on the page. */
const largestLetter = 500;
/** Alone ones taken in one transaction. */
const aloneBatch = 20;
const minute = 60_000;

/** Recipients with a notice whose time has come, those who must not wait first. */
export async function dueGroups(store: Store): Promise<NoticeGroup[]> {
  return store.db.$queryRaw<NoticeGroup[]>`
    select recipient, gather from notice
    where state = 'waiting' and send_after <= now()
    group by recipient, gather
    order by gather = any(${gathered}), min(send_after)
    limit 100`;
}

/**
 * Takes the due notices of one recipient and group and stores what `compose` makes of them, in one transaction. Answers how
 * many it took; 0 when another postman is at this recipient.
 */
export async function gatherNotices(
  store: Store,
  group: NoticeGroup,
  compose: (tx: Tx, notices: DueNotice[]) => Promise<Composed>,
): Promise<number> {
  return store.db.$transaction(
    async (tx) => {
      // Row locks alone would let two postmen share out one recipient's notices, and write two letters.
      const lock = await tx.$queryRaw<{ held: boolean }[]>`
        select pg_try_advisory_xact_lock(hashtextextended(${`notice:${group.recipient}`}, 0)) as held`;
      if (!lock[0]?.held) return 0;
      const notices = gathered.includes(group.gather) ? await takeGathered(tx, group) : await takeAlone(tx, group);
      if (notices.length === 0) return 0;
      const { letters, dropped, failed, moot } = await compose(tx, notices);
      await storeLetters(tx, letters);
      await tx.notice.updateMany({ where: { id: { in: dropped } }, data: { state: 'dropped' } });
      await tx.notice.updateMany({ where: { id: { in: failed } }, data: { state: 'failed' } });
      await tx.notice.updateMany({ where: { id: { in: moot } }, data: { state: 'moot' } });
      return notices.length;
    },
    { timeout: 20_000, maxWait: 5_000 },
  );
}

async function takeAlone(tx: Tx, group: NoticeGroup): Promise<DueNotice[]> {
  return tx.$queryRaw<DueNotice[]>`
    select id, key, appeal_no as "appealNo", kind, recipient, rung, class, due_at as "dueAt", facts
    from notice
    where state = 'waiting' and recipient = ${group.recipient} and gather = ${group.gather} and send_after <= now()
    order by send_after, key
    limit ${aloneBatch}
    for update`;
}

/**
 * The first due notice fixes the letter; what waits for the same person goes with it, though its own window is not over yet.
 * What is held until the office opens again does not: it is further away than the first one's window is long.
 */
async function takeGathered(tx: Tx, group: NoticeGroup): Promise<DueNotice[]> {
  const [first] = await tx.$queryRaw<{ createdAt: Date; sendAfter: Date }[]>`
    select created_at as "createdAt", send_after as "sendAfter" from notice
    where state = 'waiting' and recipient = ${group.recipient} and gather = ${group.gather} and send_after <= now()
    order by send_after, key
    limit 1`;
  if (!first) return [];
  const window = first.sendAfter.getTime() - first.createdAt.getTime();
  const reach = new Date(first.sendAfter.getTime() + Math.min(Math.max(window, 15 * minute), 120 * minute));
  return tx.$queryRaw<DueNotice[]>`
    select id, key, appeal_no as "appealNo", kind, recipient, rung, class, due_at as "dueAt", facts
    from notice
    where state = 'waiting' and recipient = ${group.recipient} and gather = ${group.gather}
      and send_after <= greatest(${reach}::timestamptz, now())
    order by due_at nulls last, key
    limit ${largestLetter}
    for update`;
}

async function storeLetters(tx: Tx, letters: LetterDraft[]): Promise<void> {
  if (letters.length === 0) return;
  const nextTryAt = new Date();
  await tx.letter.createMany({
    data: letters.map(({ noticeIds: _, ...letter }) => ({ ...letter, nextTryAt })),
    skipDuplicates: true,
  });
  for (const letter of letters) {
    await tx.notice.updateMany({
      where: { id: { in: letter.noticeIds } },
      data: { state: 'lettered', letterId: letter.id },
    });
  }
}
