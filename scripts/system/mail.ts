// The local mail inbox (maildev) and how to read it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/config.ts';
import type { Service } from './process.ts';

/** The inbox as a service; mails are kept in `dir`. */
export function mailService(options: { smtpPort: number; webPort: number; dir: string }): Service {
  mkdirSync(options.dir, { recursive: true });
  return {
    name: 'mail',
    title: 'mail inbox',
    command: process.execPath,
    args: [join(projectRoot, 'scripts/mail-inbox.mjs'), String(options.smtpPort), String(options.webPort), options.dir],
    env: process.env,
    stopSignal: 'SIGTERM',
    isReady: () => answersOk(`http://127.0.0.1:${options.webPort}/api/healthz`),
  };
}

/** Whether a GET is answered with success. */
export async function answersOk(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(3000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
