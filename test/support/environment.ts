// The settings of a test: every one is given, so that neither `.env` nor the shell nor a local installation has a say.
import type { Environment } from '../../config/config.ts';
import { settings } from '../../config/settings.ts';
import type { LocalPostgres } from '../../scripts/system/postgres.ts';

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');

/** Keys that every test shares, since the demo data in the template database are written under them. */
export const testKeys = { DATA_KEYS: `t1:${key(1)}`, LOOKUP_KEY: key(2), MAIL_TOKEN_KEY: key(3), AUTH_SECRET: key(4) };

/** The environment for `loadConfig` and for processes; what is not given has its default. */
export function testEnvironment(given: Environment = {}): Environment {
  const unset = Object.fromEntries(Object.keys(settings.shape).map((name) => [name, '']));
  return { ...process.env, ...unset, ...testKeys, HUYING_ENV: 'demo', NODE_ENV: 'production', ...given };
}

export function databaseUrl({ port, password }: Pick<LocalPostgres, 'port' | 'password'>, name: string): string {
  return `postgresql://huying:${password}@127.0.0.1:${port}/${name}`;
}
