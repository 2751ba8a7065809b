// Whoever is on duty, as a recording finds them: the record's own activities on a real PostgreSQL.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRecordActivities } from '../../activities/record.ts';
import { loadConfig } from '../../config/config.ts';
import { tick } from '../../domain/appeal/decide.ts';
import { rebuild } from '../../domain/appeal/evolve.ts';
import type { ShiftTimes } from '../../domain/duty/roster.ts';
import type { Instant } from '../../domain/time/types.ts';
import type { AppealClass } from '../../domain/words.ts';
import { userIdOf } from '../../prisma/cast.ts';
import { openCipher, type Cipher } from '../../store/cipher.ts';
import { openStore, type Store } from '../../store/client.ts';
import { onDutyAt, rewriteMonth, shiftsBetween, type ShiftDraft } from '../../store/duty.ts';
import { at } from '../domain/time/cast.ts';
import { freshDatabase } from '../support/database.ts';
import { testEnvironment } from '../support/environment.ts';
import { fileAppeal } from '../workflows/filed.ts';

let store: Store;
let cipher: Cipher;
let communityId: string;
const grid = userIdOf('grid');
const office = userIdOf('office');
const director = userIdOf('director');

beforeAll(async () => {
  const { url } = await freshDatabase({ seed: true });
  const { keys } = loadConfig(testEnvironment({ DATABASE_URL: url }));
  store = openStore(url);
  cipher = openCipher(keys.data, keys.lookup);
  communityId = (await store.db.community.findFirstOrThrow({ where: { demo: false }, orderBy: { id: 'asc' } })).id;
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.db.dutyShift.deleteMany();
  await store.db.user.updateMany({ data: { disabledAt: null } });
});

const evening = 18 * 60;
const morning = 510;

function write(add: ShiftDraft[], keep: string[] = []): Promise<void> {
  const plan = { communityId, month: '2026-11', by: director, at: at('2026-11-01 09:00') };
  return rewriteMonth(store, { ...plan, decide: () => ({ keep: new Set(keep), add }) });
}

function shift(userId: string, backupId: string | null = null, times: Partial<ShiftTimes> = {}): ShiftDraft {
  return { date: '2026-11-24', from: evening, to: morning, ...times, userId, backupId };
}

const records = () =>
  createRecordActivities({ store, stateSearchAttribute: true, historyBound: 2_000, warn: () => undefined });

/** Registers a case at an instant; answers its number and who was told what. */
async function registered(now: Instant, cls: AppealClass = 'U1', createdBy?: string) {
  const no = await fileAppeal(store, cipher, { category: 'HAZARD', class: cls, receivedAt: now, createdBy });
  const { events } = await records().begin({ no, owner: 'run', line: 'run:0', now });
  return { no, events };
}

async function told(no: string, kind: string): Promise<string[]> {
  const rows = await store.db.notice.findMany({ where: { appealNo: no, kind }, orderBy: { recipient: 'asc' } });
  return rows.map(({ recipient }) => recipient);
}

const night = at('2026-11-24 23:00');

