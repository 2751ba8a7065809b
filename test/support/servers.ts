// The servers of one test run, in a temporary folder and on ports of their own: nothing is shared with a running npm start.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../config/config.ts';
import { startWarden } from '../../scripts/system/leftovers.ts';
import { mailService } from '../../scripts/system/mail.ts';
import { freePort } from '../../scripts/system/ports.ts';
import { connect, type LocalPostgres, postgresService } from '../../scripts/system/postgres.ts';
import { launch, type RunningService, type Service, serviceFolder, untilReady } from '../../scripts/system/process.ts';
import { runStep } from '../../scripts/system/step.ts';
import { findProgram } from '../../scripts/system/temporal-binary.ts';
import { temporalService } from '../../scripts/system/temporal.ts';
import { databaseUrl, testEnvironment } from './environment.ts';
import { type MailServer, type Product, productOn, servicesOf, type TemporalServer } from './product.ts';
import { addSessions } from './sessions.ts';

const run = promisify(execFile);
const say = (line: string) => console.log(`· ${line}`);

/**
 * Of a PostgreSQL that is thrown away nothing has to outlive a power cut, nobody guesses its password, and no table lives to be
 * cleaned up: with a database a test file somebody would be at it all the time.
 */
export const throwaway = ['fsync=off', 'scram_iterations=1', 'autovacuum=off'];

export type SharedProduct = Product & { logs: string };

/** A folder for servers that ordinary users may pass through (PostgreSQL never runs as root). */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'huying-test-'));
  chmodSync(dir, 0o711);
  return dir;
}

/** Each server is started by the first who asks and then shared. */
export class Servers {
  private readonly dir = temporaryFolder();
  private readonly folder = serviceFolder(this.dir);
  private readonly running: RunningService[] = [];
  private readonly programs: RunningService[] = [];
  private readonly once = new Map<string, Promise<unknown>>();
  private readonly dismissWarden = startWarden(this.folder);

  /** A database of one's own, cloned from a template with the schema, and with the demo data when `seed`. */
  async freshDatabase(seed: boolean): Promise<{ url: string }> {
    const postgres = await this.postgres();
    const name = `test_${randomBytes(5).toString('hex')}`;
    await this.clone(postgres, await (seed ? this.seeded(postgres) : this.schema(postgres)), name);
    return { url: databaseUrl(postgres, name) };
  }

  /** The server with a new namespace, in which case numbers and search attributes meet nobody else's. */
  async temporal(): Promise<TemporalServer> {
    const server = await this.first('temporal', async () => {
      const { path } = await findProgram('temporal', say);
      const port = await freePort();
      const namespace = 'default';
      await this.launch(temporalService({ path, port, namespace, file: join(this.dir, 'temporal') }));
      return { path, address: `127.0.0.1:${port}` };
    });
    const namespace = `test-${randomBytes(5).toString('hex')}`;
    const create = ['operator', 'namespace', 'create', '--namespace', namespace, '--retention', '3d'];
    await run(server.path, [...create, '--address', server.address]);
    return { address: server.address, namespace, program: server.path };
  }

  mail(): Promise<MailServer> {
    return this.first('mail', async () => {
      const ports = { smtpPort: await freePort(), webPort: await freePort() };
      await this.launch(mailService({ ...ports, dir: join(this.dir, 'mail') }));
      return ports;
    });
  }

  /** API and worker on a seeded database of theirs. */
  product(): Promise<SharedProduct> {
    return this.first('product', async () => {
      const [{ url }, temporal, mail] = await Promise.all([
        this.freshDatabase(true),
        this.temporal(),
        this.mail(),
        this.bundle(),
      ]);
      const product = productOn({ dir: this.dir, port: await freePort(), database: url, temporal, mail });
      await Promise.all(Object.values(servicesOf(product)).map((service) => this.launch(service, this.programs)));
      return { ...product, logs: this.folder.logs };
    });
  }

  /** Brings the database client and the workflow bundle up to date, for runs that npm did not prepare. */
  bundle(): Promise<{ ok: true }> {
    return this.first('bundle', () => prepareFor('worker'));
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.once.values());
    // Who uses a server ends before it does.
    for (const some of [this.programs, this.running]) await Promise.all(some.map((service) => service.stop()));
    await this.dismissWarden();
    rmSync(this.dir, { recursive: true, force: true });
  }

  private postgres(): Promise<LocalPostgres> {
    return this.first('postgres', async () => {
      const options: LocalPostgres = {
        dir: join(this.dir, 'postgres'),
        port: await freePort(),
        password: 'test',
        settings: [...throwaway, 'full_page_writes=off', 'max_connections=400'],
      };
      await this.launch(await postgresService(options));
      return options;
    });
  }

  private schema(postgres: LocalPostgres): Promise<string> {
    return this.first('schema', async () => {
      await this.first('client', () => prepareFor('seed'));
      return this.template(postgres, 'template_schema', 'prisma/migrate.ts');
    });
  }

  private seeded(postgres: LocalPostgres): Promise<string> {
    return this.first('seeded', async () => {
      await this.clone(postgres, await this.schema(postgres), 'template_seeded');
      const name = await this.template(postgres, 'template_seeded', 'prisma/seed.ts');
      const client = await connect(postgres, name);
      await addSessions(client).finally(() => client.end());
      return name;
    });
  }

  private async template(postgres: LocalPostgres, name: string, step: string): Promise<string> {
    await runStep(step, testEnvironment({ DATABASE_URL: databaseUrl(postgres, name) }), this.folder);
    return name;
  }

  private async clone(postgres: LocalPostgres, template: string, name: string): Promise<void> {
    const client = await connect(postgres);
    try {
      await client.query(`create database ${name} template ${template} strategy file_copy`);
    } finally {
      await client.end();
    }
  }

  private async launch(service: Service, among = this.running): Promise<void> {
    const running = launch(service, this.folder);
    among.push(running);
    await untilReady(service, running);
  }

  private first<T>(name: string, begin: () => Promise<T>): Promise<T> {
    const begun = this.once.get(name) as Promise<T> | undefined;
    const answer = begun ?? begin();
    if (!begun) this.once.set(name, answer);
    return answer;
  }
}

/** Does what npm does before the command of this name. */
async function prepareFor(command: string): Promise<{ ok: true }> {
  const env = { ...process.env, npm_lifecycle_event: `pre${command}` };
  await run(process.execPath, [join(projectRoot, 'scripts/prepare.mjs')], { env });
  return { ok: true };
}
