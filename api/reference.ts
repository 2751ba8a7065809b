// Reference data, kept in memory for a few seconds: they are read with every request and change a few times a year.
import type { Calendar } from '../domain/time/types.ts';
import type { Category } from '../domain/policy/types.ts';
import type { Store } from '../store/client.ts';
import { newestCalendar, policyInEffect, readPolicy, type StoredPolicy } from '../store/policies.ts';
import {
  listBuildings,
  listCommunities,
  listCompounds,
  listUnits,
  type Building,
  type Community,
  type Compound,
  type Unit,
} from '../store/places.ts';

export type Reference = {
  communities(): Promise<Community[]>;
  community(id: string): Promise<Community | null>;
  compounds(communityId: string): Promise<Compound[]>;
  buildings(compoundId: string): Promise<Building[]>;
  units(communityId: string): Promise<Unit[]>;
  policy(version: string): Promise<StoredPolicy | null>;
  /** The policy that a new case of the community takes now. */
  policyFor(community: Community): Promise<StoredPolicy | null>;
  calendar(): Promise<(Calendar & { source: string }) | null>;
  /** The category as the policy version knows it; null when it does not. */
  category(version: string, code: string): Promise<Category | null>;
};

const freshMs = 5_000;

export function openReference(store: Store): Reference {
  const communities = kept(() => listCommunities(store));
  const policy = kept((version) => readPolicy(store, version));
  const inEffect = kept((name) => policyInEffect(store, name, Date.now()));
  const calendar = kept(() => newestCalendar(store));
  return {
    communities: () => communities(''),
    community: async (id) => (await communities('')).find((each) => each.id === id) ?? null,
    compounds: kept((communityId) => listCompounds(store, communityId)),
    buildings: kept((compoundId) => listBuildings(store, compoundId)),
    units: kept((communityId) => listUnits(store, communityId)),
    policy,
    policyFor: ({ policyName }) => inEffect(policyName),
    calendar: () => calendar(''),
    category: async (version, code) => (await policy(version))?.categories.find((each) => each.code === code) ?? null,
  };
}

/** Remembers what `read` answered for a key; a failure is not remembered, and strangers' keys cannot fill the memory. */
function kept<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const memory = new Map<string, { at: number; value: Promise<T> }>();
  return (key) => {
    const found = memory.get(key);
    if (found && Date.now() - found.at < freshMs) return found.value;
    if (memory.size > 1000) memory.clear();
    const value = read(key);
    memory.set(key, { at: Date.now(), value });
    value.catch(() => memory.delete(key));
    return value;
  };
}
