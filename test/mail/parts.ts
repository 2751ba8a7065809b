// What the mail tests run on: a database of their own, a mail inbox of their own, and notices as the record writes them.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MailDev } from 'maildev';
import { openTransport } from '../../activities/mail/transport.ts';
import { createRound, type Pace, type PostmanDeps } from '../../activities/postman.ts';
import type { NoticeKind } from '../../domain/appeal/notice-kinds.ts';
import type { NoticeFacts } from '../../domain/appeal/notices.ts';
import { openCipher } from '../../store/cipher.ts';
import { openStore, type Store } from '../../store/client.ts';
import { freshDatabase } from '../support/database.ts';

export const cipher = openCipher([{ id: 'k1', key: randomBytes(32) }], randomBytes(32));
export const tokenKey = randomBytes(32);
export const publicUrl = 'http://localhost:3999';
export const quiet = { warn: () => undefined, error: () => undefined };
export const testPace: Pace = {
  poll: 50,
  lease: 2_000,
  longestPause: 200,
  shift: 600_000,
  sendTimeout: 5_000,
};

export type Inbox = {
  smtpPort: number;
  start: () => Promise<void>;
  stop: () => Promise<void>;
  mails: () => Promise<Mail[]>;
  /** The mail as it came over the wire. */
  source: (id: string) => Promise<string>;
  clear: () => Promise<void>;
  close: () => Promise<void>;
};
export type Mail = {
  id: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  to: { address: string }[];
  messageId: string;
};

export type Parts = { store: Store; inbox: Inbox; close: () => Promise<void> };

export async function mailParts(): Promise<Parts> {
  const database = await freshDatabase();
  const store = openStore(database.url, { poolSize: 6 });
  await seedPlaces(store);
  const inbox = await openInbox();
  await inbox.start();
  return {
    store,
    inbox,
    close: async () => {
      await inbox.close();
      await store.close();
    },
  };
}

/** A postman of its own process, as it were: another transport and another claimant. */
export function aPostman({ store, inbox }: Parts, more: Partial<PostmanDeps> = {}) {
  const deps: PostmanDeps = {
    store,
    cipher,
    smtpUrl: `smtp://127.0.0.1:${inbox.smtpPort}`,
    from: '双塔诉求中心 <huying@example.org>',
    publicUrl,
    tokenKey,
    log: quiet,
    ...more,
  };
  const pace = { ...testPace, ...more.pace };
  const transport = openTransport({ smtpUrl: deps.smtpUrl, from: deps.from, timeoutMs: pace.sendTimeout });
  return { round: createRound(deps, transport, pace), close: () => transport.close() };
}

export const facts = (over: Partial<NoticeFacts> = {}): NoticeFacts => ({
  no: 'SQ20261124-000001',
  class: 'U3',
  category: 'LIGHT',
  communityId: 'shuangta',
  compoundId: 'bajiaxiang',
  state: 'handling',
  outcome: null,
  rung: 1,
  raisedSeq: 7,
  clock: 'handling',
  round: 0,
  dueAt: Date.UTC(2026, 10, 24, 10),
  firedAt: Date.UTC(2026, 10, 24, 10, 0, 1),
  nextAt: Date.UTC(2026, 10, 25, 10),
  tried: [{ kind: 'signed', at: Date.UTC(2026, 10, 20, 1) }],
  ...over,
});

export type Wanted = {
  kind?: NoticeKind;
  recipient?: string;
  gather?: string;
  sendAfter?: Date;
  createdAt?: Date;
  facts?: Partial<NoticeFacts>;
  key?: string;
};

/** Writes a waiting notice, as the append does. */
export async function aNotice({ store }: Pick<Parts, 'store'>, wanted: Wanted = {}): Promise<string> {
  return (await store.db.notice.create({ data: rowFor(wanted) })).id;
}

export async function manyNotices({ store }: Pick<Parts, 'store'>, wanted: Wanted[]): Promise<void> {
  await store.db.notice.createMany({ data: wanted.map(rowFor) });
}

function rowFor(wanted: Wanted) {
  const all = facts(wanted.facts);
  return {
    key: wanted.key ?? randomUUID(),
    appealNo: all.no,
    kind: wanted.kind ?? 'handlingOverdue',
    recipient: wanted.recipient ?? 'supervisor',
    rung: all.rung,
    class: all.class,
    dueAt: all.dueAt === null ? null : new Date(all.dueAt),
    facts: all,
    sendAfter: wanted.sendAfter ?? new Date(Date.now() - 1_000),
    createdAt: wanted.createdAt ?? new Date(Date.now() - 2_000),
    gather: wanted.gather ?? 'alone',
  };
}

export async function seedPlaces({ db }: Store): Promise<void> {
  await db.community.create({
    data: { id: 'shuangta', name: '双塔社区', town: '猗氏镇', officeHours: [[510, 720]], policyName: 'default' },
  });
  await db.compound.create({ data: { id: 'bajiaxiang', communityId: 'shuangta', name: '八家巷小区' } });
  for (const id of ['supervisor', 'director']) {
    await db.user.create({ data: { id, name: id, email: `${id}@example.org`, username: id } });
    await db.grant.create({ data: { id: randomUUID(), userId: id, role: id, communityId: 'shuangta' } });
  }
}

export async function openInbox(): Promise<Inbox> {
  const [smtpPort, webPort] = [await freePort(), await freePort()];
  const dir = mkdtempSync(join(tmpdir(), 'huying-mail-'));
  const api = `http://127.0.0.1:${webPort}/api/email`;
  let server: MailDev | null = null;
  const options = {
    smtp: smtpPort,
    ip: '127.0.0.1',
    web: webPort,
    webIp: '127.0.0.1',
    silent: true,
    mailDirectory: dir,
  };
  return {
    smtpPort,
    start: async () => {
      server = new MailDev(options);
      await server.start();
    },
    stop: async () => {
      await server?.stop();
      server = null;
    },
    mails: async () => {
      const answer = (await (await fetch(api)).json()) as Mail[] | { emails: Mail[] };
      return Array.isArray(answer) ? answer : answer.emails;
    },
    source: async (id) => (await fetch(`${api}/${id}/source`)).text(),
    clear: async () => {
      await fetch(`${api}/all`, { method: 'DELETE' });
    },
    close: async () => {
      await server?.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
