// Prisma's schema engine as WebAssembly: nothing is downloaded, and the record of applied migrations is the CLI's own.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine as Engine } from '@prisma/schema-engine-wasm';
import type * as bg from '@prisma/schema-engine-wasm/schema_engine_bg';
import { connectionOf } from '../store/client.ts';

const here = import.meta.dirname;
/** One folder a migration: its SQL, and the schema it was made for. */
export const migrationsDir = join(here, 'migrations');
/** The schema that the client is generated from. */
export const schemaPath = join(here, 'schema.prisma');
const noFilters = { externalTables: [], externalEnums: [] };

type Bindings = typeof bg & {
  __wbg_set_wasm(exports: unknown): void;
};
type EngineClass = {
  new: (options: { datamodels: [string, string][] }, log: (line: string) => void, adapter: unknown) => Promise<Engine>;
};

/** Applies the migrations that the database does not have yet; answers their names. The database must exist. */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const engine = await openEngine(databaseUrl);
  try {
    const answer = await engine.applyMigrations({ migrationsList: await migrationList(), filters: noFilters });
    return answer.appliedMigrationNames;
  } finally {
    engine.free();
  }
}

/**
 * The SQL that leads from the schema as the newest migration left it to schema.prisma; empty when they agree. Each migration
 * keeps the schema it was made for beside it (unless it changes nothing that the schema can say), so that no tables are compared.
 */
export async function diffToSchema(databaseUrl: string): Promise<string> {
  const engine = await openEngine(databaseUrl);
  const last = (await migrationNames()).findLast((name) => existsSync(join(migrationsDir, name, 'schema.prisma')));
  try {
    const { stdout } = await engine.diff({
      from: last ? await datamodel(join(migrationsDir, last, 'schema.prisma')) : { tag: 'empty' },
      to: await datamodel(schemaPath),
      script: true,
      exitCode: null,
      filters: noFilters,
    });
    return stdout?.includes(';') ? stdout : '';
  } finally {
    engine.free();
  }
}

async function datamodel(path: string) {
  return { tag: 'schemaDatamodel' as const, files: [{ path, content: await readFile(path, 'utf8') }] };
}

/** Names of the migrations in the project, in the order they are applied. */
export async function migrationNames(): Promise<string[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function migrationList(): Promise<MigrationList> {
  const lock = await readFile(join(migrationsDir, 'migration_lock.toml'), 'utf8');
  const names = await migrationNames();
  return {
    baseDir: migrationsDir,
    lockfile: { path: 'migration_lock.toml', content: lock },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (path) => {
        const sql = await readFile(join(migrationsDir, path, 'migration.sql'), 'utf8');
        return { path, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } } };
      }),
    ),
  };
}

async function openEngine(databaseUrl: string): Promise<Engine> {
  // The module keeps its memory in variables of its own: a second instance would pull it from under the first.
  const { SchemaEngine } = await (bindings ??= instantiate());
  const schema = await readFile(schemaPath, 'utf8');
  // Host and user by themselves: with a connection string the engine would run shadow operations in the main database.
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScripts(connectionOf(databaseUrl)));
  return (SchemaEngine as unknown as EngineClass).new({ datamodels: [[schemaPath, schema]] }, () => undefined, adapter);
}

/**
 * The adapter cuts a script at every semicolon, those in functions and comments included, and runs the pieces on any
 * connection of its pool. Sent whole, a migration is one implicit transaction: applied entirely or not at all.
 */
class WholeScripts extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  }
}

let bindings: Promise<Bindings> | undefined;

async function instantiate(): Promise<Bindings> {
  const name = '@prisma/schema-engine-wasm/schema_engine_bg';
  const loaded = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as Bindings;
  const wasmPath = createRequire(import.meta.url)
    .resolve(name)
    .replace(/\.js$/, '.wasm');
  const imports = { './schema_engine_bg.js': loaded as unknown as WebAssembly.ModuleImports };
  const instance = new WebAssembly.Instance(
    await WebAssembly.compile(new Uint8Array(await readFile(wasmPath))),
    imports,
  );
  loaded.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  return loaded;
}
