import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { aNotice, aPostman, mailParts, manyNotices, type Parts } from './parts.ts';

const minute = 60_000;
const ago = (ms: number) => new Date(Date.now() - ms);
const ahead = (ms: number) => new Date(Date.now() + ms);
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

const round = async () => {
  const postman = aPostman(parts);
  const outcome = await postman.round();
  postman.close();
  return outcome;
};
const windowed = { gather: 'window', createdAt: ago(5 * minute + 1_000), sendAfter: ago(1_000) };

describe('§4.6 notices become letters', () => {
  test('300 deadlines of one supervisor at one instant make one letter with a line and a button each', async () => {
    const numbers = Array.from({ length: 300 }, (_, n) => `SQ20261124-${100_000 + n}`);
    await manyNotices(
      parts,
      numbers.map((no) => ({ ...windowed, facts: { no } })),
    );
    expect(await round()).toEqual({ gathered: 300, sent: 1 });
    const [mail, ...others] = await parts.inbox.mails();
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('【督办】300 件诉求等您处置：处理超期 300 件');
    for (const part of [mail?.html, mail?.text]) {
      expect(part?.match(/http:\/\/localhost:3999\/m\//g)).toHaveLength(300);
      expect(new Set(part?.match(/SQ20261124-1\d{5} /g)).size).toBe(300);
    }
    expect(await parts.store.db.notice.count({ where: { state: 'sent' } })).toBe(300);
  });

  test('the first waiting notice fixes the letter: later ones of its window go with it before their own has ended', async () => {
    await aNotice(parts, windowed);
    await aNotice(parts, { gather: 'window', createdAt: ago(minute), sendAfter: ahead(4 * minute) });
    expect(await round()).toEqual({ gathered: 2, sent: 1 });
  });

  test('nothing is sent before the first window has ended', async () => {
    await aNotice(parts, { gather: 'window', createdAt: ago(minute), sendAfter: ahead(4 * minute) });
    expect(await round()).toEqual({ gathered: 0, sent: 0 });
  });

  test('what is held until the office opens is not taken along', async () => {
    await aNotice(parts, windowed);
    const held = await aNotice(parts, { gather: 'window', createdAt: ago(minute), sendAfter: ahead(14 * 60 * minute) });
    expect(await round()).toEqual({ gathered: 1, sent: 1 });
    expect(await parts.store.db.notice.findUnique({ where: { id: held } })).toMatchObject({ state: 'waiting' });
  });

  test('urgent notices go alone, each in a letter of its own', async () => {
    for (const no of ['SQ20261124-000001', 'SQ20261124-000002', 'SQ20261124-000003']) {
      await aNotice(parts, { gather: 'alone', facts: { no, class: 'U1' } });
    }
    expect(await round()).toEqual({ gathered: 3, sent: 3 });
  });

  test('two people get two letters', async () => {
    await aNotice(parts, windowed);
    await aNotice(parts, { ...windowed, recipient: 'director' });
    expect((await round()).sent).toBe(2);
    const to = (await parts.inbox.mails()).map((mail) => mail.to[0]?.address).sort();
    expect(to).toEqual(['director@example.org', 'supervisor@example.org']);
  });

  test('warnings make one digest', async () => {
    const digest = { ...windowed, gather: 'digest', kind: 'warning' as const };
    for (const no of ['SQ20261124-000001', 'SQ20261124-000002']) await aNotice(parts, { ...digest, facts: { no } });
    expect((await round()).sent).toBe(1);
    const [mail] = await parts.inbox.mails();
    expect(mail?.subject).toBe('【预警】2 件诉求的时限已过八成');
    expect(mail?.html).not.toContain('/m/');
  });

  test('a disabled account is not written to', async () => {
    await parts.store.db.user.update({ where: { id: 'director' }, data: { disabledAt: new Date() } });
    const id = await aNotice(parts, { recipient: 'director' });
    expect(await round()).toEqual({ gathered: 1, sent: 0 });
    expect(await parts.store.db.notice.findUnique({ where: { id } })).toMatchObject({ state: 'dropped' });
    await parts.store.db.user.update({ where: { id: 'director' }, data: { disabledAt: null } });
  });

  test('nor is who holds no post in the community any more', async () => {
    const held = await parts.store.db.grant.findFirstOrThrow({ where: { userId: 'director' } });
    await parts.store.db.grant.delete({ where: { id: held.id } });
    const id = await aNotice(parts, { recipient: 'director' });
    expect(await round()).toEqual({ gathered: 1, sent: 0 });
    expect(await parts.store.db.notice.findUnique({ where: { id } })).toMatchObject({ state: 'dropped' });
    await parts.store.db.grant.create({ data: held });
  });

  test('a notice that cannot be put into words is shown as failed and holds up no other', async () => {
    const broken = await aNotice(parts, { kind: 'noSuchKind' as 'urged' });
    await aNotice(parts);
    expect(await round()).toEqual({ gathered: 2, sent: 1 });
    expect(await parts.store.db.notice.findUnique({ where: { id: broken } })).toMatchObject({ state: 'failed' });
  });

  test('the Message-ID hangs on the notices alone', async () => {
    await aNotice(parts, { ...windowed, key: 'b' });
    await aNotice(parts, { ...windowed, key: 'a' });
    await round();
    const hash = createHash('sha256').update('a\nb').digest('base64url').slice(0, 32);
    const letter = await parts.store.db.letter.findFirstOrThrow();
    expect(letter.messageId).toBe(`<${hash}@example.org>`);
    expect((await parts.inbox.mails())[0]?.headers['message-id']).toBe(letter.messageId);
  });
});
