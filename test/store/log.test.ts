import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findCase } from '../../store/cases.ts';
import { openStore, type Store } from '../../store/client.ts';
import { appendToLog, LogError, readLog, type ResolvedNotice } from '../../store/log.ts';
import { freshDatabase } from '../support/database.ts';
import { aCase, anAppeal, anAppend, aNote, received } from './cases.ts';

let store: Store;

beforeAll(async () => {
  const database = await freshDatabase();
  store = openStore(database.url, { poolSize: 12 });
});

afterAll(async () => {
  await store.close();
});

describe('the append', () => {
  test('stores events, row, notices and claims together, and reads the events back as they were given', async () => {
    const no = await anAppeal(store);
    const textId = randomUUID();
    await store.db.freeText.create({
      data: { id: textId, appealNo: no, authorId: 'clerk-1', action: 'note', public: false, textEnc: 'x' },
    });
    const request = anAppend(no, 0, '', ['a', 'b'], { notices: [aNotice(no, 'n1')], texts: [textId] });
    expect(await appendToLog(store, request)).toEqual({ kind: 'stored', events: request.events });
    expect(await readLog(store, no)).toEqual(request.events);
    const row = await store.db.appeal.findUniqueOrThrow({ where: { no } });
    expect(row).toMatchObject({ version: 2, headKey: 'b', state: 'registered' });
    expect((await findCase(store, no))?.doc).toEqual(aCase(no, 2));
    const notice = await store.db.notice.findFirstOrThrow({ where: { appealNo: no } });
    expect(notice).toMatchObject({ state: 'waiting', sendAfter: new Date(received + 1), facts: { no } });
    expect((await store.db.freeText.findUniqueOrThrow({ where: { id: textId } })).claimedAt).not.toBeNull();
  });

  test('what another case must be told is written down with it, once', async () => {
    const [no, other] = [await anAppeal(store), await anAppeal(store)];
    const told = { kind: 'childLeft', child: no, childSeq: 1 } as const;
    const messages = [{ to: other, key: `${no}:1`, body: told }];
    const request = anAppend(no, 0, '', ['a'], { messages });
    await appendToLog(store, request);
    await appendToLog(store, request);
    const written = await store.pool.query('SELECT to_no, from_no, key, body FROM case_message WHERE to_no = $1', [
      other,
    ]);
    expect(written.rows).toEqual([{ to_no: other, from_no: no, key: `${no}:1`, body: told }]);
  });

  test('writes the columns of the list, instants to the millisecond', async () => {
    const no = await anAppeal(store);
    const task = {
      id: 't1',
      unitId: 'power',
      state: 'open' as const,
      dueAt: received,
      kind: 'assist' as const,
      by: null,
    };
    const doc = aCase(no, 1, { tasks: [task], state: 'handling' });
    const base = anAppend(no, 0, '', ['a'], { doc });
    const row = {
      ...base.row!,
      state: 'handling' as const,
      overdue: true,
      rung: 1,
      dueAt: received + 123,
      dueClock: 'handling' as const,
    };
    await appendToLog(store, { ...base, row: { ...row, nextWake: received + 7, unitId: 'wuye', handlerId: 'h1' } });
    expect(await store.db.appeal.findUniqueOrThrow({ where: { no } })).toMatchObject({
      state: 'handling',
      overdue: true,
      rung: 1,
      unitId: 'wuye',
      handlerId: 'h1',
      assistUnitIds: ['power'],
      dueAt: new Date(received + 123),
      dueClock: 'handling',
      nextWake: new Date(received + 7),
      closedAt: null,
    });
  });

  test('a key that is in the log is answered with its event and what came after, also when other events are asked for', async () => {
    const no = await anAppeal(store);
    await appendToLog(store, anAppend(no, 0, '', ['a', 'b']));
    const again = await appendToLog(store, anAppend(no, 0, '', ['x', 'b']));
    expect(again).toEqual({ kind: 'known', event: aNote(2, 'b'), events: [aNote(1, 'a'), aNote(2, 'b')] });
    const old = await appendToLog(store, anAppend(no, 2, 'b', ['a']));
    expect(old).toEqual({ kind: 'known', event: aNote(1, 'a'), events: [] });
    expect(await readLog(store, no)).toHaveLength(2);
  });

  test('the same key with another body is refused and stores nothing', async () => {
    const no = await anAppeal(store);
    await appendToLog(store, anAppend(no, 0, '', ['a']));
    const other = anAppend(no, 1, 'a', ['a'], { bodyHash: 'another' });
    expect(await appendToLog(store, other)).toEqual({ kind: 'otherBody', events: [] });
    expect(await readLog(store, no)).toHaveLength(1);
  });

  test('a log that is ahead hands over what is newer', async () => {
    const no = await anAppeal(store);
    await appendToLog(store, anAppend(no, 0, '', ['a', 'b', 'c']));
    expect(await appendToLog(store, anAppend(no, 1, 'a', ['d']))).toEqual({
      kind: 'adopt',
      events: [aNote(2, 'b'), aNote(3, 'c')],
    });
    expect(await appendToLog(store, anAppend(no, 1, 'a', []))).toEqual({
      kind: 'adopt',
      events: [aNote(2, 'b'), aNote(3, 'c')],
    });
    expect(await appendToLog(store, anAppend(no, 0, '', []))).toMatchObject({ kind: 'adopt', events: { length: 3 } });
  });

  test('a log that is behind, or grew another way to the same version, hands over all of it', async () => {
    const no = await anAppeal(store);
    await appendToLog(store, anAppend(no, 0, '', ['a', 'b']));
    const whole = { kind: 'behind', events: [aNote(1, 'a'), aNote(2, 'b')] };
    expect(await appendToLog(store, anAppend(no, 5, 'e', ['f']))).toEqual(whole);
    expect(await appendToLog(store, anAppend(no, 2, 'other', ['f']))).toEqual(whole);
    expect(await appendToLog(store, anAppend(no, 1, 'other', ['f']))).toEqual(whole);
    expect(await appendToLog(store, anAppend(no, 2, 'other', []))).toEqual(whole);
  });

  test('nothing to store against the newest version is said to be so', async () => {
    const no = await anAppeal(store);
    expect(await appendToLog(store, anAppend(no, 0, '', []))).toEqual({ kind: 'stored', events: [] });
    await appendToLog(store, anAppend(no, 0, '', ['a']));
    expect(await appendToLog(store, anAppend(no, 1, 'a', []))).toEqual({ kind: 'stored', events: [] });
  });

  test('an unknown case and an event key used twice are errors, not conflicts', async () => {
    await expect(appendToLog(store, anAppend('SQ20260101-999999', 0, '', ['a']))).rejects.toThrow(LogError);
    const no = await anAppeal(store);
    await appendToLog(store, anAppend(no, 0, '', ['a']));
    const twice = anAppend(no, 1, 'a', ['a', 'new']);
    await expect(appendToLog(store, twice)).rejects.toMatchObject({ code: 'unsettled' });
    expect(await readLog(store, no)).toHaveLength(1);
  });

  test('a notice that exists already is not written again, and holds nothing up', async () => {
    const no = await anAppeal(store);
    await appendToLog(store, anAppend(no, 0, '', ['a'], { notices: [aNotice(no, 'twice')] }));
    await appendToLog(store, anAppend(no, 1, 'a', ['b'], { notices: [aNotice(no, 'twice'), aNotice(no, 'once')] }));
    expect(await store.db.notice.count({ where: { appealNo: no } })).toBe(2);
  });
});

