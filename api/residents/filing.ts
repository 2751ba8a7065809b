// Filing step by step: each step is a page to be asked for and a form to be sent, answers lie in the draft between them.
import { Router, type Request, type Response } from 'express';
import { mostFilesAtOnce } from '../../contracts/attachments.ts';
import { consentFor } from '../../domain/appeal/guardian.ts';
import { appealTypes, type AppealType } from '../../domain/words.ts';
import { dropFromDraft, giveDraftToCase } from '../../store/attachments.ts';
import { closeDraft, draftOwner } from '../../store/filing-drafts.ts';
import type { Errors } from '../../web/residents/fields.tsx';
import { noPlace } from '../../web/residents/filing/steps.tsx';
import { dropFiles } from '../attachments/files.ts';
import { keepFiles } from '../attachments/keep.ts';
import { receiveFiles } from '../attachments/receive.ts';
import { FileRefused } from '../attachments/refused.ts';
import { newCapability, readCapability } from '../capability.ts';
import type { Dependencies } from '../dependencies.ts';
import { ProblemError, sentenceOf } from '../problem.ts';
import { appealOf } from '../public-case.ts';
import { fileForResident } from '../public.ts';
import {
  aboutText,
  answers,
  appealFrom,
  detailsText,
  errorsOf,
  firstOpen,
  readContact,
  spotText,
  stepAfter,
  stepNames,
  type Answers,
  type StepName,
} from './answers.ts';
import { cookieOf, field, sendPage, setCookie } from './browser.ts';
import { beginDraft, findDraft, keepDraft, type Draft } from './draft.ts';
import { fileWords } from './files.ts';
import { categoriesFor, filedPage, stepPage, type Typed } from './filing-pages.ts';

type Taken = { given: Answers } | { errors: Errors; typed?: Typed };
type Take = (deps: Dependencies, request: Request, draft: Draft, files: () => Promise<string | null>) => Promise<Taken>;

const mostFilesOfDraft = 2 * mostFilesAtOnce;

export function filingRouter(deps: Dependencies): Router {
  const router = Router();
  router.get('/', (_request, response) => response.redirect(303, '/file/purpose'));
  router.get('/done', async (request, response) => {
    const draft = await findDraft(deps, request);
    if (!draft?.filedNo) response.redirect(303, '/file/purpose');
    else sendPage(response, await filedPage(deps, request, draft.filedNo));
  });
  router.post('/again', (_request, response) => {
    setCookie(deps, response, 'huying_draft', '', 0);
    response.redirect(303, '/file/purpose');
  });
  router.post('/after', async (request, response) => beginAfter(deps, request, response));
  for (const step of stepNames) {
    router.get(`/${step}`, async (request, response) => {
      const draft = await findDraft(deps, request);
      // A filed draft is over: whoever begins again begins anew.
      const given = draft && draft.filedNo === null ? draft.given : {};
      const open = firstOpen(given);
      if (stepNames.indexOf(step) > stepNames.indexOf(open)) response.redirect(303, `/file/${open}`);
      else sendPage(response, await stepPage(deps, request, { step, given, draft, errors: {} }));
    });
    router.post(`/${step}`, async (request, response) => {
      const draft = await openDraft(deps, request, response, step);
      if (!draft) response.redirect(303, '/file/purpose');
      else if (step === 'check') await submit(deps, request, response, draft);
      else await answer(deps, request, response, draft, step);
    });
  }
  return router;
}

/** A new wish about a case that is over: linked to it, and in its community (domain §4.2: the window is closed, the door is not). */
async function beginAfter(deps: Dependencies, request: Request, response: Response): Promise<void> {
  const no = readCapability(deps.config, cookieOf(request, 'huying_case'), Date.now());
  if (no === null) return response.redirect(303, '/follow?again=1');
  const { communityId } = (await appealOf(deps, no)).place;
  const found = await findDraft(deps, request);
  const draft = found?.filedNo === null ? found : await beginDraft(deps, request, response);
  await keepDraft(deps, draft, { communityId, ...draft.given, after: { no, communityId } });
  response.redirect(303, '/file/purpose');
}

