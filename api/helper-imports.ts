// Importing a list of helpers: read and shown first, with everything that is wrong; written whole on approval, or not at all.
import { randomUUID } from 'node:crypto';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import multer from 'multer';
import { z } from 'zod';
import { uuid } from '../contracts/base.ts';
import {
  importPreview,
  importUpload,
  largestTable,
  previewMs,
  type ImportPreview,
  type RowIssue,
} from '../contracts/helper-tables.ts';
import { directoryEditors } from '../domain/directory/rules.ts';
import { helperKinds } from '../domain/matching/types.ts';
import { applyImport, findImport, keepImport, type HelperImport } from '../store/helper-imports.ts';
import { tableTroubleWords } from '../web/wording/tables.ts';
import { iso } from './iso.ts';
import type { Dependencies } from './dependencies.ts';
import { route, type Route } from './handle.ts';
import { planImport, type ImportPlan } from './helper-import-plan.ts';
import { readHelperRows, type HelperRow } from './helper-rows.ts';
import type { Person } from './people.ts';
import { ProblemError } from './problem.ts';
import { rolesIn } from './scope.ts';
import { TableRefused } from './tables/limits.ts';
import { readTable } from './tables/read-table.ts';

const tag = '双报到';
const one = z.strictObject({ id: uuid });

const upload: Route = {
  spec: {
    method: 'post',
    path: '/helpers/imports',
    tag,
    summary: '上传名单（XLSX、CSV），先看会录入什么、有什么问题；此时什么也没有录入',
    access: 'session',
    body: importUpload,
    bodyType: 'multipart/form-data',
    answer: importPreview,
    status: 201,
    refusals: ['forbidden', 'tooLarge', 'unreadableTable', 'unsupportedMediaType'],
  },
  serve: (deps) => async (request, response) => {
    const person = await deps.people.require(request);
    if (!request.is('multipart/form-data')) throw new ProblemError('unsupportedMediaType');
    const file = await receive(request, response);
    const { community } = (request.body ?? {}) as Record<string, unknown>;
    const communityId = typeof community === 'string' ? community : '';
    requireEditor(person, communityId);
    response.status(201).json(importPreview.parse(await preview(deps, person, communityId, file)));
  },
};

export const importUploads: readonly Route[] = [upload];

/** Serves the upload; mounted before the router that reads JSON alone. */
export function importRouter(deps: Dependencies): Router {
  const router = Router();
  const label: RequestHandler = (_request, response, next) => {
    response.locals.route = upload.spec.path;
    next();
  };
  router.post(upload.spec.path, label, upload.serve(deps));
  return router;
}

export const importRoutes: readonly Route[] = [
  route(
    {
      method: 'post',
      path: '/helpers/imports/:id/apply',
      tag,
      summary: '按预览录入：全部录入，或者一条也不录入；名录有变动的须重新上传',
      access: 'session',
      params: one,
      answer: importPreview,
      refusals: ['forbidden', 'oldPreview', 'invalid'],
    },
    async ({ deps, person, params }) => {
      const found = await findImport(deps.store, deps.cipher, params.id);
      if (!found) throw new ProblemError('notFound');
      requireEditor(person, found.communityId);
      // Who looked at the preview is who approves it.
      if (found.createdBy !== person.id) throw new ProblemError('notFound');
      if (found.appliedAt !== null || Date.now() > found.createdAt + previewMs) throw new ProblemError('oldPreview');
      const { rows, issues } = JSON.parse(found.rows) as Kept;
      if (issues.length > 0) throw new ProblemError('invalid');
      let plan: ImportPlan | null = null;
      const added = await applyImport(deps.store, deps.cipher, found, async (db) => {
        plan = await planImport(deps, db, rows, { communityId: found.communityId, by: person.id });
        return plan.outcome === found.outcome && plan.issues.length === 0 ? plan.drafts : null;
      });
      if (added === 'old' || plan === null) throw new ProblemError('oldPreview');
      deps.log.info({ by: person.id, community: found.communityId, added }, 'helpers imported');
      return view({ ...found, appliedAt: Date.now(), added }, { rows, issues }, plan);
    },
  ),
];

type Kept = { rows: HelperRow[]; issues: RowIssue[] };

async function preview(deps: Dependencies, person: Person, communityId: string, file: Given): Promise<ImportPreview> {
  const kept = readHelperRows(await tableOf(file.buffer));
  const plan = await planImport(deps, deps.store.pool, kept.rows, { communityId, by: person.id });
  const issues = [...kept.issues, ...plan.issues].sort((a, b) => a.row - b.row);
  const id = randomUUID();
  const fileName = file.originalname.replace(/[^\p{L}\p{N}._ -]/gu, '').slice(-80) || '名单';
  const rows = JSON.stringify({ rows: kept.rows, issues });
  const { outcome } = plan;
  await keepImport(deps.store, deps.cipher, { id, communityId, createdBy: person.id, fileName, rows, outcome });
  const found = { id, communityId, fileName, createdAt: Date.now(), appliedAt: null, added: null };
  return view(found, { rows: kept.rows, issues }, plan);
}

function view(
  found: Pick<HelperImport, 'id' | 'communityId' | 'fileName' | 'createdAt' | 'appliedAt' | 'added'>,
  { rows, issues }: Kept,
  { drafts, listed }: ImportPlan,
): ImportPreview {
  const { id, communityId, fileName, createdAt, appliedAt, added } = found;
  const wrong = new Set(issues.filter(({ row }) => !rows.some((each) => each.row === row)).map(({ row }) => row));
  wrong.delete(1);
  return {
    ...{ id, communityId, fileName, added },
    createdAt: iso(createdAt),
    expiresAt: iso(createdAt + previewMs),
    rows: rows.length + wrong.size,
    adds: helperKinds.map((kind) => ({ kind, count: drafts.filter((draft) => draft.kind === kind).length })),
    listed: listed.slice(0, 200),
    listedCount: listed.length,
    issues: issues.slice(0, 500),
    issueCount: issues.length,
    appliedAt: appliedAt === null ? null : iso(appliedAt),
  };
}

async function tableOf(given: Buffer) {
  try {
    return await readTable(given);
  } catch (error) {
    if (!(error instanceof TableRefused)) throw error;
    throw new ProblemError('unreadableTable', {
      errors: [{ path: 'file', message: tableTroubleWords[error.reason] }],
    });
  }
}

function requireEditor(person: Person, communityId: string): void {
  if (!rolesIn(person, communityId).some((role) => directoryEditors.includes(role)))
    throw new ProblemError('forbidden');
}

type Given = Pick<Express.Multer.File, 'buffer' | 'originalname'>;

const receiver = multer({
  storage: multer.memoryStorage(),
  limits: {
    fileSize: largestTable,
    files: 1,
    fields: 5,
    fieldNameSize: 60,
    fieldSize: 1024,
    parts: 6,
    headerPairs: 20,
  },
  defParamCharset: 'utf8',
}).single('file');

function receive(request: Request, response: Response): Promise<Given> {
  return new Promise((resolve, reject) => {
    receiver(request, response, (error: unknown) => {
      if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE') reject(new ProblemError('tooLarge'));
      else if (error !== undefined && error !== null) reject(new ProblemError('invalid'));
      else if (request.file === undefined)
        reject(new ProblemError('invalid', { errors: [{ path: 'file', message: '请选择文件' }] }));
      else resolve(request.file);
    });
  });
}
