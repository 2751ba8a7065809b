// A step of the start that runs to its end (migrations, demo data): its output goes to a log, its failure to the screen.
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Environment, projectRoot } from '../../config/config.ts';
import type { ServiceFolder } from './process.ts';

/** Arguments that make Node run a TypeScript file of the project. */
export function script(path: string): string[] {
  return ['--import', 'tsx', join(projectRoot, path)];
}

/** Arguments that make Node run a program as it was bundled (scripts/programs.config.ts). */
export function program(name: 'api' | 'worker'): string[] {
  return [join(projectRoot, 'build/programs', `${name}.js`)];
}

/** For the arguments of a worker: prepares its threads too (worker/threads.mjs). */
export function withThreads(args: string[]): string[] {
  return ['--import', pathToFileURL(join(projectRoot, 'worker/threads.mjs')).href, ...args];
}

/** Runs a script of the project to its end; the answer is what it printed. Throws with its last lines when it fails. */
export function runStep(path: string, env: Environment, folder: ServiceFolder): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, script(path), {
      cwd: projectRoot,
      env: env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // A start that ends takes its steps with it.
    const end = () => child.kill();
    process.once('exit', end);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('exit', end);
      appendFileSync(join(folder.logs, 'setup.log'), output);
      if (code === 0) resolve(output.trim());
      else reject(new Error(`${path} failed (${signal ?? code}):\n${output.trim().split('\n').slice(-15).join('\n')}`));
    });
  });
}
