// The one door to the environment: settings.ts says what may be set, this file groups it. Nothing else reads process.env.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type SettingName, type Settings, settings } from './settings.ts';

export type Environment = Record<string, string | undefined>;
export type Config = ReturnType<typeof group>;

/** All that is wrong with the settings, in one error; `message` is meant to be read by whoever set them. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`These settings are wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}\nSee .env.example.`);
    this.name = 'ConfigError';
  }
}

/** The folder with package.json: what runs may be these sources or what was bundled of them (scripts/programs.config.ts). */
export const projectRoot = rootAbove(dirname(fileURLToPath(import.meta.url)));

/** The settings of `env`, grouped. Throws one ConfigError that names every wrong setting. */
export function loadConfig(env: Environment): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const read = settings.safeParse(given);
  const problems = (read.error?.issues ?? []).map((issue) => {
    const name = String(issue.path[0]);
    return `${name}: ${given[name] === undefined ? `must be set${hintFor(name)}` : issue.message}`;
  });
  // What is wrong between settings is said in the same message, as far as they can be read one by one.
  const isSet: IsSet = (name) => given[name] !== undefined;
  const readable = read.data ?? readableOnes(given);
  const between = [...portsTwice(readable, isSet), ...tlsHalf(isSet), ...unfitForProduction(readable, isSet)];
  const wrong = [...problems, ...between];
  if (!read.success || wrong.length > 0) throw new ConfigError(wrong);
  return group(read.data);
}

type IsSet = (name: SettingName) => boolean;

/** The settings that can be read, defaults included. */
function readableOnes(given: Environment): Partial<Settings> {
  const each = Object.entries(settings.shape).map(([name, schema]) => [name, schema.safeParse(given[name]).data]);
  return Object.fromEntries(each) as Partial<Settings>;
}

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));
}

function group(s: Settings) {
  const dataDir = resolve(projectRoot, s.HUYING_DATA);
  return {
    production: s.HUYING_ENV === 'production',
    dataDir,
    logLevel: s.LOG_LEVEL,
    ports: {
      http: s.PORT,
      temporal: s.TEMPORAL_PORT,
      temporalUi: s.TEMPORAL_UI_PORT,
      postgres: s.POSTGRES_PORT,
      smtp: s.SMTP_PORT,
      mailUi: s.MAIL_UI_PORT,
    },
    http: {
      host: s.LISTEN_HOST,
      port: s.PORT,
      /** Without a slash at the end; every link in a mail begins with it. */
      publicUrl: (s.PUBLIC_URL ?? `http://localhost:${s.PORT}`).replace(/\/+$/, ''),
      /** How many reverse proxies stand in front (Express' `trust proxy`). */
      trustProxy: s.TRUST_PROXY,
      attachmentDir: resolve(projectRoot, s.ATTACHMENT_DIR ?? `${dataDir}/attachments`),
    },
    database: {
      external: s.DATABASE_URL !== undefined,
      url: s.DATABASE_URL ?? localDatabase(s),
      /** Connections per process. */
      pool: s.DATABASE_POOL,
    },
    temporal: {
      external: s.TEMPORAL_ADDRESS !== undefined,
      address: s.TEMPORAL_ADDRESS ?? `127.0.0.1:${s.TEMPORAL_PORT}`,
      namespace: s.TEMPORAL_NAMESPACE,
      taskQueue: s.TEMPORAL_TASK_QUEUE,
      tls: s.TEMPORAL_TLS || s.TEMPORAL_TLS_CERT !== undefined || s.TEMPORAL_TLS_CA !== undefined,
      tlsCa: s.TEMPORAL_TLS_CA,
      tlsCert: s.TEMPORAL_TLS_CERT,
      tlsKey: s.TEMPORAL_TLS_KEY,
      tlsServerName: s.TEMPORAL_TLS_SERVER_NAME,
      apiKey: s.TEMPORAL_API_KEY,
      /** What links to the Temporal UI begin with; null where nobody said where the UI of a foreign server is. */
      uiUrl: temporalUi(s),
    },
    worker: {
      stateSearchAttribute: s.STATE_SEARCH_ATTRIBUTE,
      /** Events of a case's history after which it continues as new. */
      historyBound: s.HISTORY_BOUND,
      /** Open cases a second to which a revision of calendar, office hours or policy is brought. */
      revisionRate: s.REVISION_RATE,
      /** For so long after a revision cases may still begin by what was before it. */
      revisionSettleSeconds: s.REVISION_SETTLE_SECONDS,
      /** Cases kept in memory; 0: as many as there is room for. */
      workflowCache: s.WORKFLOW_CACHE,
      /** host:port of the worker's own Prometheus page; undefined = none. */
      metrics: s.WORKER_METRICS,
    },
    mail: {
      external: s.SMTP_URL !== undefined,
      smtpUrl: s.SMTP_URL ?? `smtp://127.0.0.1:${s.SMTP_PORT}`,
      from: s.MAIL_FROM,
      /** How many postman workflows share the due notices. */
      postmen: s.POSTMEN,
    },
    keys: {
      /** AES-256 keys of personal data; the first encrypts, all decrypt. */
      data: s.DATA_KEYS,
      /** HMAC key of the phone's searchable hash. */
      lookup: s.LOOKUP_KEY,
      /** HMAC key of the tokens in mails. */
      mailToken: s.MAIL_TOKEN_KEY,
      auth: s.AUTH_SECRET,
    },
    /** The first administrator, made by `npm run seed`; null = none. */
    admin:
      s.ADMIN_USERNAME !== undefined && s.ADMIN_PASSWORD !== undefined
        ? { username: s.ADMIN_USERNAME, password: s.ADMIN_PASSWORD }
        : null,
    /** How often something may be asked, counted in each API process. */
    limits: {
      filings: s.RESIDENT_FILINGS_PER_HOUR,
      changes: s.RESIDENT_CHANGES_PER_HOUR,
      uploads: s.RESIDENT_UPLOADS_PER_HOUR,
      wrongPerAddress: s.RESIDENT_WRONG_PER_ADDRESS,
      wrongPerCode: s.RESIDENT_WRONG_PER_CODE,
      phoneSearches: s.PHONE_SEARCHES_PER_HOUR,
    },
    watchdog: {
      lateSeconds: s.WATCHDOG_LATE_SECONDS,
      restartSeconds: s.WATCHDOG_RESTART_SECONDS,
      /** Cases healed per round at most. */
      batch: s.WATCHDOG_BATCH,
      /** Period of the plain loop in every worker. */
      keeperSeconds: s.KEEPER_SECONDS,
      /** A row without a workflow is started when it is this old. */
      startMissingSeconds: s.START_MISSING_SECONDS,
    },
  };
}

