// What a telephone was used for before: found by its keyed hash, within what the asking person may see.
import type { Appeal } from '../domain/appeal/types.ts';
import type { Instant } from '../domain/time/types.ts';
import type { Outcome, State } from '../domain/words.ts';
import type { Cipher } from './cipher.ts';
import { wholeCases } from './case-terms.ts';
import type { Store } from './client.ts';
import { phoneHash } from './intakes.ts';

export type EarlierAppeal = {
  no: string;
  version: number;
  unitId: string | null;
  outcome: Outcome | null;
  /** The whole case; null before its workflow has registered it. */
  doc: Appeal | null;
  title: string;
  category: string;
  state: State;
  communityId: string;
  receivedAt: Instant;
};

/** Where is looked, and what the asking person does not see there (store/appeals-filter.ts `Scope`). */
type PhoneScope = { communityIds: readonly string[]; self: readonly string[]; plain: readonly string[] };

/** Appeals in these communities that came from the same phone: how many, and the newest of them first. */
export async function appealsOfPhone(
  store: Store,
  cipher: Cipher,
  { phone, communityIds, self, plain, limit = 20 }: PhoneScope & { phone: string; limit?: number },
): Promise<{ total: number; items: EarlierAppeal[] }> {
  const where = {
    no: { in: await numbersOf(store, phoneHash(cipher, phone)) },
    communityId: { in: [...communityIds] },
    NOT: [{ shieldedFrom: { hasSome: [...self] } }, { sensitive: true, communityId: { in: [...plain] } }],
  };
  const plainly = { no: true, title: true, category: true, state: true, communityId: true, receivedAt: true } as const;
  const select = { ...plainly, version: true, unitId: true, outcome: true, doc: true, termsId: true } as const;
  const [total, rows] = await Promise.all([
    store.db.appeal.count({ where }),
    store.db.appeal.findMany({ where, orderBy: { receivedAt: 'desc' }, take: limit, select }),
  ]);
  const items = rows.map((row) => ({
    ...row,
    state: row.state as State,
    outcome: row.outcome as Outcome | null,
    doc: row.doc as Partial<Appeal> | null,
    receivedAt: row.receivedAt.getTime(),
  }));
  return { total, items: await wholeCases(store, items) };
}

/** Appeals whose phone it is now: where it was corrected, the one before counts for nothing. */
async function numbersOf(store: Store, hash: string): Promise<string[]> {
  const { rows } = await store.pool.query<{ no: string }>({
    name: 'appeals-of-phone',
    text: `SELECT i.appeal_no AS no FROM intake i WHERE i.phone_hash = $1
      AND NOT EXISTS (SELECT FROM intake n WHERE n.appeal_no = i.appeal_no AND n.version > i.version)`,
    values: [hash],
  });
  return rows.map(({ no }) => no);
}
