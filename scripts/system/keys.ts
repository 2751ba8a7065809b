// The keys of a local installation: made once, kept in HUYING_DATA/keys.json, handed to every process through the environment.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SettingName } from '../../config/settings.ts';

type Keys = Partial<Record<SettingName, string>>;

/** New keys, all random. */
export function newKeys(): Keys {
  const key = () => randomBytes(32).toString('base64');
  return {
    POSTGRES_PASSWORD: randomBytes(18).toString('base64url'),
    DATA_KEYS: `k1:${key()}`,
    LOOKUP_KEY: key(),
    MAIL_TOKEN_KEY: key(),
    AUTH_SECRET: key(),
  };
}

/** Makes keys.json in `dataDir` if there is none. */
export function ensureKeys(dataDir: string): Keys {
  const file = join(dataDir, 'keys.json');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, `${JSON.stringify(newKeys(), null, 2)}\n`, { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Keys;
}
