// What residents have filled in so far: one encrypted row a browser, keyed by the hash of what its cookie holds, gone after two days.
import { createHash } from 'node:crypto';
import type { Cipher } from './cipher.ts';
import type { Store } from './client.ts';

export type FilingDraft = { id: string; /** JSON; '' once filed. */ body: string; filedNo: string | null };

/** Drafts older than this are swept, their files with them. */
export const draftLifetimeMs = 48 * 60 * 60 * 1000;

/** The row's id for a cookie's value: who reads the table cannot take over a draft. */
export function draftId(token: string): string {
  return createHash('sha256').update(`filing draft\n${token}`).digest('base64url');
}

/** In place of a case's number, for the files of a draft. */
export function draftOwner(id: string): string {
  return `${draftPrefix}${id}`;
}
export const draftPrefix = 'draft-';

export async function readDraft(store: Store, cipher: Cipher, id: string): Promise<FilingDraft | null> {
  const row = await store.db.filingDraft.findUnique({ where: { id } });
  if (!row || row.createdAt.getTime() < Date.now() - draftLifetimeMs) return null;
  return { id, body: row.bodyEnc && cipher.decrypt(row.bodyEnc, place(id)), filedNo: row.filedNo };
}

/** Writes the answers; a draft that was filed meanwhile stays as it is. */
export async function saveDraft(store: Store, cipher: Cipher, id: string, body: string): Promise<void> {
  const bodyEnc = cipher.encrypt(body, place(id));
  const { count } = await store.db.filingDraft.updateMany({ where: { id, filedNo: null }, data: { bodyEnc } });
  if (count === 0) await store.db.filingDraft.createMany({ data: { id, bodyEnc }, skipDuplicates: true });
}

/** The draft became an appeal: its answers are blanked, the number stays for the page that says so. */
export async function closeDraft(store: Store, id: string, no: string): Promise<void> {
  await store.db.filingDraft.updateMany({ where: { id }, data: { bodyEnc: '', filedNo: no } });
}

export async function sweepDrafts(store: Store): Promise<void> {
  await store.db.filingDraft.deleteMany({ where: { createdAt: { lt: new Date(Date.now() - draftLifetimeMs) } } });
}

function place(id: string) {
  return { table: 'filing_draft', column: 'body', id };
}