describe('§4.6 the duty roster', () => {
  test('by night whoever is on duty is told of a U1 at once, beside those who hold the role', async () => {
    await write([shift(grid)]);
    const { no } = await registered(night);
    expect(await told(no, 'urgentTurn')).toEqual([userIdOf('clerk'), grid].sort());
    expect(await told(no, 'dutyGap')).toEqual([]);
    const notices = await store.db.notice.findMany({ where: { appealNo: no, recipient: grid } });
    expect(notices).toMatchObject([{ sendAfter: new Date(night), gather: 'alone' }]);
  });

  test('whoever is on duty and has just filed it themselves is not told of it', async () => {
    await write([shift(grid)]);
    const { no } = await registered(night, 'U1', grid);
    expect(await told(no, 'urgentTurn')).toEqual([userIdOf('clerk')]);
    expect(await told(no, 'dutyGap')).toEqual([]);
  });

  test('the backup is told when the first one’s account is disabled', async () => {
    await write([shift(grid, office)]);
    await store.db.user.update({ where: { id: grid }, data: { disabledAt: new Date() } });
    expect(await onDutyAt(store, communityId, night)).toBe(office);
    const { no } = await registered(night);
    expect(await told(no, 'urgentTurn')).toEqual([userIdOf('clerk'), office].sort());
  });

  test('nobody on duty: the role holders are told as ever, and the director of the gap, once a night', async () => {
    const first = await registered(night);
    expect(await told(first.no, 'urgentTurn')).toEqual([userIdOf('clerk')]);
    expect(await told(first.no, 'dutyGap')).toEqual([director]);
    const second = await registered(night + 3_600_000);
    expect(await told(second.no, 'urgentTurn')).toEqual([userIdOf('clerk')]);
    expect(await told(second.no, 'dutyGap')).toEqual([]);
    const nextNight = await registered(at('2026-11-25 23:00'));
    expect(await told(nextNight.no, 'dutyGap')).toEqual([director]);
  });

  test('a sleeping class wakes nobody, and by day the roster is not asked', async () => {
    await write([shift(grid), shift(grid, null, { date: '2026-11-25', from: morning, to: evening })]);
    for (const [now, cls] of [
      [night, 'U3'],
      [at('2026-11-25 10:00'), 'U1'],
      [at('2026-11-25 18:00'), 'U2'],
    ] as const) {
      const { no } = await registered(now, cls);
      expect(await store.db.notice.count({ where: { appealNo: no, recipient: { in: [grid, director] } } })).toBe(0);
    }
  });

  test('an expiry by night reaches the person on duty too; who may not acknowledge gets the case without the button', async () => {
    await write([shift(grid)]);
    const { no, events } = await registered(night);
    const appeal = rebuild(events);
    if (!appeal) throw new Error('no case');
    const now = night + 2 * 3_600_000;
    const expired = tick(appeal, now, true);
    const last = events.at(-1)?.key ?? '';
    await records().append({
      no,
      expected: appeal.version,
      owner: appeal.owner,
      line: 'run:0',
      headKey: last,
      events: expired,
      key: null,
      bodyHash: null,
      refusal: null,
    });
    const letters = await store.db.notice.findMany({ where: { appealNo: no, kind: 'handlingOverdue' } });
    const facts = new Map(letters.map((letter) => [letter.recipient, letter.facts as { raisedSeq: number | null }]));
    expect([...facts.keys()].sort()).toEqual([grid, userIdOf('supervisor')].sort());
    expect(facts.get(userIdOf('supervisor'))?.raisedSeq).not.toBeNull();
    expect(facts.get(grid)?.raisedSeq).toBeNull();
  });

  test('a supervisor on duty keeps the button, and is told once', async () => {
    const supervisor = userIdOf('supervisor');
    await write([shift(supervisor)]);
    const { no, events } = await registered(night);
    const appeal = rebuild(events);
    if (!appeal) throw new Error('no case');
    const expired = tick(appeal, night + 2 * 3_600_000, true);
    const last = events.at(-1)?.key ?? '';
    await records().append({
      no,
      expected: appeal.version,
      owner: appeal.owner,
      line: 'run:0',
      headKey: last,
      events: expired,
      key: null,
      bodyHash: null,
      refusal: null,
    });
    const letters = await store.db.notice.findMany({ where: { appealNo: no, kind: 'handlingOverdue' } });
    expect(letters.map(({ recipient }) => recipient)).toEqual([supervisor]);
    expect((letters[0]?.facts as { raisedSeq: number | null }).raisedSeq).not.toBeNull();
  });

  test('a rewritten month keeps what it had as removed rows: nothing is deleted', async () => {
    await write([shift(grid)]);
    const [old] = await shiftsBetween(store, communityId, night, night + 1);
    await write([shift(office)]);
    const standing = await shiftsBetween(store, communityId, night, night + 1);
    expect(standing.map(({ userId }) => userId)).toEqual([office]);
    expect(await store.db.dutyShift.findUnique({ where: { id: old?.id } })).toMatchObject({ removedBy: director });
  });

  test('two directors who write at the same time write one after the other', async () => {
    const seen: number[] = [];
    const plan = { communityId, month: '2026-11', by: director, at: 0 };
    await Promise.all(
      [grid, office].map((userId) =>
        rewriteMonth(store, {
          ...plan,
          decide: (standing) => {
            seen.push(standing.length);
            return { keep: new Set(), add: [shift(userId)] };
          },
        }),
      ),
    );
    expect(seen.sort()).toEqual([0, 1]);
    expect(await shiftsBetween(store, communityId, night, night + 1)).toHaveLength(1);
  });
});
