// The attachment folder: files under random names, two letters deep, written whole or not at all.
import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Writes the bytes under a new random name and answers it ('ab/abcdef….jpg'), relative to the folder. */
export async function keepFile(folder: string, bytes: Buffer, extension: string): Promise<string> {
  const random = randomBytes(20).toString('hex');
  const name = `${random.slice(0, 2)}/${random}.${extension}`;
  const path = resolve(folder, name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(`${path}.part`, bytes, { mode: 0o600, flush: true });
  await rename(`${path}.part`, path);
  return name;
}

/** Removes files that nothing points to; one that is gone already is no error. */
export async function dropFiles(folder: string, names: readonly (string | null)[]): Promise<void> {
  for (const name of names) if (name !== null) await rm(resolve(folder, name), { force: true });
}
