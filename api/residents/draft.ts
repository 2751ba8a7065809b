// The draft behind the browser's cookie.
import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { dropFiles } from '../attachments/files.ts';
import { dropStaleDrafts } from '../../store/attachments.ts';
import { draftId, draftLifetimeMs, draftPrefix, readDraft, saveDraft, sweepDrafts } from '../../store/filing-drafts.ts';
import type { Dependencies } from '../dependencies.ts';
import { answers, type Answers } from './answers.ts';
import { cookieOf, setCookie } from './browser.ts';

export type Draft = { id: string; given: Answers; filedNo: string | null };

const sweepEveryMs = 60 * 60 * 1000;
let sweptAt = 0;

/** The browser's draft, or null when it has none (any more). */
export async function findDraft(deps: Dependencies, request: Request): Promise<Draft | null> {
  const token = cookieOf(request, 'huying_draft');
  const row = token === '' ? null : await readDraft(deps.store, deps.cipher, draftId(token));
  if (!row) return null;
  const body = answers.safeParse(row.body === '' ? {} : JSON.parse(row.body));
  return { id: row.id, given: body.data ?? {}, filedNo: row.filedNo };
}

/** A new draft with its cookie; now and then the old ones are swept. Throws `tooManyRequests`. */
export async function beginDraft(deps: Dependencies, request: Request, response: Response): Promise<Draft> {
  await deps.residents.upload(request.ip ?? 'unknown');
  const token = randomBytes(24).toString('base64url');
  setCookie(deps, response, 'huying_draft', token, draftLifetimeMs / 1000);
  if (Date.now() - sweptAt > sweepEveryMs) await sweep(deps);
  return { id: draftId(token), given: {}, filedNo: null };
}

export async function keepDraft(deps: Dependencies, { id }: Draft, given: Answers): Promise<void> {
  await saveDraft(deps.store, deps.cipher, id, JSON.stringify(given));
}

async function sweep({ store, config }: Dependencies): Promise<void> {
  sweptAt = Date.now();
  const stale = await dropStaleDrafts(store, draftPrefix, new Date(Date.now() - draftLifetimeMs));
  await dropFiles(
    config.http.attachmentDir,
    stale.flatMap(({ storedAs, thumbnailAs }) => [storedAs, thumbnailAs]),
  );
  await sweepDrafts(store);
}
