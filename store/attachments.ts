// Rows of the photos and PDF of a case; the bytes lie in files whose random names stand here (api/attachments/files.ts).
// Until an appeal is filed its files belong to the draft's own id in the number's place.
import type { Store } from './client.ts';
import type { Attachment as Row } from './generated/client.ts';

/** 'intake' by the resident, 'evidence' by the handler. */
export type AttachmentPurpose = 'intake' | 'evidence';

export type StoredAttachment = Omit<Row, 'purpose'> & { purpose: AttachmentPurpose };
export type NewAttachment = Omit<StoredAttachment, 'createdAt'>;

/** Adds the rows unless the case would then have more than `most`; answers whether it did. Concurrent callers queue per case. */
export async function addAttachments(store: Store, no: string, rows: NewAttachment[], most: number): Promise<boolean> {
  return store.db.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('attachments'), hashtext(${no}))`;
    if ((await tx.attachment.count({ where: { appealNo: no } })) + rows.length > most) return false;
    // Files of one request are listed in the order in which they came.
    const now = Date.now();
    const inOrder = rows.map((row, index) => ({ ...row, createdAt: new Date(now + index) }));
    await tx.attachment.createMany({ data: inOrder });
    return true;
  });
}

/** A case's attachments, oldest first. */
export async function listAttachments(store: Store, no: string): Promise<StoredAttachment[]> {
  const rows = await store.db.attachment.findMany({
    where: { appealNo: no },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(withPurpose);
}

/** One attachment of that case; null when there is none or it is another case's. */
export async function findAttachment(store: Store, no: string, id: string): Promise<StoredAttachment | null> {
  const row = await store.db.attachment.findFirst({ where: { appealNo: no, id } });
  return row && withPurpose(row);
}

/** Takes one file out of a draft; answers its row so that the bytes can go as well. */
export async function dropFromDraft(store: Store, draft: string, id: string): Promise<StoredAttachment | null> {
  const row = await findAttachment(store, draft, id);
  if (row) await store.db.attachment.deleteMany({ where: { appealNo: draft, id } });
  return row;
}

/** The draft was filed: its files are the case's from now on. Repeating it changes nothing. */
export async function giveDraftToCase(store: Store, draft: string, no: string): Promise<void> {
  await store.db.attachment.updateMany({ where: { appealNo: draft }, data: { appealNo: no } });
}

/** Removes the rows of drafts begun before `before` and never filed; answers them so that their files can go as well. */
export async function dropStaleDrafts(store: Store, prefix: string, before: Date): Promise<StoredAttachment[]> {
  const where = { appealNo: { startsWith: prefix }, createdAt: { lt: before } };
  const rows = await store.db.attachment.findMany({ where, take: 500 });
  await store.db.attachment.deleteMany({ where: { ...where, id: { in: rows.map(({ id }) => id) } } });
  return rows.map(withPurpose);
}

function withPurpose(row: Row): StoredAttachment {
  return { ...row, purpose: row.purpose as AttachmentPurpose };
}
