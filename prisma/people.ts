// Accounts of staff from a file, for an installation without the demo's: who, with which posts. Each new one gets a password of its
// own, said once; who has an account already keeps it and gets the posts that are new.
import { randomInt } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { z } from 'zod';
import type { Store } from '../store/client.ts';
import { userIdOf } from './cast.ts';

/** Roles that sign in at the console as staff; helpers are entered in the directory. */
export const postRoles = [
  'clerk',
  'dispatcher',
  'handler',
  'supervisor',
  'director',
  'mediator',
  'convenor',
  'callbackAgent',
  'gridWorker',
  'auditor',
  'admin',
] as const;

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
        email: z.email(),
        posts: z.array(post).min(1),
      }),
    )
    .min(1)
    .refine((people) => new Set(people.map(({ username }) => username)).size === people.length, {
      error: 'a username stands twice',
    })
    .refine((people) => new Set(people.map(({ email }) => email.toLowerCase())).size === people.length, {
      error: 'an e-mail address stands twice',
    }),
});
export type PeopleFile = z.infer<typeof peopleFile>;

/** The passwords of accounts that are new. Throws, having written nothing, with all that the file names and is not there. */
export async function addStaff(
  store: Store,
  { people }: PeopleFile,
): Promise<{ username: string; password: string }[]> {
  const communities = await store.db.community.findMany({ select: { id: true, name: true } });
  const units = await store.db.unit.findMany({ select: { id: true, name: true, communityId: true } });
  const missing = new Set<string>();
  const grants = people.flatMap(({ username, posts }) =>
    posts.flatMap(({ role, community, unit }) => {
      const communityId = communities.find(({ name }) => name === community)?.id;
      if (communityId === undefined) missing.add(`community ${community}`);
      const found = units.find((each) => each.communityId === communityId && each.name === unit);
      if (communityId !== undefined && unit !== undefined && !found) missing.add(`unit ${unit} in ${community}`);
      const userId = userIdOf(username);
      // A handler may act for several units of one community.
      const id = [userId, role, communityId, ...(found ? [found.id] : [])].join(':');
      return communityId === undefined ? [] : [{ id, userId, role, communityId, unitId: found?.id ?? null }];
    }),
  );
  if (missing.size > 0) throw new Error(`not there: ${[...missing].join(', ')}`);
  const known = await store.db.user.findMany({ where: { username: { in: people.map(({ username }) => username) } } });
  const fresh = people.filter(({ username }) => !known.some((each) => each.username === username));
  const secrets = fresh.map(({ username }) => ({ username, password: newPassword() }));
  const hashes = await Promise.all(secrets.map(({ password }) => hashPassword(password)));
  await store.db.$transaction([
    store.db.user.createMany({ data: fresh.map(userRow) }),
    store.db.account.createMany({
      data: fresh.map(({ username }, index) => accountRow({ username, hash: hashes[index] ?? '' })),
    }),
    store.db.grant.createMany({ data: grants, skipDuplicates: true }),
  ]);
  return secrets;
}

/** A user as better-auth keeps them. */
export function userRow({ username, name, email }: { username: string; name: string; email: string }) {
  return { id: userIdOf(username), name, email, emailVerified: true, username, displayUsername: username };
}

/** That they sign in with user name and password, as better-auth keeps it. */
export function accountRow({ username, hash }: { username: string; hash: string }) {
  const userId = userIdOf(username);
  return { id: `account-${username}`, accountId: userId, providerId: 'credential', userId, password: hash };
}

// Without letters and figures that look alike: it is read from paper once.
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

function newPassword(): string {
  return Array.from({ length: 14 }, () => alphabet[randomInt(alphabet.length)]).join('');
}
