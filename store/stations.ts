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
  version: number;
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

/** Adds a station; false when the community has one of that name. */
export async function addStation(store: Store, station: Station): Promise<boolean> {
  return named(async () => {
    await store.db.station.create({ data: station });
    return true;
  });
}

/**
 * Changes a station from the version that was seen to the next. `stale`: somebody was quicker; false: the community has another one
 * of that name.
 */
export async function changeStation(store: Store, { id, version, ...data }: Station): Promise<boolean | 'stale'> {
  return named(async () => {
    const { count } = await store.db.station.updateMany({
      where: { id, version },
      data: { ...data, version: version + 1 },
    });
    return count === 1 || 'stale';
  });
}

async function named<T>(write: () => Promise<T>): Promise<T | false> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return false;
    throw error;
  }
}
