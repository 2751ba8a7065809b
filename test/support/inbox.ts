// Reads the real inbox (maildev) over its HTTP interface.
import { setTimeout as sleep } from 'node:timers/promises';

type Address = { address: string; name?: string };
export type Mail = {
  id: string;
  subject: string;
  from: Address[];
  to: Address[];
  html: string;
  text: string;
  headers: Record<string, string>;
};

export type Inbox = {
  /** Every letter of this stack, oldest first; only those to `recipient` when given. */
  letters: (recipient?: string) => Promise<Mail[]>;
  /** The first letter that `fits`, waiting for it. Throws with the subjects that did come. */
  waitFor: (fits: (mail: Mail) => boolean, timeoutMs?: number) => Promise<Mail>;
};

/** The letters whose sender is `sender`: stacks share one inbox, each with a sender of its own. */
export function openInbox(webUrl: string, sender?: string): Inbox {
  const letters = async (recipient?: string) => {
    // The inbox of a run fills up: each asks for its own only.
    const own = sender === undefined ? '' : `?${new URLSearchParams({ 'from.address': sender })}`;
    const answer = await fetch(`${webUrl}/api/email${own}`);
    const all = (await answer.json()) as Mail[];
    return all.filter(
      (mail) =>
        (sender === undefined || mail.from.some(({ address }) => address === sender)) &&
        (recipient === undefined || mail.to.some(({ address }) => address === recipient)),
    );
  };
  const waitFor = async (fits: (mail: Mail) => boolean, timeoutMs = 20_000) => {
    let seen: Mail[] = [];
    for (const until = Date.now() + timeoutMs; Date.now() < until; await sleep(150)) {
      seen = await letters();
      const found = seen.find(fits);
      if (found) return found;
    }
    throw new Error(`no such letter came; ${seen.length} did: ${seen.map(({ subject }) => subject).join(' | ')}`);
  };
  return { letters, waitFor };
}
