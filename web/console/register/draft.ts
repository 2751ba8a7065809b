// The unsaved registration, kept in this browser so that a reload or a lost session costs nothing. It holds personal data:
// it belongs to one signed-in person, ends after a day, and goes as soon as the appeal is saved or its writer signs out.
const dayMs = 24 * 60 * 60 * 1000;
const prefix = 'huying-draft:';
const nameOf = (userId: string) => prefix + userId;

export type Draft = { at: number; key: string; values: Record<string, unknown> };

export function readDraft(userId: string, now: number): Draft | null {
  try {
    const text = localStorage.getItem(nameOf(userId));
    if (!text) return null;
    const draft = JSON.parse(text) as Draft;
    if (now - draft.at < dayMs && typeof draft.key === 'string') return draft;
  } catch {
    // A draft that cannot be read is none.
  }
  dropDraft(userId);
  return null;
}

let over = false;

/** Nothing is written any more until the page is loaded anew: its writer is leaving. */
export function endDrafts(userId: string): void {
  over = true;
  dropDraft(userId);
}

export function writeDraft(userId: string, draft: Draft): void {
  if (over) return;
  try {
    localStorage.setItem(nameOf(userId), JSON.stringify(draft));
  } catch {
    // No room or storage switched off: the form works without it.
  }
}

export function dropDraft(userId: string): void {
  try {
    localStorage.removeItem(nameOf(userId));
  } catch {
    // As above.
  }
}

export function hasDraft(userId: string): boolean {
  return readDraft(userId, Date.now()) !== null;
}

/** Removes what others left here and never came back to within the day. */
export function sweepDrafts(now: number): void {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(prefix)) readDraft(name.slice(prefix.length), now);
    }
  } catch {
    // Storage switched off.
  }
}
