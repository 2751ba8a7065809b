import { fileRefusalWords } from '../../contracts/attachments.ts';
import type { FileRefused } from '../attachments/refused.ts';

/** Why a file is not taken, with its name where it is about one. */
export function fileWords({ reason, fileName }: FileRefused): string {
  return fileName === null ? fileRefusalWords[reason] : `${fileName}：${fileRefusalWords[reason]}`;
}
