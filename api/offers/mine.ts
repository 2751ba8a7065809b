// A member's or liaison's own offers, signed in: the same card and the same acts as behind the letter's link. Nobody else's.
import { z } from 'zod';
import type { RequestHandler } from 'express';
import { actionAnswer } from '../../contracts/appeal-actions.ts';
import { fileRefusalWords } from '../../contracts/attachments.ts';
import {
  offerCard,
  offerContact,
  offerDecline,
  offerList,
  offerParams,
  offerPhotos,
  offerReport,
} from '../../contracts/offers.ts';
import { findCase } from '../../store/cases.ts';
import { isShut } from '../../domain/appeal/shielding.ts';
import { caseAsking, casesAsking, helperOfUser, type AskedHelper } from '../../store/helper-offers.ts';
import { selfOfHelper } from '../../store/shielding.ts';
import { receiveFiles } from '../attachments/receive.ts';
import { FileRefused } from '../attachments/refused.ts';
import type { Dependencies } from '../dependencies.ts';
import { route, type Route } from '../handle.ts';
import type { Person } from '../people.ts';
import { ProblemError } from '../problem.ts';
import { actOnOffer, keepPhotos, type OfferAct } from './acts.ts';
import { discloseTo, offerCards, type Asked } from './view.ts';

const tag = '协助请求（单位、党员本人）';
/** Newest ones; older tasks are in the helper's record of service. */
const most = 60;
const nothing = z.strictObject({});
const refusals = ['forbidden', 'notYourOffer', 'offerTaken', 'offerOver', 'capReached', 'unavailable'] as const;

export const myOfferRoutes: readonly Route[] = [
  route(
    {
      method: 'get',
      path: '/me/offers',
      tag,
      summary: '发给本人（本单位）的协助请求，新的在前',
      access: 'session',
      answer: offerList,
      refusals: ['forbidden'],
    },
    async ({ deps, person }) => {
      const helper = await helperOf(deps, person);
      const cases = await casesAsking(deps.store, helper.id, most);
      const self = await selfOfHelper(deps.store, helper.id);
      const asked = cases.flatMap(({ offerId, doc }): Asked[] => {
        const offer = doc.offers.find(({ id }) => id === offerId);
        return offer && !isShut(doc, self) ? [{ appeal: doc, offer }] : [];
      });
      return { items: await offerCards(deps, helper, asked) };
    },
  ),
  route(
    {
      method: 'get',
      path: '/me/offers/:id',
      tag,
      summary: '其中一项',
      access: 'session',
      params: offerParams,
      answer: offerCard,
      refusals: ['forbidden'],
    },
    async ({ deps, person, params }) => {
      const helper = await helperOf(deps, person);
      const [card] = await offerCards(deps, helper, [await askedFor(deps, helper, params.id)]);
      if (!card) throw new ProblemError('notFound');
      return card;
    },
  ),
  ...(
    [
      ['see', '已看到这项请求', nothing, () => ({ action: 'seeOffer' })],
      ['claim', '认领：先到先得，同一级只有一方', nothing, () => ({ action: 'claimOffer' })],
      ['decline', '婉拒，须选原因', offerDecline, (body) => ({ action: 'declineOffer', ...offerDecline.parse(body) })],
      ['report', '报告到场、进展、完成', offerReport, (body) => ({ action: 'reportHelp', ...offerReport.parse(body) })],
    ] as [string, string, z.ZodObject, (body: unknown) => OfferAct][]
  ).map(([name, summary, body, actOf]) =>
    route(
      {
        method: 'post',
        path: `/me/offers/:id/${name}`,
        tag,
        summary,
        access: 'session',
        params: offerParams,
        body,
        keyed: true,
        answer: actionAnswer,
        refusals,
      },
      async ({ deps, person, params, body: given, key }) => {
        const helper = await helperOf(deps, person);
        const { appeal } = await askedFor(deps, helper, params.id);
        const wish = { helper, no: appeal.no, offerId: params.id, callerKey: key };
        const answer = await actOnOffer(deps, wish, actOf(given));
        return answer;
      },
    ),
  ),
  route(
    {
      method: 'post',
      path: '/me/offers/:id/contact',
      tag,
      summary: '查看帮助对象：工作人员确认之后方可，每次查看都有记录',
      access: 'session',
      params: offerParams,
      body: nothing,
      answer: offerContact,
      refusals: ['forbidden', 'confirmFirst', 'helpDone'],
    },
    async ({ deps, person, params }) => {
      const helper = await helperOf(deps, person);
      return discloseTo(deps, helper, await askedFor(deps, helper, params.id));
    },
  ),
];

/** Multipart: mounted before the router that reads JSON alone. */
export const myOfferUploads: readonly Route[] = [
  {
    spec: {
      method: 'post',
      path: '/me/offers/:id/photos',
      tag,
      summary: '上传协助的照片（files，每个 ≤ 10 MB，一次 ≤ 5 个），编号写入报告的 evidence',
      access: 'session',
      params: offerParams,
      body: z.strictObject({ files: z.array(z.string().meta({ format: 'binary' })).max(5) }),
      bodyType: 'multipart/form-data',
      answer: offerPhotos,
      status: 201,
      refusals: ['forbidden', 'confirmFirst', 'helpDone', 'tooLarge', 'unsupportedMediaType'],
    },
    serve:
      (deps): RequestHandler =>
      async (request, response) => {
        const helper = await helperOf(deps, await deps.people.require(request));
        const id = offerParams.shape.id.safeParse(request.params.id);
        if (!id.success) throw new ProblemError('notFound');
        const asked = await askedFor(deps, helper, id.data);
        if (!request.is('multipart/form-data')) throw new ProblemError('unsupportedMediaType');
        await deps.residents.upload(`helper:${helper.id}`);
        try {
          const ids = await keepPhotos(deps, helper, asked, await receiveFiles(request, response));
          response.status(201).json({ ids });
        } catch (error) {
          if (!(error instanceof FileRefused)) throw error;
          const message = [error.fileName, fileRefusalWords[error.reason]].filter(Boolean).join('：');
          const code = error.reason === 'tooLarge' ? 'tooLarge' : 'invalid';
          throw new ProblemError(code, { errors: [{ path: 'files', message }] });
        }
      },
  },
];

async function helperOf(deps: Dependencies, { id, grants }: Person): Promise<AskedHelper> {
  const helper = await helperOfUser(deps.store, id);
  const held = grants.some(
    ({ role, communityId }) =>
      communityId === helper?.communityId && role === (helper.kind === 'unit' ? 'partnerLiaison' : 'member'),
  );
  // Who left or was suspended answers nothing any more; what they did stays in their record.
  if (!helper || !held || helper.barred) throw new ProblemError('forbidden');
  return helper;
}

async function numberOf(deps: Dependencies, helper: AskedHelper, offerId: string): Promise<string> {
  const no = await caseAsking(deps.store, helper.id, offerId);
  if (no === null) throw new ProblemError('notFound');
  return no;
}

/** Another helper's offer is answered like one that does not exist, and so is one of a case that turned out to be about them. */
async function askedFor(deps: Dependencies, helper: AskedHelper, offerId: string): Promise<Asked> {
  const found = await findCase(deps.store, await numberOf(deps, helper, offerId));
  const offer = found?.doc?.offers.find(({ id }) => id === offerId);
  const shut = found?.doc && isShut(found.doc, await selfOfHelper(deps.store, helper.id));
  if (!found?.doc || !offer || shut) throw new ProblemError('notFound');
  return { appeal: found.doc, offer };
}
