// Delivers due notices: gathers them into letters, sends the letters, one at a time per process, so that killing the process
// can repeat one letter at most. What has to be remembered is in PostgreSQL; any postman can carry on another's work.
import { randomUUID } from 'node:crypto';
import { Context } from '@temporalio/activity';
import type { Logger } from 'pino';
import { CipherError, type Cipher } from '../store/cipher.ts';
import type { Store } from '../store/client.ts';
import {
  claimLetter,
  failLetter,
  letterPlace,
  markSent,
  postponeLetter,
  renewClaim,
  type ClaimedLetter,
} from '../store/letters.ts';
import { dueGroups, gatherNotices } from '../store/notices.ts';
import { beating } from './beating.ts';
import { composeLetters, type ComposeDeps } from './mail/compose.ts';
import { linksOf } from './mail/links.ts';
import { judge, type Failure } from './mail/retry.ts';
import { openTransport, type MailTransport, type Outgoing } from './mail/transport.ts';

export type PostmanDeps = {
  store: Store;
  cipher: Cipher;
  smtpUrl: string;
  /** As in a From header. */
  from: string;
  /** Without a slash at its end. */
  publicUrl: string;
  tokenKey: Buffer;
  log: Pick<Logger, 'warn' | 'error'>;
  pace?: Partial<Pace>;
};

/** All in ms. */
export type Pace = {
  /** Between two looks at the notices when there was nothing to do. */
  poll: number;
  /** A claim not renewed for so long belongs to nobody any more. */
  lease: number;
  /** Longest pause while the mail server is away; the first is `poll`. */
  longestPause: number;
  /** How long one activity goes on before it hands over to the next. */
  shift: number;
  sendTimeout: number;
};

const usualPace: Pace = { poll: 1_000, lease: 30_000, longestPause: 60_000, shift: 600_000, sendTimeout: 120_000 };

export type PostmanActivities = { deliverNotices: () => Promise<{ sent: number }> };

/** The activities of the postman workflow; `close` ends the connection to the mail server. */
export function createPostmanActivities(deps: PostmanDeps): PostmanActivities & { close: () => void } {
  const pace = { ...usualPace, ...deps.pace };
  const transport = openTransport({ smtpUrl: deps.smtpUrl, from: deps.from, timeoutMs: pace.sendTimeout });
  const round = createRound(deps, transport, pace);
  return { deliverNotices: () => beating(() => deliver(round, pace, deps.log)), close: () => transport.close() };
}

/** Works until the shift is over or the worker shuts down; a letter under way is finished first. */
async function deliver(round: Round, pace: Pace, log: PostmanDeps['log']): Promise<{ sent: number }> {
  const until = Date.now() + pace.shift;
  const signal = Context.current().cancellationSignal;
  let sent = 0;
  while (!signal.aborted && Date.now() < until) {
    let done = 0;
    try {
      const outcome = await round(signal);
      sent += outcome.sent;
      done = outcome.gathered + outcome.sent;
    } catch (error) {
      // PostgreSQL is away or was: nothing is lost, the next round looks again. A little longer than usual, so that a
      // postman who has a sent letter to note down comes first.
      log.warn({ err: error }, 'postman round failed');
      await pause(2_000, signal);
    }
    if (done === 0) await pause(pace.poll, signal);
  }
  return { sent };
}

export type Round = (signal?: AbortSignal) => Promise<{ gathered: number; sent: number }>;

/** One round: gather what is due, then send what is due until nothing is. Rounds of one process send one after the other. */
export function createRound(deps: PostmanDeps, transport: MailTransport, pace: Pace): Round {
  const claimant = randomUUID();
  const compose: ComposeDeps = {
    cipher: deps.cipher,
    links: linksOf(deps.publicUrl, deps.tokenKey),
    host: domainOf(deps.from),
    log: deps.log,
  };
  const server = { pause: 0, notBefore: 0 };
  let sending: Promise<unknown> = Promise.resolve();

  return async (signal) => {
    const gathered = await gather(deps, compose);
    const mine = sending.then(() => sendDue(signal));
    sending = mine.catch(() => undefined);
    return { gathered, sent: await mine };
  };

  async function sendDue(signal?: AbortSignal): Promise<number> {
    let sent = 0;
    while (!signal?.aborted && Date.now() >= server.notBefore) {
      const letter = await claimLetter(deps.store, claimant, pace.lease / 1000);
      if (letter === null) break;
      if (await send(letter)) sent += 1;
    }
    return sent;
  }

  async function send(letter: ClaimedLetter): Promise<boolean> {
    const renewal = setInterval(
      () => void renewClaim(deps.store, letter.id, claimant).catch(() => undefined),
      pace.lease / 6,
    );
    try {
      const outgoing = open(deps.cipher, letter);
      const failure = outgoing === null ? unreadable : await transport.send(outgoing);
      if (failure?.kind === 'serverAway') {
        server.pause = Math.min(Math.max(server.pause * 2, pace.poll), pace.longestPause);
        server.notBefore = Date.now() + server.pause;
      } else {
        server.pause = 0;
      }
      if (failure === null) {
        await persist(() => markSent(deps.store, letter.id));
        return true;
      }
      const verdict = judge(failure, letter.attempts, Date.now() - letter.createdAt.getTime());
      deps.log.warn({ letter: letter.id, failure, verdict: verdict.kind }, 'letter not sent');
      if (verdict.kind === 'giveUp') await persist(() => failLetter(deps.store, letter.id, claimant, failure.reason));
      else await persist(() => postponeLetter(deps.store, letter.id, { claimant, reason: failure.reason, ...verdict }));
      return false;
    } finally {
      clearInterval(renewal);
    }
  }
}

/** The domain of the sender's address. */
function domainOf(from: string): string {
  return /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'localhost';
}

const unreadable: Failure = { kind: 'address', reason: '信件无法解密：数据密钥不在设置中' };

function open(cipher: Cipher, letter: ClaimedLetter): Outgoing | null {
  const read = (column: 'address' | 'html' | 'text', value: string) =>
    cipher.decrypt(value, letterPlace(letter.id, column));
  try {
    return {
      messageId: letter.messageId,
      address: read('address', letter.addressEnc),
      listId: letter.listId,
      subject: letter.subject,
      html: read('html', letter.htmlEnc),
      text: read('text', letter.textEnc),
      date: letter.createdAt,
    };
  } catch (error) {
    if (error instanceof CipherError) return null;
    throw error;
  }
}

async function gather({ store, log }: PostmanDeps, compose: ComposeDeps): Promise<number> {
  let total = 0;
  let failures = 0;
  for (const group of await dueGroups(store)) {
    const together = group.gather !== 'alone';
    try {
      total += await gatherNotices(store, group, (tx, notices) =>
        composeLetters(compose, tx, notices, together, Date.now()),
      );
    } catch (error) {
      // One person's notices must not hold up another's; several failures in a row are the database's.
      log.warn({ err: error }, 'notices could not be gathered');
      failures += 1;
      if (failures >= 3) break;
    }
  }
  return total;
}

/** What has happened must be noted down, however long PostgreSQL is away: a letter not noted as sent would go out again. */
async function persist(note: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await note();
    } catch (error) {
      if (tries >= 2_400) throw error;
      await pause(250);
    }
  }
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end, { once: true });
  });
}
