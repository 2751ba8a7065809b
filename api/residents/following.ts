// Following a case: the query code opens it, a cookie with the case's capability keeps it open for some hours.
import { randomUUID } from 'node:crypto';
import { createElement } from 'react';
import { Router, type Request, type Response } from 'express';
import type { ActionPayload } from '../../contracts/appeal-actions.ts';
import { uuid } from '../../contracts/base.ts';
import {
  followRequest,
  residentActions,
  residentPayloads,
  type PublicCard,
  type ResidentAction,
} from '../../contracts/public.ts';
import { CasePage } from '../../web/residents/case/case.tsx';
import { FollowPage } from '../../web/residents/case/follow.tsx';
import { AnswerPage, JudgePage, RedoPage, ReviewPage, WithdrawPage } from '../../web/residents/case/forms.tsx';
import { reviewRefusalText } from '../../web/wording/reviews.ts';
import type { Errors } from '../../web/residents/fields.tsx';
import { htmlOf } from '../../web/residents/frame.tsx';
import { keepFiles } from '../attachments/keep.ts';
import { receiveFiles } from '../attachments/receive.ts';
import { FileRefused } from '../attachments/refused.ts';
import { sendAttachment } from '../attachments/send.ts';
import { newCapability, readCapability } from '../capability.ts';
import type { Dependencies } from '../dependencies.ts';
import { ProblemError, sentenceOf } from '../problem.ts';
import { actForResident, followCase } from '../public.ts';
import { publicAttachment, publicCard } from '../public-case.ts';
import { errorsOf } from './answers.ts';
import { cookieOf, field, frameOf, sendPage, setCookie } from './browser.ts';
import { fileWords } from './files.ts';

const hours = 12;
const formNames = {
  answer: 'infoGiven',
  judge: 'feedback',
  redo: 'redo',
  review: 'requestXinfangReview',
  withdraw: 'withdraw',
} as const;
type FormName = keyof typeof formNames;

export function followingRouter(deps: Dependencies): Router {
  const router = Router();
  router.get('/follow', (request, response) => {
    const note = request.query.again === '1' ? '为了保护您的信息，请重新输入查询码。' : null;
    sendPage(response, followPage(request, {}, note));
  });
  router.post('/follow', async (request, response) => follow(deps, request, response));
  router.post('/leave', (_request, response) => {
    setCookie(deps, response, 'huying_case', '', 0);
    response.redirect(303, '/');
  });
  router.get('/case', async (request, response) => {
    const no = caseOf(deps, request);
    if (no === null) return response.redirect(303, '/follow?again=1');
    open(deps, response, no);
    const done = residentActions.find((action) => action === request.query.done) ?? null;
    const card = await publicCard(deps, no);
    const refused = refusalOf(card, request.query.refused);
    const page = createElement(CasePage, { frame: frameOf(request), card, now: Date.now(), done, refused });
    return sendPage(response, htmlOf(page));
  });
  for (const part of ['file', 'thumbnail'] as const) {
    router.get(`/case/files/:id${part === 'file' ? '' : '/thumbnail'}`, async (request, response) => {
      const no = caseOf(deps, request);
      const { id } = request.params;
      if (no === null || !uuid.safeParse(id).success) throw new ProblemError('notFound');
      const found = await publicAttachment(deps, no, String(id));
      await sendAttachment(deps, response, found, part);
    });
  }
  for (const name of Object.keys(formNames) as FormName[]) {
    router.get(`/case/${name}`, async (request, response) => {
      const no = caseOf(deps, request);
      if (no === null) return response.redirect(303, '/follow?again=1');
      const card = await publicCard(deps, no);
      const open = card.actions.some(({ action, allowed }) => action === formNames[name] && allowed);
      if (!open) return response.redirect(303, `/case?refused=${name}`);
      return sendPage(response, formPage(request, { name, card, errors: {}, formKey: randomUUID() }));
    });
    router.post(`/case/${name}`, async (request, response) => send(deps, request, response, name));
  }
  return router;
}

async function follow(deps: Dependencies, request: Request, response: Response): Promise<void> {
  const given = { queryCode: field(request, 'queryCode'), phoneTail: field(request, 'phoneTail') };
  const read = followRequest.safeParse({
    ...given,
    phoneTail: given.phoneTail.trim() === '' ? undefined : given.phoneTail,
  });
  const again = (errors: Errors, status: number) => sendPage(response, followPage(request, errors, null), status);
  if (!read.success) {
    const errors = errorsOf(read.error);
    if (given.queryCode.trim() === '') errors.queryCode = '请填写查询码';
    again(errors, 422);
    return;
  }
  try {
    open(deps, response, await followCase(deps, read.data, request.ip ?? 'unknown'));
    response.redirect(303, '/case');
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (error.code === 'notFound') again({ queryCode: '查询码和电话后四位对不上，请再看一看' }, 404);
    else if (error.code === 'tooManyRequests') again({ queryCode: '试的次数太多了，请过一刻钟再试' }, 429);
    else throw error;
  }
}

/** Sets the case's cookie anew: who goes on reading is not sent away. */
function open(deps: Dependencies, response: Response, no: string): void {
  setCookie(deps, response, 'huying_case', newCapability(deps.config, no, Date.now()).token, hours * 60 * 60);
}

function caseOf(deps: Dependencies, request: Request): string | null {
  return readCapability(deps.config, cookieOf(request, 'huying_case'), Date.now());
}

