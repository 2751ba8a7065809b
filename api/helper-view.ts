// An entry of the directory as it is answered: members and contacts masked, names put to ids, and what the caller may do with it.
import type { Helper, HelperDetail, OwnHelper } from '../contracts/helpers.ts';
import { entryActions, refusalOf, type EntryActor } from '../domain/directory/rules.ts';
import { coolDownDaysOf } from '../domain/ladder/offers.ts';
import type { Capability, Training } from '../domain/matching/capabilities.ts';
import { responseShare } from '../domain/matching/score.ts';
import { maskName, maskPhone } from '../domain/people/masking.ts';
import { helperHistory, helperNames, listHelpers, type HelperEntry } from '../store/directory.ts';
import { namesOf } from '../store/users.ts';
import { iso } from './iso.ts';
import type { Dependencies } from './dependencies.ts';
import type { Person } from './people.ts';
import { ProblemError, sentenceOf } from './problem.ts';
import { rolesIn } from './scope.ts';

/** The entries as the person may see them. */
export async function helperViews(
  deps: Dependencies,
  person: Person,
  entries: readonly HelperEntry[],
): Promise<Helper[]> {
  const groups = await helperNames(
    deps.store,
    entries.flatMap(({ unitId, teamId }) => [unitId, teamId]),
  );
  return Promise.all(entries.map((entry) => view(deps, person, entry, groups)));
}

export async function helperView(deps: Dependencies, person: Person, entry: HelperEntry): Promise<Helper> {
  const groups = await helperNames(deps.store, [entry.unitId, entry.teamId]);
  return view(deps, person, entry, groups);
}

/** One's own entry, unmasked. */
export async function ownView(deps: Dependencies, person: Person, entry: HelperEntry): Promise<OwnHelper> {
  const [masked, community] = await Promise.all([
    helperView(deps, person, entry),
    deps.reference.community(entry.communityId),
  ]);
  const policy = community && (await deps.reference.policyFor(community));
  if (!policy) throw new ProblemError('unavailable');
  const { person: name, phone, email, suspension } = entry;
  return {
    ...{ ...masked, person: name, phone, email, coolDownDays: coolDownDaysOf(policy) },
    suspension: suspension
      ? { own: suspension.by === person.id, at: iso(suspension.at), reason: suspension.reason }
      : null,
  };
}

export async function helperDetailView(deps: Dependencies, person: Person, entry: HelperEntry): Promise<HelperDetail> {
  const [masked, history, members] = await Promise.all([
    helperView(deps, person, entry),
    helperHistory(deps.store, entry.id),
    entry.kind === 'member'
      ? 0
      : listHelpers(
          deps.store,
          deps.cipher,
          { communityIds: [entry.communityId], unitId: entry.id },
          { limit: 1 },
        ).then(({ total }) => total),
  ]);
  const names = await namesOf(
    deps.store,
    [entry.enteredBy, entry.verifiedBy, ...history.map(({ by }) => by)].filter((id) => id !== null),
  );
  // Helpers are masked in their own history too.
  const nameOf = (id: string) => (id === 'self' || id === entry.userId ? '本人' : (names.get(id) ?? ''));
  return {
    ...masked,
    enteredByName: nameOf(entry.enteredBy),
    verifiedByName: entry.verifiedBy === null ? null : nameOf(entry.verifiedBy),
    members,
    history: history.map(({ kind, by, role, at, data }) => ({
      ...{ kind, role, by: nameOf(by), at: iso(at) },
      reason: typeof data.reason === 'string' ? data.reason : null,
      fields: Array.isArray(data.fields) ? data.fields.map(String) : [],
    })),
  };
}

/** As whom somebody acts on the entry. */
export function entryActor(person: Person, entry: Pick<HelperEntry, 'communityId'>): EntryActor {
  return { id: person.id, roles: rolesIn(person, entry.communityId) };
}

async function view(
  deps: Dependencies,
  person: Person,
  entry: HelperEntry,
  groups: ReadonlyMap<string, string>,
): Promise<Helper> {
  const { id, kind, communityId, compoundId, state, version, name, unitId, teamId, recusals, hours, quiet } = entry;
  const { consentVersion, source, maxOpenOffers, openOffers, maxActiveTasks, activeTasks } = entry;
  const { accepted, declined, silent } = entry;
  const [community, compounds] = await Promise.all([
    deps.reference.community(communityId),
    compoundId === null ? [] : deps.reference.compounds(communityId),
  ]);
  const at = (instant: number | null) => (instant === null ? null : iso(instant));
  return {
    ...{ id, kind, communityId, compoundId, state, version, name, unitId, teamId, recusals, hours, quiet },
    ...{ consentVersion, source, maxOpenOffers, openOffers, maxActiveTasks, activeTasks },
    communityName: community?.name ?? '',
    compoundName: compounds.find((compound) => compound.id === compoundId)?.name ?? null,
    person: entry.person && maskName(entry.person),
    phone: entry.phone && maskPhone(entry.phone),
    hasEmail: entry.email !== null,
    unitName: unitId === null ? null : (groups.get(unitId) ?? null),
    teamName: teamId === null ? null : (groups.get(teamId) ?? null),
    // Written by the contracts' own lists.
    capabilities: entry.capabilities as Capability[],
    training: entry.training as Training[],
    consentAt: at(entry.consentAt),
    enteredAt: iso(entry.enteredAt),
    verifiedAt: at(entry.verifiedAt),
    coolingUntil: at(entry.coolingUntil),
    response: { accepted, declined, silent, share: responseShare(entry) },
    actions: entryActions.map((action) => {
      const code = refusalOf(entry, action, entryActor(person, entry));
      return { action, allowed: code === null, reason: code && { code, text: sentenceOf(code) } };
    }),
  };
}
