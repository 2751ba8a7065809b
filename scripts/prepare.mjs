// Runs before every npm script, with nothing but Node: installs from the lock, generates the database client, builds the console,
// the workflow bundle and the programs, each only when what it is made from has changed. Nothing to do takes a fraction of a second.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => join(root, ...parts);
const stampsFile = at('build/stamps.json');
const lockFile = at('build/prepare.lock');
const running = new Set();

/** What is made from what; `unless` leaves a step out of commands that do not need it. */
const steps = [
  {
    name: 'the database client',
    from: ['prisma/schema.prisma', 'package-lock.json'],
    makes: 'store/generated/client.ts',
    run: [at('node_modules/prisma/build/index.js'), 'generate', '--schema', 'prisma/schema.prisma'],
    // The schema engine, which cannot be downloaded everywhere, is not needed to generate.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
  },
  {
    name: 'the console',
    from: ['web/console', 'web/wording', 'contracts', 'domain', 'package-lock.json'],
    makes: 'build/console/index.html',
    run: [at('node_modules/vite/bin/vite.js'), 'build', '--config', 'web/console/vite.config.ts', '--logLevel', 'warn'],
    // Built beside it and moved in as a whole: whoever serves the folder never finds it half empty.
    folder: 'build/console',
    needs: 'web/console/vite.config.ts',
    unless: ['worker', 'migrate', 'seed'],
    // npm run dev builds while it watches.
    env: { NODE_ENV: 'production' },
  },
  {
    name: 'the workflow bundle',
    from: ['workflows', 'domain', 'worker/workflow-bundle.ts', 'scripts/bundle-workflows.ts', 'package-lock.json'],
    makes: 'build/workflows.js',
    run: ['--import', 'tsx', 'scripts/bundle-workflows.ts'],
    needs: 'workflows/index.ts',
    unless: ['api', 'migrate', 'seed'],
    env: {},
  },
  {
    name: 'the programs',
    from: [
      ...[
        'api',
        'worker',
        'activities',
        'workflows',
        'store',
        'contracts',
        'domain',
        'config',
        'web',
        'prisma/schema.prisma',
      ],
      ...['scripts/programs.config.ts', 'package-lock.json'],
    ],
    makes: 'build/programs/api.js',
    run: [at('node_modules/vite/bin/vite.js'), 'build', '--config', 'scripts/programs.config.ts', '--logLevel', 'warn'],
    folder: 'build/programs',
    needs: 'api/main.ts',
    unless: ['migrate', 'seed'],
    env: { NODE_ENV: 'production' },
    after: 'the database client',
  },
];

function filesUnder(path) {
  const full = at(path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [full];
  return (
    readdirSync(full, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      // Made by a step, of something else that is looked at.
      .filter((file) => !file.startsWith(at('store/generated/')))
      .sort()
  );
}

function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesUnder))
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

function readStamps() {
  try {
    return JSON.parse(readFileSync(stampsFile, 'utf8'));
  } catch {
    return {};
  }
}

function stamp(name, value) {
  mkdirSync(dirname(stampsFile), { recursive: true });
  writeFileSync(stampsFile, JSON.stringify({ ...readStamps(), [name]: value }, null, 2));
}

/** Progress, on standard error: a command's own output may be read by a program (`npm run -s demo -- --json`). */
const say = (line) => console.error(line);

/** Runs Node or npm with its output kept for the case that it fails; says every ten seconds that it is still at it. */
function execute(label, command, args, env = {}) {
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(0)} s`;
  say(`· ${label} …`);
  const ticking = setInterval(() => say(`  … ${label}, ${seconds()}`), 10_000);
  return new Promise((done, failed) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', failed);
    child.on('close', (code) => {
      clearInterval(ticking);
      running.delete(child);
      if (code === 0) say(`· ${label}: done in ${seconds()}`);
      if (code === 0) done();
      else failed(new Error(`${label} failed (${code}):\n${output.slice(-6000)}`));
    });
  });
}

function installed() {
  const made = at('node_modules/.package-lock.json');
  if (!existsSync(made)) return false;
  if (statSync(made).mtimeMs >= statSync(at('package-lock.json')).mtimeMs) return true;
  return readStamps().install === fingerprint(['package-lock.json']);
}

async function install() {
  if (installed()) return;
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--progress=false', '--loglevel=error'];
  const label = 'installing packages from the lock (a minute or two)';
  if (npm?.endsWith('.js')) await execute(label, process.execPath, [npm, ...args]);
  else await execute(label, 'npm', args);
  stamp('install', fingerprint(['package-lock.json']));
}

function dueSteps(command) {
  const stamps = readStamps();
  return steps
    .filter((step) => !step.unless?.includes(command) && (step.needs === undefined || existsSync(at(step.needs))))
    .map((step) => ({ ...step, print: fingerprint(step.from) }))
    .filter((step) => !existsSync(at(step.makes)) || stamps[step.name] !== step.print);
}

/** All steps side by side, but for those that come after another. */
function begin(due) {
  const begun = new Map();
  for (const step of due)
    begun.set(
      step.name,
      Promise.resolve(begun.get(step.after)).then(() => make(step)),
    );
  return [...begun.values()];
}

async function make(step) {
  const { name, run, env, folder, print } = step;
  if (folder === undefined) await execute(`making ${name}`, process.execPath, run, env);
  else await makeFolder(folder, (path) => execute(`making ${name}`, process.execPath, [...run, '--outDir', path], env));
  stamp(name, print);
}

async function makeFolder(folder, build) {
  const mine = (what) => at(`${folder}.${what}-${process.pid}`);
  // What an earlier command left behind when it was killed.
  const left = readdirSync(dirname(at(folder))).filter((name) => name.startsWith(`${basename(folder)}.`));
  for (const name of left) rmSync(at(dirname(folder), name), { recursive: true, force: true });
  await build(mine('new'));
  if (existsSync(at(folder))) renameSync(at(folder), mine('old'));
  renameSync(mine('new'), at(folder));
  rmSync(mine('old'), { recursive: true, force: true });
}

/** One at a time in a folder: a second command waits, and takes over from one that was killed. */
async function locked(work) {
  mkdirSync(dirname(lockFile), { recursive: true });
  for (let said = false; ;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!alive(Number(readIfThere(lockFile)))) {
        rmSync(lockFile, { force: true });
        continue;
      }
      if (!said) say('· waiting for another command that prepares this folder …');
      said = true;
      await new Promise((done) => setTimeout(done, 300));
    }
  }
  try {
    await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function alive(pid) {
  // A lock just being written has no pid yet: for that moment its owner counts as alive.
  if (!pid) return existsSync(lockFile) && Date.now() - statSync(lockFile).mtimeMs < 2000;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: 20.19 or later is needed.`);
  process.exit(1);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of running) child.kill();
    if (readIfThere(lockFile) === String(process.pid)) rmSync(lockFile, { force: true });
    process.exit(1);
  });
}

const command = (process.env.npm_lifecycle_event ?? '').replace(/^pre/, '');
try {
  if (!installed() || dueSteps(command).length > 0) {
    await locked(async () => {
      await install();
      const outcomes = await Promise.allSettled(begin(dueSteps(command)));
      for (const { reason } of outcomes) if (reason) throw reason;
    });
  }
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
