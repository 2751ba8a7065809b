// Photos and PDF of a case: staff add evidence and read all; the resident who holds the case's capability adds and reads theirs.
import { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import { attachmentList, fileRefusalWords } from '../contracts/attachments.ts';
import { appealNo, uuid } from '../contracts/base.ts';
import type { Role } from '../domain/words.ts';
import { findAttachment, listAttachments } from '../store/attachments.ts';
import { attachmentView } from './attachment-view.ts';
import { keepFiles } from './attachments/keep.ts';
import { receiveFiles } from './attachments/receive.ts';
import { FileRefused } from './attachments/refused.ts';
import { sendAttachment } from './attachments/send.ts';
import { bearerOf, readCapability } from './capability.ts';
import type { Dependencies } from './dependencies.ts';
import { route, type Route } from './handle.ts';
import { ProblemError } from './problem.ts';
import { publicAttachment } from './public-case.ts';
import { rolesIn, visibleCase } from './scope.ts';

const tag = '附件';
const ofCase = z.strictObject({ no: appealNo });
const oneOfCase = z.strictObject({ no: appealNo, id: uuid });
const upload = z.strictObject({ files: z.array(z.string().meta({ format: 'binary' })).max(5) });
const file = z.string().meta({ format: 'binary' });

/** Whoever works on cases may add to them; an auditor only reads. */
const contributors: readonly Role[] = [
  'clerk',
  'dispatcher',
  'handler',
  'gridWorker',
  'supervisor',
  'director',
  'callbackAgent',
];

const uploads: readonly Route[] = [
  {
    spec: {
      method: 'post',
      path: '/appeals/:no/attachments',
      tag,
      summary: '上传办理佐证：multipart/form-data 的 files，每个 ≤ 10 MB，一次 ≤ 5 个',
      access: 'session',
      params: ofCase,
      body: upload,
      bodyType: 'multipart/form-data',
      answer: attachmentList,
      status: 201,
      refusals: ['tooLarge', 'unsupportedMediaType', 'forbidden'],
    },
    serve: (deps) => async (request, response) => {
      const person = await deps.people.require(request);
      const no = numberIn(request.params.no);
      const { communityId } = await visibleCase(deps, person, no);
      if (!rolesIn(person, communityId).some((role) => contributors.includes(role)))
        throw new ProblemError('forbidden');
      const items = await takeFiles(deps, request, response, { no, purpose: 'evidence', createdBy: person.id });
      response.status(201).json({ items });
    },
  },
  {
    spec: {
      method: 'post',
      path: '/public/attachments',
      tag,
      summary: '居民为自己的诉求补充照片或 PDF（Authorization: Bearer）',
      access: 'public',
      body: upload,
      bodyType: 'multipart/form-data',
      answer: attachmentList,
      status: 201,
      refusals: ['unauthenticated', 'tooLarge', 'unsupportedMediaType', 'tooManyRequests'],
    },
    serve: (deps) => async (request, response) => {
      const no = readCapability(deps.config, bearerOf(request), Date.now());
      if (no === null) throw new ProblemError('unauthenticated');
      await deps.residents.upload(request.ip ?? 'unknown');
      const items = await takeFiles(deps, request, response, { no, purpose: 'intake', createdBy: 'resident' });
      response.status(201).json({ items });
    },
  },
];

const downloads: readonly Route[] = [
  ...(['file', 'thumbnail'] as const).flatMap((part): Route[] => [
    {
      spec: {
        method: 'get',
        path: `/appeals/:no/attachments/:id${part === 'file' ? '' : '/thumbnail'}`,
        tag,
        summary: part === 'file' ? '下载附件' : '照片的缩略图（WebP）',
        access: 'session',
        params: oneOfCase,
        answer: file,
        answerType: part === 'file' ? 'application/octet-stream' : 'image/webp',
      },
      serve: (deps) => async (request, response) => {
        const person = await deps.people.require(request);
        const no = numberIn(request.params.no);
        await visibleCase(deps, person, no);
        await sendAttachment(deps, response, await find(deps, no, idIn(request.params.id)), part);
      },
    },
    {
      spec: {
        method: 'get',
        path: `/public/attachments/:id${part === 'file' ? '' : '/thumbnail'}`,
        tag,
        summary: part === 'file' ? '居民下载自己诉求的附件（Authorization: Bearer）' : '其缩略图（WebP）',
        access: 'public',
        params: z.strictObject({ id: uuid }),
        answer: file,
        answerType: part === 'file' ? 'application/octet-stream' : 'image/webp',
        refusals: ['unauthenticated'],
      },
      serve: (deps) => async (request, response) => {
        const no = readCapability(deps.config, bearerOf(request), Date.now());
        if (no === null) throw new ProblemError('unauthenticated');
        await sendAttachment(deps, response, await publicAttachment(deps, no, idIn(request.params.id)), part);
      },
    },
  ]),
];

const lists: readonly Route[] = [
  route(
    {
      method: 'get',
      path: '/appeals/:no/attachments',
      tag,
      summary: '一件诉求的附件',
      access: 'session',
      params: ofCase,
      answer: attachmentList,
    },
    async ({ deps, person, params }) => {
      await visibleCase(deps, person, params.no);
      return { items: (await listAttachments(deps.store, params.no)).map(attachmentView) };
    },
  ),
];

/** For the list of JSON routes and the reference. */
export const attachmentRoutes: readonly Route[] = [...lists, ...downloads];
/** Multipart: mounted before the router that reads JSON alone; described with the others. */
export const attachmentUploads: readonly Route[] = uploads;

/** Serves the uploads of the list; every other request goes on. */
export function uploadRouter(deps: Dependencies, list: readonly Route[]): Router {
  const router = Router();
  for (const { spec, serve } of list) {
    const label: RequestHandler = (_request, response, next) => {
      response.locals.route = spec.path;
      next();
    };
    router.post(spec.path, label, serve(deps));
  }
  return router;
}

type Owner = Parameters<typeof keepFiles>[1];
type Handler = Parameters<RequestHandler>;

async function takeFiles(deps: Dependencies, request: Handler[0], response: Handler[1], owner: Owner) {
  if (!request.is('multipart/form-data')) {
    throw new ProblemError('unsupportedMediaType', {
      errors: [{ path: 'files', message: '请以 multipart/form-data 上传' }],
    });
  }
  try {
    const files = await receiveFiles(request, response);
    if (files.length === 0) throw new FileRefused('none');
    return (await keepFiles(deps, owner, files)).map((row) => attachmentView(row));
  } catch (error) {
    throw error instanceof FileRefused ? problemOf(error) : error;
  }
}

function problemOf({ reason, fileName }: FileRefused): ProblemError {
  const code =
    reason === 'tooLarge' ? 'tooLarge' : reason === 'kind' || reason === 'heic' ? 'unsupportedMediaType' : 'invalid';
  const message = fileRefusalWords[reason];
  return new ProblemError(code, {
    errors: [{ path: 'files', message: fileName === null ? message : `${fileName}：${message}` }],
  });
}

async function find({ store }: Dependencies, no: string, id: string) {
  const found = await findAttachment(store, no, id);
  if (!found) throw new ProblemError('notFound');
  return found;
}

function idIn(id: unknown): string {
  const read = uuid.safeParse(id);
  if (!read.success) throw new ProblemError('notFound');
  return read.data;
}

function numberIn(no: unknown): string {
  const read = appealNo.safeParse(no);
  if (!read.success) throw new ProblemError('notFound');
  return read.data;
}
