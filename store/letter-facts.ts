// What a letter needs beside its notices: names for ids, and the address of who is to read it.
import { isBarred } from '../domain/directory/rules.ts';
import type { HelperState } from '../domain/matching/types.ts';
import type { Caller } from '../domain/people/permissions.ts';
import type { Role } from '../domain/words.ts';
import type { Cipher } from './cipher.ts';
import type { Store } from './client.ts';
import { helperPlace } from './helper-entries.ts';
import { intakePlace } from './intakes.ts';
import type { Tx } from './notices.ts';
import { findOffice } from './offices.ts';
import { lastSuspension, suspensionOf } from './suspensions.ts';

export type Names = {
  communities: Map<string, string>;
  compounds: Map<string, string>;
  categories: Map<string, string>;
};

type Placed = { communityId: string; compoundId: string | null; category: string };

/** Names of the places and categories that occur; an id without a row is simply missing. */
export async function namesFor(tx: Tx, facts: Placed[]): Promise<Names> {
  const ids = (pick: (each: Placed) => string | null) => [
    ...new Set(facts.map(pick).filter((id): id is string => id !== null)),
  ];
  const communities = await tx.community.findMany({ where: { id: { in: ids((each) => each.communityId) } } });
  const compounds = await tx.compound.findMany({ where: { id: { in: ids((each) => each.compoundId) } } });
  const categories = await tx.policyCategory.findMany({
    where: { code: { in: ids((each) => each.category) } },
    orderBy: { policy: { effectiveFrom: 'asc' } },
    select: { code: true, name: true },
  });
  return {
    communities: new Map(communities.map((row) => [row.id, row.name])),
    compounds: new Map(compounds.map((row) => [row.id, row.name])),
    categories: new Map(categories.map((row) => [row.code, row.name])),
  };
}

/** A member of staff who can be written to; null when the account is gone or disabled. */
export async function staffMember(tx: Tx, userId: string): Promise<{ name: string; email: string } | null> {
  return tx.user.findFirst({ where: { id: userId, disabledAt: null }, select: { name: true, email: true } });
}

/**
 * A helper's own address, else that of the account that answers for them (a unit's liaison); null when there is neither, or they
 * left or were put out of service. Who pauses goes on hearing of what they took.
 */
export async function helperEmail(tx: Tx, cipher: Cipher, id: string): Promise<string | null> {
  const where = { id, state: { in: ['verified', 'suspended'] } };
  const select = { state: true, emailEnc: true, userId: true, events: lastSuspension } as const;
  const helper = await tx.helper.findFirst({ where, select });
  if (!helper) return null;
  const standing = { state: helper.state as HelperState, userId: helper.userId };
  if (isBarred({ ...standing, suspendedBy: suspensionOf(helper)?.by ?? null })) return null;
  if (helper.emailEnc) return cipher.decrypt(helper.emailEnc, helperPlace('email', id));
  return helper.userId ? ((await staffMember(tx, helper.userId))?.email ?? null) : null;
}

/** An outside office as a letter addresses it; null when it has no address, or is not called any more. */
export async function officeContact(tx: Tx, id: string): Promise<{ name: string; email: string } | null> {
  const office = await findOffice({ db: tx }, id);
  return office?.email == null ? null : { name: office.name, email: office.email };
}

export type AppellantContact = { email: string; queryCode: string; anonymous: boolean };

/** The address and query code in the newest version of the intake; null when there is no address, or it was erased. */
export async function appellantContact(tx: Tx, cipher: Cipher, appealNo: string): Promise<AppellantContact | null> {
  const intake = await tx.intake.findFirst({
    where: { appealNo },
    orderBy: { version: 'desc' },
    select: { id: true, emailEnc: true, queryCodeEnc: true, anonymous: true },
  });
  if (!intake?.emailEnc) return null;
  return {
    email: cipher.decrypt(intake.emailEnc, intakePlace('email', intake.id)),
    queryCode: cipher.decrypt(intake.queryCodeEnc, intakePlace('queryCode', intake.id)),
    anonymous: intake.anonymous,
  };
}

/** The person a mail's link was written for, with what they hold today; null when the account is gone or disabled. */
export async function linkHolder(store: Store, userId: string): Promise<Caller | null> {
  const user = await store.db.user.findFirst({ where: { id: userId, disabledAt: null }, include: { grants: true } });
  if (!user) return null;
  const grants = user.grants.map(({ role, communityId, unitId }) => ({ role: role as Role, communityId, unitId }));
  return { id: user.id, grants };
}
