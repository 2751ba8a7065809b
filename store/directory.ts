// The directory (双报到) as it is read: lists by page, one entry with its history.
import type { HelperKind, HelperState, QuietHours, WeeklyWindow } from '../domain/matching/types.ts';
import type { Instant } from '../domain/time/types.ts';
import type { Role } from '../domain/words.ts';
import type { Cipher } from './cipher.ts';
import type { Store } from './client.ts';
import type { Helper as Row } from './generated/client.ts';
import {
  helperPhoneHash,
  helperPlace,
  personHash,
  type Contact,
  type HelperFacts,
  type HelperSource,
} from './helper-entries.ts';
import { lastSuspension, suspensionOf, type Suspension } from './suspensions.ts';

export type HelperEntry = HelperFacts &
  Contact & {
    id: string;
    kind: HelperKind;
    communityId: string;
    state: HelperState;
    version: number;
    userId: string | null;
    /** When it is out of service now; known of single entries, not in lists. */
    suspension?: Suspension | null;
    suspendedBy?: string | null;
    consentVersion: string | null;
    consentAt: Instant | null;
    source: HelperSource;
    enteredBy: string;
    enteredAt: Instant;
    verifiedBy: string | null;
    verifiedAt: Instant | null;
    openOffers: number;
    activeTasks: number;
    coolingUntil: Instant | null;
    accepted: number;
    declined: number;
    silent: number;
  };

export type DirectoryFilter = {
  communityIds: readonly string[];
  kind?: HelperKind;
  state?: HelperState;
  capability?: string;
  /** A whole phone number or member's name, or part of a unit's or team's name. */
  text?: string;
  unitId?: string;
};

/** One page, those waiting for verification first, and how many there are in all. `after`: the id with which the page before ended. */
export async function listHelpers(
  store: Store,
  cipher: Cipher,
  filter: DirectoryFilter,
  { offset = 0, limit }: { offset?: number; limit: number },
): Promise<{ total: number; items: HelperEntry[] }> {
  const where = whereOf(cipher, filter);
  const [total, rows] = await Promise.all([
    store.db.helper.count({ where }),
    store.db.helper.findMany({
      where,
      // enrolled, left, suspended, verified: those who wait come first by luck of the alphabet.
      orderBy: [{ state: 'asc' }, { kind: 'desc' }, { name: 'asc' }, { id: 'asc' }],
      skip: offset,
      take: limit,
    }),
  ]);
  return { total, items: rows.map((row) => entryOf(cipher, row)) };
}

/** How many entries there are of each kind and state. */
export async function countHelpers(
  store: Store,
  communityIds: readonly string[],
): Promise<{ kind: HelperKind; state: HelperState; count: number }[]> {
  const rows = await store.db.helper.groupBy({
    by: ['kind', 'state'],
    where: { communityId: { in: [...communityIds] } },
    _count: true,
  });
  return rows.map(({ kind, state, _count }) => ({
    kind: kind as HelperKind,
    state: state as HelperState,
    count: _count,
  }));
}

/** The entry, wherever it is; who may see it is the caller's question. */
export async function findHelper(store: Store, cipher: Cipher, id: string): Promise<HelperEntry | null> {
  const row = await store.db.helper.findUnique({ where: { id }, include: { events: lastSuspension } });
  return row && withSuspension(entryOf(cipher, row), suspensionOf(row));
}

/** The entry of the account, if it is a helper's. */
export async function findOwnHelper(store: Store, cipher: Cipher, userId: string): Promise<HelperEntry | null> {
  const row = await store.db.helper.findUnique({ where: { userId }, include: { events: lastSuspension } });
  return row && withSuspension(entryOf(cipher, row), suspensionOf(row));
}

/** Names of units and teams by their ids. Members have none here. */
export async function helperNames(store: Store, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await store.db.helper.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
}

