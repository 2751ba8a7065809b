// From the bytes that somebody sent to the product's own file and its row. Whatever goes wrong on the way leaves nothing behind.
import { randomUUID } from 'node:crypto';
import { mostFilesOfCase } from '../../contracts/attachments.ts';
import { addAttachments, type AttachmentPurpose, type NewAttachment } from '../../store/attachments.ts';
import type { Dependencies } from '../dependencies.ts';
import { cleanFileName } from './file-name.ts';
import { dropFiles, keepFile } from './files.ts';
import { kindOf } from './kind.ts';
import { cleanPdfApart } from './pdf.ts';
import { cleanPhoto } from './photo.ts';
import { FileRefused } from './refused.ts';
import { takeTurns } from './turns.ts';

export type GivenFile = { originalname: string; buffer: Buffer };
export type Keeping = Pick<Dependencies, 'config' | 'store'>;
/** `no`: the case's number, or a draft's id. `createdBy`: a user id or 'resident'. */
export type Owner = { no: string; purpose: AttachmentPurpose; createdBy: string; most?: number };

const extensions = { jpeg: 'jpg', png: 'png', webp: 'webp', pdf: 'pdf' } as const;
const inTurn = takeTurns(2);

/** Cleans and keeps all files or none. Throws FileRefused, naming the first file that is not taken. */
export async function keepFiles(deps: Keeping, owner: Owner, files: readonly GivenFile[]): Promise<NewAttachment[]> {
  const folder = deps.config.http.attachmentDir;
  const rows: NewAttachment[] = [];
  try {
    for (const file of files) rows.push(await inTurn(() => keepOne(folder, owner, file)));
    if (!(await addAttachments(deps.store, owner.no, rows, owner.most ?? mostFilesOfCase))) {
      throw new FileRefused('tooMany');
    }
    return rows;
  } catch (error) {
    await dropFiles(
      folder,
      rows.flatMap(({ storedAs, thumbnailAs }) => [storedAs, thumbnailAs]),
    );
    throw error;
  }
}

async function keepOne(folder: string, owner: Owner, { originalname, buffer }: GivenFile): Promise<NewAttachment> {
  const kind = kindOf(buffer);
  try {
    if (buffer.length === 0) throw new FileRefused('empty');
    if (kind === null) throw new FileRefused('kind');
    if (kind === 'heic') throw new FileRefused('heic');
    const extension = extensions[kind];
    const facts = {
      id: randomUUID(),
      appealNo: owner.no,
      purpose: owner.purpose,
      createdBy: owner.createdBy,
      fileName: cleanFileName(originalname, extension),
      mediaType: kind === 'pdf' ? 'application/pdf' : `image/${kind}`,
    };
    if (kind === 'pdf') {
      const bytes = await cleanPdfApart(buffer);
      const storedAs = await keepFile(folder, bytes, extension);
      return { ...facts, bytes: bytes.length, width: null, height: null, storedAs, thumbnailAs: null };
    }
    const { bytes, thumbnail, width, height } = await cleanPhoto(buffer, kind);
    const storedAs = await keepFile(folder, bytes, extension);
    const thumbnailAs = await keepFile(folder, thumbnail, 'webp');
    return { ...facts, bytes: bytes.length, width, height, storedAs, thumbnailAs };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    throw new FileRefused(error.reason, cleanFileName(originalname, kind ? kind.replace('jpeg', 'jpg') : 'bin'));
  }
}
