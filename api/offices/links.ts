// The link in a 吹哨 letter: for one outside office, one call, with an end, without signing in. A GET shows the letter and changes
// nothing; only the POST that a person's press sends acknowledges.
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { actionPayloads } from '../../contracts/appeal-actions.ts';
import type { Appeal, Escalation } from '../../domain/appeal/types.ts';
import { findCase } from '../../store/cases.ts';
import { readOfficeToken, type OfficeGrant } from '../../store/mail-token.ts';
import { findOffice } from '../../store/offices.ts';
import { NotePage } from '../../web/mail/sheet.tsx';
import { OfficeLetterPage, type OfficeReply } from '../../web/offices/office-letter.tsx';
import { sendAction } from '../case-door.ts';
import type { Dependencies } from '../dependencies.ts';
import { isDatabaseAway } from '../failures.ts';
import { ProblemError } from '../problem.ts';
import { field } from '../residents/browser.ts';
import { callOf, officeLetterOf } from './letter.ts';
import { keepToItself } from '../token-page.ts';

/** Mounted at /w, before the check for requests from other sites: a page without referrer sends `Origin: null`. */
export function officeLinks(deps: Dependencies): Router {
  const router = Router();
  router.use(keepToItself('/w/:token'));
  router.use(express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 10 }));
  router.get(
    '/:token',
    page(deps, async (opened, _request, response) => send(deps, response, opened, {})),
  );
  router.post(
    '/:token',
    page(deps, async (opened, request, response) => acknowledge(deps, opened, request, response)),
  );
  router.all('/:token', (_request, response) => {
    response.setHeader('Allow', 'GET, HEAD, POST');
    sendNote(deps, response, notes.method);
  });
  return router;
}

type Call = Escalation & { officeId: string };
type Opened = { id: string; grant: OfficeGrant; appeal: Appeal; raised: Call };
type Note = { status: number; title: string; text: string };

const notes = {
  forged: {
    status: 404,
    title: '链接无效',
    text: '此链接不完整或已被改动。请回到邮件重新打开，或与社区居民诉求中心联系。',
  },
  ended: { status: 410, title: '链接已过期', text: '此链接已过有效期，不能再用来签收。请与社区居民诉求中心联系。' },
  notYours: { status: 403, title: '不能用此链接签收', text: '贵单位已不在吹哨名录中。请与社区居民诉求中心联系。' },
  away: { status: 503, title: '暂时打不开', text: '系统暂时不可用，没有任何改动。请稍后再打开此链接。' },
  method: { status: 405, title: '不支持这种操作', text: '请在浏览器中打开此链接。' },
} as const satisfies Record<string, Note>;

type Serve = (opened: Opened, request: Request, response: Response) => Promise<void>;

function page(deps: Dependencies, serve: Serve): RequestHandler<{ token: string }> {
  return async (request, response) => {
    try {
      const opened = await open(deps, request.params.token);
      if ('title' in opened) sendNote(deps, response, opened);
      else await serve(opened, request as Request, response);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      sendNote(deps, response, notes.away);
    }
  };
}

async function open(deps: Dependencies, token: string): Promise<Opened | Note> {
  const read = readOfficeToken(deps.config.keys.mailToken, token, Date.now());
  if (read.kind === 'forged') return notes.forged;
  if (read.kind === 'ended') return notes.ended;
  const { grant, id } = read;
  const [office, found] = await Promise.all([findOffice(deps.store, grant.officeId), findCase(deps.store, grant.no)]);
  const raised = found?.doc && callOf(found.doc, grant.raisedSeq);
  if (!office || !found?.doc || raised?.officeId !== grant.officeId) return notes.forged;
  if (office.email === null) return notes.notYours;
  return { id, grant, appeal: found.doc, raised };
}

async function acknowledge(deps: Dependencies, opened: Opened, request: Request, response: Response): Promise<void> {
  const { id, grant, raised } = opened;
  if (raised.endedAt !== null || raised.acknowledgedAt !== null) return send(deps, response, opened, {});
  const typed = field(request, 'text');
  const text = actionPayloads.acknowledgeEscalation.shape.text.safeParse(typed.trim() === '' ? undefined : typed);
  if (!text.success)
    return send(deps, response, opened, { trouble: '内容不能签收：不要写看不见的特殊字符。', typed }, 422);
  try {
    await sendAction(deps, {
      no: grant.no,
      action: 'acknowledgeEscalation',
      payload: {
        rung: raised.rung,
        raisedSeq: raised.raisedSeq,
        ...(text.data === undefined ? {} : { text: text.data }),
      },
      callerKey: `mail:${id}`,
      seq: null,
      by: { id: `office:${grant.officeId}`, role: 'office', unitId: null },
    });
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    // Staff were quicker on its behalf, or the case has moved: the page says so.
    const settled = ['alreadyAcknowledged', 'noEscalation', 'wrongState', 'sameKeyOtherBody'].includes(error.code);
    const trouble = settled ? undefined : '系统繁忙，暂未确认是否签收成功。请稍候再点一次，不会重复签收。';
    return send(deps, response, await again(deps, opened), { trouble, typed }, settled ? 200 : 503);
  }
  return send(deps, response, await again(deps, opened), { justNow: true });
}

/** The same call, as it stands by now. */
async function again(deps: Dependencies, opened: Opened): Promise<Opened> {
  const appeal = (await findCase(deps.store, opened.grant.no))?.doc ?? opened.appeal;
  return { ...opened, appeal, raised: callOf(appeal, opened.raised.raisedSeq) ?? opened.raised };
}

type Answer = Partial<Pick<OfficeReply, 'justNow' | 'trouble' | 'typed'>>;

async function send(
  deps: Dependencies,
  response: Response,
  opened: Opened,
  answer: Answer,
  status = 200,
): Promise<void> {
  const { appeal, raised } = opened;
  const clock = appeal.clocks.find((each) => each.name === 'supervision' && each.rung === raised.rung);
  const reply: OfficeReply = {
    standing: raised.endedAt !== null ? 'ended' : raised.acknowledgedAt === null ? 'open' : 'acknowledged',
    until: clock && clock.firedAt === null ? clock.dueAt : null,
    acknowledgedAt: raised.acknowledgedAt,
    justNow: false,
    ...answer,
  };
  const letter = await officeLetterOf(deps, appeal, raised);
  sendPage(response, status, createElement(OfficeLetterPage, { letter, now: Date.now(), reply }));
}

function sendNote(deps: Dependencies, response: Response, { status, title, text }: Note): void {
  const note = { title, text, href: deps.config.http.publicUrl, link: '居民诉求中心首页' };
  sendPage(response, status, createElement(NotePage, note));
}

function sendPage(response: Response, status: number, element: ReactElement): void {
  response
    .status(status)
    .type('html')
    .send(`<!doctype html>${renderToStaticMarkup(element)}`);
}
