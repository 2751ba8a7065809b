// npm run check: everything that must hold before a change is taken. Ends at the first step that does not, with its output.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../config/config.ts';

const rooms = ['domain', 'contracts', 'workflows', 'activities', 'store', 'prisma', 'api', 'worker', 'web', 'config'];
const outermost = ['test', 'bench', 'scripts'];

const tool = (path: string, ...args: string[]) => [join(projectRoot, 'node_modules', path), ...args];

/** Each step with what a person does when it fails. */
const steps: { name: string; args: string[]; advice?: string }[] = [
  {
    name: 'format',
    args: tool('prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn'),
    advice: 'npm run format',
  },
  { name: 'types', args: tool('typescript/bin/tsc', '--noEmit', '-p', '.') },
  {
    name: 'import rules',
    args: tool(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      ...rooms,
      ...outermost,
    ),
  },
  { name: 'unused code', args: tool('knip/bin/knip.js', '--no-progress') },
  {
    name: 'rules',
    args: ['--import', 'tsx', join(projectRoot, 'scripts/rules.ts'), '--check'],
    advice: 'npm run rules',
  },
  { name: 'lint', args: tool('eslint/bin/eslint.js', '.', '--max-warnings', '0') },
];

for (const { name, args, advice } of steps) {
  const began = performance.now();
  const { code, output } = await run(args);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (code === 0) continue;
  console.log(output.trimEnd());
  if (advice) console.log(`To put it right: ${advice}`);
  process.exit(1);
}
// The tests last, with their output as it comes: the runner's summary closes the check.
process.exit((await run(tool('vitest/vitest.mjs', 'run'), true)).code);

function run(args: string[], shown = false): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const stdio = shown ? ('inherit' as const) : ('pipe' as const);
    const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', stdio, stdio] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
