import { expect, test } from 'vitest';
import { migrate } from '../../prisma/migrate.ts';
import { diffToSchema, migrationNames } from '../../prisma/migration-engine.ts';
import { freshDatabase } from '../support/database.ts';

test('a database that is missing is created and brought to the newest schema, once', async () => {
  const url = new URL((await freshDatabase()).url);
  url.pathname = `/made_${Date.now()}`;
  expect(await migrate(url.href)).toEqual(await migrationNames());
  const before = Date.now();
  expect(await migrate(url.href)).toEqual([]);
  expect(Date.now() - before).toBeLessThan(3_000);
});

test('several processes may migrate at the same time', async () => {
  const url = new URL((await freshDatabase()).url);
  url.pathname = `/shared_${Date.now()}`;
  const applied = await Promise.all([1, 2, 3].map(() => migrate(url.href)));
  expect(applied.flat()).toEqual(await migrationNames());
});

test('a server that does not answer is waited for, but not for ever', async () => {
  const before = Date.now();
  await expect(migrate('postgresql://a:b@127.0.0.1:1/none', { waitMs: 600 })).rejects.toThrow();
  expect(Date.now() - before).toBeGreaterThanOrEqual(600);
});

test('schema.prisma holds nothing that no migration brings', async () => {
  expect(await diffToSchema((await freshDatabase()).url)).toBe('');
});
