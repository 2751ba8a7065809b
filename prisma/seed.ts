// `npm run seed`: policies, calendar, places and people, so that a new installation can be used. Adds what is missing and changes
// nothing that is there. In production: no demo community and nobody with a known password.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { hashPassword } from 'better-auth/crypto';
import { z } from 'zod';
import { configOrExit } from '../config/local.ts';
import { defaultOfficeHours, defaultPolicy, demoPolicy } from '../domain/policy/defaults.ts';
import type { Policy } from '../domain/policy/types.ts';
import type { Role } from '../domain/words.ts';
import { accountRow, userIdOf, userRow } from '../store/accounts.ts';
import { openCipher, type Cipher } from '../store/cipher.ts';
import { openStore, type Store } from '../store/client.ts';
import { addHelpers } from '../store/helper-entries.ts';
import { readFact, writeFact } from '../store/keeper.ts';
import { cast, demoCommunityName, type CastMember } from './cast.ts';
import { planHelpers } from './helpers.ts';
import { migratedOrExit } from './migrate.ts';
import { planOffices } from './offices.ts';
import { addStaff, peopleFile, renewByName, takenAway } from './people.ts';
import { addCommunity, idOf, placesFile, planPlaces, type Places, type PlacesFile } from './places.ts';

export type SeedOptions = {
  /** Also the demo community, the demo policy and the demo's people. */
  demo: boolean;
  /** With it the demo has its helpers too: their names and numbers are encrypted. */
  cipher?: Cipher;
  /** Communities to lay out; without it those of 临猗 in the demo, none in production. */
  places?: PlacesFile;
  /** An administrator of all communities there are. */
  admin?: { username: string; password: string } | null;
};

type Calendar = { version: string; source: string; holidays: string[]; workdays: string[]; knownYears: number[] };

const data = join(import.meta.dirname, 'data');
/** Policies apply to whatever is received from here on. */
const effectiveFrom = new Date('2020-01-01T00:00:00+08:00');
const fact = 'seed';

/** Seeds the database; answers false when exactly this was seeded before. */
export async function seed(store: Store, options: SeedOptions): Promise<boolean> {
  const calendar = JSON.parse(await readFile(join(data, 'calendar.json'), 'utf8')) as Calendar;
  const policies = options.demo ? [defaultPolicy, demoPolicy] : [defaultPolicy];
  const places = await placesOf(options);
  const people = options.demo ? cast : [];
  const helpers = options.demo && options.cipher ? planHelpers(places) : null;
  const offices = options.demo ? planOffices(places.communities) : [];
  const stamp = JSON.stringify([calendar, policies, places, people, helpers, offices, options.admin?.username]);
  const fingerprint = createHash('sha256').update(stamp).digest('hex');
  if ((await readFact(store, fact)) === fingerprint) return false;
  for (const policy of policies) await addPolicy(store, policy);
  await store.db.calendarVersion.createMany({ data: [calendar], skipDuplicates: true });
  await addPlaces(store, places);
  await store.db.office.createMany({ data: offices, skipDuplicates: true });
  await addPeople(store, people);
  if (helpers && options.cipher) {
    await addHelpers(store.pool, options.cipher, helpers.helpers);
    await store.db.station.createMany({ data: helpers.stations, skipDuplicates: true });
  }
  if (options.admin) await addAdmin(store, options.admin);
  await writeFact(store, fact, fingerprint);
  return true;
}

async function placesOf({ demo, places }: SeedOptions): Promise<Places> {
  const file = places ?? (demo ? await readPlaces(join(data, 'linyi.json')) : null);
  const plan = file ? planPlaces(file) : { communities: [], compounds: [], buildings: [], units: [] };
  if (demo) {
    const community = {
      id: idOf(demoCommunityName),
      name: demoCommunityName,
      town: '演示镇',
      feature: '时限以秒计',
      demo: true,
    };
    addCommunity(plan, community, ['八家巷小区'], 6);
  }
  return plan;
}

async function readPlaces(path: string): Promise<PlacesFile> {
  return placesFile.parse(JSON.parse(await readFile(path, 'utf8')));
}

async function addPolicy(store: Store, { version, name, source, settings, limits, categories }: Policy): Promise<void> {
  await store.db.$transaction([
    store.db.policy.createMany({ data: [{ version, name, source, settings, effectiveFrom }], skipDuplicates: true }),
    store.db.policyLimit.createMany({
      data: limits.map(({ limit, ...row }) => ({
        ...row,
        version,
        value: limit?.value ?? null,
        unit: limit?.unit ?? null,
      })),
      skipDuplicates: true,
    }),
    store.db.policyCategory.createMany({
      data: categories.map(({ handling, ...row }, position) => ({
        ...row,
        version,
        position,
        handlingValue: handling?.value ?? null,
        handlingUnit: handling?.unit ?? null,
      })),
      skipDuplicates: true,
    }),
  ]);
}

