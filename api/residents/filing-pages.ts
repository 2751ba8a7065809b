// From a draft to the page of a step.
import { createElement } from 'react';
import type { Request } from 'express';
import { isAlike } from '../../domain/appeal/repeating.ts';
import { listAttachments } from '../../store/attachments.ts';
import { draftOwner } from '../../store/filing-drafts.ts';
import { readIntake } from '../../store/intakes.ts';
import type { Errors } from '../../web/residents/fields.tsx';
import { CheckPage, FiledPage, type CheckShown } from '../../web/residents/filing/check.tsx';
import { ContactPage, type ContactShown } from '../../web/residents/filing/contact.tsx';
import {
  CommunityPage,
  CompoundPage,
  DetailsPage,
  HarmPage,
  MatterPage,
  noPlace,
  PurposePage,
  SpotPage,
} from '../../web/residents/filing/steps.tsx';
import { htmlOf } from '../../web/residents/frame.tsx';
import { attachmentView } from '../attachment-view.ts';
import { readCapability } from '../capability.ts';
import type { Dependencies } from '../dependencies.ts';
import { ProblemError } from '../problem.ts';
import { appealOf, promisesOf } from '../public-case.ts';
import { stepBefore, type Answers, type StepName } from './answers.ts';
import { cookieOf, field, frameOf } from './browser.ts';
import type { Draft } from './draft.ts';

/** What was typed into a form that is shown again. */
export type Typed = Record<string, string | boolean>;
type Asked = {
  step: StepName;
  given: Answers;
  draft: Draft | null;
  errors: Errors;
  typed?: Typed;
  trouble?: string | null;
};

/** The categories of the policy that the community follows; before one is known, of the first community's. */
export async function categoriesFor(deps: Dependencies, communityId?: string) {
  const communities = await deps.reference.communities();
  const community =
    communities.find(({ id }) => id === communityId) ?? communities.find(({ demo }) => !demo) ?? communities[0];
  return (community && (await deps.reference.policyFor(community)))?.categories ?? [];
}

export async function stepPage(deps: Dependencies, request: Request, asked: Asked): Promise<string> {
  const { step, given, errors, typed = {} } = asked;
  const change = request.query.change === '1' || field(request, 'change') === '1';
  const back = change ? '/file/check' : (previous(step, given) ?? '/');
  const shown = { ...shownOf(given), ...texts(typed) };
  const props = { frame: frameOf(request), shown, errors, back, change };
  const { reference } = deps;
  const choice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  switch (step) {
    case 'purpose':
      return htmlOf(createElement(PurposePage, props));
    case 'matter':
      return htmlOf(createElement(MatterPage, { ...props, known: await categoriesFor(deps, given.communityId) }));
    case 'harm':
      return htmlOf(createElement(HarmPage, props));
    case 'community': {
      const communities = await reference.communities();
      const choices = communities.map((each) => ({
        ...choice(each),
        hint: each.demo ? '演示用，期限按秒计' : undefined,
      }));
      return htmlOf(createElement(CommunityPage, { ...props, choices }));
    }
    case 'compound': {
      const compounds = await reference.compounds(given.communityId ?? '');
      return htmlOf(createElement(CompoundPage, { ...props, choices: compounds.map(choice) }));
    }
    case 'spot': {
      const buildings = given.compoundId ? await reference.buildings(given.compoundId) : [];
      return htmlOf(createElement(SpotPage, { ...props, choices: buildings.toSorted(byNumber).map(choice) }));
    }
    case 'details':
      return htmlOf(createElement(DetailsPage, { ...props, files: await filesOf(deps, asked.draft) }));
    case 'contact':
      return htmlOf(createElement(ContactPage, { ...props, contact: contactOf(given, typed) }));
    case 'check': {
      const [answers, earlier] = await Promise.all([
        checkShown(deps, given, asked.draft),
        earlierOf(deps, request, given),
      ]);
      const { frame } = props;
      const trouble = asked.trouble ?? null;
      return htmlOf(createElement(CheckPage, { frame, errors, back, answers, trouble, earlier, now: Date.now() }));
    }
  }
}

