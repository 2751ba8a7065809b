// Filing an appeal, by staff or by a resident: what it names must exist, the intake is written with its number, and the workflow
// is given a moment to start. The appeal counts as filed once the row is committed, whatever becomes of the rest.
import type { z } from 'zod';
import type { appealFacts, AppealCreated } from '../contracts/appeals.ts';
import { privacyNoticeVersion } from '../contracts/privacy.ts';
import { maskNumbers } from '../domain/people/masking.ts';
import type { Channel, Source } from '../domain/words.ts';
import { findCase } from '../store/cases.ts';
import { findDuplicates } from '../store/duplicates.ts';
import { createAppeal } from '../store/intakes.ts';
import { startCase } from './case-start.ts';
import type { Dependencies } from './dependencies.ts';
import { bodyHash, filingKey } from './keys.ts';
import { ProblemError } from './problem.ts';

type Facts = z.output<z.ZodObject<typeof appealFacts>>;

export type Filing = {
  facts: Facts;
  proxy: { name: string; phone: string } | null;
  channel: Channel;
  source: Source;
  /** A user id, 'resident' or 'resident:anonymous'. */
  createdBy: string;
  /** Tells one caller's keys from another's: a user id, or for a resident something of the browser's. */
  keyOwner: string;
  callerKey: string;
};

const legalBasis = '个人信息保护法第十三条第一款第三项：为履行法定职责所必需';

const titleLength = 30;

/** Throws `unknownReference` (which field) or `sameKeyOtherBody`; the same key with the same body is answered alike. */
export async function fileAppeal(deps: Dependencies, filing: Filing): Promise<AppealCreated> {
  const { facts, proxy, channel, source, createdBy } = filing;
  const receivedAt = Date.now();
  const place = {
    communityId: facts.communityId,
    compoundId: facts.compoundId ?? null,
    buildingId: facts.buildingId ?? null,
  };
  const { policy, calendar, category, placeName } = await resolve(deps, facts);
  const created = await createAppeal(deps.store, deps.cipher, {
    requestKey: filingKey(filing.keyOwner, filing.callerKey),
    bodyHash: bodyHash({ facts, proxy, channel }),
    createdBy,
    source,
    channel,
    receivedAt,
    type: facts.type,
    category: category.code,
    class: category.class,
    place,
    title: maskNumbers(facts.title ?? firstWords(facts.text)),
    text: facts.text,
    appellant: facts.appellant ? { email: null, address: null, ...facts.appellant } : null,
    proxy,
    vulnerable: facts.vulnerable,
    linkedTo: facts.linkedTo ?? null,
    legalBasis,
    privacyNoticeVersion,
    policyVersion: policy.version,
    calendarVersion: calendar.version,
  });
  if (created.kind === 'otherBody') throw new ProblemError('sameKeyOtherBody');
  const { no, queryCode } = created;
  const card = {
    no,
    class: category.class,
    category: category.code,
    categoryName: category.name,
    communityId: place.communityId,
    place: placeName,
    state: 'registered',
  };
  const like = { no, category: category.code, ...place, receivedAt: created.receivedAt };
  const [duplicates] = await Promise.all([
    findDuplicates(deps.store, like),
    created.version === 0 ? startCase(deps, card, deps.patience.startMs) : null,
  ]);
  return {
    no,
    queryCode,
    receivedAt: new Date(created.receivedAt).toISOString(),
    class: created.class,
    // A repeated request is answered as the first one was: `registered` is the first event of every case.
    state: 'registered',
    seq: 1,
    duplicates: duplicates.map((each) => ({ ...each, receivedAt: new Date(each.receivedAt).toISOString() })),
  };
}

async function resolve(deps: Dependencies, facts: Facts) {
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
  const compound = compounds.find(({ id }) => id === facts.compoundId);
  if (facts.compoundId !== undefined && !compound) throw unknown('compoundId');
  const building = buildings.find(({ id }) => id === facts.buildingId);
  if (facts.buildingId !== undefined && !building) throw unknown('buildingId');
  if (facts.linkedTo !== undefined) {
    const earlier = await findCase(deps.store, facts.linkedTo);
    if (earlier?.communityId !== community.id) throw unknown('linkedTo');
  }
  const placeName = [community.name, compound?.name, building?.name].filter(Boolean).join(' ');
  return { policy, calendar, category, placeName };
}

function firstWords(text: string): string {
  const [first = ''] = text.split('\n');
  const letters = [...maskNumbers(first)];
  return letters.length <= titleLength ? letters.join('') : `${letters.slice(0, titleLength - 1).join('')}…`;
}

function unknown(path: string): ProblemError {
  return new ProblemError('unknownReference', { errors: [{ path, message: '没有这一项，请重新选择' }] });
}
