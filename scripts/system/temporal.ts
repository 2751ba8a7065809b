// A Temporal server of our own, with its UI; its data are one SQLite file.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Service } from './process.ts';

const run = promisify(execFile);

export type LocalTemporal = {
  /** The program, see temporal-binary.ts. */
  path: string;
  port: number;
  /** Without it the server has no UI. */
  uiPort?: number;
  /** Without it the data are in memory only. */
  file?: string;
  namespace: string;
};

/** WAL and fewer syncs make the file two to four times as fast and still survive a killed process. */
const pragmas = ['journal_mode=WAL', 'synchronous=NORMAL', 'cache_size=-64000'];

export function temporalService(options: LocalTemporal): Service {
  const ui =
    options.uiPort === undefined ? ['--headless'] : ['--ui-port', String(options.uiPort), '--ui-ip', '127.0.0.1'];
  const file =
    options.file === undefined
      ? []
      : ['--db-filename', options.file, ...pragmas.flatMap((pragma) => ['--sqlite-pragma', pragma])];
  const address = ['--ip', '127.0.0.1', '--port', String(options.port), '--namespace', options.namespace];
  return {
    name: 'temporal',
    title: 'Temporal',
    command: options.path,
    args: ['server', 'start-dev', ...address, ...ui, ...file, '--log-level', 'warn'],
    env: plainEnvironment(),
    stopSignal: 'SIGTERM',
    isReady: () => serves(options),
  };
}

/** How long closed cases stay to be looked at; the record in PostgreSQL outlives it. */
export async function keepHistories({ path, port, namespace }: LocalTemporal, retention: string): Promise<void> {
  const args = ['operator', 'namespace', 'update', '--namespace', namespace, '--retention', retention];
  await run(path, [...args, '--address', `127.0.0.1:${port}`], { env: plainEnvironment() });
}

async function serves({ path, port, namespace }: LocalTemporal): Promise<boolean> {
  const args = ['operator', 'namespace', 'describe', '--namespace', namespace, '--address', `127.0.0.1:${port}`];
  return run(path, args, { env: plainEnvironment(), timeout: 5000 }).then(
    () => true,
    () => false,
  );
}

/** The product's TEMPORAL_* settings would steer the program too: it takes its own by arguments alone. */
function plainEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}
