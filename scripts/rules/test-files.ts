// The project's test files, as paths from its root.
import { readdir } from 'node:fs/promises';

/** Sorted, with forward slashes: 'test/domain/appeal/rules.test.ts'. */
export async function testFiles(root: string): Promise<string[]> {
  const entries = await readdir(`${root}/test`, { recursive: true });
  return entries
    .map((entry) => `test/${entry.replaceAll('\\', '/')}`)
    .filter((path) => /\.test\.tsx?$/.test(path))
    .sort();
}