describe('many writers', () => {
  test('of two that race for one version one stores, the other adopts', async () => {
    for (let round = 0; round < 20; round++) {
      const no = await anAppeal(store);
      const answers = await Promise.all(['a', 'b'].map((key) => appendToLog(store, anAppend(no, 0, '', [key]))));
      expect(answers.map(({ kind }) => kind).sort()).toEqual(['adopt', 'stored']);
      expect(await readLog(store, no)).toHaveLength(1);
    }
  });

  test('ten writers with 200 commands on one case lose and double nothing', async () => {
    const no = await anAppeal(store);
    const write = async (key: string) => {
      let [version, head] = [0, ''];
      for (;;) {
        const answer = await appendToLog(store, anAppend(no, version, head, [key]));
        if (answer.kind === 'stored' || answer.kind === 'known') return;
        const last = answer.events.at(-1);
        if (answer.kind !== 'adopt' || !last) throw new Error(answer.kind);
        [version, head] = [last.seq, last.key];
      }
    };
    const writers = Array.from({ length: 10 }, async (_, writer) => {
      for (let n = 0; n < 20; n++) await Promise.all([write(`${writer}-${n}`), write(`${writer}-${n}`)]);
    });
    await Promise.all(writers);
    const log = await readLog(store, no);
    expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    expect(new Set(log.map(({ key }) => key)).size).toBe(200);
    expect(await store.db.appeal.findUniqueOrThrow({ where: { no } })).toMatchObject({
      version: 200,
      headKey: log.at(-1)?.key,
    });
  });
});

