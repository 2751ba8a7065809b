// Changes of an entry of the directory: what it names must exist, who does it must be allowed to, and nobody's work is overwritten.
import { randomUUID } from 'node:crypto';
import type { HelperCorrection, HelperToEnter, HelperToJoin } from '../contracts/helpers.ts';
import {
  helperConsentVersion,
  isBarred,
  maySayTraining,
  refusalOf,
  startingCaps,
  toState,
  verifiers,
  type EntryAction,
} from '../domain/directory/rules.ts';
import type { Role } from '../domain/words.ts';
import { findHelper, groupsOf, type HelperEntry, type HelperEventKind } from '../store/directory.ts';
import { correctHelper, setHelperState } from '../store/helper-changes.ts';
import { tellCasesOf } from '../store/helper-offers.ts';
import { addHelpers, type Contact, type HelperDraft, type HelperFacts } from '../store/helper-entries.ts';
import type { Dependencies } from './dependencies.ts';
import { entryActor } from './helper-view.ts';
import type { Person } from './people.ts';
import { ProblemError } from './problem.ts';

type Given = Omit<HelperToEnter, 'training' | 'consented'> & Partial<Pick<HelperToEnter, 'training' | 'consented'>>;

/** What is to be written of an entry, by staff or by the person. Throws `unknownReference` for a place or group that is not there. */
export async function draftOf(
  deps: Dependencies,
  given: Given | HelperToJoin,
  by: Pick<HelperDraft, 'enteredBy' | 'source'> & { consented: boolean; training: string[] },
): Promise<HelperDraft> {
  await requirePlace(deps, given.communityId, given);
  const { kind, communityId, compoundId, name, person, phone, email, unitId, teamId } = given;
  const { capabilities, hours, quiet, recusals, maxActiveTasks } = given;
  const now = Date.now();
  return {
    ...{ id: randomUUID(), kind, communityId, compoundId, name, person, phone, email, unitId, teamId },
    ...{ capabilities, hours, quiet, recusals, training: by.training },
    ...startingCaps[kind],
    // A member's cap is the policy's (domain §4.5), not their own.
    ...(kind !== 'member' && maxActiveTasks !== undefined ? { maxActiveTasks } : {}),
    state: 'enrolled',
    userId: null,
    consentVersion: by.consented ? helperConsentVersion : null,
    consentAt: by.consented ? now : null,
    source: by.source,
    enteredBy: by.enteredBy,
    enteredAt: now,
    verifiedBy: null,
  };
}

/** Writes one entry; throws `alreadyListed` when somebody with this phone or name is there. */
export async function enter(deps: Dependencies, draft: HelperDraft): Promise<void> {
  const added = await addHelpers(deps.store.pool, deps.cipher, [draft]);
  if (!added.has(draft.id)) throw new ProblemError('alreadyListed');
}

const eventKinds: Record<Exclude<EntryAction, 'correct'>, HelperEventKind> = {
  verify: 'verified',
  suspend: 'suspended',
  reinstate: 'reinstated',
  leave: 'left',
};

/** Moves an entry on. Throws what refuses it. */
export async function moveEntry(
  deps: Dependencies,
  person: Person,
  entry: HelperEntry,
  action: Exclude<EntryAction, 'correct'>,
  { version, reason }: { version: number; reason?: string },
): Promise<HelperEntry> {
  const actor = entryActor(person, entry);
  const refusal = refusalOf(entry, action, actor);
  if (refusal) throw new ProblemError(refusal);
  const own = entry.userId === person.id;
  // Somebody who is put out of service is told why; who goes or pauses by themselves owes no reason.
  if ((action === 'suspend' || action === 'leave') && !own && reason === undefined)
    throw new ProblemError('reasonRequired');
  const state = toState[action];
  const barred = isBarred({ state, userId: entry.userId, suspendedBy: person.id });
  const answer = await setHelperState(deps.store, {
    ...{ id: entry.id, version, state, kind: eventKinds[action], barred },
    ...(reason === undefined ? {} : { reason }),
    by: { id: person.id, role: roleOf(actor.roles) },
  });
  const moved = await after(deps, entry.id, answer);
  // Once more after it: an offer may have been written at the same moment.
  if (barred) await tellCasesOf(deps.store, moved.id, moved.version);
  return moved;
}

/** Corrects an entry. Fields that are not given stay. */
export async function correctEntry(
  deps: Dependencies,
  person: Person,
  entry: HelperEntry,
  { version, consented, ...given }: HelperCorrection,
): Promise<HelperEntry> {
  const actor = entryActor(person, entry);
  const refusal = refusalOf(entry, 'correct', actor);
  if (refusal) throw new ProblemError(refusal);
  if (given.training !== undefined && !sameSet(given.training, entry.training) && !maySayTraining(actor))
    throw new ProblemError('notPermitted');
  await requirePlace(deps, entry.communityId, given);
  const named = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const whole: HelperFacts & Contact = { ...entry, ...named };
  if (entry.kind === 'member') {
    whole.name = null;
    whole.maxActiveTasks = entry.maxActiveTasks;
  } else if (whole.name === null) {
    throw new ProblemError('invalid', { errors: [{ path: 'name', message: '单位、团队须填名称' }] });
  }
  const answer = await correctHelper(deps.store, deps.cipher, {
    ...{ id: entry.id, version, facts: whole, contact: whole },
    ...(consented === undefined || consented === (entry.consentAt !== null)
      ? {}
      : { consent: consented ? { version: helperConsentVersion, at: Date.now() } : null }),
    by: { id: person.id, role: roleOf(actor.roles) },
    fields: [...Object.keys(named), ...(consented === undefined ? [] : ['consented'])],
  });
  return after(deps, entry.id, answer);
}

/** The role for the record: the one that decides, else any. */
export function roleOf(roles: readonly Role[]): Role | null {
  return roles.find((role) => verifiers.includes(role)) ?? roles[0] ?? null;
}

async function after(deps: Dependencies, id: string, answer: 'changed' | 'stale' | 'duplicate'): Promise<HelperEntry> {
  if (answer === 'stale') throw new ProblemError('staleEntry');
  if (answer === 'duplicate') throw new ProblemError('alreadyListed');
  const entry = await findHelper(deps.store, deps.cipher, id);
  if (!entry) throw new ProblemError('notFound');
  return entry;
}

type Named = { compoundId?: string | null; unitId?: string | null; teamId?: string | null };

async function requirePlace(
  deps: Dependencies,
  communityId: string,
  { compoundId, unitId, teamId }: Named,
): Promise<void> {
  if (!(await deps.reference.community(communityId))) throw unknown('communityId', '没有这个社区');
  if (compoundId) {
    const compounds = await deps.reference.compounds(communityId);
    if (!compounds.some(({ id }) => id === compoundId)) throw unknown('compoundId', '社区里没有这个小区');
  }
  if (!unitId && !teamId) return;
  const groups = await groupsOf(deps.store, communityId);
  const has = (id: string | null | undefined, kind: string) =>
    !id || groups.some((group) => group.id === id && group.kind === kind);
  if (!has(unitId, 'unit')) throw unknown('unitId', '名录里没有这个单位');
  if (!has(teamId, 'team')) throw unknown('teamId', '名录里没有这个团队');
}

function unknown(path: string, message: string): ProblemError {
  return new ProblemError('unknownReference', { errors: [{ path, message }] });
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}
