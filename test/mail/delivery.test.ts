import { randomUUID } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { patienceMs, judge, retryGaps } from '../../activities/mail/retry.ts';
import { claimLetter } from '../../store/letters.ts';
import { findNotice, retryNotice } from '../../store/notice-list.ts';
import { aNotice, aPostman, cipher, freePort, mailParts, manyNotices, testPace, type Parts } from './parts.ts';

let parts: Parts;

beforeAll(async () => {
  parts = await mailParts();
}, 120_000);
afterAll(() => parts.close());
afterEach(async () => {
  await parts.store.db.notice.deleteMany();
  await parts.store.db.letter.deleteMany();
  await parts.inbox.clear();
});

const letter = () => parts.store.db.letter.findFirstOrThrow({ include: { notices: true } });
const due = () => parts.store.db.letter.updateMany({ data: { nextTryAt: new Date(0) } });

describe('§4.6 letters are delivered once', () => {
  test('two postmen side by side write and send 200 notices without a double', async () => {
    const wanted = Array.from({ length: 200 }, (_, n) => ({
      gather: n % 2 === 0 ? 'alone' : 'window',
      recipient: n % 4 < 2 ? 'supervisor' : 'director',
    }));
    await manyNotices(parts, wanted);
    const postmen = [aPostman(parts), aPostman(parts)];
    const idle = { gathered: 0, sent: 0 };
    const work = postmen.map(async ({ round }) => {
      const total = { ...idle };
      for (let quiet = 0; quiet < 3;) {
        const { gathered, sent } = await round();
        total.gathered += gathered;
        total.sent += sent;
        quiet = gathered + sent === 0 ? quiet + 1 : 0;
      }
      return total;
    });
    const totals = await Promise.all(work);
    postmen.forEach(({ close }) => close());
    expect(totals.reduce((sum, { gathered }) => sum + gathered, 0)).toBe(200);
    const ids = (await parts.inbox.mails()).map((mail) => mail.headers['message-id']);
    expect(ids).toHaveLength(102);
    expect(new Set(ids).size).toBe(102);
    expect(await parts.store.db.notice.count({ where: { state: 'sent' } })).toBe(200);
  }, 60_000);

  test('a letter whose sender was killed goes out again after the lease, once, under the same Message-ID', async () => {
    await aNotice(parts);
    const postman = aPostman(parts);
    await postman.round();
    // Killed between the server's answer and the note of it: the claim stays behind.
    const stale = { claimedBy: randomUUID(), claimedAt: new Date() };
    await parts.store.db.letter.updateMany({ data: { state: 'sending', sentAt: null, attempts: 0, ...stale } });
    await parts.store.db.notice.updateMany({ data: { state: 'lettered' } });
    expect(await postman.round()).toEqual({ gathered: 0, sent: 0 });
    await parts.store.db.letter.updateMany({ data: { claimedAt: new Date(Date.now() - testPace.lease - 1) } });
    expect(await postman.round()).toEqual({ gathered: 0, sent: 1 });
    expect(await postman.round()).toEqual({ gathered: 0, sent: 0 });
    postman.close();
    const mails = await parts.inbox.mails();
    expect(mails).toHaveLength(2);
    expect(new Set(mails.map((mail) => mail.headers['message-id'])).size).toBe(1);
    expect(mails[0]?.html).toBe(mails[1]?.html);
  });

  test('a slow sender renews its claim, and no other postman takes the letter', async () => {
    const slow = await aServer((line) => (line === '.' ? delayed('250 taken', 3_000) : usual(line)));
    await aNotice(parts);
    const first = aPostman(parts, { smtpUrl: slow.url });
    const second = aPostman(parts);
    const sending = first.round();
    await new Promise((resolve) => setTimeout(resolve, 2_300));
    expect(await second.round()).toEqual({ gathered: 0, sent: 0 });
    expect((await sending).sent).toBe(1);
    expect(await letter()).toMatchObject({ state: 'sent' });
    [first, second].forEach(({ close }) => close());
    slow.close();
  });

  test('a letter is claimed by one at a time', async () => {
    await aNotice(parts);
    const away = aPostman(parts, { smtpUrl: `smtp://127.0.0.1:${await freePort()}` });
    await away.round();
    away.close();
    await due();
    const claims = await Promise.all(Array.from({ length: 8 }, (_, n) => claimLetter(parts.store, String(n), 30)));
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  });
});

