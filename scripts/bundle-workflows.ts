// Bundles the workflows once, so that no worker has to do it at its start: build/workflows.js.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { projectRoot } from '../config/config.ts';
import { workflowBundleOptions } from '../worker/workflow-bundle.ts';

const { code } = await bundleWorkflowCode(workflowBundleOptions);
const target = resolve(projectRoot, 'build/workflows.js');
await mkdir(resolve(projectRoot, 'build'), { recursive: true });
await writeFile(`${target}.new`, code);
await rename(`${target}.new`, target);
