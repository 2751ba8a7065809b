// Recorded histories of earlier versions must still replay: a new worker can carry on what an old one began.
// scripts/record-histories.ts records one; a change that breaks this needs `patched` in the workflow, not a new recording.
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Worker } from '@temporalio/worker';
import { expect, test } from 'vitest';
import { projectRoot } from '../../config/config.ts';
import { workflowBundle } from './cast.ts';

const folder = resolve(projectRoot, 'test/histories');
const recorded = readdirSync(folder).filter((name) => name.endsWith('.json'));

test('there are recorded histories', () => {
  expect(recorded.length).toBeGreaterThan(0);
});

test.each(recorded)('the history %s replays under the present workflow code', async (name) => {
  const history: unknown = JSON.parse(readFileSync(resolve(folder, name), 'utf8'));
  await expect(Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history)).resolves.toBeUndefined();
});
