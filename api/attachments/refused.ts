import type { FileRefusal } from '../../contracts/attachments.ts';

/** A file that is not taken; `reason` says why (contracts/attachments.ts has the words). */
export class FileRefused extends Error {
  constructor(
    readonly reason: FileRefusal,
    /** The file's own name, cleaned; null when the refusal is about the whole upload. */
    readonly fileName: string | null = null,
  ) {
    super(`file refused: ${reason}`);
    this.name = 'FileRefused';
  }
}
