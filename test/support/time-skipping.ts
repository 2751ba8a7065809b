import { TestWorkflowEnvironment } from '@temporalio/testing';
import { findProgram } from '../../scripts/system/temporal-binary.ts';

/** A Temporal server in which 90 days pass in a moment. `teardown()` it in afterAll. It has no list, count or schedules. */
export async function timeSkippingServer(): Promise<TestWorkflowEnvironment> {
  const { path } = await findProgram('temporal-test-server');
  return TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
}
