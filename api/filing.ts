// Filing an appeal, by staff or by a resident: what it names must exist, the intake is written with its number, and the workflow
// is given a moment to start. The appeal counts as filed once the row is committed, whatever becomes of the rest.
import type { z } from 'zod';
import type { appealFacts, AppealCreated } from '../contracts/appeals.ts';
import { privacyNoticeVersion } from '../contracts/privacy.ts';
import { consentFor } from '../domain/appeal/guardian.ts';
import { classFor, protectionFlags } from '../domain/appeal/rules-police.ts';
import { maskNumbers } from '../domain/people/masking.ts';
import type { AppealClass, Channel, Source } from '../domain/words.ts';
import { findCase } from '../store/cases.ts';
import { findDuplicates } from '../store/duplicates.ts';
import { createAppeal, findFiled, type AppealDraft, type CreateAnswer } from '../store/intakes.ts';
import { caseCard } from '../store/keeper.ts';
import type { CaseCard } from '../workflows/messages.ts';
import { startCase } from './case-start.ts';
import type { Dependencies } from './dependencies.ts';
import { bodyHash, filingKey } from './keys.ts';
import { ProblemError, sentenceOf } from './problem.ts';
import { targetsOf } from './report-target.ts';

type Facts = z.output<z.ZodObject<typeof appealFacts>>;

export type Filing = {
  facts: Facts;
  proxy: { name: string; phone: string } | null;
  /** Whom a report is about, by their ids. */
  about?: { unitIds: string[]; userIds: string[] } | null;
  /** The words in which a resident said so: they are the request, whoever bears such a name by now. */
  aboutWords?: string;
  joint?: { appellants: number; representatives: { name: string; phone: string }[] } | null;
  channel: Channel;
  source: Source;
  /** A user id, 'resident' or 'resident:anonymous'. */
  createdBy: string;
  /** Tells one caller's keys from another's: a user id, or for a resident the way they file. */
  keyOwner: string;
  callerKey: string;
  /** Whoever files it does not see sensitive appeals. */
  plainHints?: boolean;
  /** Asked before something new is written, and throws when it must not be; a repeated request is answered without it. */
  admit?: () => Promise<void>;
};

const legalBases = {
  duty: '个人信息保护法第十三条第一款第三项：为履行法定职责所必需',
  consent: '个人信息保护法第十三条第一款第一项、第三十一条：取得监护人同意',
  emergency: '个人信息保护法第十三条第一款第四项：紧急情况下为保护自然人的生命健康和财产安全所必需',
} as const;

const titleLength = 30;

/**
 * Throws `unknownReference` (which field), `sameKeyOtherBody`, or what `admit` throws. The same key with the same body gets the
 * first answer again, whatever has become of the case, of its category or its place since.
 */
export async function fileAppeal(deps: Dependencies, filing: Filing): Promise<AppealCreated> {
  const created = await write(deps, filing);
  if (created.kind === 'otherBody') throw new ProblemError('sameKeyOtherBody');
  const { no, queryCode, receivedAt, category, class: cls, place, version } = created;
  const [duplicates] = await Promise.all([
    created.kind === 'created'
      ? created.duplicates
      : findDuplicates(deps.store, { no, category, ...place, receivedAt, plain: filing.plainHints }),
    version === 0 ? start(deps, created) : null,
  ]);
  return {
    no,
    queryCode,
    receivedAt: new Date(receivedAt).toISOString(),
    class: cls,
    // A repeated request is answered as the first one was: `registered` is the first event of every case.
    state: 'registered',
    seq: 1,
    duplicates: duplicates.map((each) => ({ ...each, receivedAt: new Date(each.receivedAt).toISOString() })),
  };
}

type Written = CreateAnswer & { card?: CaseCard };

async function write(deps: Dependencies, filing: Filing): Promise<Written> {
  const { facts, proxy, channel, admit, joint = null } = filing;
  const about = filing.aboutWords ?? filing.about;
  const identity = {
    requestKey: filingKey(filing.keyOwner, filing.callerKey),
    // What came later stands in the hash only where it is given: a repetition from before is still the same request.
    bodyHash: bodyHash({ facts, proxy, channel, ...(about ? { about } : {}), ...(joint ? { joint } : {}) }),
  };
  const known = () => findFiled(deps.store, deps.cipher, identity);
  if (admit) {
    const found = await known();
    if (found?.kind === 'known') return found;
    // Another body under a known key counts too: it may be a guess at somebody's.
    await admit();
  }
  let resolved;
  try {
    resolved = await resolve(deps, facts, filing);
  } catch (refusal) {
    // Without `admit` the key is looked up by the insert itself; what is refused here never gets there.
    const found = await known();
    if (found) return found;
    throw refusal;
  }
  const draft = draftOf(filing, identity, resolved);
  const created = await createAppeal(deps.store, deps.cipher, draft);
  if (created.kind !== 'created') return created;
  const { code: category, name: categoryName } = resolved.category;
  const { communityId } = draft.place;
  const place = resolved.placeName;
  const card = { no: created.no, class: draft.class, category, categoryName, communityId, place, state: 'registered' };
  return { ...created, card };
}