function temporalUi(s: Settings): string | null {
  const ours = s.TEMPORAL_ADDRESS === undefined ? `http://localhost:${s.TEMPORAL_UI_PORT}` : undefined;
  return (s.TEMPORAL_UI_URL ?? ours)?.replace(/\/+$/, '') ?? null;
}

function localDatabase(s: Settings): string {
  return `postgresql://huying:${encodeURIComponent(s.POSTGRES_PASSWORD)}@127.0.0.1:${s.POSTGRES_PORT}/huying`;
}

function hintFor(name: string): string {
  return ['DATA_KEYS', 'LOOKUP_KEY', 'MAIL_TOKEN_KEY', 'AUTH_SECRET'].includes(name)
    ? ' (npm start makes one for a local installation)'
    : '';
}

/** Ports of services that are not ours are nobody's here, and twice is no trouble. */
function portsTwice(s: Partial<Settings>, isSet: IsSet): string[] {
  const names = [
    'PORT' as const,
    ...(isSet('TEMPORAL_ADDRESS') ? [] : (['TEMPORAL_PORT', 'TEMPORAL_UI_PORT'] as const)),
    ...(isSet('DATABASE_URL') ? [] : (['POSTGRES_PORT'] as const)),
    ...(isSet('SMTP_URL') ? [] : (['SMTP_PORT', 'MAIL_UI_PORT'] as const)),
  ].filter((name) => s[name] !== undefined);
  return names.flatMap((name, index) => {
    const first = names.findIndex((other) => s[other] === s[name]);
    return first < index ? [`${name}: is ${s[name]}, as ${String(names[first])} already is`] : [];
  });
}

function tlsHalf(isSet: IsSet): string[] {
  if (isSet('TEMPORAL_TLS_CERT') === isSet('TEMPORAL_TLS_KEY')) return [];
  return ['TEMPORAL_TLS_CERT, TEMPORAL_TLS_KEY: one is set without the other'];
}

/** Production runs on real services and real addresses; the local stand-ins are for trials. */
function unfitForProduction(s: Partial<Settings>, isSet: IsSet): string[] {
  if (s.HUYING_ENV !== 'production') return [];
  const needed: SettingName[] = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL', 'PUBLIC_URL'];
  const missing = needed.filter((name) => !isSet(name)).map((name) => `${name}: must be set in production`);
  const plain = s.PUBLIC_URL?.startsWith('http:') ? ['PUBLIC_URL: must be https in production'] : [];
  return [...missing, ...plain];
}