/** The confirmation; it can be opened again as long as the draft's cookie lives. */
export async function filedPage(deps: Dependencies, request: Request, no: string): Promise<string> {
  const [appeal, intake] = await Promise.all([appealOf(deps, no), readIntake(deps.store, deps.cipher, no)]);
  if (!intake) throw new ProblemError('notFound');
  const filed = {
    no,
    queryCode: intake.queryCode,
    receivedAt: new Date(appeal.receivedAt).toISOString(),
    class: appeal.class,
    promises: promisesOf(appeal),
    anonymous: intake.anonymous,
    email: intake.email !== null,
    harm: appeal.violence !== null,
    followUrl: `${deps.config.http.publicUrl}/follow`,
  };
  return htmlOf(createElement(FiledPage, { frame: frameOf(request), filed, now: Date.now() }));
}

/**
 * The case that is open in this browser, where it looks like the same matter. Only its own code or the filing itself opens a case
 * here: a telephone number that somebody types says nothing, since it may be anybody's.
 */
async function earlierOf(deps: Dependencies, request: Request, given: Answers): Promise<CheckEarlier> {
  const no = readCapability(deps.config, cookieOf(request, 'huying_case'), Date.now());
  if (no === null || no === given.after?.no) return null;
  const earlier = await appealOf(deps, no).catch(() => null);
  const { category = '', communityId = '', compoundId = null, buildingId = null } = given;
  const wish = { category, place: { communityId, compoundId, buildingId } };
  if (!earlier || earlier.archivedAt !== null || !isAlike(earlier, wish, Date.now())) return null;
  return { no, receivedAt: new Date(earlier.receivedAt).toISOString() };
}

type CheckEarlier = { no: string; receivedAt: string } | null;

async function checkShown(deps: Dependencies, given: Answers, draft: Draft | null): Promise<CheckShown> {
  const { reference } = deps;
  const [categories, community, compounds, buildings, files] = await Promise.all([
    categoriesFor(deps, given.communityId),
    reference.community(given.communityId ?? ''),
    reference.compounds(given.communityId ?? ''),
    given.compoundId ? reference.buildings(given.compoundId) : [],
    filesOf(deps, draft),
  ]);
  const code = given.category ?? '';
  return {
    type: given.type ?? 'HELP',
    category: { code, name: categories.find((each) => each.code === code)?.name ?? code },
    community: community?.name ?? '',
    compound: compounds.find(({ id }) => id === given.compoundId)?.name ?? null,
    building: buildings.find(({ id }) => id === given.buildingId)?.name ?? null,
    address: given.address ?? null,
    text: given.text ?? '',
    about: given.type === 'REPORT' ? (given.about ?? null) : null,
    files,
    contact: given.contact ?? null,
    vulnerable: given.vulnerable ?? false,
    guardian: given.guardian ?? null,
    under14: given.under14 ?? false,
    victim: given.harm && given.harm !== 'none' ? given.harm : null,
  };
}

async function filesOf(deps: Dependencies, draft: Draft | null) {
  return draft ? (await listAttachments(deps.store, draftOwner(draft.id))).map(attachmentView) : [];
}

function shownOf({ type, category, harm, communityId, compoundId, buildingId, address, text, about }: Answers) {
  const place = (id: string | null | undefined) => (id === null ? noPlace : id);
  return {
    type,
    category,
    harm,
    communityId,
    compoundId: place(compoundId),
    buildingId: place(buildingId),
    address: address ?? undefined,
    text,
    about: about ?? undefined,
  };
}

function contactOf({ contact, vulnerable, under14 = false, guardian, harm }: Answers, typed: Typed): ContactShown {
  const harmed = harm !== undefined && harm !== 'none';
  const young = {
    under14,
    guardianName: guardian?.name,
    guardianPhone: guardian?.phone,
    guardianConsent: false,
    harmed,
  };
  if (typed.contact !== undefined) {
    const { contact: chosen, ...rest } = texts(typed);
    return {
      ...rest,
      contact: chosen === 'named' || chosen === 'anonymous' ? chosen : undefined,
      vulnerable: typed.vulnerable === true,
      under14: typed.under14 === true,
      guardianConsent: typed.guardianConsent === true,
      harmed,
    };
  }
  if (contact === undefined) return { vulnerable: false, ...young };
  if (contact === null) return { contact: 'anonymous', vulnerable: false, ...young };
  return {
    ...young,
    contact: 'named',
    name: contact.name,
    phone: contact.phone,
    email: contact.email ?? '',
    vulnerable: vulnerable ?? false,
  };
}

function texts(typed: Typed): Record<string, string> {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

function previous(step: StepName, given: Answers): string | null {
  const before = stepBefore(step, given);
  return before ? `/file/${before}` : null;
}

/** 2号楼 before 10号楼. */
function byNumber(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name, 'zh-CN', { numeric: true });
}