async function addPlaces(store: Store, { communities, compounds, buildings, units }: Places): Promise<void> {
  await store.db.community.createMany({
    data: communities.map((community) => ({
      ...community,
      officeHours: defaultOfficeHours,
      policyName: community.demo ? demoPolicy.name : defaultPolicy.name,
    })),
    skipDuplicates: true,
  });
  await store.db.compound.createMany({ data: compounds, skipDuplicates: true });
  await store.db.building.createMany({ data: buildings, skipDuplicates: true });
  await store.db.unit.createMany({ data: units, skipDuplicates: true });
}

async function addPeople(store: Store, people: CastMember[]): Promise<void> {
  const passwords = [...new Set(people.map(({ password }) => password))];
  // One hash for all who share a password: hashing is made to be slow, and these passwords are known to everybody.
  const hashes = new Map(await Promise.all(passwords.map(async (each) => [each, await hashPassword(each)] as const)));
  await addUsers(
    store,
    people.map(({ username, name, password }) => ({ username, name, hash: hashes.get(password) ?? '' })),
  );
  const units = await store.db.unit.findMany({ select: { id: true, communityId: true, name: true } });
  const grants = people.flatMap(({ username, role, communityNames, unitName }) =>
    communityNames.map(idOf).map((communityId) => {
      const unit = units.find((each) => each.communityId === communityId && each.name === unitName);
      return grantOf(username, role, communityId, unit?.id ?? null);
    }),
  );
  await addGrants(store, grants);
}

async function addAdmin(store: Store, { username, password }: { username: string; password: string }): Promise<void> {
  await addUsers(store, [{ username, name: '系统管理员', hash: await hashPassword(password) }]);
  const communities = await store.db.community.findMany({ select: { id: true } });
  const grants = communities.map(({ id }) => grantOf(username, 'admin', id, null));
  await addGrants(store, grants);
}

async function addGrants(store: Store, grants: ReturnType<typeof grantOf>[]): Promise<void> {
  const away = await takenAway(store);
  await store.db.grant.createMany({ data: grants.filter((grant) => !away(grant)), skipDuplicates: true });
}

type NewUser = { username: string; name: string; hash: string };

/** Accounts that sign in with user name and password, as better-auth keeps them; one that is there keeps its password. */
async function addUsers(store: Store, users: NewUser[]): Promise<void> {
  await store.db.user.createMany({
    data: users.map(({ username, name }) => userRow({ username, name, email: `${username}@huying.example` })),
    skipDuplicates: true,
  });
  await store.db.account.createMany({ data: users.map(accountRow), skipDuplicates: true });
}

function grantOf(username: string, role: Role, communityId: string, unitId: string | null) {
  const userId = userIdOf(username);
  return { id: [userId, role, communityId].join(':'), userId, role, communityId, unitId };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { places: { type: 'string' }, people: { type: 'string' }, renew: { type: 'string' } },
  });
  const { production, database, admin, keys } = configOrExit();
  await migratedOrExit(database.url);
  const store = openStore(database.url, { poolSize: 2 });
  try {
    const places = values.places === undefined ? undefined : await readPlaces(values.places);
    const changed = await seed(store, {
      demo: !production,
      admin,
      cipher: openCipher(keys.data, keys.lookup),
      ...(places ? { places } : {}),
    });
    console.log(changed ? 'Seeded.' : 'Seeded before: nothing to do.');
    if (values.renew !== undefined) {
      const password = await renewByName(store, values.renew);
      if (password === null) throw new Error(`nobody signs in as ${values.renew}`);
      console.log(`One-time password, said only here:\n${values.renew}  ${password}`);
    }
    if (values.people === undefined) return;
    const read = peopleFile.safeParse(JSON.parse(await readFile(values.people, 'utf8')));
    if (!read.success) throw new Error(`${values.people}:\n${z.prettifyError(read.error)}`);
    const { fresh, keptAway } = await addStaff(store, read.data);
    console.log(
      fresh.length === 0 ? 'No new accounts.' : 'New accounts, with one-time passwords that are said only here:',
    );
    for (const { username, password } of fresh) console.log(`${username}  ${password}`);
    for (const post of keptAway) console.log(`Taken away in the console, and not given again: ${post}`);
  } finally {
    await store.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