function followPage(request: Request, errors: Errors, note: string | null): string {
  const shown = { code: field(request, 'queryCode'), tail: field(request, 'phoneTail') };
  return htmlOf(createElement(FollowPage, { frame: frameOf(request), errors, note, ...shown }));
}

type Form = { name: FormName; card: PublicCard; errors: Errors; formKey: string };

function formPage(request: Request, { name, ...rest }: Form): string {
  const props = { frame: frameOf(request), ...rest };
  const text = field(request, 'text');
  switch (name) {
    case 'judge': {
      const [contacted, result, satisfaction] = ['contacted', 'result', 'satisfaction'].map((each) =>
        field(request, each),
      );
      return htmlOf(createElement(JudgePage, { ...props, shown: { contacted, result, satisfaction, text } }));
    }
    case 'answer':
      return htmlOf(createElement(AnswerPage, { ...props, text }));
    case 'redo':
      return htmlOf(createElement(RedoPage, { ...props, text }));
    case 'review':
      return htmlOf(createElement(ReviewPage, { ...props, text, now: Date.now() }));
    case 'withdraw':
      return htmlOf(createElement(WithdrawPage, { ...props, text }));
  }
}

async function send(deps: Dependencies, request: Request, response: Response, name: FormName): Promise<void> {
  const no = caseOf(deps, request);
  if (no === null) {
    response.redirect(303, '/follow?again=1');
    return;
  }
  const action = formNames[name];
  const trouble = name === 'answer' ? await receive(deps, request, response, no) : null;
  const formKey = /^[\w-]{16,64}$/.exec(field(request, 'formKey'))?.[0] ?? randomUUID();
  const again = async (errors: Errors, status: number) =>
    sendPage(response, formPage(request, { name, card: await publicCard(deps, no), errors, formKey }), status);
  const { payload, errors } = read(request, action);
  if (trouble !== null) errors.files = trouble;
  if (payload === null || trouble !== null) {
    await again(errors, 422);
    return;
  }
  try {
    await actForResident(deps, { no, action, payload, callerKey: formKey });
    response.redirect(303, `/case?done=${action}`);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const unsure = error.code === 'mayHaveTakenEffect' || error.code === 'unavailable';
    const words = unsure
      ? '系统忙，还不知道有没有办成。请过一会儿再按一次，不会重复。'
      : (refusalOf(await publicCard(deps, no), name) ?? sentenceOf(error.code));
    await again({ [firstField[name]]: words }, unsure ? 503 : 409);
  }
}

/** Why a form that was asked for was not shown; null where it can be done after all, or nothing was asked for. */
function refusalOf(card: PublicCard, asked: unknown): string | null {
  const name = (Object.keys(formNames) as FormName[]).find((each) => each === asked);
  const found = name && card.actions.find(({ action }) => action === formNames[name]);
  if (!found || found.allowed) return null;
  if (name === 'review') return reviewRefusalText(found.reason?.code ?? '', card);
  return '现在不能这样办了。最新的情况，请看这件诉求的页面。';
}

const firstField: Record<FormName, string> = {
  ...{ answer: 'text', judge: 'contacted', redo: 'text', review: 'text', withdraw: 'text' },
};

type Read = { payload: ActionPayload<ResidentAction> | null; errors: Errors };

function read(request: Request, action: ResidentAction): Read {
  const text = field(request, 'text');
  const blank = text.trim() === '';
  const needed = action === 'infoGiven' || action === 'redo' || action === 'requestXinfangReview';
  const words = needed || !blank ? { text } : {};
  const result = action === 'feedback' ? judgement(request) : { fields: {}, errors: {} };
  const parsed = residentPayloads[action].safeParse({ ...result.fields, ...words });
  if (parsed.success && Object.keys(result.errors).length === 0) return { payload: parsed.data, errors: {} };
  const complaints = parsed.success ? {} : errorsOf(parsed.error);
  const errors: Errors = { ...result.errors };
  if (complaints.text !== undefined) errors.text = blank ? (missingTexts[action] ?? '请写一写') : complaints.text;
  return { payload: null, errors };
}

const missingTexts: Partial<Record<ResidentAction, string>> = { requestXinfangReview: '请写一写您的请求和理由' };

function judgement(request: Request): { fields: Record<string, unknown>; errors: Errors } {
  const [contacted, result, satisfaction] = ['contacted', 'result', 'satisfaction'].map((name) => field(request, name));
  const errors: Errors = {};
  if (contacted !== 'yes' && contacted !== 'no') errors.contacted = '请选一项：工作人员联系过您吗';
  if (!['solved', 'unsolved', 'explained'].includes(result ?? '')) errors.result = '请选一项：问题解决了吗';
  if (!['satisfied', 'mostlySatisfied', 'dissatisfied'].includes(satisfaction ?? ''))
    errors.satisfaction = '请选一项：您满意吗';
  const fields = {
    contacted: contacted === 'yes',
    solved: result === 'solved',
    acceptsExplanation: result === 'explained',
    satisfaction,
  };
  return { fields, errors };
}

async function receive(deps: Dependencies, request: Request, response: Response, no: string): Promise<string | null> {
  try {
    const files = await receiveFiles(request, response);
    if (files.length === 0) return null;
    await deps.residents.upload(request.ip ?? 'unknown');
    await keepFiles(deps, { no, purpose: 'intake', createdBy: 'resident' }, files);
    return null;
  } catch (error) {
    if (error instanceof FileRefused) return fileWords(error);
    throw error;
  }
}
