// What Temporal's errors mean to a caller of an Update.
import {
  ServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { refusalCodes, type Refusal, type RefusalCode } from '../domain/errors.ts';
import { superseded } from '../workflows/messages.ts';

/** The domain's refusal that came back as a failed Update; null for any other failure. */
export function refusalIn(error: unknown): Refusal | null {
  const failure = failureIn(error);
  const code = refusalCodes.find((each) => each === failure?.type) satisfies RefusalCode | undefined;
  if (!failure || !code) return null;
  const [params] = failure.details ?? [];
  return {
    code,
    params: typeof params === 'object' && params !== null ? (params as Record<string, string | number>) : {},
  };
}

/** The workflow is not there, has ended, or has lost its case to another run. */
export function saysOver(error: unknown): boolean {
  if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError) return true;
  const type = failureIn(error)?.type ?? '';
  return [superseded, 'AcceptedUpdateCompletedWorkflow'].includes(type) || codeOf(error) === grpc.notFound;
}

/** Trying again may help: the server is away, busy, or the workflow is between two tasks. */
export function isPassing(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  return error instanceof ServiceError && (passing as readonly (number | undefined)[]).includes(codeOf(error));
}

const grpc = {
  cancelled: 1,
  unknown: 2,
  deadlineExceeded: 4,
  notFound: 5,
  resourceExhausted: 8,
  failedPrecondition: 9,
  aborted: 10,
  internal: 13,
  unavailable: 14,
} as const;
const passing = [
  grpc.cancelled,
  grpc.unknown,
  grpc.deadlineExceeded,
  grpc.resourceExhausted,
  grpc.failedPrecondition,
  grpc.aborted,
  grpc.internal,
  grpc.unavailable,
] as const;

function failureIn(error: unknown): ApplicationFailure | null {
  return error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure ? error.cause : null;
}

function codeOf(error: unknown): number | undefined {
  const { code } = (error instanceof ServiceError ? (error.cause ?? {}) : {}) as { code?: unknown };
  return typeof code === 'number' ? code : undefined;
}
