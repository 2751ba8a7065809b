// Every setting of the product, one entry each: its name in the environment, how it is read, its default. `.env.example` lists
// the same names and defaults (a test compares the two); config.ts groups what is read here.
import { accessSync, constants } from 'node:fs';
import { z } from 'zod';

const port = (fallback: number) => whole(1, 65_535, fallback);

const whole = (least: number, most: number, fallback: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be from ${least} to ${most}`)
    .default(fallback);

const onOff = (fallback: boolean) =>
  z
    .enum(['on', 'off', 'true', 'false', '1', '0'], 'must be on or off')
    .transform((value) => ['on', 'true', '1'].includes(value))
    .default(fallback);

const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be a URL beginning with ${protocols.map((p) => `${p}//`).join(' or ')}`,
    );

/** `host:port`, the port one that exists. */
const hostPort = z.string().refine((value) => {
  const [, port = ''] = /^[^\s/]+:(\d{1,5})$/.exec(value) ?? [];
  return Number(port) >= 1 && Number(port) <= 65_535;
}, 'must be host:port');

const readableFile = z.string().refine((path) => {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}, 'names a file that cannot be read');

const aes256 = z
  .string()
  .transform((value) => Buffer.from(value, 'base64'))
  .refine((key) => key.length === 32, 'must be 32 bytes in base64');

const dataKeys = z.string().transform((value, context) => {
  const keys = value.split(',').map((part) => {
    const [id = '', secret = ''] = part.trim().split(':');
    const key = Buffer.from(secret, 'base64');
    if (!/^[\w-]{1,16}$/.test(id) || key.length !== 32) {
      context.addIssue({
        code: 'custom',
        message: 'must be id:key[,id:key…], each key 32 bytes in base64, newest first',
      });
    }
    return { id, key };
  });
  // A value says by its id which key opens it: under one id, what one of two keys closed could never be opened again.
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    context.addIssue({ code: 'custom', message: 'names two keys by one id' });
  }
  return keys;
});

const secret = z.string().min(32, 'must have 32 characters or more');

/** The settings by their names in the environment. An empty value counts as not set. */
export const settings = z.object({
  HUYING_ENV: z.enum(['demo', 'production'], 'must be demo or production').default('demo'),
  HUYING_DATA: z.string().default('.huying'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),

  LISTEN_HOST: z.string().default('127.0.0.1'),
  PORT: port(3000),
  PUBLIC_URL: url('http:', 'https:')
    .refine((value) => !/[?#]/.test(value), 'must have no ? and no #: every link begins with it')
    .optional(),
  TRUST_PROXY: whole(0, 10, 0),
  ATTACHMENT_DIR: z.string().optional(),

  TEMPORAL_PORT: port(7233),
  TEMPORAL_UI_PORT: port(8233),
  POSTGRES_PORT: port(5433),
  SMTP_PORT: port(1025),
  MAIL_UI_PORT: port(1080),

  DATABASE_URL: url('postgres:', 'postgresql:')
    .refine((value) => !URL.canParse(value) || new URL(value).pathname.length > 1, 'must name a database')
    .optional(),
  POSTGRES_PASSWORD: z.string().default('huying'),
  DATABASE_POOL: whole(1, 200, 10),

  TEMPORAL_ADDRESS: hostPort.optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_TASK_QUEUE: z.string().default('huying'),
  TEMPORAL_TLS: onOff(false),
  TEMPORAL_TLS_CA: readableFile.optional(),
  TEMPORAL_TLS_CERT: readableFile.optional(),
  TEMPORAL_TLS_KEY: readableFile.optional(),
  TEMPORAL_TLS_SERVER_NAME: z.string().optional(),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_UI_URL: url('http:', 'https:').optional(),
  STATE_SEARCH_ATTRIBUTE: onOff(true),
  HISTORY_BOUND: whole(100, 20_000, 2_000),
  REVISION_RATE: whole(1, 1000, 40),
  REVISION_SETTLE_SECONDS: whole(0, 600, 15),
  WORKFLOW_CACHE: whole(0, 100_000, 0),
  WORKER_METRICS: hostPort.optional(),

  SMTP_URL: url('smtp:', 'smtps:')
    .refine((value) => !URL.canParse(value) || new URL(value).hostname !== '', 'must name a host')
    .optional(),
  MAIL_FROM: z.string().regex(/.+@.+/, 'must hold a mail address').default('居民诉求中心 <huying@localhost>'),
  POSTMEN: whole(1, 32, 2),

  DATA_KEYS: dataKeys,
  LOOKUP_KEY: aes256,
  MAIL_TOKEN_KEY: aes256,
  AUTH_SECRET: secret,

  ADMIN_USERNAME: z
    .string()
    .regex(/^[a-z][a-z0-9_]{2,29}$/, 'must be 3 to 30 small letters, digits and _')
    .optional(),
  ADMIN_PASSWORD: z.string().min(12, 'must have 12 characters or more').optional(),

  RESIDENT_FILINGS_PER_HOUR: whole(1, 1_000_000, 60),
  RESIDENT_CHANGES_PER_HOUR: whole(1, 1_000_000, 60),
  RESIDENT_UPLOADS_PER_HOUR: whole(1, 1_000_000, 120),
  RESIDENT_WRONG_PER_ADDRESS: whole(1, 100_000, 40),
  RESIDENT_WRONG_PER_CODE: whole(1, 1000, 8),
  PHONE_SEARCHES_PER_HOUR: whole(1, 1_000_000, 300),

  WATCHDOG_LATE_SECONDS: whole(1, 86_400, 120),
  WATCHDOG_RESTART_SECONDS: whole(1, 86_400, 60),
  WATCHDOG_BATCH: whole(1, 10_000, 200),
  KEEPER_SECONDS: whole(1, 60, 10),
  START_MISSING_SECONDS: whole(1, 30, 20),
});

export type Settings = z.infer<typeof settings>;
export type SettingName = keyof Settings;
