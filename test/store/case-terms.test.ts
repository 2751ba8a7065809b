import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Terms } from '../../domain/policy/types.ts';
import { readAppeal } from '../../store/appeals.ts';
import { keepTerms, sharedTerms, wholeCases } from '../../store/case-terms.ts';
import { findCase } from '../../store/cases.ts';
import { openStore, type Store } from '../../store/client.ts';
import { appendToLog } from '../../store/log.ts';
import { freshDatabase } from '../support/database.ts';
import { aCase, anAppeal, anAppend } from './cases.ts';

let url: string;
let store: Store;

beforeAll(async () => {
  ({ url } = await freshDatabase());
  store = openStore(url);
});

afterAll(async () => {
  await store.close();
});

const { terms } = aCase('', 1);
const hours = (officeHours: Terms['officeHours']): Terms => ({ ...terms, officeHours });
const stored = (no: string) => store.db.appeal.findUniqueOrThrow({ where: { no }, include: { terms: true } });

describe('decision 19: the terms of a case', () => {
  test('are on record once, however many cases have them, and stand in no case', async () => {
    const nos = await Promise.all([anAppeal(store), anAppeal(store), anAppeal(store)]);
    await Promise.all(nos.map((no) => appendToLog(store, anAppend(no, 0, '', ['a']))));
    const rows = await Promise.all(nos.map(stored));
    expect(new Set(rows.map(({ termsId }) => termsId)).size).toBe(1);
    for (const row of rows) {
      expect(row.terms?.body).toEqual(terms);
      expect(row.doc).not.toHaveProperty('terms');
    }
  });

  test('have one name, in whatever order they come back from the record', async () => {
    const backwards = Object.fromEntries(Object.entries(terms).reverse()) as Terms;
    expect(JSON.stringify(backwards)).not.toBe(JSON.stringify(terms));
    expect(await keepTerms(store, backwards)).toBe(await keepTerms(store, terms));
  });

  test('are one copy for all cases that a worker remembers', async () => {
    const [one, another] = [hours([[530, 620]]), hours([[530, 620]])];
    await keepTerms(store, one);
    await keepTerms(store, another);
    expect(sharedTerms(store, another)).toBe(sharedTerms(store, one));
    const unseen = hours([[540, 630]]);
    expect(sharedTerms(store, unseen)).toBe(unseen);
  });

  test('are never changed', async () => {
    const id = await keepTerms(store, terms);
    const change = store.pool.query("UPDATE case_terms SET body = '{}' WHERE id = $1", [id]);
    await expect(change).rejects.toThrow('append-only');
  });

  test('are others after a revision, and those of the other cases stay', async () => {
    const [one, other] = [await anAppeal(store), await anAppeal(store)];
    for (const no of [one, other]) await appendToLog(store, anAppend(no, 0, '', ['a']));
    const doc = aCase(one, 2, { terms: hours([[480, 720]]) });
    await appendToLog(store, anAppend(one, 1, 'a', ['b'], { doc }));
    expect((await findCase(store, one))?.doc?.terms.officeHours).toEqual([[480, 720]]);
    expect((await findCase(store, other))?.doc).toEqual(aCase(other, 1));
  });

  test('are found by a process that never met them, for pages and for the way of an action', async () => {
    const no = await anAppeal(store);
    const doc = aCase(no, 1, { terms: hours([[500, 700]]) });
    await appendToLog(store, anAppend(no, 0, '', ['a'], { doc }));
    const another = openStore(url);
    expect((await findCase(another, no))?.doc).toEqual(doc);
    expect((await readAppeal(another, no))?.doc).toEqual(doc);
    await another.close();
  });

  test('are read from the case where an older version wrote them there, until its next change', async () => {
    const no = await anAppeal(store);
    await appendToLog(store, anAppend(no, 0, '', ['a']));
    const old = aCase(no, 1, { terms: hours([[510, 600]]) });
    await store.db.appeal.update({ where: { no }, data: { doc: JSON.parse(JSON.stringify(old)) as object } });
    expect((await findCase(store, no))?.doc).toEqual(old);
    expect((await readAppeal(store, no))?.doc).toEqual(old);
    const next = aCase(no, 2, { terms: old.terms });
    await appendToLog(store, anAppend(no, 1, 'a', ['b'], { doc: next }));
    expect(await stored(no)).toMatchObject({ terms: { body: old.terms } });
    expect((await findCase(store, no))?.doc).toEqual(next);
  });

  test('are written again where a backup from before them was restored under the process', async () => {
    const no = await anAppeal(store);
    const fresh = hours([[520, 610]]);
    const id = await keepTerms(store, fresh);
    await store.db.caseTerms.delete({ where: { id } });
    const doc = aCase(no, 1, { terms: fresh });
    expect(await appendToLog(store, anAppend(no, 0, '', ['a'], { doc }))).toMatchObject({ kind: 'stored' });
    expect((await stored(no)).terms).toMatchObject({ id, body: fresh });
  });

  test('cannot be removed while a case has them', async () => {
    const no = await anAppeal(store);
    await appendToLog(store, anAppend(no, 0, '', ['a']));
    const { termsId } = await stored(no);
    await expect(store.db.caseTerms.delete({ where: { id: termsId ?? '' } })).rejects.toThrow(/terms_id/);
  });

  test('that are on record nowhere are no case to go on with', async () => {
    const lost = { doc: { ...aCase('x', 1), terms: undefined }, termsId: 'nowhere' };
    await expect(wholeCases(store, [lost])).rejects.toThrow('x: no terms nowhere');
  });

  test('a case that has not begun has none', async () => {
    expect(await wholeCases(store, [{ no: 'x', doc: null, termsId: null }])).toEqual([{ no: 'x', doc: null }]);
  });
});
