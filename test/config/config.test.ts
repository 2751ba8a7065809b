import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { ConfigError, type Environment, loadConfig, projectRoot } from '../../config/config.ts';
import { settings } from '../../config/settings.ts';
import { temporalConnection } from '../../config/temporal.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const keys = { DATA_KEYS: `k1:${key}`, LOOKUP_KEY: key, MAIL_TOKEN_KEY: key, AUTH_SECRET: 'x'.repeat(32) };
const example = parseEnv(readFileSync(resolve(projectRoot, '.env.example'), 'utf8')) as Record<string, string>;

function problemsOf(env: Environment): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('.env.example lists every setting and no other', () => {
  expect(Object.keys(example).sort()).toEqual(Object.keys(settings.shape).sort());
});

test('.env.example gives each setting its default', () => {
  expect(loadConfig({ ...example, ...keys })).toEqual(loadConfig(keys));
});

test('an empty value counts as not set', () => {
  expect(loadConfig({ ...keys, PORT: '', DATABASE_URL: '' })).toEqual(loadConfig(keys));
});

test('one error names every wrong setting', () => {
  const problems = problemsOf({
    ...keys,
    PORT: '99999',
    LOG_LEVEL: 'loud',
    SMTP_URL: 'http://x',
    AUTH_SECRET: undefined,
  });
  expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual([
    'AUTH_SECRET',
    'LOG_LEVEL',
    'PORT',
    'SMTP_URL',
  ]);
});

test('the newest data key comes first and each has its id', () => {
  const { data } = loadConfig({ ...keys, DATA_KEYS: `k2:${key},k1:${key}` }).keys;
  expect(data.map(({ id }) => id)).toEqual(['k2', 'k1']);
  expect(problemsOf({ ...keys, DATA_KEYS: 'k1:short' })).toHaveLength(1);
});

test('two data keys under one id are refused: what the one closed the other would never open', () => {
  const other = Buffer.alloc(32, 8).toString('base64');
  expect(problemsOf({ ...keys, DATA_KEYS: `k1:${key},k1:${other}` })).toEqual(['DATA_KEYS: names two keys by one id']);
});

test('an address that leads nowhere is refused at the start, by name', () => {
  const nowhere: [string, string][] = [
    ['TEMPORAL_ADDRESS', 'temporal.example:99999'],
    ['TEMPORAL_ADDRESS', 'temporal.example:0'],
    ['WORKER_METRICS', '127.0.0.1:65536'],
    ['SMTP_URL', 'smtp://'],
    ['DATABASE_URL', 'postgresql://db.example'],
    ['DATABASE_URL', 'postgresql://'],
    ['PUBLIC_URL', 'http://a.example/?page=1'],
  ];
  for (const [name, value] of nowhere) {
    expect(problemsOf({ ...keys, [name]: value }).map((problem) => problem.split(':')[0])).toEqual([name]);
  }
});

test('two services on one port are refused by name', () => {
  expect(problemsOf({ ...keys, PORT: '4000', SMTP_PORT: '4000' })).toEqual(['SMTP_PORT: is 4000, as PORT already is']);
});

test('production asks for real services and https', () => {
  const problems = problemsOf({ ...keys, HUYING_ENV: 'production', PUBLIC_URL: 'http://a.example' });
  expect(problems.map((problem) => problem.split(':')[0])).toEqual([
    'DATABASE_URL',
    'TEMPORAL_ADDRESS',
    'SMTP_URL',
    'PUBLIC_URL',
  ]);
});

test('one error names what is wrong by itself and between settings alike', () => {
  const production = { HUYING_ENV: 'production', SMTP_URL: 'http://x', PUBLIC_URL: 'http://a.example' };
  const problems = problemsOf({ ...production, TEMPORAL_TLS_CERT: '/no/such/file' });
  expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual([
    'AUTH_SECRET',
    'DATABASE_URL',
    'DATA_KEYS',
    'LOOKUP_KEY',
    'MAIL_TOKEN_KEY',
    'PUBLIC_URL',
    'SMTP_URL',
    'TEMPORAL_ADDRESS',
    'TEMPORAL_TLS_CERT',
    'TEMPORAL_TLS_CERT, TEMPORAL_TLS_KEY',
  ]);
  expect(problemsOf({ ...keys, LOG_LEVEL: 'loud', PORT: '1080' })).toHaveLength(2);
});

test('a port of a service that is not ours may be anybody’s', () => {
  const external = { TEMPORAL_ADDRESS: 't.example:7233', DATABASE_URL: 'postgres://d/x', SMTP_URL: 'smtp://m' };
  for (const PORT of ['7233', '8233', '5433', '1025', '1080']) {
    expect(problemsOf({ ...keys, PORT })).toHaveLength(1);
    expect(problemsOf({ ...keys, ...external, PORT })).toEqual([]);
  }
});

test('an API key alone turns TLS on', () => {
  expect(temporalConnection(loadConfig(keys)).tls).toBe(false);
  expect(temporalConnection(loadConfig({ ...keys, TEMPORAL_API_KEY: 'k' })).tls).toBeTruthy();
});

test('links to the Temporal UI go to our own, or to where the settings say, and nowhere else', () => {
  const uiUrl = (env: object) => loadConfig({ ...keys, ...env }).temporal.uiUrl;
  expect(uiUrl({ TEMPORAL_UI_PORT: '9001' })).toBe('http://localhost:9001');
  expect(uiUrl({ TEMPORAL_ADDRESS: 'temporal.example:7233' })).toBeNull();
  expect(uiUrl({ TEMPORAL_ADDRESS: 'temporal.example:7233', TEMPORAL_UI_URL: 'https://ui.example/' })).toBe(
    'https://ui.example',
  );
});

test('how often residents may file, change, upload and guess is set one by one', () => {
  const { limits } = loadConfig({ ...keys, RESIDENT_FILINGS_PER_HOUR: '500', RESIDENT_WRONG_PER_CODE: '3' });
  expect(limits).toMatchObject({ filings: 500, changes: 60, uploads: 120, wrongPerAddress: 40, wrongPerCode: 3 });
  expect(problemsOf({ ...keys, RESIDENT_FILINGS_PER_HOUR: '0' })).toHaveLength(1);
});
