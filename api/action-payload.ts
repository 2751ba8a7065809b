// From what a caller sends with an action to what the case is told: free text becomes the id of a row, and what is named must exist.
import { randomUUID } from 'node:crypto';
import type { ActionPayload } from '../contracts/appeal-actions.ts';
import type { Payload } from '../domain/appeal/commands.ts';
import { isShut } from '../domain/appeal/shielding.ts';
import type { Actor, Appeal } from '../domain/appeal/types.ts';
import { flagsOf } from '../domain/appeal/rules-intake.ts';
import { frozenLadder } from '../domain/ladder/routes.ts';
import type { Offer } from '../domain/ladder/types.ts';
import { maskNumbers } from '../domain/people/masking.ts';
import { compactLimit } from '../domain/policy/terms.ts';
import { isTerminal, type ActionName } from '../domain/words.ts';
import { xinfangCategory } from '../domain/xinfang/overlay.ts';
import { findCase, strangeAttachments } from '../store/cases.ts';
import { helperOfUser } from '../store/helper-offers.ts';
import { addGuardian } from '../store/guardians.ts';
import { helpersOf } from '../store/shielding.ts';
import { writeText } from '../store/texts.ts';
import type { Dependencies } from './dependencies.ts';
import { ProblemError } from './problem.ts';
import { targetsOf } from './report-target.ts';

type Asked<A extends ActionName> = { appeal: Appeal; action: A; payload: ActionPayload<A>; actor: Actor };

/** Actions whose text the resident reads: what concerns them is said to them, everything else is an internal note. */
const toResident: readonly ActionName[] = [
  'decline',
  'transferOut',
  'answerNow',
  'needInfo',
  'reply',
  'informXinfang',
  'decideXinfangExtension',
  'decideXinfangReview',
  // Shown when they are granted: until then no public event points to them.
  'requestExtension',
  'requestPark',
  'unpark',
  'resolved',
];

/** What the case is told. Throws `unknownReference`, with the field that names what does not exist. */
export async function commandPayload<A extends ActionName>(deps: Dependencies, asked: Asked<A>): Promise<Payload<A>> {
  const { appeal, action, actor } = asked;
  const { text, ...facts } = await completed(deps, asked as AnyAsked);
  if (text === undefined) return facts as Payload<A>;
  const textId = await writeText(deps.store, deps.cipher, {
    appealNo: appeal.no,
    authorId: actor.id,
    action,
    public: toResident.includes(action) || actor.role === 'resident',
    text,
  });
  return { ...facts, textId } as Payload<A>;
}

type AnyAsked = { [A in ActionName]: Asked<A> }[ActionName];
type Completed = { text?: string; [field: string]: unknown };

