// The link in an offer's letter: for one helper, one offer, with an end, without signing in. Mail scanners open every link, some run
// its scripts: a GET shows the card and changes nothing; only what a person presses answers, reports, or shows whom to help.
import { createHash, randomUUID } from 'node:crypto';
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { OfferCard } from '../../contracts/offers.ts';
import { isShut } from '../../domain/appeal/shielding.ts';
import type { Offer } from '../../domain/ladder/types.ts';
import type { Appeal } from '../../domain/appeal/types.ts';
import { findCase } from '../../store/cases.ts';
import { findHelper, type AskedHelper } from '../../store/helper-offers.ts';
import { selfOfHelper } from '../../store/shielding.ts';
import { readOfferToken } from '../../store/mail-token.ts';
import { NotePage } from '../../web/mail/sheet.tsx';
import { OfferPage, type OfferPageProps } from '../../web/offers/offer-page.tsx';
import { seenScript } from '../../web/offers/seen-script.ts';
import type { Dependencies } from '../dependencies.ts';
import { isDatabaseAway } from '../failures.ts';
import { press } from './press.ts';
import { offerCards } from './view.ts';
import { keepToItself } from '../token-page.ts';

/** Mounted at /o, before the check for requests from other sites: a page without referrer sends `Origin: null`. */
export function offerLinks(deps: Dependencies): Router {
  const router = Router();
  router.use(keepToItself('/o/:token', [`script-src 'sha256-${scriptHash}'`, "connect-src 'self'"]));
  router.use(express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 20 }));
  router.get('/:token', page(deps, show));
  router.post('/:token', page(deps, answer));
  router.all('/:token', (_request, response) => {
    response.setHeader('Allow', 'GET, HEAD, POST');
    sendNote(deps, response, notes.method);
  });
  return router;
}

export type Opened = { id: string; helper: AskedHelper; appeal: Appeal; offer: Offer };
export type Shown = Pick<OfferPageProps, 'justNow' | 'trouble' | 'typed' | 'contact'> & { status?: number };

const scriptHash = createHash('sha256').update(seenScript).digest('base64');

type Note = { status: number; title: string; text: string };

const notes = {
  forged: { status: 404, title: '链接打不开', text: '这个链接不完整，或者被改动过。请回到邮件里重新打开。' },
  ended: { status: 410, title: '链接已过期', text: '这个链接已过有效期。有事请找社区居民诉求中心，或者拨打 12345。' },
  notYours: {
    status: 403,
    title: '这个链接不能用了',
    text: '您在社区的登记已停用或已退出，暂时不能办理。有疑问请找社区居民诉求中心。',
  },
  away: { status: 503, title: '暂时打不开', text: '系统暂时不能用，什么都没有改动。请过一会儿再打开。' },
  method: { status: 405, title: '不支持这种操作', text: '请在浏览器里打开这个链接。' },
} as const satisfies Record<string, Note>;

type Serve = (deps: Dependencies, opened: Opened, request: Request, response: Response) => Promise<void>;

function page(deps: Dependencies, serve: Serve): RequestHandler<{ token: string }> {
  return async (request, response) => {
    try {
      const opened = await open(deps, request.params.token);
      if ('title' in opened) sendNote(deps, response, opened);
      else await serve(deps, opened, request as Request, response);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      sendNote(deps, response, notes.away);
    }
  };
}

async function show(deps: Dependencies, opened: Opened, _request: Request, response: Response): Promise<void> {
  await sendCard(deps, response, opened, {});
}

async function answer(deps: Dependencies, opened: Opened, request: Request, response: Response): Promise<void> {
  const shown = await press(deps, opened, request, response);
  if (shown === 'seen') response.status(204).end();
  else await sendCard(deps, response, await again(deps, opened), shown);
}

/** What the token opens, or why it opens nothing. */
async function open(deps: Dependencies, token: string): Promise<Opened | Note> {
  const read = readOfferToken(deps.config.keys.mailToken, token, Date.now());
  if (read.kind === 'forged') return notes.forged;
  if (read.kind === 'ended') return notes.ended;
  const { helperId, no, offerId } = read.grant;
  const [helper, found] = await Promise.all([findHelper(deps.store, helperId), findCase(deps.store, no)]);
  const appeal = found?.doc;
  const offer = appeal?.offers.find((each) => each.id === offerId && each.helperId === helperId);
  if (!helper || !appeal || !offer) return notes.forged;
  if (helper.barred) return notes.notYours;
  // It turned out to be about them: the page says nothing of it, not even that.
  if (isShut(appeal, await selfOfHelper(deps.store, helperId))) return notes.ended;
  return { id: read.id, helper, appeal, offer };
}

/** The same offer, as it stands by now. */
async function again(deps: Dependencies, opened: Opened): Promise<Opened> {
  const appeal = (await findCase(deps.store, opened.appeal.no))?.doc ?? opened.appeal;
  const offer = appeal.offers.find(({ id }) => id === opened.offer.id) ?? opened.offer;
  return { ...opened, appeal, offer };
}

async function sendCard(deps: Dependencies, response: Response, opened: Opened, shown: Shown): Promise<void> {
  const [card] = await offerCards(deps, opened.helper, [opened]);
  const { status = 200, ...rest } = shown;
  const props: OfferPageProps = { ...rest, card: card as OfferCard, now: Date.now(), formKey: randomUUID() };
  sendPage(response, status, createElement(OfferPage, props));
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
