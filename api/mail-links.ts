// One-click links in mails. Mail scanners open every link, some run its scripts: so a GET shows the case and a button and
// changes nothing, and only the POST that a person's tap sends acknowledges. The token is the capability; no session is asked.
import { Router, type RequestHandler, type Response } from 'express';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { actorFor, type Caller } from '../domain/people/permissions.ts';
import { isShut } from '../domain/appeal/shielding.ts';
import type { Appeal, Escalation } from '../domain/appeal/types.ts';
import type { Instant } from '../domain/time/types.ts';
import { findCase } from '../store/cases.ts';
import { linkHolder, namesFor } from '../store/letter-facts.ts';
import { readMailToken, type MailGrant } from '../store/mail-token.ts';
import { namesOf } from '../store/users.ts';
import { CardPage, type RungCard, type Standing } from '../web/mail/card.tsx';
import { NotePage } from '../web/mail/sheet.tsx';
import { sendAction } from './case-door.ts';
import type { Dependencies } from './dependencies.ts';
import { isDatabaseAway } from './failures.ts';
import { ProblemError } from './problem.ts';
import { selfOf } from './scope.ts';
import { keepToItself } from './token-page.ts';

/** Mounted at /m, before the check for requests from other sites: a page without referrer sends `Origin: null`. */
export function mailLinks(deps: Dependencies): Router {
  const router = Router();
  router.use(keepToItself('/m/:token'));
  router.get('/:token', page(deps, show));
  router.post('/:token', page(deps, acknowledge));
  router.all('/:token', (_request, response) => {
    response.setHeader('Allow', 'GET, HEAD, POST');
    sendNote(deps, response, notes.method);
  });
  return router;
}

type Opened = { grant: MailGrant; id: string; caller: Caller; appeal: Appeal; raised: Escalation };
type Note = { status: number; title: string; text: string };

const notes = {
  forged: { status: 404, title: '链接无效', text: '此链接不完整或已被改动。请回到邮件重新打开，或登录工作台办理。' },
  ended: { status: 410, title: '链接已过期', text: '此链接已过有效期，不能再用来签收。请登录工作台办理。' },
  notYours: { status: 403, title: '不能用此链接签收', text: '您的账号已停用，或已不担任这一社区的督办员、书记/主任。' },
  away: { status: 503, title: '暂时打不开', text: '系统暂时不可用，没有任何改动。请稍后再打开此链接。' },
  method: { status: 405, title: '不支持这种操作', text: '请在浏览器中打开此链接。' },
} as const satisfies Record<string, Note>;

function page(
  deps: Dependencies,
  serve: (deps: Dependencies, opened: Opened, response: Response) => Promise<void>,
): RequestHandler<{ token: string }> {
  return async (request, response) => {
    try {
      const opened = await open(deps, request.params.token);
      if ('status' in opened) sendNote(deps, response, opened);
      else await serve(deps, opened, response);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      sendNote(deps, response, notes.away);
    }
  };
}

async function show(deps: Dependencies, opened: Opened, response: Response): Promise<void> {
  await sendCard(deps, response, opened, {});
}

async function acknowledge(deps: Dependencies, opened: Opened, response: Response): Promise<void> {
  const { grant, id, caller, raised } = opened;
  if (raised.endedAt !== null || raised.acknowledgedAt !== null) return sendCard(deps, response, opened, {});
  try {
    await sendAction(deps, {
      no: grant.no,
      action: 'acknowledgeEscalation',
      payload: { rung: grant.rung, raisedSeq: grant.raisedSeq },
      callerKey: `mail:${id}`,
      seq: null,
      by: caller,
    });
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (error.code === 'notPermitted') return sendNote(deps, response, notes.notYours);
    // Somebody else was quicker, or the case has moved: the page says so.
    const settled = ['alreadyAcknowledged', 'noEscalation', 'wrongState'].includes(error.code);
    const trouble = settled ? undefined : '系统繁忙，暂未确认是否签收成功。请稍候再点一次，不会重复签收。';
    return sendCard(deps, response, await again(deps, opened), { trouble, status: settled ? 200 : 503 });
  }
  return sendCard(deps, response, await again(deps, opened), { justNow: true });
}

