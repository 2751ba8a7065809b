// A PDF is cleaned in a process of its own (apart.ts says why).
import { fileRefusals, type FileRefusal } from '../../contracts/attachments.ts';
import { answerApart } from '../apart.ts';
import { FileRefused } from './refused.ts';

/** The PDF's pages in a new file without metadata. Throws FileRefused for what acts, carries files, is encrypted or broken. */
export async function cleanPdfApart(given: Buffer): Promise<Buffer> {
  return read(await answerApart('attachments/pdf-child', given));
}

function read(answer: Buffer): Buffer {
  if (answer[0] === 0x2b) return answer.subarray(1);
  const reason = answer.toString('latin1', 1);
  throw new FileRefused(isRefusal(reason) ? reason : 'broken');
}

function isRefusal(text: string): text is FileRefusal {
  return (fileRefusals as readonly string[]).includes(text);
}
