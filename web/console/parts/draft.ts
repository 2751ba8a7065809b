// What somebody has filled in and not saved, kept in this browser so that a reload, a wrong click or a lost session costs nothing. It
// holds personal data: it belongs to one signed-in person, ends after a day, and goes as soon as it is saved or its writer signs out.
import { useEffect, useRef } from 'react';

const dayMs = 24 * 60 * 60 * 1000;
const prefix = 'huying-draft:';

/** Whose it is, and of which form: one draft for each. */
export type DraftOf = { userId: string; form: 'appeal' | 'helper' | 'station' | 'own'; id?: string };
export type Draft = { at: number; key: string; values: Record<string, unknown> };

const ofUser = (userId: string) => `${prefix}${userId}:`;
const nameOf = ({ userId, form, id }: DraftOf) => `${ofUser(userId)}${form}${id === undefined ? '' : `:${id}`}`;

export function readDraft(of: DraftOf, now: number): Draft | null {
  return readNamed(nameOf(of), now);
}

function readNamed(name: string, now: number): Draft | null {
  try {
    const text = localStorage.getItem(name);
    if (!text) return null;
    const draft = JSON.parse(text) as Draft;
    if (now - draft.at < dayMs && typeof draft.key === 'string') return draft;
  } catch {
    // A draft that cannot be read is none.
  }
  drop(name);
  return null;
}

let over = false;

/** Nothing is written any more until the page is loaded anew: its writer is leaving. */
export function endDrafts(userId: string): void {
  over = true;
  for (const name of namesBeginning(ofUser(userId))) drop(name);
}

function writeDraft(of: DraftOf, draft: Draft): void {
  if (over) return;
  // Everything was put back as it was.
  if (Object.keys(draft.values).length === 0) return dropDraft(of);
  try {
    localStorage.setItem(nameOf(of), JSON.stringify(draft));
  } catch {
    // No room or storage switched off: the form works without it.
  }
}

export function dropDraft(of: DraftOf): void {
  drop(nameOf(of));
}

export function hasDraft(userId: string): boolean {
  return namesBeginning(ofUser(userId)).some((name) => readNamed(name, Date.now()) !== null);
}

/** Removes what others left here and never came back to within the day. */
export function sweepDrafts(now: number): void {
  for (const name of namesBeginning(prefix)) readNamed(name, now);
}

/** Writes the draft a moment after the last stroke; after `stop` nothing is written any more, and it is gone. */
export function useDraft(of: DraftOf, key: string) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<object | null>(null);
  const stopped = useRef(false);
  const flush = () => {
    clearTimeout(timer.current);
    if (latest.current && !stopped.current) writeDraft(of, { at: Date.now(), key, values: { ...latest.current } });
    // Written once: a form that is thrown away later does not bring it back.
    latest.current = null;
  };
  useEffect(() => {
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  });
  return {
    write: (values: object) => {
      latest.current = values;
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, 400);
    },
    stop: () => {
      stopped.current = true;
      clearTimeout(timer.current);
      dropDraft(of);
    },
  };
}

function namesBeginning(start: string): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(start));
  } catch {
    // Storage switched off.
    return [];
  }
}

function drop(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // As above.
  }
}