/** The draft to write to; the first step begins one. */
async function openDraft(
  deps: Dependencies,
  request: Request,
  response: Response,
  step: StepName,
): Promise<Draft | null> {
  const draft = await findDraft(deps, request);
  if (draft && (draft.filedNo === null || step === 'check')) return draft;
  return step === 'purpose' ? beginDraft(deps, request, response) : null;
}

async function answer(
  deps: Dependencies,
  request: Request,
  response: Response,
  draft: Draft,
  step: Exclude<StepName, 'check'>,
): Promise<void> {
  const files = () => receive(deps, request, response, draft);
  const taken = await takers[step](deps, request, draft, files);
  if ('errors' in taken) {
    const { errors, typed } = taken;
    sendPage(response, await stepPage(deps, request, { step, given: draft.given, draft, errors, typed }), 422);
    return;
  }
  const given = { ...draft.given, ...taken.given };
  await keepDraft(deps, draft, given);
  const again = step === 'details' && field(request, 'drop') !== '';
  const next = stepAfter(step, given) ?? 'check';
  response.redirect(
    303,
    again ? '/file/details' : field(request, 'change') === '1' ? afterChange(given) : `/file/${next}`,
  );
}

/** Back to the check page, or to what the changed answer leaves open; another matter adds one question only. */
function afterChange(given: Answers): string {
  const open = firstOpen(given);
  return `/file/${open}${open === 'harm' ? '?change=1' : ''}`;
}

const takers: Record<Exclude<StepName, 'check'>, Take> = {
  purpose: async (_deps, request) => {
    const type = field(request, 'type');
    return isType(type) ? { given: { type } } : { errors: { type: '请选一项：您想做什么' } };
  },
  matter: async (deps, request, draft) => {
    const code = field(request, 'category');
    const known = await categoriesFor(deps, draft.given.communityId);
    return known.some((each) => each.code === code)
      ? { given: { category: code } }
      : { errors: { category: '请选一项：是哪方面的事' } };
  },
  harm: async (_deps, request) => {
    const harm = answers.shape.harm.safeParse(field(request, 'harm'));
    return harm.data === undefined
      ? { errors: { harm: '请选一项：有没有人受到伤害' } }
      : { given: { harm: harm.data } };
  },
  community: async (deps, request, draft) => {
    const communityId = field(request, 'communityId');
    const known = await deps.reference.community(communityId);
    if (!known) return { errors: { communityId: '请选一个社区' } };
    if (communityId === draft.given.communityId) return { given: {} };
    const compounds = await deps.reference.compounds(communityId);
    return {
      given: {
        communityId,
        compoundId: compounds.length === 0 ? null : undefined,
        buildingId: undefined,
        address: undefined,
      },
    };
  },
  compound: async (deps, request, draft) => {
    const compoundId = field(request, 'compoundId');
    if (compoundId === noPlace) return { given: { compoundId: null, buildingId: undefined } };
    const known = await deps.reference.compounds(draft.given.communityId ?? '');
    if (!known.some(({ id }) => id === compoundId))
      return { errors: { compoundId: '请选一个小区；说不清的，选最后一项' } };
    return { given: compoundId === draft.given.compoundId ? {} : { compoundId, buildingId: undefined } };
  },
  spot: async (deps, request, draft) => {
    const typed = { address: field(request, 'address'), buildingId: field(request, 'buildingId') };
    const known = draft.given.compoundId ? await deps.reference.buildings(draft.given.compoundId) : [];
    const place = known.length === 0 ? noPlace : typed.buildingId;
    const errors: Errors = {};
    if (place !== noPlace && !known.some(({ id }) => id === place))
      errors.buildingId = '请选一栋楼；说不清的，选最后一项';
    const address = spotText.safeParse(typed.address);
    if (!address.success) errors.address = errorsOf(address.error)[''] ?? '填写有误';
    if (Object.keys(errors).length > 0) return { errors, typed };
    return { given: { buildingId: place === noPlace ? null : place, address: address.data ?? null } };
  },
  details: async (deps, request, draft, files) => {
    const trouble = await files();
    const typed = { text: field(request, 'text'), about: field(request, 'about') };
    const drop = field(request, 'drop');
    const text = detailsText.safeParse(typed.text);
    if (drop !== '') {
      const row = await dropFromDraft(deps.store, draftOwner(draft.id), drop);
      await dropFiles(deps.config.http.attachmentDir, [row?.storedAs ?? null, row?.thumbnailAs ?? null]);
      return { given: text.success ? { text: text.data } : {} };
    }
    const about = aboutText.safeParse(typed.about);
    const errors: Errors = {};
    if (!about.success) errors.about = errorsOf(about.error)[''] ?? '填写有误';
    if (!text.success)
      errors.text = typed.text.trim() === '' ? '请写一写发生了什么事' : (errorsOf(text.error)[''] ?? '填写有误');
    if (trouble !== null) errors.files = trouble;
    if (!text.success || !about.success || trouble !== null) return { errors, typed };
    return { given: { text: text.data, about: about.data } };
  },
  contact: async (deps, request, draft) => {
    const typed = {
      contact: field(request, 'contact'),
      name: field(request, 'name'),
      phone: field(request, 'phone'),
      email: field(request, 'email'),
      vulnerable: field(request, 'vulnerable') === 'yes',
      under14: field(request, 'under14') === 'yes',
      guardianName: field(request, 'guardianName'),
      guardianPhone: field(request, 'guardianPhone'),
      guardianConsent: field(request, 'guardianConsent') === 'yes',
    };
    const { harm = 'none', category, communityId } = draft.given;
    const known = await categoriesFor(deps, communityId);
    const cls = known.find(({ code }) => code === category)?.class ?? 'U3';
    const victim = harm === 'none' ? null : harm;
    const consent = (under14: boolean) =>
      consentFor({ under14, anonymous: typed.contact === 'anonymous', victim, class: cls });
    const read = readContact({ ...typed, consent });
    return 'errors' in read ? { errors: read.errors, typed } : read;
  },
};

