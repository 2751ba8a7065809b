// npm start: brings up the whole system on this machine, each part a process of its own, and keeps it up until told to end.
//   --reset starts afresh after asking (--yes: without asking)      --dev takes up saved changes
import { ConfigError, loadConfig } from '../config/config.ts';
import { localDataDir, localEnvironment } from '../config/local.ts';
import { bringUp, neededPorts, stopOrder } from './system/bring-up.ts';
import { release, reset, takeOver } from './system/installation.ts';
import { ensureKeys } from './system/keys.ts';
import { endLeftovers } from './system/leftovers.ts';
import { portsInUse } from './system/ports.ts';
import { type ServiceFolder, serviceFolder } from './system/process.ts';
import { sayAddresses } from './system/sign-ins.ts';
import { runStep } from './system/step.ts';
import { Supervisor } from './system/supervisor.ts';

const options = new Set(process.argv.slice(2));
const began = performance.now();
const say = (line: string) => process.stdout.write(`${line}\n`);
// A terminal that is closed must not end the supervisor before its services.
process.stdout.on('error', () => undefined);

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof ConfigError ? 78 : 1);
}

async function main(): Promise<void> {
  const unknown = [...options].filter((option) => !['--reset', '--yes', '--dev'].includes(option));
  if (unknown.length > 0) throw new Error(`Unknown option ${unknown.join(' ')}: --reset, --yes and --dev are known.`);
  const dataDir = localDataDir();
  const folder = serviceFolder(dataDir);
  takeOver(dataDir);
  const ended = await endLeftovers(folder, dataDir);
  if (ended.length > 0) say(`· ended what an earlier start had left: ${ended.join(', ')}`);
  if (options.has('--reset') && !(await reset(dataDir, options.has('--yes')))) {
    release(dataDir);
    throw new Error('Nothing was deleted, nothing started.');
  }
  serviceFolder(dataDir);
  takeOver(dataDir);
  await run(dataDir);
}

async function run(dataDir: string): Promise<void> {
  const folder = serviceFolder(dataDir);
  const env = localEnvironment();
  if (env.HUYING_ENV !== 'production') ensureKeys(dataDir);
  const config = loadConfig(localEnvironment());
  const taken = await portsInUse(neededPorts(config));
  if (taken.length > 0) {
    release(dataDir);
    const lines = taken.map(({ setting, port }) => `Port ${port} is in use: set ${setting} to another one.`);
    throw new Error(lines.join('\n'));
  }
  const supervisor = new Supervisor(folder, say);
  const end = stopOnSignals(supervisor, dataDir);
  try {
    await bringUp({ config, env: localEnvironment(), folder, supervisor, say, dev: options.has('--dev') });
    say(`Ready in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    sayAddresses(config, say);
    if (!config.production) fileSamples(folder);
  } catch (error) {
    if (end.begun()) return;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    await end(1);
  }
}

/** Something to see on a first start; beside the start, which does not wait for it. */
function fileSamples(folder: ServiceFolder): void {
  runStep('scripts/samples.ts', localEnvironment(), folder).then(
    (line) => line !== '' && say(`· ${line}`),
    () => undefined,
  );
}

/** Ends everything once, whichever signal comes first and however often; a second Ctrl-C a while later does not wait. */
function stopOnSignals(supervisor: Supervisor, dataDir: string) {
  let begunAt = 0;
  const end = async (code: number) => {
    begunAt = Date.now();
    await supervisor.stop(stopOrder);
    release(dataDir);
    process.exit(code);
  };
  const patienceMs = 1500;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // npm passes on what the whole group was sent already: a repetition at once is not impatience.
      if (begunAt > 0 && Date.now() - begunAt > patienceMs) void supervisor.kill().then(() => process.exit(1));
      if (begunAt > 0) return;
      say('· ending …');
      void end(0);
    });
  }
  return Object.assign(end, { begun: () => begunAt > 0 });
}