describe('§3.10 the legal record', () => {
  test.each([
    `UPDATE event SET kind = 'x' WHERE appeal_no = $1`,
    `DELETE FROM event WHERE appeal_no = $1`,
    `DELETE FROM intake WHERE appeal_no = $1`,
    `UPDATE intake SET channel = 'web' WHERE appeal_no = $1`,
    `UPDATE intake SET received_at = now() WHERE appeal_no = $1`,
    `UPDATE appeal SET version = -1 WHERE no = $1`,
  ])('the database refuses %s', async (statement) => {
    const no = await anAppeal(store);
    await appendToLog(store, anAppend(no, 0, '', ['a']));
    await expect(store.pool.query(statement, [no])).rejects.toThrow();
  });

  test('keeps a text that an event points to as it is; an erasure may blank it', async () => {
    const no = await anAppeal(store);
    const id = randomUUID();
    await store.db.freeText.create({
      data: { id, appealNo: no, authorId: 'clerk-1', action: 'reply', public: false, textEnc: 'x' },
    });
    const change = (set: string) => store.pool.query(`UPDATE free_text SET ${set} WHERE id = $1`, [id]);
    await expect(change(`text_enc = 'y'`)).rejects.toThrow(/immutable/);
    await appendToLog(store, anAppend(no, 0, '', ['a'], { texts: [id] }));
    for (const set of ['public = true', `author_id = 'clerk-2'`, 'claimed_at = NULL'])
      await expect(change(set)).rejects.toThrow(/immutable/);
    await expect(store.pool.query('DELETE FROM free_text WHERE id = $1', [id])).rejects.toThrow(/refused/);
    await change(`text_enc = ''`);
  });

  test.each(['event', 'disclosure', 'intake', 'free_text'])('the database refuses to truncate %s', async (table) => {
    await expect(store.pool.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/append-only/);
  });

  test('an erasure blanks the personal columns of an intake and keeps the row', async () => {
    const no = await anAppeal(store);
    await store.pool.query(
      `UPDATE intake SET name_enc = NULL, phone_enc = NULL, phone_hash = NULL, text_enc = '' WHERE appeal_no = $1`,
      [no],
    );
    expect(await store.db.intake.findFirstOrThrow({ where: { appealNo: no } })).toMatchObject({
      nameEnc: null,
      channel: 'phone',
    });
  });
});

function aNotice(no: string, key: string): ResolvedNotice {
  const { place, class: cls, category, state } = aCase(no, 1);
  return {
    key: `${no}:${key}`,
    kind: 'urged',
    recipient: 'clerk-1',
    rung: null,
    class: cls,
    dueAt: null,
    sendAfter: received + 1,
    gather: 'alone',
    facts: {
      no,
      class: cls,
      category,
      communityId: place.communityId,
      compoundId: place.compoundId,
      state,
      outcome: null,
      rung: null,
      raisedSeq: null,
      clock: null,
      round: 0,
      dueAt: null,
      firedAt: null,
      nextAt: null,
      tried: [],
    },
  };
}
