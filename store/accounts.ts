// Accounts as better-auth keeps them, and the changes that an administrator or their owner makes: each within one transaction, alone
// with the account and with whoever changes it, and on record.
import { randomInt } from 'node:crypto';
import type { AccountChangeKind } from '../domain/people/accounts.ts';
import type { Grant } from '../domain/people/permissions.ts';
import type { Role } from '../domain/words.ts';
import type { Store } from './client.ts';
import type { Tx } from './notices.ts';

/** The id under which a user name is an account. */
export function userIdOf(username: string): string {
  return `user-${username}`;
}

/** A user as better-auth keeps them. */
export function userRow({ username, name, email }: { username: string; name: string; email: string }) {
  return { id: userIdOf(username), name, email, emailVerified: true, username, displayUsername: username };
}

/** That they sign in with user name and password, as better-auth keeps it. */
export function accountRow({ username, hash }: { username: string; hash: string }) {
  const userId = userIdOf(username);
  return { id: `account-${username}`, accountId: userId, providerId, userId, password: hash };
}

/** A post as a row; a handler may act for several units of one community. */
export function grantRow(userId: string, { role, communityId, unitId }: Grant) {
  const id = [userId, role, communityId, ...(unitId === null ? [] : [unitId])].join(':');
  return { id, userId, role, communityId, unitId };
}

// Without letters and figures that look alike: it is read from paper once.
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A password for one sign-in: 80 bits. */
export function oneTimePassword(): string {
  return Array.from({ length: 14 }, () => alphabet[randomInt(alphabet.length)]).join('');
}

const providerId = 'credential';

/** Who makes a change, by the session in which they do. */
export type Actor = { id: string; sessionId: string };
export type StandingAccount = {
  id: string;
  username: string;
  name: string;
  disabledAt: Date | null;
  grants: Grant[];
};
/** Both as they stand once nobody else can change them; `actor`: null when the session has ended meanwhile. */
export type Standing = { actor: Grant[] | null; account: StandingAccount | null };

/**
 * Runs a change of an account alone: whoever changes it or its changer at the same time comes before or after. So two administrators
 * who take each other's posts do not both succeed. What `run` throws undoes all.
 */
export async function changeAccount<T>(
  store: Store,
  { id: actorId, sessionId }: Actor,
  accountId: string,
  run: (tx: Tx, standing: Standing) => Promise<T>,
): Promise<T> {
  return store.db.$transaction(async (tx) => {
    await alone(tx, [actorId, accountId]);
    const session = await tx.session.findFirst({
      where: { id: sessionId, userId: actorId, user: { disabledAt: null, oneTimeUntil: null } },
      select: { user: { select: { grants: true } } },
    });
    const account = await tx.user.findUnique({ where: { id: accountId }, include: { grants: true } });
    return run(tx, {
      actor: session && session.user.grants.map(grantOf),
      account: account && { ...account, username: account.username ?? '', grants: account.grants.map(grantOf) },
    });
  });
}

/**
 * The owner's own password, by which every session of theirs ends. `from`: the hash of the one they gave; false: it is not theirs any
 * more.
 */
export async function changeOwnPassword(store: Store, userId: string, from: string, hash: string): Promise<boolean> {
  return store.db.$transaction(async (tx) => {
    await alone(tx, [userId]);
    if (!(await replacePassword(tx, userId, { from, hash, oneTimeUntil: null }))) return false;
    await recordAccountChange(tx, { userId, kind: 'passwordChanged', by: userId });
    return true;
  });
}

/** As an administrator does, by whoever holds the server; false: no such account. */
export async function renewPassword(
  store: Store,
  userId: string,
  by: string,
  secret: { hash: string; oneTimeUntil: Date },
): Promise<boolean> {
  return store.db.$transaction(async (tx) => {
    await alone(tx, [userId]);
    if (!(await replacePassword(tx, userId, { ...secret, from: null }))) return false;
    await recordAccountChange(tx, { userId, kind: 'passwordRenewed', by });
    return true;
  });
}

