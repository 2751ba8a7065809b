// npm start, installed: how long until it says that it is ready, the first time in an empty folder and the second time.
import { spawn } from 'node:child_process';
import { projectRoot } from '../../config/config.ts';
import { anInstallation, type Installation } from '../../test/start/installation.ts';
import type { Figure } from '../report.ts';

const part = 'npm start';
const patienceMs = 120_000;

export async function start(): Promise<Figure[]> {
  const installation = await anInstallation();
  try {
    const first = await secondsToReady(installation);
    const second = await secondsToReady(installation);
    return [
      { part, what: 'to ready, first start', value: first, unit: 's', goal: { most: 10 } },
      { part, what: 'to ready, second start', value: second, unit: 's', goal: { most: 10 } },
    ];
  } finally {
    installation.remove();
  }
}

async function secondsToReady({ env }: Installation): Promise<number> {
  const began = performance.now();
  const child = spawn('npm', ['start'], { cwd: projectRoot, env: env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let output = '';
  try {
    return await new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`npm start never got ready:\n${output}`)), patienceMs);
      const hear = (chunk: Buffer) => {
        output += chunk.toString();
        if (!output.includes('Ready in')) return;
        clearTimeout(timer);
        resolve((performance.now() - began) / 1000);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => {
        clearTimeout(timer);
        reject(new Error(`npm start ended (${code}):\n${output}`));
      });
    });
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}
