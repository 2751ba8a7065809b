// What every change of an account goes through: it must be in sight, and whoever changes it must still be allowed to once nobody else
// can change either of them.
import type { User } from '../contracts/users.ts';
import { accountReaders, accountRefusal, type AccountAct, type HeldAccount } from '../domain/people/accounts.ts';
import type { Grant } from '../domain/people/permissions.ts';
import { changeAccount, type Actor, type StandingAccount } from '../store/accounts.ts';
import type { Tx } from '../store/notices.ts';
import { findAccount, type Account } from '../store/users.ts';
import type { Dependencies } from './dependencies.ts';
import { communitiesOf, requireRole, type Person } from './people.ts';
import { ProblemError } from './problem.ts';

/** Runs the change; throws `notFound` for an account out of sight, and what the table of `accountActs` says. */
export async function changeOf(
  deps: Dependencies,
  person: Person,
  id: string,
  act: AccountAct,
  run: (tx: Tx, account: StandingAccount) => Promise<void>,
  post?: Grant,
): Promise<void> {
  const communityIds = requireRole(person, ['admin']);
  if (!(await findAccount(deps.store, id, communityIds))) throw new ProblemError('notFound');
  await changeAccount(deps.store, actorOf(person), id, async (tx, { actor, account }) => {
    if (!account) throw new ProblemError('notFound');
    permit(person, actor, { id, communityIds: account.grants.map(({ communityId }) => communityId) }, act, post);
    await run(tx, account);
  });
}

/** Throws why the person, with what they hold now, may not do it. */
export function permit(
  { id }: Person,
  holds: Grant[] | null,
  account: HeldAccount,
  act: AccountAct,
  post?: Grant,
): void {
  if (!holds) throw new ProblemError('unauthenticated');
  const administers = communitiesOf({ grants: holds }, ['admin']);
  const refusal = accountRefusal({ id, administers }, account, act, post);
  if (refusal) throw new ProblemError(refusal);
}

export function actorOf({ id, sessionId }: Person): Actor {
  return { id, sessionId };
}

/** Throws `unknownReference` unless the post's community is there and its unit, in use, is the community's. */
export async function mustBeThere({ reference }: Dependencies, { communityId, unitId }: Grant): Promise<void> {
  const missing = (path: string, message: string) =>
    new ProblemError('unknownReference', { errors: [{ path, message }] });
  if (!(await reference.community(communityId))) throw missing('communityId', '没有这个社区');
  const units = unitId === null ? [] : await reference.units(communityId);
  if (unitId !== null && !units.some(({ id, active }) => id === unitId && active))
    throw missing('unitId', '社区里没有这个在用的单位');
}

/** The account as its readers see it; throws `notFound` when it is out of their sight. */
export async function accountView(deps: Dependencies, person: Person, id: string): Promise<User> {
  const account = await findAccount(deps.store, id, requireRole(person, accountReaders));
  if (!account) throw new ProblemError('notFound');
  return userView(account);
}

export function userView({ disabledAt, oneTimeUntil, ...rest }: Account): User {
  return {
    ...rest,
    disabledAt: disabledAt?.toISOString() ?? null,
    oneTimeUntil: oneTimeUntil?.toISOString() ?? null,
  };
}
