// A throw-away PostgreSQL with the project's schema.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../prisma/migrate.ts';
import { postgresService } from '../../scripts/services/postgres.ts';
import { launch, serviceFolder, untilReady } from '../../scripts/services/process.ts';
import { freePort } from './parts.ts';

export async function testDatabase(): Promise<{ url: string; close: () => Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), 'huying-pg-'));
  const local = { dir: join(dir, 'pg'), port: await freePort(), password: 'test', settings: ['fsync=off'] };
  const service = await postgresService(local);
  const running = launch(service, serviceFolder(dir));
  await untilReady(service, running);
  const url = `postgresql://huying:test@127.0.0.1:${local.port}/mail`;
  await migrate(url);
  return {
    url,
    close: async () => {
      await running.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
