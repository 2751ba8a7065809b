// Lets the Temporal SDK download one of its servers into a folder: official-download.ts (temporal | temporal-test-server) FOLDER
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [program, downloadDir] = process.argv.slice(2);
const server = { executable: { type: 'cached-download' as const, downloadDir } };
const environment =
  program === 'temporal'
    ? await TestWorkflowEnvironment.createLocal({ server })
    : await TestWorkflowEnvironment.createTimeSkipping({ server });
await environment.teardown();
