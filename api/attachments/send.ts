// Hands a stored file out: always as a download, never as something a browser would run.
import type { Response } from 'express';
import type { StoredAttachment } from '../../store/attachments.ts';
import type { Dependencies } from '../dependencies.ts';
import { ProblemError } from '../problem.ts';

/** Sends the file or its thumbnail. Rejects with `notFound` when there is no thumbnail or the file is gone. */
export async function sendAttachment(
  { config }: Pick<Dependencies, 'config'>,
  response: Response,
  attachment: StoredAttachment,
  part: 'file' | 'thumbnail',
): Promise<void> {
  const name = part === 'file' ? attachment.storedAs : attachment.thumbnailAs;
  if (name === null) throw new ProblemError('notFound');
  response.setHeader('Content-Type', part === 'file' ? attachment.mediaType : 'image/webp');
  response.setHeader('Content-Disposition', disposition(attachment.fileName));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  response.setHeader('Cache-Control', 'private, no-store');
  await new Promise<void>((resolve, reject) => {
    const options = { root: config.http.attachmentDir, cacheControl: false, lastModified: false, acceptRanges: false };
    response.sendFile(name, options, (error?: Error) => {
      if (!error) resolve();
      else reject(response.headersSent ? error : new ProblemError('notFound'));
    });
  });
}

/** RFC 6266: a plain name for the old, the real one for all others. */
function disposition(fileName: string): string {
  const extension = fileName.split('.').at(-1) ?? 'bin';
  const encoded = encodeURIComponent(fileName).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `attachment; filename="attachment.${extension}"; filename*=UTF-8''${encoded}`;
}
