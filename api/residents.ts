// The residents' pages at `/`: server-rendered HTML and plain forms. Every address of theirs hangs here.
import { createElement } from 'react';
import express, { Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import { uuid } from '../contracts/base.ts';
import { findAttachment } from '../store/attachments.ts';
import { draftOwner } from '../store/filing-drafts.ts';
import { htmlOf } from '../web/residents/frame.tsx';
import { HomePage, PrivacyPage, TroublePage } from '../web/residents/home.tsx';
import { sendAttachment } from './attachments/send.ts';
import type { Dependencies } from './dependencies.ts';
import { problemOf } from './failures.ts';
import { ProblemError, problems } from './problem.ts';
import { assetRouter } from './residents/assets.ts';
import { field, frameOf, safePath, sendPage, setCookie } from './residents/browser.ts';
import { findDraft } from './residents/draft.ts';
import { filingRouter } from './residents/filing.ts';
import { followingRouter } from './residents/following.ts';
import { joiningRouter } from './residents/joining.ts';

const year = 365 * 24 * 60 * 60;

export function residentPages(deps: Dependencies): Router {
  const router = Router();
  router.use(label);
  router.use(assetRouter());
  router.use(express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 60 }));
  router.get('/', (request, response) => {
    sendPage(response, htmlOf(createElement(HomePage, { frame: frameOf(request) })));
  });
  router.get('/privacy', (request, response) => {
    sendPage(response, htmlOf(createElement(PrivacyPage, { frame: frameOf(request) })));
  });
  router.post('/type-size', (request, response) => {
    const large = field(request, 'large') === '1';
    setCookie(deps, response, 'huying_large', large ? '1' : '', large ? year : 0);
    response.redirect(303, safePath(field(request, 'back')));
  });
  for (const part of ['file', 'thumbnail'] as const) {
    router.get(`/file/files/:id${part === 'file' ? '' : '/thumbnail'}`, async (request, response) => {
      const draft = await findDraft(deps, request);
      const { id } = request.params;
      const found =
        draft && uuid.safeParse(id).success ? await findAttachment(deps.store, draftOwner(draft.id), String(id)) : null;
      if (!found) throw new ProblemError('notFound');
      await sendAttachment(deps, response, found, part);
    });
  }
  router.use('/file', filingRouter(deps));
  router.use(joiningRouter(deps));
  router.use(followingRouter(deps));
  router.use(notFound);
  router.use(troubles(deps));
  return router;
}

// Codes and drafts have no place in logs and figures: all pages count as one route.
const label: RequestHandler = (request, response, next) => {
  response.locals.route = /^\/(file|case|follow|join)/.exec(request.path)?.[0] ?? '/';
  next();
};

const notFound: RequestHandler = (request, response) => {
  const page = { frame: frameOf(request), title: '没有这个页面', text: '网址可能写错了，请从首页重新进入。' };
  sendPage(response, htmlOf(createElement(TroublePage, page)), 404);
};

/** What went wrong, in words; never the library's own. */
function troubles({ log }: Dependencies): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const { code, facts } = problemOf(error, request.method);
    if (code === 'internal') log.error({ err: error, requestId: response.locals.requestId }, 'page failed');
    const { title, status, detail } = problems[code];
    const texts: Partial<Record<typeof code, string>> = {
      internal: `系统出了问题，请过一会儿再试。报修时请说这个编号：${String(response.locals.requestId)}`,
      tooLarge: '写的内容或文件太大了，请返回删减一些再提交。',
      notFound: '没有找到，或者您现在不能看。请从首页重新进入。',
      mayHaveTakenEffect: '系统忙，可能已经办成。请过一会儿到“查进度”看看。',
      unavailable: '系统暂时不能用，请过一会儿再试。您写的内容还在。',
    };
    if (facts.retryAfter !== undefined) response.setHeader('Retry-After', String(facts.retryAfter));
    const page = { frame: frameOf(request), title, text: texts[code] ?? detail };
    return sendPage(response, htmlOf(createElement(TroublePage, page)), status);
  };
}
