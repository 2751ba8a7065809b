// Communities, their compounds and buildings, and the units that serve them.
import type { OfficeHours } from '../domain/time/types.ts';
import type { Store } from './client.ts';

export type Community = {
  id: string;
  name: string;
  town: string;
  feature: string | null;
  officeHours: OfficeHours;
  /** Name of the policy whose newest version new cases take. */
  policyName: string;
  demo: boolean;
};
export type Compound = { id: string; communityId: string; name: string };
export type Building = { id: string; compoundId: string; name: string };
export type Unit = {
  id: string;
  communityId: string;
  name: string;
  kind: string;
  categories: string[];
  active: boolean;
};

/** All communities, the demo one last. */
export async function listCommunities(store: Store): Promise<Community[]> {
  const rows = await store.db.community.findMany({ orderBy: [{ demo: 'asc' }, { id: 'asc' }] });
  return rows.map((row) => ({ ...row, officeHours: row.officeHours as OfficeHours }));
}

export async function findCommunity(store: Store, id: string): Promise<Community | null> {
  const row = await store.db.community.findUnique({ where: { id } });
  return row && { ...row, officeHours: row.officeHours as OfficeHours };
}

export async function listCompounds(store: Store, communityId: string): Promise<Compound[]> {
  return store.db.compound.findMany({ where: { communityId }, orderBy: { id: 'asc' } });
}

export async function listBuildings(store: Store, compoundId: string): Promise<Building[]> {
  return store.db.building.findMany({ where: { compoundId }, orderBy: { id: 'asc' } });
}

/** The units of a community, those no longer active included. */
export async function listUnits(store: Store, communityId: string): Promise<Unit[]> {
  return store.db.unit.findMany({ where: { communityId }, orderBy: [{ active: 'desc' }, { id: 'asc' }] });
}

export async function findUnit(store: Store, id: string): Promise<Unit | null> {
  return store.db.unit.findUnique({ where: { id } });
}

/** Whether compound and building exist and lie in the community. */
export async function placeExists(
  store: Store,
  {
    communityId,
    compoundId,
    buildingId,
  }: { communityId: string; compoundId: string | null; buildingId: string | null },
): Promise<boolean> {
  if (buildingId !== null) {
    const where = { id: buildingId, compound: { communityId, ...(compoundId === null ? {} : { id: compoundId }) } };
    return (await store.db.building.count({ where })) === 1;
  }
  if (compoundId !== null) return (await store.db.compound.count({ where: { id: compoundId, communityId } })) === 1;
  return (await store.db.community.count({ where: { id: communityId } })) === 1;
}
