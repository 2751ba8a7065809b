// Takes the files of a multipart request into memory, bounded in size and number.
import type { Request, RequestHandler, Response } from 'express';
import multer from 'multer';
import { largestAttachment, mostFilesAtOnce } from '../../contracts/attachments.ts';
import { ProblemError } from '../problem.ts';
import type { GivenFile } from './keep.ts';
import { FileRefused } from './refused.ts';

/** The files of the form's field `files`; the other fields are in `request.body`. Throws FileRefused or ProblemError. */
export async function receiveFiles(request: Request, response: Response): Promise<GivenFile[]> {
  await run(upload, request, response);
  const files = Array.isArray(request.files) ? request.files : [];
  // A browser sends an empty part for a file field that was left empty.
  return files.filter(({ buffer, originalname }) => buffer.length > 0 || originalname !== '');
}

const upload = multer({
  storage: multer.memoryStorage(),
  limits: {
    fileSize: largestAttachment,
    files: mostFilesAtOnce,
    fields: 40,
    fieldNameSize: 60,
    fieldSize: 32 * 1024,
    parts: mostFilesAtOnce + 40,
    headerPairs: 20,
  },
}).array('files', mostFilesAtOnce);

function run(handler: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    handler(request, response, (error: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(meaningOf(error));
    });
  });
}

function meaningOf(error: unknown): Error {
  if (error instanceof multer.MulterError) {
    if (error.code === 'LIMIT_FILE_SIZE') return new FileRefused('tooLarge');
    if (error.code === 'LIMIT_FILE_COUNT' || error.code === 'LIMIT_UNEXPECTED_FILE') return new FileRefused('tooMany');
    return new ProblemError('invalid');
  }
  // What the multipart parser says of a body that is none, or that broke off.
  return new ProblemError('invalid');
}
