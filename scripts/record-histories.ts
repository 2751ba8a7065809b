// Records histories of cases of the running system for the replay test: `node --import tsx scripts/record-histories.ts NAME=NUMBER …`
// writes test/histories/NAME.json. The CLI writes them: JSON.stringify would lose what the SDK needs to read them back.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { projectRoot } from '../config/config.ts';
import { configOrExit } from '../config/local.ts';
import { workflowIdOf } from '../workflows/messages.ts';
import { findProgram } from './system/temporal-binary.ts';

const { temporal } = configOrExit();
const { path } = await findProgram('temporal');
const folder = resolve(projectRoot, 'test/histories');
mkdirSync(folder, { recursive: true });
for (const pair of process.argv.slice(2)) {
  const [name, no] = pair.split('=');
  if (!name || !no) throw new Error(`${pair}: NAME=NUMBER expected`);
  const show = ['workflow', 'show', '--workflow-id', workflowIdOf(no), '--output', 'json'];
  const history = execFileSync(path, [...show, '--address', temporal.address, '--namespace', temporal.namespace]);
  writeFileSync(resolve(folder, `${name}.json`), history);
  console.log(`test/histories/${name}.json`);
}
