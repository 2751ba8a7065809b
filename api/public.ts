// The residents' JSON API: no account; filing is open to anybody, a case to whoever has its query code.
import type { Request } from 'express';
import type { z } from 'zod';
import { actionAnswer, type ActionPayload } from '../contracts/appeal-actions.ts';
import {
  filed,
  followed,
  followRequest,
  publicAppeal,
  publicCard,
  residentPayloads,
  type Filed,
  type PublicAppeal,
  type ResidentAction,
} from '../contracts/public.ts';
import { findCase } from '../store/cases.ts';
import { findByQueryCode } from '../store/intakes.ts';
import { bearerOf, newCapability, readCapability } from './capability.ts';
import { sendAction } from './case-door.ts';
import type { Dependencies } from './dependencies.ts';
import { fileAppeal, type Filing } from './filing.ts';
import { route, type Route } from './handle.ts';
import { actionKey } from './keys.ts';
import { ProblemError } from './problem.ts';
import { targetsNamed } from './report-target.ts';
import { appealAtReceipt, promisesOf, publicCard as cardOf, residentOf } from './public-case.ts';

const tag = '居民';

/** Files a resident's appeal. Throws as `fileAppeal`. */
export async function fileForResident(
  deps: Dependencies,
  { privacyNotice: _shown, about: whom, ...facts }: PublicAppeal,
  given: Pick<Filing, 'keyOwner' | 'callerKey' | 'admit'>,
): Promise<Filed> {
  const {
    no,
    queryCode,
    receivedAt,
    class: cls,
  } = await fileAppeal(deps, {
    // Whoever works on it must read whom it is about.
    facts: whom === undefined ? facts : { ...facts, text: `${facts.text}\n\n举报的是：${whom}` },
    about: whom === undefined ? null : await targetsNamed(deps, facts.communityId, `${whom}\n${facts.text}`),
    aboutWords: whom,
    proxy: null,
    channel: 'web',
    source: 'resident',
    createdBy: facts.appellant ? 'resident' : 'resident:anonymous',
    ...given,
  });
  return { no, queryCode, receivedAt, class: cls, promises: promisesOf(await appealAtReceipt(deps, no)) };
}

/** The number that code and phone lead to. Throws `notFound` for both alike, `tooManyRequests` after too many of them. */
export async function followCase(
  deps: Dependencies,
  { queryCode, phoneTail }: z.output<typeof followRequest>,
  address: string,
): Promise<string> {
  await deps.residents.follow(address, queryCode);
  const no = await findByQueryCode(deps.store, deps.cipher, queryCode, phoneTail ?? null);
  if (no === null) throw new ProblemError('notFound');
  await deps.residents.followed(address, queryCode);
  return no;
}

/** Does what the resident asks with their case. Throws as `sendAction`. */
export async function actForResident<A extends ResidentAction>(
  deps: Dependencies,
  { no, action, payload, callerKey }: { no: string; action: A; payload: ActionPayload<A>; callerKey: string },
) {
  const found = await findCase(deps.store, no, actionKey(action, 'resident', callerKey));
  if (!found) throw new ProblemError('notFound');
  const by = residentOf(found.communityId);
  // A repeated request changes nothing.
  if (!found.known) await deps.residents.change(no);
  return sendAction(deps, { no, action, payload, callerKey, seq: null, by });
}

/** The case of the request's Bearer token; throws `unauthenticated`. */
function caseOf(deps: Dependencies, request: Request): string {
  const no = readCapability(deps.config, bearerOf(request), Date.now());
  if (no === null) throw new ProblemError('unauthenticated');
  return no;
}

const addressOf = (request: Request) => request.ip ?? 'unknown';

function actionRoute<A extends ResidentAction>(action: A, path: string, summary: string): Route {
  return route(
    {
      method: 'post',
      path: `/public/${path}`,
      tag,
      summary: `${summary}（Authorization: Bearer）`,
      access: 'public',
      keyed: true,
      body: residentPayloads[action],
      answer: actionAnswer,
      refusals: ['unauthenticated', 'wrongState', 'sameKeyOtherBody', 'tooManyRequests'],
    },
    async ({ deps, request, body, key }) => {
      const no = caseOf(deps, request);
      return actForResident(deps, { no, action, payload: body as ActionPayload<A>, callerKey: key });
    },
  );
}

export const publicRoutes: readonly Route[] = [
  route(
    {
      method: 'post',
      path: '/public/appeals',
      tag,
      summary: '提交诉求：落库即答复 201，凭查询码查询',
      access: 'public',
      keyed: true,
      body: publicAppeal,
      answer: filed,
      status: 201,
      refusals: ['unknownReference', 'sameKeyOtherBody', 'tooManyRequests'],
    },
    async ({ deps, request, body, key }) => {
      const admit = async () => {
        // Only whoever holds a case's code may tie a new wish to it.
        const { linkedTo } = body;
        if (linkedTo !== undefined && linkedTo !== readCapability(deps.config, bearerOf(request), Date.now())) {
          throw new ProblemError('invalid', { errors: [{ path: 'linkedTo', message: '须出示所接续诉求的凭证' }] });
        }
        await deps.residents.file(addressOf(request));
      };
      // Not by the address: a phone changes its network. Only the same key with the same words is answered again.
      return fileForResident(deps, body, { keyOwner: 'resident', callerKey: key, admit });
    },
  ),
  route(
    {
      method: 'post',
      path: '/public/follow',
      tag,
      summary: '凭查询码与电话后四位查询（匿名的只凭查询码），并得到办理此案的临时凭证',
      access: 'public',
      body: followRequest,
      answer: followed,
      refusals: ['notFound', 'tooManyRequests'],
    },
    async ({ deps, request, body }) => {
      const no = await followCase(deps, body, addressOf(request));
      const { token, expiresAt } = newCapability(deps.config, no, Date.now());
      return { card: await cardOf(deps, no), capability: token, expiresAt: new Date(expiresAt).toISOString() };
    },
  ),
  route(
    {
      method: 'get',
      path: '/public/appeal',
      tag,
      summary: '凭证所指的诉求（Authorization: Bearer）',
      access: 'public',
      answer: publicCard,
      refusals: ['unauthenticated'],
    },
    async ({ deps, request }) => cardOf(deps, caseOf(deps, request)),
  ),
  actionRoute('infoGiven', 'information', '补充情况'),
  actionRoute('feedback', 'feedback', '评价答复'),
  actionRoute('redo', 'redo', '要求重办'),
  actionRoute('requestXinfangReview', 'review', '信访事项：申请复查（复核）'),
  actionRoute('withdraw', 'withdraw', '撤回诉求'),
];