describe('§4.6 letters that do not go out', () => {
  test('a mail server that is away burns no attempt; when it is back the letter goes', async () => {
    await parts.inbox.stop();
    await aNotice(parts);
    const postman = aPostman(parts);
    for (let n = 0; n < 3; n += 1) {
      expect((await postman.round()).sent).toBe(0);
      await due();
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    const waiting = await letter();
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 0 });
    expect(waiting.reason).toContain('ECONNREFUSED');
    await parts.inbox.start();
    await due();
    expect((await postman.round()).sent).toBe(1);
    postman.close();
    expect(await letter()).toMatchObject({ state: 'sent', attempts: 1, reason: null });
  });

  test('an address the server refuses for good is shown as failed with the reason, and not tried again', async () => {
    const server = await aServer((line) => (line.startsWith('RCPT') ? '550 no such user here' : usual(line)));
    await aNotice(parts);
    const postman = aPostman(parts, { smtpUrl: server.url });
    expect((await postman.round()).sent).toBe(0);
    const failed = await letter();
    expect(failed).toMatchObject({ state: 'failed', reason: '550 no such user here' });
    expect(failed.notices[0]?.state).toBe('failed');
    await due();
    expect((await postman.round()).sent).toBe(0);
    postman.close();
    server.close();
  });

  test('a failed notice tried again goes out under the same Message-ID, to the address as it is by then', async () => {
    const { db } = parts.store;
    const no = 'SQ20261124-000001';
    const row = {
      communityId: 'shuangta',
      type: 'HELP',
      category: 'LIGHT',
      class: 'U3',
      title: '',
      receivedAt: new Date(),
    };
    await db.appeal.create({ data: { no, ...row } });
    const server = await aServer((line) => (line.startsWith('RCPT') ? '550 no such user here' : usual(line)));
    const id = await aNotice(parts, { facts: { no } });
    const refused = aPostman(parts, { smtpUrl: server.url });
    await refused.round();
    refused.close();
    server.close();
    const failed = await findNotice(parts.store, id, ['shuangta'], []);
    expect(failed).toMatchObject({ state: 'failed', reason: '550 no such user here' });
    if (!failed) return;
    await db.user.update({ where: { id: 'supervisor' }, data: { email: 'new@example.org' } });
    expect(await retryNotice(parts.store, cipher, failed)).toBe(true);
    const postman = aPostman(parts);
    expect((await postman.round()).sent).toBe(1);
    postman.close();
    const [mail] = await parts.inbox.mails();
    expect(mail?.to[0]?.address).toBe('new@example.org');
    expect(mail?.headers['message-id']).toBe(failed.messageId);
    expect(await findNotice(parts.store, id, ['shuangta'], [])).toMatchObject({ state: 'sent', attempts: 1 });
    expect(await retryNotice(parts.store, cipher, failed)).toBe(false);
    await db.user.update({ where: { id: 'supervisor' }, data: { email: 'supervisor@example.org' } });
  });

  test('a refusal for now is tried again after growing gaps', async () => {
    const server = await aServer((line) => (line.startsWith('RCPT') ? '451 come back later' : usual(line)));
    await aNotice(parts);
    const postman = aPostman(parts, { smtpUrl: server.url });
    for (const gap of retryGaps.slice(0, 4)) {
      await postman.round();
      const waiting = await letter();
      expect(waiting).toMatchObject({ state: 'waiting', reason: '451 come back later' });
      expect((waiting.nextTryAt.getTime() - Date.now()) / 1000).toBeCloseTo(gap, -1);
      await due();
    }
    expect((await letter()).attempts).toBe(4);
    postman.close();
    server.close();
  });

  test('a letter at which the server hangs up counts as refused, so that it blocks no other', async () => {
    const server = await aServer((line, socket) => (line === '.' ? void socket.destroy() : usual(line)));
    await aNotice(parts);
    const postman = aPostman(parts, { smtpUrl: server.url });
    await postman.round();
    expect(await letter()).toMatchObject({ state: 'waiting', attempts: 1 });
    postman.close();
    server.close();
  });

  test('what a letter says, and to whom, is fixed when it is written: the database refuses to change it', async () => {
    await aNotice(parts);
    const postman = aPostman(parts, { smtpUrl: 'smtp://127.0.0.1:9' });
    await postman.round();
    postman.close();
    const refused = (column: string) =>
      expect(parts.store.pool.query(`update letter set ${column} = 'another'`)).rejects.toThrow('contents are fixed');
    for (const column of ['subject', 'html_enc', 'text_enc', 'recipient', 'message_id']) await refused(column);
    await parts.store.db.letter.updateMany({ data: { state: 'sent', sentAt: new Date() } });
    await refused('subject');
    // An erasure.
    await parts.store.db.letter.updateMany({ data: { htmlEnc: '', textEnc: '' } });
  });

  test('tries go on for about four days, then the letter is given up', () => {
    expect(retryGaps[0]).toBe(60);
    expect(Math.max(...retryGaps)).toBe(6 * 3600);
    expect(retryGaps).toEqual([...retryGaps].sort((a, b) => a - b));
    expect(patienceMs / 86_400_000).toBeCloseTo(4, 0);
    const refused = { kind: 'refused', reason: '' } as const;
    expect(judge(refused, retryGaps.length, 0)).toEqual({ kind: 'giveUp' });
    const away = { kind: 'serverAway', reason: '' } as const;
    expect(judge(away, 0, patienceMs - 1)).toMatchObject({ kind: 'later', countsAsAttempt: false });
    expect(judge(away, 0, patienceMs)).toEqual({ kind: 'giveUp' });
  });
});

type Answer = string | Promise<string> | void;

const usual = (line: string) => (line === 'DATA' ? '354 go on' : line.startsWith('QUIT') ? '221 bye' : '250 ok');

function delayed(answer: string, ms: number): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve(answer), ms));
}

/** A mail server with moods: `answer` says what it replies to each command line. */
async function aServer(
  answer: (line: string, socket: Socket) => Answer,
): Promise<{ url: string; close: () => Server }> {
  const port = await freePort();
  const server = createServer((socket) => {
    let rest = '';
    let inData = false;
    socket.on('error', () => undefined);
    socket.write('220 ready\r\n');
    const hear = async (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (inData && line !== '.') continue;
        inData = false;
        const reply = await answer(line, socket);
        if (reply === undefined) return;
        inData = reply.startsWith('354');
        socket.write(`${reply}\r\n`);
      }
    };
    socket.on('data', (chunk: Buffer) => void hear(chunk));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { url: `smtp://127.0.0.1:${port}`, close: () => server.close() };
}
