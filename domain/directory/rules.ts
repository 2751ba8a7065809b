// Who may do what to an entry of the directory (双报到): whoever enters it is not who verifies it (domain §3.7), and each community's
// own staff decide (domain §6, §8). Members' own data are theirs to correct.
import type { HelperState } from '../matching/types.ts';
import type { Role } from '../words.ts';

export const entryActions = ['verify', 'suspend', 'reinstate', 'leave', 'correct'] as const;
export type EntryAction = (typeof entryActions)[number];

/** Staff who read the directory of their community: members masked. */
export const directoryReaders: readonly Role[] = [
  'clerk',
  'dispatcher',
  'gridWorker',
  'supervisor',
  'director',
  'auditor',
];
/** Staff who enter and correct entries and import lists. */
export const directoryEditors: readonly Role[] = ['clerk', 'gridWorker', 'supervisor', 'director'];
/** Staff who verify, suspend and see contacts: the heads of the community. */
export const verifiers: readonly Role[] = ['supervisor', 'director'];

/** `suspendedBy`: who put an entry out of service that is so now; null or missing when it is not, or that is not known. */
export type Entry = {
  state: HelperState;
  enteredBy: string;
  userId: string | null;
  suspendedBy?: string | null;
};
/** `roles`: those held in the entry's community. */
export type EntryActor = { id: string; roles: readonly Role[] };
export type EntryRefusal = 'notPermitted' | 'entryState' | 'selfVerified';

const fromStates: Record<EntryAction, readonly HelperState[]> = {
  verify: ['enrolled'],
  suspend: ['verified'],
  reinstate: ['suspended'],
  leave: ['enrolled', 'verified', 'suspended'],
  correct: ['enrolled', 'verified', 'suspended'],
};

/** The state an action leads to. */
export const toState: Record<Exclude<EntryAction, 'correct'>, HelperState> = {
  verify: 'verified',
  suspend: 'suspended',
  reinstate: 'verified',
  leave: 'left',
};

/** Why the actor may not do the action to the entry; null when they may. */
export function refusalOf(entry: Entry, action: EntryAction, actor: EntryActor): EntryRefusal | null {
  const own = entry.userId !== null && entry.userId === actor.id;
  const permitted = action === 'correct' ? directoryEditors : verifiers;
  const byRole = actor.roles.some((role) => permitted.includes(role));
  const theirs = own && isTheirs(entry, action, actor);
  if (!byRole && !theirs) return 'notPermitted';
  if (!fromStates[action].includes(entry.state)) return 'entryState';
  const decides = action === 'verify' || action === 'reinstate';
  if (decides && !theirs && (own || entry.enteredBy === actor.id)) return 'selfVerified';
  return null;
}

// Nobody decides about themselves, but everybody may go, pause, correct what is theirs, and come back from a pause of their own.
function isTheirs({ suspendedBy }: Entry, action: EntryAction, { id }: EntryActor): boolean {
  return action === 'reinstate' ? suspendedBy === id : action !== 'verify';
}

/** Whether a helper answers nothing any more: they left, or somebody else put them out of service. Who pauses goes on with what they took. */
export function isBarred({ state, userId, suspendedBy }: Pick<Entry, 'state' | 'userId' | 'suspendedBy'>): boolean {
  return state === 'left' || (state === 'suspended' && (userId === null || suspendedBy !== userId));
}

/** Whether an actor may say which training somebody has: a helper's own word is not enough. */
export function maySayTraining(actor: EntryActor): boolean {
  return actor.roles.some((role) => verifiers.includes(role));
}

/** The text that helpers agree to (web/wording/helpers.ts): it changes whenever the text does. */
export const helperConsentVersion = '2026-11';

/** Caps with which an entry begins (domain §4.5: member 2 open offers, 1 active task); a unit and a team name their own. */
export const startingCaps = {
  member: { maxOpenOffers: 2, maxActiveTasks: 1 },
  unit: { maxOpenOffers: 10, maxActiveTasks: 3 },
  team: { maxOpenOffers: 4, maxActiveTasks: 2 },
} as const;
