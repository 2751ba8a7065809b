// PostgreSQL, Temporal and mail for one part of the bench: as npm start runs them, but in a temporary folder and on ports of
// their own, so that nothing is shared with a running installation.
import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startWarden } from '../scripts/system/leftovers.ts';
import { mailService } from '../scripts/system/mail.ts';
import { freePort } from '../scripts/system/ports.ts';
import { connect, type LocalPostgres, postgresService } from '../scripts/system/postgres.ts';
import { launch, type RunningService, type Service, serviceFolder, untilReady } from '../scripts/system/process.ts';
import { runStep } from '../scripts/system/step.ts';
import { findProgram } from '../scripts/system/temporal-binary.ts';
import { type LocalTemporal, temporalService } from '../scripts/system/temporal.ts';
import { databaseUrl, testEnvironment } from '../test/support/environment.ts';
import { temporaryFolder } from '../test/support/servers.ts';

const run = promisify(execFile);
const template = 'template_bench';

export class Servers {
  private readonly running = new Map<string, RunningService>();
  private readonly dismissWarden: () => Promise<void>;

  private constructor(
    readonly dir: string,
    private readonly postgres: LocalPostgres,
    private readonly temporal: LocalTemporal,
    readonly mail: { smtpPort: number; webPort: number },
  ) {
    this.dismissWarden = startWarden(this.folder);
  }

  /** Starts all three, with a database template that holds schema and demo data. `stop` them in the end. */
  static async start(): Promise<Servers> {
    const dir = temporaryFolder();
    const { path } = await findProgram('temporal', console.error);
    const servers = new Servers(
      dir,
      { dir: join(dir, 'postgres'), port: await freePort(), password: 'bench', settings: ['max_connections=300'] },
      { path, port: await freePort(), file: join(dir, 'temporal'), namespace: 'default' },
      { smtpPort: await freePort(), webPort: await freePort() },
    );
    try {
      await Promise.all([servers.startPostgres(), servers.startTemporal(), servers.startMail()]);
    } catch (error) {
      await servers.stop();
      throw error;
    }
    return servers;
  }

  get temporalAddress(): string {
    return `127.0.0.1:${this.temporal.port}`;
  }

  /** Process ids by name: postgres, temporal, mail, and what else was launched here. */
  get pids(): Record<string, number> {
    return Object.fromEntries([...this.running].map(([name, { pid }]) => [name, pid]));
  }

  /** A new database with the demo data; answers its URL. */
  async database(name: string): Promise<string> {
    const client = await connect(this.postgres);
    try {
      await client.query(`create database "${name}" template ${template} strategy file_copy`);
    } finally {
      await client.end();
    }
    return databaseUrl(this.postgres, name);
  }

  /** A connection to a database that waits for as long as a statement takes. `end()` it. */
  connect(database: string) {
    return connect(this.postgres, database);
  }

  async namespace(name: string): Promise<void> {
    const create = ['operator', 'namespace', 'create', '--namespace', name, '--retention', '3d'];
    await run(this.temporal.path, [...create, '--address', this.temporalAddress]);
  }

  /** Kills the Temporal server, deletes all it knew, and starts it again, empty. */
  async loseTemporal(): Promise<void> {
    await this.running.get('temporal')?.stop(0);
    for (const suffix of ['', '-wal', '-shm']) {
      const file = `${this.temporal.file}${suffix}`;
      if (existsSync(file)) rmSync(file);
    }
    await this.startTemporal();
  }

  /** Starts a service in this folder and waits until it is ready. Ended by `stop`, before the three servers. */
  async launch(service: Service): Promise<RunningService> {
    const running = launch(service, this.folder);
    this.running.set(service.name, running);
    await untilReady(service, running);
    return running;
  }

  async stop(): Promise<void> {
    const servers = ['postgres', 'temporal', 'mail'];
    const end = (which: (name: string) => boolean) =>
      Promise.all([...this.running].filter(([name]) => which(name)).map(([, running]) => running.stop()));
    await end((name) => !servers.includes(name));
    await end((name) => servers.includes(name));
    await this.dismissWarden();
    rmSync(this.dir, { recursive: true, force: true });
  }

  private get folder() {
    return serviceFolder(this.dir);
  }

  private async startPostgres(): Promise<void> {
    await this.launch(await postgresService(this.postgres));
    const env = testEnvironment({ DATABASE_URL: databaseUrl(this.postgres, template) });
    await runStep('prisma/migrate.ts', env, this.folder);
    await runStep('prisma/seed.ts', env, this.folder);
  }

  private async startTemporal(): Promise<void> {
    await this.launch(temporalService(this.temporal));
  }

  private async startMail(): Promise<void> {
    await this.launch(mailService({ ...this.mail, dir: join(this.dir, 'mail') }));
  }
}

/** Gives `work` servers of its own and ends them whatever comes of it. */
export async function withServers<T>(work: (servers: Servers) => Promise<T>): Promise<T> {
  const servers = await Servers.start();
  try {
    return await work(servers);
  } finally {
    await servers.stop();
  }
}
