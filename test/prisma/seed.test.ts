import { verifyPassword } from 'better-auth/crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultCategories } from '../../domain/policy/categories.ts';
import { defaultPolicy, demoPolicy } from '../../domain/policy/defaults.ts';
import { demoPassword } from '../../config/demo.ts';
import { cast, userIdOf } from '../../prisma/cast.ts';
import { seed } from '../../prisma/seed.ts';
import { openStore, type Store } from '../../store/client.ts';
import { grantsOf, handlersOfUnit, holdersOfRole, staffOf } from '../../store/people.ts';
import { newestCalendar, policyInEffect, readPolicy } from '../../store/policies.ts';
import { freshDatabase } from '../support/database.ts';

let store: Store;
beforeAll(async () => {
  store = openStore((await freshDatabase()).url);
  expect(await seed(store, { demo: true })).toBe(true);
});
afterAll(() => store.close());

test('what was seeded is not seeded again, and quickly found to be so', async () => {
  const before = Date.now();
  expect(await seed(store, { demo: true })).toBe(false);
  expect(Date.now() - before).toBeLessThan(3_000);
});

test('the policies come back from their tables as they were', async () => {
  for (const policy of [defaultPolicy, demoPolicy]) {
    const stored = await policyInEffect(store, policy.name, Date.UTC(2026, 10, 1));
    expect(stored).toMatchObject({ version: policy.version, settings: policy.settings, categories: policy.categories });
    const byName = (limits: typeof policy.limits) =>
      limits.toSorted((a, b) => (a.class + a.name).localeCompare(b.class + b.name));
    expect(byName(stored?.limits ?? [])).toEqual(byName(policy.limits));
  }
  expect(await policyInEffect(store, defaultPolicy.name, Date.UTC(2019, 0, 1))).toBeNull();
  expect(await readPolicy(store, 'nothing')).toBeNull();
  expect((await newestCalendar(store))?.knownYears).toContain(2026);
});

test('every category has a unit that may be first owner, in every community', async () => {
  const communities = await store.db.community.findMany({ include: { units: true } });
  expect(communities.map(({ name }) => name)).toContain('双塔社区');
  for (const { units } of communities) {
    const owned = new Set(units.flatMap(({ categories }) => categories));
    expect(defaultCategories.filter(({ code }) => !owned.has(code))).toEqual([]);
  }
});

test('exactly one community runs in seconds, and 八家巷小区 lies in it too', async () => {
  const demo = await store.db.community.findMany({ where: { demo: true }, include: { compounds: true } });
  expect(demo.map(({ name, policyName }) => [name, policyName])).toEqual([['演示社区', demoPolicy.name]]);
  expect(demo[0]?.compounds.map(({ name }) => name)).toEqual(['八家巷小区']);
});

test('everybody of the cast can sign in and holds a role where the cast says', async () => {
  const account = await store.db.account.findFirstOrThrow({ where: { userId: userIdOf('clerk') } });
  expect(account).toMatchObject({ providerId: 'credential', accountId: userIdOf('clerk') });
  expect(await verifyPassword({ hash: account.password ?? '', password: demoPassword })).toBe(true);
  for (const { username, role, communityNames, unitName } of cast) {
    const grants = await grantsOf(store, userIdOf(username));
    expect(grants).toHaveLength(communityNames.length);
    expect(grants.every((grant) => grant.role === role && (grant.unitId !== null) === (unitName !== undefined))).toBe(
      true,
    );
  }
  const staff = await staffOf(store, 'shuangta');
  for (const role of [
    'clerk',
    'dispatcher',
    'handler',
    'supervisor',
    'director',
    'callbackAgent',
    'auditor',
    'admin',
  ]) {
    expect(staff.map((each) => each.role)).toContain(role);
  }
});

test('a disabled account holds no role', async () => {
  expect(await handlersOfUnit(store, 'shuangta.gongdian')).toEqual([userIdOf('handler2')]);
  expect(await holdersOfRole(store, 'qunan', 'supervisor')).toEqual([userIdOf('supervisor2')]);
  await store.db.user.update({ where: { id: userIdOf('supervisor2') }, data: { disabledAt: new Date() } });
  expect(await holdersOfRole(store, 'qunan', 'supervisor')).toEqual([]);
  expect(await grantsOf(store, userIdOf('supervisor2'))).toEqual([]);
});

test('seeded again by a newer version, a password and posts stay as people have made them', async () => {
  const own = { userId: userIdOf('clerk2') };
  await store.db.account.updateMany({ where: own, data: { password: 'the hash of another' } });
  const taken = { userId: userIdOf('dispatcher2'), role: 'dispatcher', communityId: 'qunan' };
  await store.db.grant.deleteMany({ where: taken });
  const change = { userId: taken.userId, role: taken.role, communityIds: [taken.communityId], by: userIdOf('admin') };
  await store.db.accountChange.create({ data: { ...change, kind: 'postRemoved' } });
  await store.db.keeperFact.delete({ where: { name: 'seed' } });
  expect(await seed(store, { demo: true })).toBe(true);
  expect((await store.db.account.findFirstOrThrow({ where: own })).password).toBe('the hash of another');
  expect((await grantsOf(store, taken.userId)).map(({ communityId }) => communityId)).toEqual(['shenhoubao', 'sushui']);
});

test('in production nobody with a known password and no demo community is made, but the administrator that is asked for', async () => {
  const production = openStore((await freshDatabase()).url);
  try {
    const places = { county: '某县', communities: [{ name: '新社区', compounds: ['一小区'], buildings: 2 }] };
    const admin = { username: 'root', password: 'a long password' };
    expect(await seed(production, { demo: false, places, admin })).toBe(true);
    expect(await production.db.user.findMany({ select: { username: true } })).toEqual([{ username: 'root' }]);
    expect(await production.db.community.findMany({ select: { name: true, demo: true } })).toEqual([
      { name: '新社区', demo: false },
    ]);
    expect(await production.db.building.count()).toBe(2);
    expect(await production.db.policy.findMany({ select: { version: true } })).toEqual([
      { version: defaultPolicy.version },
    ]);
    expect(await grantsOf(production, userIdOf('root'))).toMatchObject([{ role: 'admin' }]);
  } finally {
    await production.close();
  }
});
