// How the workflows become one bundle, wherever it is made: by scripts/prepare.mjs, by a worker without one, by tests.
import { resolve } from 'node:path';
import { projectRoot } from '../config/config.ts';

/**
 * The rules are pure and keep nothing between two calls: all cases of a worker share one copy of them. Loaded anew for each
 * case they were a good part of what a case costs in time and memory.
 */
const shared = ['appeal/allowed.ts', 'appeal/decide.ts', 'appeal/evolve.ts', 'appeal/row.ts', 'time/shanghai.ts'];

export const workflowBundleOptions = {
  workflowsPath: resolve(projectRoot, 'workflows/index.ts'),
  preloadModules: shared.map((path) => resolve(projectRoot, 'domain', path)),
};
