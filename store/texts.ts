// The free text of an action: a row written before the action is asked for, whose id then travels in its message. A refused
// action leaves a row that nothing points to.
import { randomUUID } from 'node:crypto';
import type { ActionName } from '../domain/words.ts';
import type { Instant } from '../domain/time/types.ts';
import type { Cipher } from './cipher.ts';
import type { Store } from './client.ts';

export type TextDraft = {
  appealNo: string;
  authorId: string;
  action: ActionName;
  /** Shown to the resident. */
  public: boolean;
  text: string;
};

export type FreeText = {
  id: string;
  authorId: string;
  action: ActionName;
  public: boolean;
  text: string;
  createdAt: Instant;
};

/** Stores a text and answers its id. */
export async function writeText(store: Store, cipher: Cipher, draft: TextDraft): Promise<string> {
  const id = randomUUID();
  await store.pool.query({
    name: 'write-text',
    text: `INSERT INTO free_text (id, appeal_no, author_id, action, public, text_enc) VALUES ($1, $2, $3, $4, $5, $6)`,
    values: [id, draft.appealNo, draft.authorId, draft.action, draft.public, cipher.encrypt(draft.text, textPlace(id))],
  });
  return id;
}

/** The texts of a case that its log points to, by id; for the resident only the public ones. */
export async function readTexts(
  store: Store,
  cipher: Cipher,
  no: string,
  { publicOnly }: { publicOnly: boolean },
): Promise<Map<string, FreeText>> {
  const rows = await store.db.freeText.findMany({
    where: { appealNo: no, claimedAt: { not: null }, ...(publicOnly ? { public: true } : {}) },
    orderBy: { createdAt: 'asc' },
  });
  const texts = rows.map(({ id, authorId, action, public: shown, textEnc, createdAt }): FreeText => {
    const text = cipher.decrypt(textEnc, textPlace(id));
    return { id, authorId, action: action as ActionName, public: shown, text, createdAt: createdAt.getTime() };
  });
  return new Map(texts.map((text) => [text.id, text]));
}

/** Removes texts that no event claimed within so many hours; answers how many. */
export async function sweepTexts(store: Store, hours: number): Promise<number> {
  const before = new Date(Date.now() - hours * 3_600_000);
  const { count } = await store.db.freeText.deleteMany({ where: { claimedAt: null, createdAt: { lt: before } } });
  return count;
}

function textPlace(id: string) {
  return { table: 'free_text', column: 'text', id };
}