/** What the token opens, or why it opens nothing. */
async function open(deps: Dependencies, token: string): Promise<Opened | Note> {
  const read = readMailToken(deps.config.keys.mailToken, token, Date.now());
  if (read.kind === 'forged') return notes.forged;
  if (read.kind === 'ended') return notes.ended;
  const { grant, id } = read;
  const [caller, found] = await Promise.all([linkHolder(deps.store, grant.userId), findCase(deps.store, grant.no)]);
  const appeal = found?.doc;
  const raised = appeal?.escalations.find((each) => each.rung === grant.rung && each.raisedSeq === grant.raisedSeq);
  if (!appeal || !raised) return notes.forged;
  if (!caller || !actorFor(appeal, caller, 'acknowledgeEscalation') || isShut(appeal, selfOf(caller)))
    return notes.notYours;
  return { grant, id, caller, appeal, raised };
}

/** The same case, as it stands by now. */
async function again(deps: Dependencies, opened: Opened): Promise<Opened> {
  const appeal = (await findCase(deps.store, opened.grant.no))?.doc ?? opened.appeal;
  const raised = appeal.escalations.find((each) => each.raisedSeq === opened.raised.raisedSeq) ?? opened.raised;
  return { ...opened, appeal, raised };
}

type Answer = { justNow?: boolean; trouble?: string; status?: number };

async function sendCard(deps: Dependencies, response: Response, opened: Opened, answer: Answer): Promise<void> {
  const { appeal, raised } = opened;
  const { justNow = false, trouble, status = 200 } = answer;
  const facts = { ...appeal.place, category: appeal.category };
  const [names, people] = await Promise.all([
    namesFor(deps.store.db, [facts]),
    namesOf(deps.store, raised.acknowledgedBy === null ? [] : [raised.acknowledgedBy]),
  ]);
  const now = Date.now();
  const card: RungCard = {
    no: appeal.no,
    community: names.communities.get(facts.communityId) ?? '',
    compound: facts.compoundId === null ? null : (names.compounds.get(facts.compoundId) ?? null),
    category: names.categories.get(facts.category) ?? facts.category,
    class: appeal.class,
    state: appeal.state,
    round: appeal.round,
    rung: raised.rung,
    reasons: raised.reasons,
    raisedAt: raised.raisedAt,
    dueAt: brokenPromise(appeal, raised),
    caseUrl: `${deps.config.http.publicUrl}/console/appeals/${appeal.no}`,
  };
  const by = people.get(raised.acknowledgedBy ?? '') ?? '工作人员';
  const standing = standingOf(appeal, raised, { by, justNow });
  sendPage(response, status, createElement(CardPage, { card, standing, now, trouble }));
}

function standingOf(appeal: Appeal, raised: Escalation, { by, justNow }: { by: string; justNow: boolean }): Standing {
  if (raised.endedAt !== null) return { kind: 'ended' };
  const clock = appeal.clocks.find((each) => each.name === 'supervision' && each.rung === raised.rung);
  const until = clock && clock.firedAt === null ? clock.dueAt : null;
  if (raised.acknowledgedAt === null) return { kind: 'open', until };
  return { kind: 'acknowledged', at: raised.acknowledgedAt, by, until, justNow };
}

function brokenPromise(appeal: Appeal, raised: Escalation): Instant | null {
  const late = appeal.late.filter(({ clock, round }) => raised.reasons.includes(clock) && round === appeal.round);
  return late.length === 0 ? null : Math.max(...late.map(({ dueAt }) => dueAt));
}

function sendNote(deps: Dependencies, response: Response, { status, title, text }: Note): void {
  const href = `${deps.config.http.publicUrl}/console`;
  sendPage(response, status, createElement(NotePage, { title, text, href, link: '打开工作台' }));
}

function sendPage(response: Response, status: number, element: Parameters<typeof renderToStaticMarkup>[0]): void {
  response
    .status(status)
    .type('html')
    .send(`<!doctype html>${renderToStaticMarkup(element)}`);
}
