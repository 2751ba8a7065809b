// 报到 by the people themselves: the forms at /join, which work without scripts.
import { createElement } from 'react';
import { Router, type Request, type Response } from 'express';
import { helperToJoin } from '../../contracts/helpers.ts';
import { helperConsentVersion } from '../../domain/directory/rules.ts';
import { capabilities, type Capability } from '../../domain/matching/capabilities.ts';
import type { HelperKind, WeeklyWindow } from '../../domain/matching/types.ts';
import type { Errors } from '../../web/residents/fields.tsx';
import { htmlOf } from '../../web/residents/frame.tsx';
import {
  isJoinKind,
  JoinConsentPage,
  JoinDonePage,
  JoinFormPage,
  joinHours,
  JoinPage,
  type JoinHours,
  type JoinPlace,
  type JoinShown,
} from '../../web/residents/join.tsx';
import type { Dependencies } from '../dependencies.ts';
import { join } from '../own-helper.ts';
import { ProblemError, sentenceOf } from '../problem.ts';
import { errorsOf } from './answers.ts';
import { field, frameOf, sendPage } from './browser.ts';

const workdays = [1, 2, 3, 4, 5];
const windows: Record<JoinHours, WeeklyWindow[]> = {
  any: [],
  workdays: [{ days: workdays, from: 8 * 60 + 30, to: 18 * 60 }],
  evenings: [{ days: workdays, from: 18 * 60 + 30, to: 21 * 60 }],
  weekends: [{ days: [0, 6], from: 9 * 60, to: 18 * 60 }],
};
const night = { from: 22 * 60, to: 7 * 60 };

export function joiningRouter(deps: Dependencies): Router {
  const router = Router();
  router.get('/join', (request, response) => {
    sendPage(response, htmlOf(createElement(JoinPage, { frame: frameOf(request) })));
  });
  router.get('/join/consent', (request, response) => {
    sendPage(response, htmlOf(createElement(JoinConsentPage, { frame: frameOf(request) })));
  });
  router.get('/join/done', (request, response) => {
    sendPage(response, htmlOf(createElement(JoinDonePage, { frame: frameOf(request) })));
  });
  router.get('/join/:kind', async (request, response) => {
    const { kind } = request.params;
    if (!isJoinKind(kind)) throw new ProblemError('notFound');
    const shown = { capabilities: [], night: true, consent: false };
    await sendForm(deps, request, response, { kind, shown, errors: {} });
  });
  router.post('/join/:kind', async (request, response) => {
    const { kind } = request.params;
    if (!isJoinKind(kind)) throw new ProblemError('notFound');
    await receive(deps, request, response, kind);
  });
  return router;
}

async function receive(deps: Dependencies, request: Request, response: Response, kind: HelperKind): Promise<void> {
  const shown = shownOf(request);
  const blank = (text: string | undefined) => (text?.trim() ? text : null);
  const read = helperToJoin.safeParse({
    kind,
    communityId: shown.communityId,
    compoundId: blank(shown.compoundId),
    name: kind === 'member' ? null : (shown.name ?? ''),
    person: shown.person ?? '',
    phone: shown.phone ?? '',
    email: blank(shown.email),
    capabilities: shown.capabilities,
    hours: windows[(shown.hours ?? 'any') as JoinHours],
    quiet: shown.night ? night : null,
    consent: shown.consent ? helperConsentVersion : '',
  });
  const found = read.success ? {} : inWords(errorsOf(read.error), shown, kind);
  if (shown.capabilities.length === 0) found.capabilities = '请至少选一项您能帮的忙';
  const errors = inOrder(found);
  const again = (complaints: Errors, status: number) =>
    sendForm(deps, request, response, { kind, shown, errors: complaints }, status);
  if (!read.success || Object.keys(errors).length > 0) return again(errors, 422);
  try {
    await join(deps, read.data, request.ip ?? 'unknown');
    response.redirect(303, '/join/done');
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (error.code === 'unknownReference') return again({ compoundId: '所选小区不在所选社区里，请重新选' }, 422);
    if (error.code === 'tooManyRequests') return again({ person: sentenceOf(error.code) }, 429);
    throw error;
  }
}

const fieldOrder = [
  'name',
  'person',
  'phone',
  'email',
  'communityId',
  'compoundId',
  'capabilities',
  'hours',
  'consent',
];

/** As the fields stand on the page: the summary is read from top to bottom, as they are mended. */
function inOrder(errors: Errors): Errors {
  const rank = (name: string) => (fieldOrder.includes(name) ? fieldOrder.indexOf(name) : fieldOrder.length);
  return Object.fromEntries(Object.entries(errors).sort(([one], [other]) => rank(one) - rank(other)));
}

// The contract's sentences where they say enough; the form's own where a field was left empty.
function inWords(found: Errors, shown: JoinShown, kind: HelperKind): Errors {
  const errors: Errors = {};
  for (const [name, text] of Object.entries(found)) errors[name.split('.')[0] ?? name] ??= text;
  if (errors.communityId) errors.communityId = '请选一个社区';
  if (errors.person && !shown.person?.trim()) errors.person = '请填写姓名';
  if (errors.name && !shown.name?.trim()) errors.name = kind === 'unit' ? '请填写单位名称' : '请填写团队名称';
  return errors;
}

function shownOf(request: Request): JoinShown {
  const given = (request.body ?? {}) as Record<string, unknown>;
  const chosen = [given.capabilities]
    .flat()
    .filter((each) => capabilities.includes(each as Capability)) as Capability[];
  const hours = field(request, 'hours');
  return {
    communityId: field(request, 'communityId'),
    compoundId: field(request, 'compoundId'),
    name: field(request, 'name'),
    person: field(request, 'person'),
    phone: field(request, 'phone'),
    email: field(request, 'email'),
    capabilities: chosen.slice(0, 12),
    hours: hours in joinHours ? hours : 'any',
    night: field(request, 'night') === 'yes',
    consent: field(request, 'consent') === 'yes',
  };
}

type Form = { kind: HelperKind; shown: JoinShown; errors: Errors };

async function sendForm(
  deps: Dependencies,
  request: Request,
  response: Response,
  form: Form,
  status = 200,
): Promise<void> {
  const communities = await deps.reference.communities();
  const places: JoinPlace[] = await Promise.all(
    communities.map(async ({ id, name }) => ({ id, name, compounds: await deps.reference.compounds(id) })),
  );
  sendPage(response, htmlOf(createElement(JoinFormPage, { frame: frameOf(request), places, ...form })), status);
}