/** Units and teams of a community that have not left, for a member to belong to. */
export async function groupsOf(
  store: Store,
  communityId: string,
): Promise<{ id: string; kind: HelperKind; name: string }[]> {
  const rows = await store.db.helper.findMany({
    where: { communityId, kind: { in: ['unit', 'team'] }, state: { not: 'left' } },
    select: { id: true, kind: true, name: true },
    orderBy: { name: 'asc' },
  });
  return rows.map(({ id, kind, name }) => ({ id, kind: kind as HelperKind, name: name ?? '' }));
}

export type HelperEventKind = 'enrolled' | 'verified' | 'suspended' | 'reinstated' | 'left' | 'corrected' | 'disclosed';
export type By = { id: string; role: Role | null };

export type HelperEventRow = {
  kind: HelperEventKind;
  by: string;
  role: Role | null;
  at: Instant;
  data: Record<string, unknown>;
};

/** What was done to an entry, newest first. */
export async function helperHistory(store: Store, helperId: string): Promise<HelperEventRow[]> {
  const rows = await store.db.helperEvent.findMany({
    where: { helperId },
    orderBy: [{ at: 'desc' }, { id: 'asc' }],
    take: 200,
  });
  return rows.map(({ kind, by, role, at, data }) => ({
    kind: kind as HelperEventKind,
    by,
    role: role as Role | null,
    at: at.getTime(),
    data: data as Record<string, unknown>,
  }));
}

/** Notes a look at personal data before it is granted. */
export async function noteDisclosure(store: Store, ids: readonly string[], by: By, data: object): Promise<void> {
  await store.db.helperEvent.createMany({
    data: ids.map((helperId) => ({ helperId, kind: 'disclosed', by: by.id, role: by.role, data })),
  });
}

function whereOf(cipher: Cipher, { communityIds, kind, state, capability, text, unitId }: DirectoryFilter) {
  const found = text === undefined ? undefined : text.trim();
  return {
    communityId: { in: [...communityIds] },
    ...(kind ? { kind } : {}),
    // Who left is shown to who asks for them.
    state: state ?? { not: 'left' },
    ...(capability ? { capabilities: { has: capability } } : {}),
    ...(unitId ? { OR: [{ unitId }, { teamId: unitId }] } : {}),
    ...(found
      ? {
          AND: {
            OR: [
              { name: { contains: found } },
              { personHash: personHash(cipher, found) },
              ...(/\d{5,}/.test(found.replace(/[\s-]/g, '')) ? [{ phoneHash: helperPhoneHash(cipher, found) }] : []),
            ],
          },
        }
      : {}),
  };
}

function entryOf(cipher: Cipher, row: Row): HelperEntry {
  const open = (column: keyof Contact, value: string | null) =>
    value ? cipher.decrypt(value, helperPlace(column, row.id)) : null;
  const { id, communityId, compoundId, version, name, userId, unitId, teamId, capabilities, training, recusals } = row;
  const { maxOpenOffers, maxActiveTasks, consentVersion, enteredBy, verifiedBy, openOffers, activeTasks } = row;
  return {
    ...{ id, communityId, compoundId, version, name, userId, unitId, teamId, capabilities, training, recusals },
    ...{ maxOpenOffers, maxActiveTasks, consentVersion, enteredBy, verifiedBy, openOffers, activeTasks },
    kind: row.kind as HelperKind,
    state: row.state as HelperState,
    source: row.source as HelperSource,
    person: open('person', row.personEnc),
    phone: open('phone', row.phoneEnc),
    email: open('email', row.emailEnc),
    hours: row.hours as WeeklyWindow[],
    quiet: quietOf(row),
    consentAt: row.consentAt?.getTime() ?? null,
    enteredAt: row.enteredAt.getTime(),
    verifiedAt: row.verifiedAt?.getTime() ?? null,
    coolingUntil: row.coolingUntil?.getTime() ?? null,
    accepted: row.acceptedCount,
    declined: row.declinedCount,
    silent: row.silentCount,
  };
}

function withSuspension(entry: HelperEntry, suspension: Suspension | null): HelperEntry {
  return { ...entry, suspension, suspendedBy: suspension?.by ?? null };
}

function quietOf({ quietFrom, quietTo }: Row): QuietHours | null {
  return quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo };
}
