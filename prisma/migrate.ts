// `npm run migrate`: waits for the database, creates it when missing, and applies the migrations it does not have yet.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { configOrExit } from '../config/local.ts';
import { connectionOf } from '../store/client.ts';
import { applyMigrations, migrationNames } from './migration-engine.ts';

export type MigrateOptions = { /** How long to wait for a server that does not answer yet. */ waitMs?: number };

/** Brings the database to the newest schema; answers the names of the migrations just applied. Idempotent. */
export async function migrate(databaseUrl: string, { waitMs = 30_000 }: MigrateOptions = {}): Promise<string[]> {
  await reachDatabase(databaseUrl, Date.now() + waitMs);
  // The engine takes longer to load than to find that nothing is to do, so its own table is asked first.
  if (await isCurrent(databaseUrl)) return [];
  return withClient(databaseUrl, async (client) => {
    // The engine's own lock is taken on any connection of its pool, which holds nobody off.
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    return (await isCurrent(databaseUrl)) ? [] : applyMigrations(databaseUrl);
  });
}

const migrationLock = 5_231_977;
const notThere = '3D000'; // invalid_catalog_name
const alreadyThere = new Set(['42P04', '23505']); // duplicate_database, or its race
const notReady = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', '57P03', '53300']);
const noWayIn = new Set([...notReady, '28P01', '28000']); // wrong password, not allowed

async function reachDatabase(databaseUrl: string, until: number): Promise<void> {
  for (;;) {
    try {
      await withClient(databaseUrl, (client) => client.query('SELECT 1'));
      return;
    } catch (error) {
      const code = codeOf(error);
      if (code === notThere) await createDatabase(databaseUrl);
      else if (notReady.has(code) && Date.now() < until) await sleep(200);
      else throw error;
    }
  }
}

async function createDatabase(databaseUrl: string): Promise<void> {
  const { database } = connectionOf(databaseUrl);
  const maintenance = new URL(databaseUrl);
  maintenance.pathname = '/postgres';
  try {
    await withClient(maintenance.href, (client) =>
      client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`),
    );
  } catch (error) {
    if (!alreadyThere.has(codeOf(error))) throw error;
  }
}

async function isCurrent(databaseUrl: string): Promise<boolean> {
  const names = await migrationNames();
  const rows = await withClient(databaseUrl, async (client) => {
    if (!(await hasTables(client))) return [];
    const applied = await client.query<{ migration_name: string; checksum: string }>(
      'SELECT migration_name, checksum FROM public._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    return applied.rows;
  });
  const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  const checks = await Promise.all(names.map(async (name) => applied.get(name) === (await checksumOf(name))));
  return names.length === rows.length && checks.every(Boolean);
}

async function hasTables(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there`,
  );
  return rows[0]?.there ?? false;
}

async function checksumOf(name: string): Promise<string> {
  const sql = await readFile(join(import.meta.dirname, 'migrations', name, 'migration.sql'));
  return createHash('sha256').update(sql).digest('hex');
}

async function withClient<T>(databaseUrl: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connectionOf(databaseUrl), connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

function codeOf(error: unknown): string {
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  return typeof first === 'object' && first !== null && 'code' in first ? String(first.code) : '';
}

/** Ends the process with one sentence where the database lets nobody in, or has not been migrated yet. */
export async function migratedOrExit(databaseUrl: string): Promise<void> {
  const there = await withClient(databaseUrl, hasTables).catch((error: unknown) =>
    codeOf(error) === notThere ? false : exitIfShut(databaseUrl, error),
  );
  if (there) return;
  console.error(`The database ${connectionOf(databaseUrl).database} has no tables yet: npm run migrate comes first.`);
  process.exit(1);
}

function exitIfShut(databaseUrl: string, error: unknown): never {
  if (!noWayIn.has(codeOf(error))) throw error;
  const { host, port } = connectionOf(databaseUrl);
  console.error(
    `The database at ${host}:${port} lets nobody in (${codeOf(error)}); DATABASE_URL says where and as whom.`,
  );
  process.exit(1);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();

async function main(): Promise<void> {
  const { url } = configOrExit().database;
  const applied = await migrate(url).catch((error: unknown) => exitIfShut(url, error));
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`);
  // The engine's ten-second limit for its lock goes on ticking after it is done.
  process.exit(0);
}
