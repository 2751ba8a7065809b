// Writes the SQL of a new migration from what changed in schema.prisma: `tsx prisma/new-migration.ts name_in_snake_case`.
// The engine wants a database to talk to (a running `npm start` will do), but reads nothing from it.
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configOrExit } from '../config/local.ts';
import { diffToSchema, migrationNames, migrationsDir, schemaPath } from './migration-engine.ts';

const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('usage: tsx prisma/new-migration.ts name_in_snake_case');
  process.exit(2);
}

const sql = await diffToSchema(configOrExit().database.url);
const number = String((await migrationNames()).length + 1).padStart(4, '0');
const folder = join(migrationsDir, `${number}_${name}`);
await mkdir(folder);
await writeFile(join(folder, 'migration.sql'), sql);
await copyFile(schemaPath, join(folder, 'schema.prisma'));
console.log(`${folder}/migration.sql written: read it, and add by hand what the schema cannot say.`);
