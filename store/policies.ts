// Policies, categories and calendars: versioned rows. New cases take the newest, a case keeps the versions it began with.
import { defaultLadder } from '../domain/ladder/routes.ts';
import type { Category, CategoryLadder, LimitName, Policy, PolicySettings } from '../domain/policy/types.ts';
import { settingsOf } from '../domain/policy/later.ts';
import type { Calendar, Duration, Instant } from '../domain/time/types.ts';
import type { AppealClass, DurationUnit } from '../domain/words.ts';
import type { Store } from './client.ts';
import type { Prisma } from './generated/client.ts';

/** A policy with the instant from which new cases take it. */
export type StoredPolicy = Policy & { effectiveFrom: Instant };

const whole = {
  limits: { orderBy: [{ class: 'asc' }, { name: 'asc' }] },
  categories: { orderBy: { position: 'asc' } },
} as const satisfies Prisma.PolicyInclude;

type WholePolicy = Prisma.PolicyGetPayload<{ include: typeof whole }>;

/** The policy of a version, or null. */
export async function readPolicy(store: Store, version: string): Promise<StoredPolicy | null> {
  const row = await store.db.policy.findUnique({ where: { version }, include: whole });
  return row && policyOf(row);
}

/** The newest policy of a name that is in effect at `at`, or null. */
export async function policyInEffect(store: Store, name: string, at: Instant): Promise<StoredPolicy | null> {
  const row = await store.db.policy.findFirst({
    where: { name, effectiveFrom: { lte: new Date(at) } },
    orderBy: [{ effectiveFrom: 'desc' }, { version: 'desc' }],
    include: whole,
  });
  return row && policyOf(row);
}

export type PolicyHead = { version: string; name: string; source: string; effectiveFrom: Instant };

/** All versions of all policies, newest first. */
export async function listPolicies(store: Store): Promise<PolicyHead[]> {
  const rows = await store.db.policy.findMany({ orderBy: [{ effectiveFrom: 'desc' }, { version: 'desc' }] });
  return rows.map(({ version, name, source, effectiveFrom }) => ({
    version,
    name,
    source,
    effectiveFrom: effectiveFrom.getTime(),
  }));
}

/** Writes a new version of a policy; false when the version exists already. A version never changes. */
export async function createPolicy(store: Store, policy: StoredPolicy): Promise<boolean> {
  const { version, name, source, settings, effectiveFrom } = policy;
  const lengthOf = (limit: Duration | null) => ({ value: limit?.value ?? null, unit: limit?.unit ?? null });
  try {
    await store.db.policy.create({
      data: {
        ...{ version, name, source, settings },
        effectiveFrom: new Date(effectiveFrom),
        limits: { create: policy.limits.map(({ limit, ...row }) => ({ ...row, ...lengthOf(limit) })) },
        categories: {
          create: policy.categories.map(({ handling, ...row }, position) => ({
            ...row,
            position,
            handlingValue: handling?.value ?? null,
            handlingUnit: handling?.unit ?? null,
          })),
        },
      },
    });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'P2002') return false;
    throw error;
  }
}

/** The calendar of a version, or null. */
export async function readCalendar(store: Store, version: string): Promise<Calendar | null> {
  const row = await store.db.calendarVersion.findUnique({ where: { version } });
  return row && calendarOf(row);
}

/** The calendar that new cases take: the one that came last. */
export async function newestCalendar(store: Store): Promise<(Calendar & { source: string }) | null> {
  const row = await store.db.calendarVersion.findFirst({ orderBy: [{ createdAt: 'desc' }, { version: 'desc' }] });
  return row && { ...calendarOf(row), source: row.source };
}

/** As `readPolicy`, asked of the database once: a version never changes, and a case is registered with every appeal. */
export const keptPolicy = kept(readPolicy);
/** As `readCalendar`, likewise. */
export const keptCalendar = kept(readCalendar);

function kept<T>(read: (store: Store, version: string) => Promise<T | null>) {
  const known = new WeakMap<Store, Map<string, T>>();
  return async (store: Store, version: string): Promise<T | null> => {
    const versions = known.get(store) ?? new Map<string, T>();
    known.set(store, versions);
    const value = versions.get(version) ?? (await read(store, version));
    if (value !== null) versions.set(version, value);
    return value;
  };
}

function policyOf(row: WholePolicy): StoredPolicy {
  return {
    version: row.version,
    name: row.name,
    source: row.source,
    effectiveFrom: row.effectiveFrom.getTime(),
    settings: settingsOf({ settings: row.settings as PolicySettings }),
    limits: row.limits.map((limit) => ({
      class: limit.class as AppealClass,
      name: limit.name as LimitName,
      limit: durationOf(limit.value, limit.unit),
      source: limit.source,
    })),
    categories: row.categories.map(categoryOf),
  };
}

function categoryOf(row: Prisma.PolicyCategoryGetPayload<object>): Category {
  return {
    code: row.code,
    name: row.name,
    class: row.class as AppealClass,
    handling: durationOf(row.handlingValue, row.handlingUnit),
    firstOwner: row.firstOwner,
    sensitive: row.sensitive,
    vulnerable: row.vulnerable,
    safety: row.safety,
    // Policies from before the ladder lack it.
    ladder: (row.ladder as CategoryLadder | null) ?? { ...defaultLadder(row.code), source: 'D' },
    source: row.source,
  };
}

function durationOf(value: number | null, unit: string | null): Duration | null {
  return value === null || unit === null ? null : { value, unit: unit as DurationUnit };
}

function calendarOf({ version, holidays, workdays, knownYears }: Calendar): Calendar {
  return { version, holidays, workdays, knownYears };
}
