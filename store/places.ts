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