/** Takes the form's files into the draft; answers what is wrong with them. */
async function receive(
  deps: Dependencies,
  request: Request,
  response: Response,
  { id }: Draft,
): Promise<string | null> {
  try {
    const files = await receiveFiles(request, response);
    if (files.length === 0) return null;
    await deps.residents.upload(request.ip ?? 'unknown');
    await keepFiles(
      deps,
      { no: draftOwner(id), purpose: 'intake', createdBy: 'resident', most: mostFilesOfDraft },
      files,
    );
    return null;
  } catch (error) {
    if (error instanceof FileRefused) return fileWords(error);
    throw error;
  }
}

async function submit(deps: Dependencies, request: Request, response: Response, draft: Draft): Promise<void> {
  const appeal = appealFrom(draft.given);
  if (draft.filedNo !== null) {
    response.redirect(303, '/file/done');
    return;
  }
  if (!appeal) {
    response.redirect(303, `/file/${firstOpen(draft.given)}`);
    return;
  }
  const again = async (errors: Errors, trouble: string | null, status: number) =>
    sendPage(
      response,
      await stepPage(deps, request, { step: 'check', given: draft.given, draft, errors, trouble }),
      status,
    );
  if (field(request, 'consent') !== 'yes') {
    await again({ consent: '请看过个人信息告知书，并在前面打勾' }, null, 422);
    return;
  }
  try {
    // The draft's id is the key: however often the button is pressed, it is one appeal.
    const { no } = await fileForResident(deps, appeal, {
      keyOwner: 'resident:page',
      callerKey: draft.id,
      admit: () => deps.residents.file(request.ip ?? 'unknown'),
    });
    await giveDraftToCase(deps.store, draftOwner(draft.id), no);
    await closeDraft(deps.store, draft.id, no);
    const { token } = newCapability(deps.config, no, Date.now());
    setCookie(deps, response, 'huying_case', token, 12 * 60 * 60);
    response.redirect(303, '/file/done');
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (error.code === 'mayHaveTakenEffect' || error.code === 'unavailable') {
      await again({}, '系统忙，还没有提交成功。请过一会儿再按一次“提交”，不会重复登记。', 503);
    } else await again({}, sentenceOf(error.code), 422);
  }
}

function isType(text: string): text is AppealType {
  return (appealTypes as readonly string[]).includes(text);
}
