// What a migration says of cases that are on record must be what the rules say of them.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isListed } from '../../domain/appeal/listing.ts';
import type { Appeal } from '../../domain/appeal/types.ts';
import { openStore, type Store } from '../../store/client.ts';
import { createAppeal } from '../../store/intakes.ts';
import { act, anAppeal, eventsOf } from '../domain/appeal/builders.ts';
import { late, silent } from '../domain/ladder/cast.ts';
import { aDraft, cipher } from '../store/cases.ts';
import { freshDatabase } from '../support/database.ts';

let store: Store;
beforeAll(async () => {
  store = openStore((await freshDatabase()).url);
});
afterAll(() => store.close());

describe('§4.2 list, §4.5 R5', () => {
  test('cases of before the column are marked by it as they stand: by hand, by the ladder, lifted, over', async () => {
    const handled = anAppeal({ state: 'handling' });
    const byHand = act(handled, 'list');
    let climbed = late();
    while (!eventsOf(climbed, 'listed').length) climbed = silent(climbed);
    const over = (['contact', 'complete', 'reply', 'feedback'] as const).reduce<Appeal>(
      (appeal, action) => act(appeal, action),
      byHand,
    );
    const cases = [handled, byHand, climbed, act(byHand, 'unlist'), act(act(byHand, 'unlist'), 'list'), over];
    expect(cases.map(isListed)).toEqual([false, true, true, false, true, false]);
    const numbers: string[] = [];
    for (const doc of cases) {
      const born = await createAppeal(store, cipher, aDraft());
      if (born.kind !== 'created') throw new Error(born.kind);
      const closedAt = doc.closedAt === null ? null : new Date(doc.closedAt);
      await store.db.appeal.update({
        where: { no: born.no },
        data: { version: doc.version, doc, state: doc.state, closedAt },
      });
      numbers.push(born.no);
    }
    await store.pool.query('ALTER TABLE appeal DROP COLUMN listed');
    const migration = new URL('../../prisma/migrations/0017_listed/migration.sql', import.meta.url);
    await store.pool.query(await readFile(migration, 'utf8'));
    const { rows } = await store.pool.query<{ listed: boolean }>(
      'SELECT listed FROM appeal JOIN unnest($1::text[]) WITH ORDINALITY AS asked(no, place) USING (no) ORDER BY place',
      [numbers],
    );
    expect(rows.map(({ listed }) => listed)).toEqual(cases.map(isListed));
  });
});
