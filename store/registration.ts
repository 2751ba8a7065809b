// With what a case begins: its facts from the intake, and the terms that were in effect at receipt.
import type { Actor, FlagName, Place, Registration } from '../domain/appeal/types.ts';
import { frozenLadder } from '../domain/ladder/routes.ts';
import { compactLimit, freezeTerms } from '../domain/policy/terms.ts';
import type { OfficeHours } from '../domain/time/types.ts';
import { protectionFlags } from '../domain/appeal/rules-police.ts';
import { asksGuardian } from '../domain/appeal/guardian.ts';
import type { ConsentWay, Role, Source, Victim } from '../domain/words.ts';
import type { Store } from './client.ts';
import { selectBeginning } from './intakes-sql.ts';
import { keptCalendar, keptPolicy } from './policies.ts';

/** What `selectBeginning` finds; words as the API wrote them from the domain's own types. */
type Beginning = Pick<Registration, 'type' | 'category' | 'class' | 'channel' | 'source' | 'linkedTo' | 'receivedAt'> &
  Place & {
    version: number;
    privacyNoticeVersion: string;
    vulnerable: boolean;
    anonymous: boolean;
    shieldedFrom: string[];
    appellants: number;
    victim: Victim | null;
    under14: boolean;
    guardianConsent: ConsentWay | null;
    createdBy: string;
    policyVersion: string;
    calendarVersion: string;
    officeHours: OfficeHours;
  };

export type Registered = { facts: Registration; actor: Actor; version: number };

/**
 * The facts with which a case begins and who registered it, from its intake, the policy and the calendar chosen at receipt; null
 * when there is no such appeal. At a `version` above 0 the case's
 * own `registered` event says instead.
 */
export async function loadRegistration(store: Store, no: string): Promise<Registered | null> {
  const { rows } = await store.pool.query<Beginning>({
    name: 'load-registration',
    text: selectBeginning,
    values: [no],
  });
  const row = rows[0];
  if (!row) return null;
  const [policy, calendar] = await Promise.all([
    keptPolicy(store, row.policyVersion),
    keptCalendar(store, row.calendarVersion),
  ]);
  if (!policy || !calendar) throw new Error(`${no}: policy or calendar version is missing`);
  const category = policy.categories.find(({ code }) => code === row.category);
  const ofIntake: readonly FlagName[] = [
    ...(row.vulnerable ? (['vulnerable'] as const) : []),
    ...(row.anonymous ? (['anonymous'] as const) : []),
    ...protectionFlags(row),
  ];
  const given = (name: FlagName) => ofIntake.includes(name);
  const flags: Record<FlagName, boolean> = {
    vulnerable: given('vulnerable') || (category?.vulnerable ?? false),
    sensitive: given('sensitive') || (category?.sensitive ?? false),
    anonymous: given('anonymous'),
    safety: given('safety') || (category?.safety ?? false),
    // Comes with the list of a joint appeal, or with what others file (domain/appeal/tell.ts).
    mass: false,
    minor: given('minor'),
  };
  const { type, class: cls, channel, source, receivedAt, linkedTo, privacyNoticeVersion, createdBy } = row;
  const facts: Registration = {
    no,
    type,
    category: row.category,
    class: cls,
    // The category's own limit is for the class the category names.
    ownHandling: category?.handling && category.class === cls ? compactLimit(category.handling) : null,
    place: { communityId: row.communityId, compoundId: row.compoundId, buildingId: row.buildingId },
    channel,
    source,
    receivedAt,
    flags: (Object.keys(flags) as FlagName[]).filter((name) => flags[name]),
    categoryFlags: (Object.keys(flags) as FlagName[]).filter((name) => flags[name] && !given(name)),
    ...(category ? { ladder: frozenLadder(category) } : {}),
    linkedTo,
    shieldedFrom: row.shieldedFrom,
    appellants: row.appellants,
    ...(row.victim ? { victim: row.victim } : {}),
    ...(asksGuardian(row) ? { guardianConsent: row.guardianConsent } : {}),
    privacyNoticeVersion,
    terms: freezeTerms(policy, calendar, row.officeHours, receivedAt),
  };
  return { version: row.version, facts, actor: { id: createdBy, role: registrarOf(createdBy, source), unitId: null } };
}

function registrarOf(createdBy: string, source: Source): Role {
  if (createdBy.startsWith('resident')) return 'resident';
  return source === 'gridWorker' || source === 'patrol' ? 'gridWorker' : 'clerk';
}
