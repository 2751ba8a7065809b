// One case as the API's door sees it: where it stands, and whether a key is in its log already.
import type { AppealEvent } from '../domain/appeal/events.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import type { State } from '../domain/words.ts';
import { wholeCases, type StoredCase } from './case-terms.ts';
import type { Store } from './client.ts';
import { readLog } from './log.ts';

export type Case = {
  no: string;
  version: number;
  state: State;
  communityId: string;
  category: string;
  class: string;
  unitId: string | null;
  assistUnitIds: string[];
  sensitive: boolean;
  shieldedFrom: string[];
  archived: boolean;
  /** null: not yet registered by its workflow. */
  doc: Appeal | null;
  /** The hash of the body that came with the key asked for; null when the key is not in the log. */
  known: { bodyHash: string | null } | null;
};

/** The case with a look for `key` in its log, in one statement; null when there is no such case. */
export async function findCase(store: Store, no: string, key = ''): Promise<Case | null> {
  const { rows } = await store.pool.query<Omit<Case, 'doc'> & StoredCase>({
    name: 'find-case',
    text: `select a.no, a.version, a.state, a.community_id "communityId", a.category, a.class, a.unit_id "unitId",
        a.assist_unit_ids "assistUnitIds", a.sensitive, a.shielded_from "shieldedFrom", a.archived_at is not null archived, a.doc,
        a.terms_id "termsId",
        (select json_build_object('bodyHash', e.body_hash) from event e where e.appeal_no = a.no and e.key = $2) known
      from appeal a where a.no = $1`,
    values: [no, key],
  });
  const [found] = await wholeCases(store, rows);
  return found ?? null;
}

/** The log up to what the key's request yielded, its own events being the last; empty when the key is not there. */
export async function logUpTo(store: Store, no: string, key: string): Promise<AppealEvent[]> {
  const events = await readLog(store, no);
  const last = events.findLastIndex((event) => event.key === key || event.key.startsWith(`${key}#`));
  return events.slice(0, last + 1);
}

/** Which of the ids are no attachments of the case. */
export async function strangeAttachments(store: Store, no: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const found = await store.db.attachment.findMany({
    where: { appealNo: no, id: { in: [...ids] } },
    select: { id: true },
  });
  return ids.filter((id) => !found.some((each) => each.id === id));
}
