// Communities of the bench's own, each with a policy whose limits it chooses: with the demo's team to act in them and a
// supervisor of their own, so that letters can be told apart.
import { defaultOfficeHours, defaultPolicy } from '../domain/policy/defaults.ts';
import { parseLimit } from '../domain/policy/terms.ts';
import type { LimitName, PolicySettings } from '../domain/policy/types.ts';
import type { Role } from '../domain/words.ts';
import { userIdOf } from '../prisma/cast.ts';
import type { Store } from '../store/client.ts';

export type Place = { communityId: string; policyVersion: string; unitId: string; supervisorId: string };

export type PlaceOptions = {
  /** Day and night by default, as a bench runs at any hour; else the default policy's. */
  settings?: Partial<PolicySettings>;
  /** In compact form ('90s'), for every class that has the clock; all others take 30 days. */
  limits?: Partial<Record<LimitName, string>>;
};

export async function addPlace(store: Store, id: string, { settings, limits = {} }: PlaceOptions): Promise<Place> {
  const policy = {
    ...{ version: id, name: id, source: 'bench', effectiveFrom: new Date('2020-01-01T00:00:00Z') },
    settings: { ...defaultPolicy.settings, alwaysOpen: true, holdOutsideOfficeHours: false, ...settings },
  };
  await store.db.policy.create({ data: policy });
  await store.db.policyLimit.createMany({
    data: defaultPolicy.limits.map(({ class: cls, name, limit }) => {
      const chosen = limit && parseLimit(limits[name] ?? '30d');
      return {
        version: id,
        class: cls,
        name,
        source: 'bench',
        value: chosen?.value ?? null,
        unit: chosen?.unit ?? null,
      };
    }),
  });
  await store.db.policyCategory.createMany({
    data: defaultPolicy.categories.map(({ handling: _, ...row }, position) => ({ ...row, version: id, position })),
  });
  const community = { id, name: id, town: 'bench', feature: null, demo: false, policyName: id };
  await store.db.community.create({ data: { ...community, officeHours: defaultOfficeHours } });
  const unitId = `${id}.unit`;
  await store.db.unit.create({ data: { id: unitId, communityId: id, name: id, kind: 'property', categories: [] } });
  const supervisorId = `supervisor-${id}`;
  const supervisor = { id: supervisorId, name: id, email: `${supervisorId}@bench.example`, emailVerified: true };
  await store.db.user.create({ data: { ...supervisor, username: supervisorId, displayUsername: supervisorId } });
  await store.db.grant.createMany({
    data: [
      ...(['clerk', 'dispatcher', 'handler', 'director'] as const).map((role) => grant(userIdOf(role), role)),
      grant(userIdOf('callback'), 'callbackAgent'),
      grant(supervisorId, 'supervisor'),
    ],
  });
  return { communityId: id, policyVersion: id, unitId, supervisorId };

  function grant(userId: string, role: Role) {
    return { id: `${userId}:${id}`, userId, role, communityId: id, unitId: role === 'handler' ? unitId : null };
  }
}
