// The environment of a command: process.env, then `.env`, then the keys that `npm start` made for this local installation.
// So `npm run demo`, `npm run seed` and the rest find a running local system without a setting.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { type Config, ConfigError, type Environment, loadConfig, projectRoot } from './config.ts';

/** process.env completed by `.env` and by the local installation's keys; what is already set wins. */
export function localEnvironment(env: Environment = process.env): Environment {
  const set = withDotEnv(env);
  return { ...localKeys(set), ...set };
}

/** The absolute folder of the local installation, found without looking at any other setting. */
export function localDataDir(env: Environment = process.env): string {
  return resolve(projectRoot, withDotEnv(env).HUYING_DATA ?? '.huying');
}

/** A value that is set but empty means "not set", whatever `.env` says. */
function withDotEnv(env: Environment): Environment {
  const file = resolve(projectRoot, '.env');
  const dotEnv = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const both: Environment = { ...dotEnv, ...env };
  return Object.fromEntries(Object.entries(both).filter(([, value]) => value !== ''));
}

/** The keys of the local installation in `HUYING_DATA`, none yet or in production: nothing. */
function localKeys(env: Environment): Environment {
  const file = resolve(projectRoot, env.HUYING_DATA ?? '.huying', 'keys.json');
  if (env.HUYING_ENV === 'production' || !existsSync(file)) return {};
  return JSON.parse(readFileSync(file, 'utf8')) as Environment;
}

/** The configuration of this process; when settings are wrong, one message on stderr and the process ends with code 78. */
export function configOrExit(): Config {
  try {
    return loadConfig(localEnvironment());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(78);
  }
}
