import { ask } from './ask.ts';

/**
 * A database of the test file's own with the newest schema, cloned from a template in a fraction of a second; `seed` adds the
 * demo data. It goes with the run, nobody has to drop it.
 */
export async function freshDatabase({ seed = false }: { seed?: boolean } = {}): Promise<{ url: string }> {
  return ask(`/database?seed=${seed ? 1 : 0}`);
}
