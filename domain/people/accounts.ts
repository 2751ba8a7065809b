// Who may do what to an account and its posts (domain §8): the one table that API, console and tests read. An account can hold posts
// in several communities; whoever could renew its password could act in all of them, so that takes an administrator of them all.
import type { Role } from '../words.ts';

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
] as const satisfies readonly Role[];
export type PostRole = (typeof postRoles)[number];

/** What was done to an account, as its history names it. */
export const accountChangeKinds = [
  'created',
  'disabled',
  'enabled',
  'passwordRenewed',
  'passwordChanged',
  'postAdded',
  'postRemoved',
] as const;
export type AccountChangeKind = (typeof accountChangeKinds)[number];

/** Roles that read the accounts of their communities and what was done to them; administrators alone change them. */
export const accountReaders: readonly Role[] = ['admin', 'auditor'];

/** `everywhere`: it reaches into every community of the account; `community`: into one. `own`: also to oneself. */
export const accountActs = {
  disable: { reach: 'everywhere', own: false },
  // Signing in again is a matter of all of them, too.
  enable: { reach: 'everywhere', own: false },
  renewPassword: { reach: 'everywhere', own: false },
  // Nobody gives themselves what they may not do yet.
  addPost: { reach: 'community', own: false },
  // But for the post by which one administers: nobody locks the door behind themselves.
  removePost: { reach: 'community', own: true },
} as const satisfies Record<string, { reach: 'everywhere' | 'community'; own: boolean }>;
export type AccountAct = keyof typeof accountActs;

export type AccountRefusal = 'forbidden' | 'ownAccount' | 'otherCommunities';

/** `administers`: the communities in which the actor holds the role `admin`. */
export type Administrator = { id: string; administers: readonly string[] };
/** `communityIds`: where the account holds a post; none: it has lost its last one. */
export type HeldAccount = { id: string; communityIds: readonly string[] };
export type Post = { role: Role; communityId: string };

/** Why the actor may not do the act; null when they may. `post`: of the acts that concern one. */
export function accountRefusal(
  actor: Administrator,
  account: HeldAccount,
  act: AccountAct,
  post?: Post,
): AccountRefusal | null {
  const { reach, own } = accountActs[act];
  if (actor.administers.length === 0) return 'forbidden';
  if (account.id === actor.id && (!own || post?.role === 'admin')) return 'ownAccount';
  if (reach === 'community') return post && actor.administers.includes(post.communityId) ? null : 'forbidden';
  return account.communityIds.every((id) => actor.administers.includes(id)) ? null : 'otherCommunities';
}