async function start(deps: Dependencies, { no, card }: { no: string; card?: CaseCard }): Promise<void> {
  const known = card ?? (await caseCard(deps.store, no));
  if (known) await startCase(deps, known, deps.patience.startMs);
}

function draftOf(
  { facts, proxy, channel, source, createdBy, joint, plainHints = false }: Filing,
  identity: Pick<AppealDraft, 'requestKey' | 'bodyHash'>,
  { policy, calendar, category, shieldedFrom }: Resolved,
): AppealDraft {
  const protection = protectionOf(facts);
  const asked = guardianOf(facts, category.class);
  return {
    ...identity,
    createdBy,
    source,
    channel,
    receivedAt: Date.now(),
    type: facts.type,
    category: category.code,
    class: classFor(category.class, facts.victim ?? null),
    place: {
      communityId: facts.communityId,
      compoundId: facts.compoundId ?? null,
      buildingId: facts.buildingId ?? null,
    },
    title: facts.title === undefined ? titleFrom(facts.text) : maskNumbers(facts.title),
    text: facts.text,
    appellant: facts.appellant ? { email: null, address: null, ...facts.appellant } : null,
    proxy,
    vulnerable: facts.vulnerable,
    linkedTo: facts.linkedTo ?? null,
    shieldedFrom,
    sensitive: category.sensitive || protectionFlags(protection).includes('sensitive'),
    ...protection,
    guardian: asked.guardian,
    plainHints,
    appellants: joint?.appellants ?? 1,
    representatives: joint?.representatives ?? [],
    legalBasis: legalBases[asked.basis],
    privacyNoticeVersion,
    policyVersion: policy.version,
    calendarVersion: calendar.version,
  };
}

type Resolved = Awaited<ReturnType<typeof resolve>>;

async function resolve(deps: Dependencies, facts: Facts, { about, createdBy, plainHints = false }: Filing) {
  const { reference } = deps;
  const community = await reference.community(facts.communityId);
  if (!community) throw unknown('communityId');
  const [policy, calendar, compounds, buildings] = await Promise.all([
    reference.policyFor(community),
    reference.calendar(),
    reference.compounds(community.id),
    facts.compoundId === undefined ? [] : reference.buildings(facts.compoundId),
  ]);
  if (!policy || !calendar) throw new ProblemError('unavailable');
  const category = policy.categories.find(({ code }) => code === facts.category);
  if (!category) throw unknown('category');
  guardianOf(facts, category.class);
  const compound = compounds.find(({ id }) => id === facts.compoundId);
  if (facts.compoundId !== undefined && !compound) throw unknown('compoundId');
  const building = buildings.find(({ id }) => id === facts.buildingId);
  if (facts.buildingId !== undefined && !building) throw unknown('buildingId');
  if (facts.linkedTo !== undefined) {
    const earlier = await findCase(deps.store, facts.linkedTo);
    // What is shielded from whoever writes this is as if it were not there.
    const hidden = earlier && (earlier.shieldedFrom.includes(createdBy) || (plainHints && earlier.sensitive));
    if (earlier?.communityId !== community.id || hidden) throw unknown('linkedTo');
  }
  const placeName = [community.name, compound?.name, building?.name].filter(Boolean).join(' ');
  const shieldedFrom = about ? await targetsOf(deps, community.id, about) : [];
  return { policy, calendar, category, placeName, shieldedFrom };
}

function protectionOf({ victim, under14 = false }: Facts) {
  return { victim: victim ?? null, under14 };
}

/** The guardian who is written down, and by what right; throws `guardianNeeded`. What is not needed is not kept. */
function guardianOf(
  facts: Facts,
  cls: AppealClass,
): { guardian: Facts['guardian'] | null; basis: keyof typeof legalBases } {
  const { guardian = null } = facts;
  const anonymous = facts.appellant === undefined;
  switch (consentFor({ ...protectionOf(facts), anonymous, class: cls })) {
    case 'none':
      return { guardian: null, basis: facts.victim && facts.under14 ? 'emergency' : 'duty' };
    case 'later':
      return guardian ? { guardian, basis: 'consent' } : { guardian, basis: 'emergency' };
    case 'first':
      if (guardian) return { guardian, basis: 'consent' };
      throw new ProblemError('guardianNeeded', {
        errors: [{ path: 'guardian.name', message: sentenceOf('guardianNeeded') }],
      });
  }
}

/** What an appeal without a title is called. */
export function titleFrom(text: string): string {
  const [first = ''] = text.split('\n');
  const letters = [...maskNumbers(first)];
  return letters.length <= titleLength ? letters.join('') : `${letters.slice(0, titleLength - 1).join('')}…`;
}

function unknown(path: string): ProblemError {
  return new ProblemError('unknownReference', { errors: [{ path, message: '没有这一项，请重新选择' }] });
}
