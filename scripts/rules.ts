// docs/rules.md: which rule of the field is proved by which test. Made from the tests themselves, so that it cannot say more
// than they do: `npm run rules` writes it, `npm run check` fails when it is not what the tests give (`--check`).
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../config/config.ts';
import { rulesOf, type TestedRule } from './rules/read-tests.ts';
import { pageOf } from './rules/page.ts';
import { testFiles } from './rules/test-files.ts';

const target = join(projectRoot, 'docs/rules.md');

const rules: TestedRule[] = [];
for (const path of await testFiles(projectRoot)) {
  rules.push(...rulesOf(path, await readFile(join(projectRoot, path), 'utf8')));
}
const page = pageOf(rules);

if (!process.argv.includes('--check')) {
  await writeFile(target, page);
  console.log(`docs/rules.md: ${rules.length} tests of rules`);
} else if ((await readFile(target, 'utf8').catch(() => '')) !== page) {
  console.error('docs/rules.md is not what the tests give.');
  process.exit(1);
}
