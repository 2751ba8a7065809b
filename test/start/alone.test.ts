// Programs that are started by themselves, where one of their services is not what the settings say.
import { execFile } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { program, script, withThreads } from '../../scripts/system/step.ts';
import { ask } from '../support/ask.ts';
import { freshDatabase } from '../support/database.ts';
import { testEnvironment } from '../support/environment.ts';
import type { TemporalServer } from '../support/product.ts';

/** A port at which nothing answers. */
const nowhere = 'postgresql://huying:secret@127.0.0.1:9/huying';

/** How the process ended, and all it said. */
function run(args: string[], env: NodeJS.ProcessEnv): Promise<{ code: unknown; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env, timeout: 120_000 }, (error, out, said) => {
      resolve({ code: error ? error.code : 0, said: out + said });
    });
  });
}

describe('§1 a program that stands alone', () => {
  test('npm run seed says in one sentence that the database lets nobody in', async () => {
    const { code, said } = await run(script('prisma/seed.ts'), testEnvironment({ DATABASE_URL: nowhere }));
    expect(code).toBe(1);
    expect(said.trim()).toBe(
      'The database at 127.0.0.1:9 lets nobody in (ECONNREFUSED); DATABASE_URL says where and as whom.',
    );
  });

  test('npm run seed says what comes before it', async () => {
    const url = new URL((await freshDatabase()).url);
    url.pathname = '/not_there';
    const { code, said } = await run(script('prisma/seed.ts'), testEnvironment({ DATABASE_URL: url.href }));
    expect(code).toBe(1);
    expect(said.trim()).toBe('The database not_there has no tables yet: npm run migrate comes first.');
  });

  test('a worker ends with the setting whose namespace the Temporal server does not know', async () => {
    const [{ url }, temporal] = await Promise.all([freshDatabase(), ask<TemporalServer>('/temporal')]);
    const env = testEnvironment({
      DATABASE_URL: url,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: 'nobody-made-it',
    });
    const { code, said } = await run(withThreads(program('worker')), env);
    expect(code).toBe(1);
    expect(said).toContain('cannot start; see TEMPORAL_NAMESPACE');
    expect(said).toContain('Namespace nobody-made-it was not found');
    expect(said).not.toMatch(/\n\s+at /);
  });
});
