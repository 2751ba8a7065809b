// How the workflows become one bundle, wherever it is made: by scripts/prepare.mjs, by a worker without one, by tests.
import { resolve } from 'node:path';
import type { BundleOptions } from '@temporalio/worker';
import { projectRoot } from '../config/config.ts';

const workflowsPath = resolve(projectRoot, 'workflows/index.ts');

type Configuration = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];

export const workflowBundleOptions = {
  workflowsPath,
  /**
   * Nothing of ours keeps anything between two calls outside of a workflow's own function: all cases of a worker share one copy of
   * the code. Loaded anew for each case it was a good part of what a case costs in time and memory.
   */
  preloadModules: [workflowsPath],
  webpackConfigHook: forThisNode,
};

/** The SDK compiles for engines of 2017, where every `{ ...case }` becomes a call that copies field by field; ours reads it as it is. */
function forThisNode(config: Configuration): Configuration {
  const options = config.module?.rules?.map((rule) => (typeof rule === 'object' && rule ? rule.use : null));
  for (const use of options ?? []) {
    if (typeof use !== 'object' || use === null || Array.isArray(use) || typeof use.options !== 'object') continue;
    const { jsc } = use.options as { jsc?: { target?: string } };
    if (jsc) jsc.target = 'es2022';
  }
  return config;
}
