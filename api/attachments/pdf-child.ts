// The process that one PDF is cleaned in: reads the file from stdin, writes `+` and the new file, or `-` and the reason, to stdout.
import { buffer } from 'node:stream/consumers';
import { cleanPdf } from './clean-pdf.ts';
import { FileRefused } from './refused.ts';

const given = await buffer(process.stdin);
try {
  const clean = await cleanPdf(given);
  process.stdout.write(Buffer.concat([Buffer.from('+'), clean]));
} catch (error) {
  process.stdout.write(`-${error instanceof FileRefused ? error.reason : 'broken'}`);
}
