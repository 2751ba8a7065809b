// The one connection to the mail server. Headers are ours alone; whatever comes from data is stripped of control characters.
import { createTransport } from 'nodemailer';
import type { Failure } from './retry.ts';

export type Outgoing = {
  messageId: string;
  address: string;
  listId: string;
  subject: string;
  html: string;
  text: string;
  date: Date;
};

export type MailTransport = {
  /** Null: the server has taken the letter. Never throws. */
  send(letter: Outgoing): Promise<Failure | null>;
  close(): void;
};

export type TransportSettings = {
  smtpUrl: string;
  from: string;
  /** For one letter, connecting included. */ timeoutMs?: number;
};

const addressShape = /^[^\s@<>()[\],;:"\\]{1,64}@[^\s@<>()[\],;:"\\]{1,190}$/;

/** Opens nothing yet; the first letter connects, an idle connection is closed after some seconds. */
export function openTransport({ smtpUrl, from, timeoutMs = 120_000 }: TransportSettings): MailTransport {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 1,
    maxRequeues: 1,
    idleTimeout: 5_000,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (letter) => {
      if (!isAddress(letter.address)) return { kind: 'address', reason: '收件地址无效' };
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: letter.address },
          subject: headerText(letter.subject),
          html: letter.html,
          text: letter.text,
          messageId: letter.messageId,
          date: letter.date,
          headers: { 'Auto-Submitted': 'auto-generated', 'List-Id': letter.listId },
          signal: AbortSignal.timeout(timeoutMs),
        });
        return null;
      } catch (error) {
        return classify(error, letter.address, () => transport.verify());
      }
    },
    close: () => transport.close(),
  };
}

/** Whether this is one plain address: nothing that a header or an address list could be made of. */
export function isAddress(address: string): boolean {
  return addressShape.test(address) && !hasControl(address);
}

/** One line, without control characters. */
export function headerText(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

type SmtpError = Error & { code?: string; responseCode?: number; response?: string; command?: string };

/** Only the recipient's address can be wrong for good; all else may be the server's passing mood, or its absence. */
async function classify(error: unknown, address: string, verify: () => Promise<unknown>): Promise<Failure> {
  const { code, responseCode, response, command, message } = error as SmtpError;
  // Servers repeat the address; the reason is shown where the address is masked.
  const reason = headerText((response ?? message).replaceAll(address, '***').slice(0, 300));
  if (code === 'EENVELOPE' && command === 'RCPT TO' && responseCode !== undefined && responseCode >= 500) {
    return { kind: 'address', reason };
  }
  if (code === 'EENVELOPE' && command === 'API') return { kind: 'address', reason };
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { kind: 'refused', reason };
  // A letter on which the server hangs up must not pass for a server that is away: it would block all others.
  const answers = await verify().then(
    () => true,
    () => false,
  );
  return { kind: answers ? 'refused' : 'serverAway', reason };
}
