// The last stop of everything thrown under the app: each failure becomes a problem, none shows its own words.
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { ZodError } from 'zod';
import { DomainError } from '../domain/errors.ts';
import { fieldIssues } from '../contracts/issues.ts';
import { ProblemError, refused, sendProblem } from './problem.ts';

/** Turns whatever was thrown into a problem; what nobody foresaw is logged whole and answered with a request id only. */
export function answerFailures(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = problemOf(error, request.method);
    if (problem.code === 'internal') log.error({ err: error, requestId: response.locals.requestId }, 'request failed');
    if (problem.code === 'unavailable' || problem.code === 'mayHaveTakenEffect') {
      log.warn({ err: error, requestId: response.locals.requestId }, 'request could not be completed');
    }
    sendProblem(response, problem);
  };
}

export const answerNotFound: RequestHandler = (_request, response) => {
  sendProblem(response, new ProblemError('notFound'));
};

/** What a failure means to the caller. */
export function problemOf(error: unknown, method: string): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof DomainError) return refused(error);
  if (error instanceof ZodError) return new ProblemError('invalid', { errors: fieldIssues(error) });
  if (isDatabaseAway(error)) return new ProblemError(isSafe(method) ? 'unavailable' : 'mayHaveTakenEffect');
  return new ProblemError(codeOfRequestFault(error));
}

/** GET, HEAD and OPTIONS change nothing. */
export function isSafe(method: string): boolean {
  return ['GET', 'HEAD', 'OPTIONS'].includes(method);
}

// What Express, its router and its body parser throw at requests they cannot read; they carry a status, and a type.
function codeOfRequestFault(error: unknown) {
  if (error instanceof URIError) return 'malformedUrl';
  const { status, type } = factsOf(error);
  if (type === 'request.aborted' || type === 'request.size.invalid') return 'malformedJson';
  if (status === 413) return 'tooLarge';
  if (status === 415) return 'unsupportedMediaType';
  return status === 400 ? 'malformedJson' : 'internal';
}

const awayCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  // PostgreSQL: shutting down, crashed, starting, too many connections
  ...['57P01', '57P02', '57P03', '53300', '08000', '08003', '08006', '08001'],
  // Prisma: cannot reach, timed out, closed, pool exhausted, transaction could not start
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'],
]);
const awayWords =
  /connection terminated|connection timeout|timeout exceeded when trying to connect|server has closed the connection|query read timeout|ECONNREFUSED|can't reach database/i;

/** Whether the database could not be reached or left in the middle, by the marks its client libraries leave. */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 4) return false;
  const { code } = factsOf(error);
  if (code !== undefined && awayCodes.has(code)) return true;
  if (awayWords.test(error.message)) return true;
  if (error instanceof AggregateError && error.errors.some((each) => isDatabaseAway(each, depth + 1))) return true;
  return isDatabaseAway(error.cause, depth + 1);
}

function factsOf(error: unknown): { status?: number; type?: string; code?: string } {
  if (typeof error !== 'object' || error === null) return {};
  const { status, type, code } = error as Record<string, unknown>;
  return {
    status: typeof status === 'number' ? status : undefined,
    type: typeof type === 'string' ? type : undefined,
    code: typeof code === 'string' ? code : undefined,
  };
}
