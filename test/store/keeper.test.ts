import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../../prisma/seed.ts';
import { openStore, type Store } from '../../store/client.ts';
import { listDisclosures, recordDisclosure } from '../../store/disclosures.ts';
import { createAppeal } from '../../store/intakes.ts';
import * as keeper from '../../store/keeper.ts';
import { appendToLog } from '../../store/log.ts';
import { readTexts, sweepTexts, writeText } from '../../store/texts.ts';
import { freshDatabase } from '../support/database.ts';
import { aDraft, anAppend, cipher } from './cases.ts';

let store: Store;
beforeAll(async () => {
  store = openStore((await freshDatabase()).url);
  await seed(store, { demo: true });
});
afterAll(() => store.close());

async function anAppeal(registered = true): Promise<string> {
  const answer = await createAppeal(
    store,
    cipher,
    aDraft({ place: { communityId: 'demo', compoundId: 'demo.1', buildingId: null } }),
  );
  if (answer.kind !== 'created') throw new Error(answer.kind);
  if (registered) await appendToLog(store, anAppend(answer.no, 0, '', ['first']));
  return answer.no;
}

function setWake(no: string, secondsAgo: number) {
  return store.pool.query(`UPDATE appeal SET next_wake = now() - make_interval(secs => $2) WHERE no = $1`, [
    no,
    secondsAgo,
  ]);
}

describe('the watchdog’s view', () => {
  test('a row that no workflow has registered is found once it is old enough', async () => {
    const fresh = await anAppeal(false);
    const old = await anAppeal(false);
    const registered = await anAppeal();
    await store.pool.query(`UPDATE appeal SET created_at = now() - interval '30 s' WHERE no = ANY($1)`, [
      [old, registered],
    ]);
    const found = await keeper.unstartedCases(store, 20, 10);
    expect(found).toContain(old);
    expect(found).not.toContain(fresh);
    expect(found).not.toContain(registered);
  });

  test('a late case is signalled first, counts as jammed when it stays silent, and is neither after its next append', async () => {
    const no = await anAppeal();
    await setWake(no, 300);
    expect(await keeper.countLate(store, 120)).toBe(1);
    expect(await keeper.lateCases(store, 120, 10)).toEqual([no]);
    expect(await keeper.jammedCases(store, 120, 60, 10)).toEqual([]);
    await keeper.markNudged(store, no);
    expect(await keeper.lateCases(store, 120, 10)).toEqual([]);
    expect(await keeper.jammedCases(store, 120, 60, 10)).toEqual([]);
    await store.pool.query(`UPDATE appeal SET nudged_at = now() - interval '61 s' WHERE no = $1`, [no]);
    expect(await keeper.jammedCases(store, 120, 60, 10)).toEqual([no]);
    await appendToLog(store, anAppend(no, 1, 'first', ['second']));
    await setWake(no, 300);
    expect(await keeper.lateCases(store, 120, 10)).toEqual([no]);
    await setWake(no, 10);
    expect(await keeper.countLate(store, 120)).toBe(0);
  });

  test('pages of open cases hold each that is not archived, once', async () => {
    const mine = await Promise.all(Array.from({ length: 5 }, () => anAppeal()));
    const archived = await anAppeal();
    await store.pool.query('UPDATE appeal SET archived_at = now() WHERE no = $1', [archived]);
    const all: string[] = [];
    for (
      let page = await keeper.openCases(store, '', 2);
      page.length > 0;
      page = await keeper.openCases(store, page.at(-1) ?? '', 2)
    ) {
      all.push(...page);
    }
    expect(all).toEqual([...new Set(all)].sort());
    expect(all).toEqual(expect.arrayContaining(mine));
    expect(all).not.toContain(archived);
    expect(await keeper.countRunnable(store)).toBe(
      await store.db.appeal.count({ where: { archivedAt: null, version: { gt: 0 } } }),
    );
    expect(await keeper.caseCard(store, archived)).toBeNull();
  });

  test('a case’s card says in words what it is and where', async () => {
    const no = await anAppeal(false);
    expect(await keeper.caseCard(store, no)).toEqual({
      no,
      class: 'U3',
      category: 'LIGHT',
      categoryName: '道路亮化/小区照明',
      communityId: 'demo',
      place: '演示社区 八家巷小区',
      state: 'registered',
    });
  });

  test('a fact is remembered until another one takes its place', async () => {
    expect(await keeper.readFact(store, 'namespace')).toBeNull();
    await keeper.writeFact(store, 'namespace', 'a');
    await keeper.writeFact(store, 'namespace', 'b');
    expect(await keeper.readFact(store, 'namespace')).toBe('b');
  });
});

describe('free texts', () => {
  test('are encrypted, shown once an event claimed them, and to the resident only when public', async () => {
    const no = await anAppeal();
    const draft = {
      appealNo: no,
      authorId: 'user-handler',
      action: 'reply' as const,
      public: true,
      text: '路灯已装好',
    };
    const reply = await writeText(store, cipher, draft);
    const note = await writeText(store, cipher, { ...draft, action: 'note', public: false, text: '住户不在家' });
    const loose = await writeText(store, cipher, { ...draft, text: '被拒的话' });
    await appendToLog(store, anAppend(no, 1, 'first', ['second'], { texts: [reply, note] }));
    const staff = await readTexts(store, cipher, no, { publicOnly: false });
    expect([...staff.keys()].sort()).toEqual([reply, note].sort());
    expect(staff.get(reply)).toMatchObject({ text: '路灯已装好', authorId: 'user-handler', action: 'reply' });
    expect([...(await readTexts(store, cipher, no, { publicOnly: true })).keys()]).toEqual([reply]);
    expect((await store.db.freeText.findUniqueOrThrow({ where: { id: reply } })).textEnc).not.toContain('路灯');
    await store.pool.query(`UPDATE free_text SET created_at = now() - interval '2 days' WHERE appeal_no = $1`, [no]);
    expect(await sweepTexts(store, 24)).toBe(1);
    expect(await store.db.freeText.findUnique({ where: { id: loose } })).toBeNull();
  });

  test('a case cannot claim the text of another', async () => {
    const [mine, other] = [await anAppeal(), await anAppeal()];
    const draft = { appealNo: other, authorId: 'u', action: 'note' as const, public: false, text: 'x' };
    const text = await writeText(store, cipher, draft);
    await appendToLog(store, anAppend(mine, 1, 'first', ['second'], { texts: [text, randomUUID()] }));
    expect((await readTexts(store, cipher, other, { publicOnly: false })).size).toBe(0);
  });
});

test('every look at personal data is noted and cannot be taken back', async () => {
  const no = await anAppeal();
  await recordDisclosure(store, {
    appealNo: no,
    userId: 'user-auditor',
    role: 'auditor',
    what: 'phone',
    reason: '抽查',
  });
  expect(await listDisclosures(store, no)).toMatchObject([{ userId: 'user-auditor', what: 'phone', reason: '抽查' }]);
  await expect(store.pool.query('DELETE FROM disclosure WHERE appeal_no = $1', [no])).rejects.toThrow(/append-only/);
  await expect(store.pool.query(`UPDATE disclosure SET reason = '' WHERE appeal_no = $1`, [no])).rejects.toThrow(
    /append-only/,
  );
});
