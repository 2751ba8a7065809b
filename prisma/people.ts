// Accounts of staff from a file, for an installation without the demo's: who, with which posts. Each new one gets a password of its
// own, said once; who has an account already keeps it and gets the posts that are new.
import { hashPassword } from 'better-auth/crypto';
import { z } from 'zod';
import { postRoles, type AccountChangeKind } from '../domain/people/accounts.ts';
import { oneTimePasswordDays } from '../domain/people/passwords.ts';
import { dayMs } from '../domain/time/shanghai.ts';
import { postsTakenAway } from '../store/account-changes.ts';
import { accountRow, grantRow, oneTimePassword, renewPassword, userIdOf, userRow } from '../store/accounts.ts';
import type { Store } from '../store/client.ts';

const post = z
  .strictObject({ role: z.enum(postRoles), community: z.string().min(1), unit: z.string().min(1).optional() })
  .refine(({ role, unit }) => (role === 'handler') === (unit !== undefined), {
    error: 'a handler acts for a unit, and nobody else does',
    path: ['unit'],
  });

/** Who is to have an account: mails of the post go to `email`. */
export const peopleFile = z.strictObject({
  people: z
    .array(
      z.strictObject({
        username: z.string().regex(/^[a-z][a-z0-9_.]{2,29}$/, { error: 'three to thirty of a-z, 0-9, _ and .' }),
        name: z.string().trim().min(1).max(40),
        // As the console keeps it: one address, however it is written, is one person's.
        email: z.email().toLowerCase(),
        posts: z.array(post).min(1),
      }),
    )
    .min(1)
    .refine((people) => new Set(people.map(({ username }) => username)).size === people.length, {
      error: 'a username stands twice',
    })
    .refine((people) => new Set(people.map(({ email }) => email)).size === people.length, {
      error: 'an e-mail address stands twice',
    }),
});
export type PeopleFile = z.infer<typeof peopleFile>;

export type Staffed = {
  /** The accounts that are new, each with its one-time password. */
  fresh: { username: string; password: string }[];
  /** Posts of the file that were taken away in the console: they are given again there, or not at all. */
  keptAway: string[];
};

/** Who is on record as having done it: whoever holds the server. */
const by = 'seed';

/** Throws, having written nothing, with all that the file names and is not there. */
export async function addStaff(store: Store, { people }: PeopleFile): Promise<Staffed> {
  const communities = await store.db.community.findMany({ select: { id: true, name: true } });
  const units = await store.db.unit.findMany({ select: { id: true, name: true, communityId: true } });
  const missing = new Set<string>();
  const wanted = people.flatMap(({ username, posts }) =>
    posts.flatMap(({ role, community, unit }) => {
      const communityId = communities.find(({ name }) => name === community)?.id;
      if (communityId === undefined) missing.add(`community ${community}`);
      const found = units.find((each) => each.communityId === communityId && each.name === unit);
      if (communityId !== undefined && unit !== undefined && !found) missing.add(`unit ${unit} in ${community}`);
      if (communityId === undefined) return [];
      const row = grantRow(userIdOf(username), { role, communityId, unitId: found?.id ?? null });
      return [{ row, said: [username, role, community, unit].filter(Boolean).join(' ') }];
    }),
  );
  if (missing.size > 0) throw new Error(`not there: ${[...missing].join(', ')}`);
  const away = await takenAway(store);
  const known = await store.db.user.findMany({ where: { username: { in: people.map(({ username }) => username) } } });
  const fresh = people
    .filter(({ username }) => !known.some((each) => each.username === username))
    .map((person) => ({ ...person, password: oneTimePassword() }));
  const hashes = await Promise.all(fresh.map(({ password }) => hashPassword(password)));
  const oneTimeUntil = new Date(Date.now() + oneTimePasswordDays * dayMs);
  await store.db.$transaction(async (tx) => {
    await tx.user.createMany({ data: fresh.map((person) => ({ ...userRow(person), oneTimeUntil })) });
    await tx.account.createMany({
      data: fresh.map(({ username }, index) => accountRow({ username, hash: hashes[index] ?? '' })),
    });
    const given = await tx.grant.createManyAndReturn({
      data: wanted.filter(({ row }) => !away(row)).map(({ row }) => row),
      skipDuplicates: true,
    });
    await tx.accountChange.createMany({
      data: changesOf(
        fresh.map(({ username }) => userIdOf(username)),
        given,
      ),
    });
  });
  return {
    fresh: fresh.map(({ username, password }) => ({ username, password })),
    keptAway: wanted.filter(({ row }) => away(row)).map(({ said }) => said),
  };
}

type ChangeRow = Partial<Pick<PostRow, 'role' | 'unitId'>> & {
  userId: string;
  kind: AccountChangeKind;
  by: string;
  communityIds: string[];
};

/** What the file did, for the history of the accounts: `made` are new, `given` are posts that they did not hold. */
function changesOf(made: string[], given: PostRow[]): ChangeRow[] {
  const placesOf = (id: string) => given.filter(({ userId }) => userId === id).map(({ communityId }) => communityId);
  return [
    ...made.map((userId) => ({ userId, kind: 'created' as const, by, communityIds: [...new Set(placesOf(userId))] })),
    ...given.map(({ userId, role, communityId, unitId }) => {
      return { userId, kind: 'postAdded' as const, by, communityIds: [communityId], role, unitId };
    }),
  ];
}

/** A one-time password for an account that no administrator may renew; null: nobody of that name. Its sessions end. */
export async function renewByName(store: Store, username: string): Promise<string | null> {
  const password = oneTimePassword();
  const secret = {
    hash: await hashPassword(password),
    oneTimeUntil: new Date(Date.now() + oneTimePasswordDays * dayMs),
  };
  return (await renewPassword(store, userIdOf(username), by, secret)) ? password : null;
}

type PostRow = { userId: string; role: string; communityId: string; unitId: string | null };

/** Whether somebody has taken that post away in the console: no seed gives it again behind their back. */
export async function takenAway(store: Store): Promise<(post: PostRow) => boolean> {
  const nameOf = ({ userId, role, communityId, unitId }: PostRow) => [userId, role, communityId, unitId].join();
  const away = new Set((await postsTakenAway(store)).map(nameOf));
  return (post) => away.has(nameOf(post));
}
