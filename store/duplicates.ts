// Duplicate hints: appeals of the same category at the same place within 14 日, closed ones included (domain §4.6).
import type { Instant } from '../domain/time/types.ts';
import type { State } from '../domain/words.ts';
import type { Store } from './client.ts';

export type Duplicate = { no: string; title: string; state: State; receivedAt: Instant };
export type Likeness = {
  no: string;
  category: string;
  communityId: string;
  compoundId: string | null;
  buildingId: string | null;
  receivedAt: Instant;
};

const windowMs = 14 * 24 * 3_600_000;

/** Earlier appeals like this one, newest first, at most five: same building, or without one the same compound. */
export async function findDuplicates(store: Store, like: Likeness): Promise<Duplicate[]> {
  const { no, category, communityId, compoundId, buildingId, receivedAt } = like;
  if (compoundId === null && buildingId === null) return [];
  const rows = await store.db.appeal.findMany({
    where: {
      no: { not: no },
      category,
      communityId,
      ...(buildingId === null ? { compoundId } : { buildingId }),
      receivedAt: { lte: new Date(receivedAt), gte: new Date(receivedAt - windowMs) },
    },
    orderBy: { receivedAt: 'desc' },
    take: 5,
    select: { no: true, title: true, state: true, receivedAt: true },
  });
  return rows.map((row) => ({ ...row, state: row.state as State, receivedAt: row.receivedAt.getTime() }));
}