/** An account that is new, still without a post; else what of it is another's already. */
export async function insertAccount(
  tx: Tx,
  who: { username: string; name: string; email: string },
  { hash, oneTimeUntil }: { hash: string; oneTimeUntil: Date },
): Promise<'made' | 'username' | 'email'> {
  const made = await tx.user.createMany({ data: [{ ...userRow(who), oneTimeUntil }], skipDuplicates: true });
  if (made.count === 0) return (await tx.user.count({ where: { email: who.email } })) > 0 ? 'email' : 'username';
  await tx.account.create({ data: accountRow({ username: who.username, hash }) });
  return 'made';
}

/** Gives a post; false: the account has it. */
export async function insertPost(tx: Tx, userId: string, post: Grant): Promise<boolean> {
  if ((await tx.grant.count({ where: { userId, ...post } })) > 0) return false;
  return (await tx.grant.createMany({ data: [grantRow(userId, post)], skipDuplicates: true })).count > 0;
}

/** Takes a post; false: the account has it no more. */
export async function deletePost(tx: Tx, userId: string, post: Grant): Promise<boolean> {
  return (await tx.grant.deleteMany({ where: { userId, ...post } })).count > 0;
}

/** A disabled account's sessions are gone with it. */
export async function updateDisabled(tx: Tx, id: string, disabledAt: Date | null): Promise<void> {
  await tx.user.update({ where: { id }, data: { disabledAt } });
  if (disabledAt) await tx.session.deleteMany({ where: { userId: id } });
}

/**
 * Another password, with which every session ends. `from`: the hash that it replaces, null for whichever stands; false: it does not
 * stand any more. `oneTimeUntil`: null when it is the person's own.
 */
export async function replacePassword(
  tx: Tx,
  userId: string,
  { from, hash, oneTimeUntil }: { from: string | null; hash: string; oneTimeUntil: Date | null },
): Promise<boolean> {
  const where = { userId, providerId, ...(from === null ? {} : { password: from }) };
  const { count } = await tx.account.updateMany({ where, data: { password: hash } });
  if (count === 0) return false;
  await tx.user.update({ where: { id: userId }, data: { oneTimeUntil } });
  await tx.session.deleteMany({ where: { userId } });
  return true;
}

export type AccountChangeDraft = { userId: string; kind: AccountChangeKind; by: string; post?: Grant };

/** Notes what is done, within the transaction that does it. */
export async function recordAccountChange(tx: Tx, { userId, kind, by, post }: AccountChangeDraft): Promise<void> {
  const communityIds = post ? [post.communityId] : await concerned(tx, userId);
  const of = post && { role: post.role, unitId: post.unitId };
  await tx.accountChange.create({ data: { userId, kind, by, communityIds, ...of } });
}

/** Where the account holds a post; when it has lost its last one, where that was. */
async function concerned(tx: Tx, userId: string): Promise<string[]> {
  const grants = await tx.grant.findMany({ where: { userId }, distinct: ['communityId'] });
  if (grants.length > 0) return grants.map(({ communityId }) => communityId);
  const last = await tx.accountChange.findFirst({ where: { userId, kind: 'postRemoved' }, orderBy: { id: 'desc' } });
  return last?.communityIds ?? [];
}

/** The hash by which a user name signs in; null: nobody of that name. */
export async function passwordHash(store: Store, username: string): Promise<string | null> {
  const found = await store.db.account.findFirst({
    where: { providerId, user: { username } },
    select: { password: true },
  });
  return found?.password ?? null;
}

/**
 * Whether the account is open and that hash still stands, once whoever is changing either has done so: a sign-in that began before must
 * not outlive it. Whoever comes later finds its session.
 */
export async function standsStill(store: Store, userId: string, hash: string | null): Promise<boolean> {
  // By the user as every change does (`alone`); what it left is then read in a statement that began after it.
  await store.pool.query('select from "user" where id = $1 for share', [userId]);
  const { rowCount } = await store.pool.query(
    `select from account a join "user" u on u.id = a.user_id and u.disabled_at is null
     where a.user_id = $1 and a.provider_id = $2 and a.password = $3`,
    [userId, providerId, hash],
  );
  return rowCount === 1;
}

// Always before anything of the account, and in one order: so nobody waits for each other.
async function alone(tx: Tx, ids: string[]): Promise<void> {
  await tx.$queryRaw`select id from "user" where id = any(${ids}) order by id for no key update`;
}

function grantOf({ role, communityId, unitId }: { role: string; communityId: string; unitId: string | null }): Grant {
  return { role: role as Role, communityId, unitId };
}
