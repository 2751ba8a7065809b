// Service stations of a community.
import type { WeeklyWindow } from '../domain/matching/types.ts';
import { Prisma } from './generated/client.ts';
import type { Store } from './client.ts';

export type Station = {
  id: string;
  communityId: string;
  compoundId: string | null;
  name: string;
  address: string;
  hours: WeeklyWindow[];
  services: string[];
  active: boolean;
};

/** Those in use first. */
export async function listStations(store: Store, communityId: string): Promise<Station[]> {
  const rows = await store.db.station.findMany({
    where: { communityId },
    orderBy: [{ active: 'desc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({ ...row, hours: row.hours as WeeklyWindow[] }));
}

export async function findStation(store: Store, id: string): Promise<Station | null> {
  const row = await store.db.station.findUnique({ where: { id } });
  return row && { ...row, hours: row.hours as WeeklyWindow[] };
}

/** Adds or changes a station; false when the community has another one of that name. */
export async function saveStation(store: Store, { id, ...data }: Station): Promise<boolean> {
  try {
    await store.db.station.upsert({ where: { id }, create: { id, ...data }, update: data });
    return true;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return false;
    throw error;
  }
}
