import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendSignal } from '../../scripts/system/process.ts';
import {
  anInstallation,
  type Installation,
  parts,
  pidOf,
  says,
  start,
  type Started,
  stillThere,
} from './installation.ts';

describe('npm start that cannot', () => {
  let here: Installation;
  beforeAll(async () => {
    here = await anInstallation();
  });
  afterAll(() => here.remove());

  test('names a port in use and its setting', async () => {
    const holder = createServer().listen(Number(here.env.SMTP_PORT), '127.0.0.1');
    const started = start(here.env);
    expect(await started.ended).toBe(1);
    expect(started.output()).toContain(`Port ${here.env.SMTP_PORT} is in use: set SMTP_PORT`);
    holder.close();
  });

  test('says every wrong setting in one message', async () => {
    const started = start({ ...here.env, PORT: 'x', LOG_LEVEL: 'loud' });
    expect(await started.ended).toBe(78);
    expect(started.output()).toContain('PORT: must be a whole number');
    expect(started.output()).toContain('LOG_LEVEL:');
  });

  test('deletes nothing on --reset without a terminal to ask or --yes', async () => {
    mkdirSync(join(here.dir, 'mail'), { recursive: true });
    writeFileSync(join(here.dir, 'mail/letter'), 'kept');
    const started = start(here.env, '--reset');
    expect(await started.ended).toBe(1);
    expect(existsSync(join(here.dir, 'mail/letter'))).toBe(true);
  });

  test('refuses an option it does not know', async () => {
    const started = start(here.env, '--rest');
    expect(await started.ended).toBe(1);
    expect(started.output()).toContain('--rest');
  });
});

const titles = {
  postgres: 'PostgreSQL',
  temporal: 'Temporal',
  mail: 'mail inbox',
  worker: 'worker',
  api: 'API and web',
};

describe('npm start', () => {
  let here: Installation;
  let system: Started;
  beforeAll(async () => {
    here = await anInstallation();
    system = start(here.env);
    await says(system, 'Ready in');
  });
  afterAll(async () => {
    system.child.kill('SIGTERM');
    await system.ended;
    here.remove();
  });

  test('is ready when it says so and prints where everything is', async () => {
    expect((await fetch(`${here.url}/health/ready`)).status).toBe(200);
    await says(system, `http://localhost:${here.env.PORT}/console`);
    await says(system, 'Demo sign-ins');
  });

  test('does not start twice on one folder', async () => {
    const second = start(here.env);
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('already running');
  });

  test.each(parts)('starts %s again when it was killed, and says so', async (part) => {
    const before = pidOf(here, part);
    sendSignal(before, 'SIGKILL');
    await says(system, `${titles[part]} is back`);
    await expect.poll(() => pidOf(here, part), { timeout: 20_000 }).not.toBe(before);
    await expect
      .poll(async () => (await fetch(`${here.url}/health/ready`).catch(() => undefined))?.status, { timeout: 30_000 })
      .toBe(200);
  });

  test('leaves no process behind, even when it is itself killed', async () => {
    const killed = parts.map((part) => pidOf(here, part));
    system.child.kill('SIGKILL');
    expect(await stillThere(killed)).toEqual([]);

    system = start(here.env);
    await says(system, 'Ready in');
    const ended = parts.map((part) => pidOf(here, part));
    system.child.kill('SIGTERM');
    expect(await system.ended).toBe(0);
    expect(await stillThere(ended, 0)).toEqual([]);
  }, 120_000);
});