/** The payload with what the API adds to it; everything it names has been found. */
async function completed(deps: Dependencies, { appeal, action, payload, actor }: AnyAsked): Promise<Completed> {
  switch (action) {
    case 'accept': {
      const category = await deps.reference.category(appeal.terms.policyVersion, payload.category);
      if (!category) throw unknown('category');
      // The category's own limit is for the class the category names (domain §4.3, §5); another class has its own.
      const own = category.class === payload.class ? category.handling : null;
      const ownHandling = own && compactLimit(own);
      const xinfang = payload.xinfang || category.code === xinfangCategory;
      const of = { xinfang, ownHandling, flags: flagsOf(category), ladder: frozenLadder(category) };
      return { ...payload, ...of } satisfies Payload<'accept'> & { text?: string };
    }
    case 'transferOut':
      // The one short text that stands in the case itself: where to turn instead, and nobody's number.
      return { ...payload, to: maskNumbers(payload.to) };
    case 'dispatch': {
      await unitsExist(deps, appeal, { unitId: payload.unitId, ...assistingUnits(payload.assist) });
      const assist = payload.assist.map((each) => ({ id: randomUUID(), ...each }));
      return { ...payload, assist } satisfies Payload<'dispatch'> & { text?: string };
    }
    case 'resolved': {
      await unitsExist(deps, appeal, assistingUnits(payload.assist));
      const assist = payload.assist.map((each) => ({ id: randomUUID(), ...each }));
      return { ...payload, assist } satisfies Omit<Payload<'resolved'>, 'textId'> & { text: string };
    }
    case 'designate':
    case 'redispatch':
      await unitsExist(deps, appeal, { unitId: payload.unitId });
      return payload;
    case 'complete':
    case 'reportHelp': {
      const strange = await strangeAttachments(deps.store, appeal.no, payload.evidence);
      if (strange.length > 0) throw unknown('evidence');
      return payload;
    }
    case 'confirmHelp': {
      if (await isHelper(deps, actor, appeal, (offer) => offer.id === payload.offerId))
        throw new ProblemError('sameAsker');
      return payload;
    }
    case 'feedback':
    case 'callbackFailed': {
      const helped = actor.role === 'callbackAgent' && (await isHelper(deps, actor, appeal, isTaken));
      if (helped) throw new ProblemError('sameHandler');
      return payload;
    }
    case 'requestMerge': {
      const master = await openMaster(deps, appeal, payload.into, actor);
      return { ...payload, intoShieldedFrom: master.shieldedFrom };
    }
    case 'decideMerge': {
      const into = appeal.requests.find(({ seq }) => seq === payload.requestSeq)?.into;
      const master = into ? (await findCase(deps.store, into))?.doc : null;
      return { ...payload, ...(master && { intoShieldedFrom: master.shieldedFrom }) };
    }
    case 'recordConsent': {
      const { name, phone, way } = payload;
      // A refused act must not change who is written down; a case that waits for nothing is refused anyway.
      if (appeal.guardian && appeal.guardian.consent === null)
        await addGuardian(deps.store, deps.cipher, {
          no: appeal.no,
          by: actor.id,
          guardian: { name, phone, consent: way },
        });
      return { way };
    }
    case 'shield': {
      const { unitIds, userIds, ...rest } = payload;
      const from = await targetsOf(deps, appeal.place.communityId, { unitIds, userIds });
      return { ...rest, from, helpers: await helpersOf(deps.store, from) };
    }
    default:
      return payload;
  }
}

/**
 * Whether the account is that of a helper of such an offer: who offered to help neither confirms the match nor calls back, whatever
 * else they are (domain §8). Only PostgreSQL knows that helper and account are one person.
 */
async function isHelper(
  deps: Dependencies,
  actor: Actor,
  appeal: Appeal,
  of: (offer: Offer) => boolean,
): Promise<boolean> {
  const offers = appeal.offers.filter(of);
  if (offers.length === 0) return false;
  const helper = await helperOfUser(deps.store, actor.id);
  return offers.some(({ helperId }) => helperId === helper?.id);
}

function isTaken({ state }: Offer): boolean {
  return state === 'accepted';
}

/** A case of the same community that is open and leads, and that is not kept from whoever asks. */
async function openMaster(deps: Dependencies, appeal: Appeal, no: string, actor: Actor): Promise<Appeal> {
  const master = (await findCase(deps.store, no))?.doc;
  const open = master && !isTerminal(master.state);
  const here = master?.place.communityId === appeal.place.communityId;
  if (!master || !open || !here || isShut(master, [actor.id, actor.unitId])) throw unknown('into');
  return master;
}

function assistingUnits(assist: ActionPayload<'dispatch'>['assist']): Record<string, string> {
  return Object.fromEntries(assist.map(({ unitId }, index) => [`assist.${index}.unitId`, unitId]));
}

/** The units named by these fields, active and of the case's own community. */
async function unitsExist(deps: Dependencies, appeal: Appeal, named: Record<string, string>): Promise<void> {
  const units = await deps.reference.units(appeal.place.communityId);
  for (const [path, id] of Object.entries(named)) {
    if (!units.some((unit) => unit.id === id && unit.active)) throw unknown(path);
  }
}

function unknown(path: string): ProblemError {
  return new ProblemError('unknownReference', { errors: [{ path, message: '没有这一项，请重新选择' }] });
}
