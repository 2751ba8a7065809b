// The daily digest on a real database: one letter a person and day, of what still runs when it goes out (domain §4.4 80 %).
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { aNotice, aPostman, facts, mailParts, type Parts } from './parts.ts';

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

const hour = 3_600_000;
const ago = (ms: number) => new Date(Date.now() - ms);

/** A warning raised yesterday about a case that has these clocks now. */
async function warned(no: string, clocks: object[], gather = 'digest'): Promise<string> {
  await parts.store.db.appeal.create({
    data: {
      no,
      version: 3,
      doc: { clocks },
      communityId: 'shuangta',
      type: 'HELP',
      category: 'LIGHT',
      class: 'U3',
      title: '',
      receivedAt: new Date(),
    },
  });
  const times = { createdAt: ago(16 * hour), sendAfter: ago(1_000) };
  return aNotice(parts, { kind: 'warning', gather, ...times, facts: { ...facts(), no, rung: null, raisedSeq: null } });
}

const running = { name: 'handling', round: 0, dueAt: Date.now() + 5 * hour, pausedRemaining: null };
const stateOf = async (id: string) => (await parts.store.db.notice.findUniqueOrThrow({ where: { id } })).state;

async function deliver() {
  const postman = aPostman(parts);
  const outcome = await postman.round();
  postman.close();
  return outcome;
}

describe('§4.4 the daily digest', () => {
  test('is one letter a person, however many clocks, and other mail stays out of it', async () => {
    await warned('SQ20261124-000001', [running]);
    await warned('SQ20261124-000002', [running]);
    await aNotice(parts, { gather: 'window', createdAt: ago(hour), facts: { no: 'SQ20261124-000009' } });
    expect((await deliver()).sent).toBe(2);
    const digest = (await parts.inbox.mails()).find(({ subject }) => subject.includes('预警'));
    expect(digest?.subject).toBe('【预警】2 件诉求的时限已过八成');
    expect(digest?.text).not.toContain('SQ20261124-000009');
  });

  test('leaves out what was done, or is paused, by the morning; where nothing is left no letter goes', async () => {
    const done = await warned('SQ20261124-000021', [{ ...running, name: 'reply' }]);
    const redone = await warned('SQ20261124-000022', [{ ...running, round: 1 }]);
    const paused = await warned('SQ20261124-000023', [{ ...running, pausedRemaining: 7 }]);
    expect(await deliver()).toEqual({ gathered: 3, sent: 0 });
    expect(await Promise.all([done, redone, paused].map(stateOf))).toEqual(['moot', 'moot', 'moot']);
    expect(await parts.inbox.mails()).toEqual([]);
  });

  test('tells the due as it stands by now, and says so where it has passed', async () => {
    const dueAt = Date.UTC(2031, 0, 6, 10);
    await warned('SQ20261124-000031', [{ ...running, dueAt }]);
    await warned('SQ20261124-000032', [{ ...running, dueAt: Date.UTC(2026, 0, 5, 10), firedAt: 1 }]);
    await deliver();
    const [mail] = await parts.inbox.mails();
    expect(mail?.text).toContain('处理到期 2031年1月6日（星期一）18:00');
    expect(mail?.text).toContain('处理已超期，应于');
  });
});
