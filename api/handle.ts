// A route as data: its schemas, who may call it, and what it does. app.ts mounts the list; openapi.ts describes the same list.
import type { IRouter, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { idempotencyKey } from '../contracts/base.ts';
import { fieldIssues, type FieldIssue } from '../contracts/issues.ts';
import type { ApiCode } from '../contracts/problem.ts';
import type { RefusalCode } from '../domain/errors.ts';
import type { Dependencies } from './dependencies.ts';
import { ProblemError, sendProblem } from './problem.ts';
import type { Person } from './people.ts';

type Fields = z.ZodObject;
type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';

/** `session`: a signed-in person; `public`: anybody. */
export type Access = 'session' | 'public';

export type RouteSpec<
  Who extends Access,
  P extends Fields,
  Q extends Fields,
  B extends z.ZodType,
  A extends z.ZodType,
> = {
  method: Method;
  /** Express' way of writing, below /api/v1: '/appeals/:no'. */
  path: string;
  tag: string;
  /** One Chinese line for the reference. */
  summary: string;
  access: Who;
  /** Also open to who has signed in with a one-time password: what leads to one's own. */
  toOneTimePasswords?: boolean;
  params?: P;
  query?: Q;
  body?: B;
  /** Asks for the Idempotency-Key header and hands it on as `key`. */
  keyed?: boolean;
  answer: A;
  /** Media types for the reference where they are not JSON: of an upload (multipart), of a file that is sent. */
  bodyType?: string;
  answerType?: string;
  /** 200 by default; 204 has no body. */
  status?: number;
  /** Problems beyond those any route can give, for the reference. */
  refusals?: readonly (RefusalCode | ApiCode)[];
};

export type Context<Who extends Access, P extends Fields, Q extends Fields, B extends z.ZodType> = {
  deps: Dependencies;
  request: Request;
  response: Response;
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  /** The Idempotency-Key of a keyed route; '' elsewhere. */
  key: string;
  person: Who extends 'session' ? Person : null;
};

/** A route with its types forgotten: what the list holds. */
export type Route = {
  spec: RouteSpec<Access, Fields, Fields, z.ZodType, z.ZodType>;
  serve: (deps: Dependencies) => RequestHandler;
};

const nothing = z.strictObject({});
/** Answer of a route without a body (204). */
export const noAnswer = z.void();

/** Declares a route. `run` gets what the schemas let through and returns what `answer` describes. */
export function route<
  Who extends Access,
  A extends z.ZodType,
  P extends Fields = typeof nothing,
  Q extends Fields = typeof nothing,
  B extends z.ZodType = z.ZodUndefined,
>(spec: RouteSpec<Who, P, Q, B, A>, run: (context: Context<Who, P, Q, B>) => Promise<z.input<A>>): Route {
  const serve =
    (deps: Dependencies): RequestHandler =>
    async (request, response) => {
      // Who is asked first: a stranger learns nothing from what is wrong with a request.
      const person = spec.access === 'session' ? await deps.people.require(request, spec) : null;
      const given = parse(spec, request);
      const context = { deps, request, response, person, ...given } as Context<Who, P, Q, B>;
      const result = await run(context);
      response.setHeader('Cache-Control', 'no-store');
      if (spec.status === 204) response.status(204).end();
      else response.status(spec.status ?? 200).json(present(spec, result));
    };
  return { spec, serve };
}

/** Puts the routes on a router, and a 405 with `Allow` behind the methods of each path. */
export function mountRoutes(router: IRouter, deps: Dependencies, routes: readonly Route[]): void {
  const methods = new Map<string, string[]>();
  for (const { spec, serve } of routes) {
    const label: RequestHandler = (_request, response, next) => {
      response.locals.route = spec.path;
      next();
    };
    router[spec.method](spec.path, label, serve(deps));
    methods.set(spec.path, [...(methods.get(spec.path) ?? []), spec.method.toUpperCase()]);
  }
  for (const [path, allowed] of methods) {
    router.all(path, (_request, response) => {
      response.setHeader('Allow', allowed.join(', '));
      sendProblem(response, new ProblemError('methodNotAllowed'));
    });
  }
}

// Strict on the way out as well: a field nobody described never leaves.
function present(spec: { path: string; answer: z.ZodType }, result: unknown): unknown {
  const answer = spec.answer.safeParse(result);
  if (answer.success) return answer.data;
  throw new Error(`${spec.path} answers against its contract: ${JSON.stringify(fieldIssues(answer.error))}`);
}

function parse(spec: Route['spec'], request: Request) {
  const errors: FieldIssue[] = [];
  const read = (schema: z.ZodType, input: unknown): unknown => {
    const result = schema.safeParse(input);
    if (!result.success) errors.push(...fieldIssues(result.error));
    return result.data;
  };
  // A path that cannot name anything is simply not there.
  const params = (spec.params ?? nothing).safeParse(spec.params ? request.params : {});
  if (!params.success) throw new ProblemError('notFound');
  const key = spec.keyed ? idempotencyKey.safeParse(request.get('Idempotency-Key')) : null;
  if (key && !key.success) throw new ProblemError('keyRequired');
  const query = read(spec.query ?? nothing, request.query);
  const body = spec.body ? read(spec.body, (request.body as unknown) ?? {}) : undefined;
  if (errors.length > 0) throw new ProblemError('invalid', { errors });
  return { params: params.data, query, body, key: key?.data ?? '' };
}
