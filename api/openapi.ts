// The list of routes as an OpenAPI 3.1 document: nothing is described twice.
import { z } from 'zod';
import { problem } from '../contracts/problem.ts';
import type { Route } from './handle.ts';
import { problems } from './problem.ts';

type Json = Record<string, unknown>;
export type Parameter = { name: string; in: string; required: boolean; schema: Json; description?: string };
export type Operation = {
  tags: string[];
  summary: string;
  operationId: string;
  security: Json[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: Json }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Json }> }>;
};
export type OpenApi = {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json>; securitySchemes: Json };
};

/** Describes the routes below `/api/v1`. */
export function describeRoutes(routes: readonly Route[], cookieName: string): OpenApi {
  const schemas: Record<string, Json> = {};
  const paths: OpenApi['paths'] = {};
  for (const { spec } of routes) {
    const path = spec.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [spec.method]: operation(spec, path, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '呼应 API',
      version: '1',
      description:
        '居民诉求中心的接口。时刻为 ISO 8601（UTC）；拒绝按 RFC 9457，以 code 区分；改动须带 Idempotency-Key。',
    },
    servers: [{ url: '/api/v1' }],
    paths,
    components: { schemas, securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: cookieName } } },
  };
}

function operation(spec: Route['spec'], path: string, schemas: Record<string, Json>): Operation {
  const body = spec.body
    ? {
        requestBody: {
          required: true,
          content: { [spec.bodyType ?? 'application/json']: { schema: schemaOf(spec.body, schemas) } },
        },
      }
    : {};
  return {
    tags: [spec.tag],
    summary: spec.summary,
    operationId:
      spec.method + path.replace(/[{}]/g, '').replace(/(?:\/|-)(\w)/g, (_all, letter: string) => letter.toUpperCase()),
    security: spec.access === 'session' ? [{ session: [] }] : [],
    parameters: [
      ...parameters('path', spec.params, schemas),
      ...parameters('query', spec.query, schemas),
      ...(spec.keyed
        ? [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: true,
              schema: { type: 'string', minLength: 8, maxLength: 200 },
            },
          ]
        : []),
    ],
    ...body,
    responses: { ...success(spec, schemas), ...refusals(spec, schemas) },
  };
}

function success(spec: Route['spec'], schemas: Record<string, Json>): Operation['responses'] {
  const status = spec.status ?? 200;
  if (status === 204) return { 204: { description: '完成' } };
  return {
    [status]: {
      description: '成功',
      content: { [spec.answerType ?? 'application/json']: { schema: schemaOf(spec.answer, schemas) } },
    },
  };
}

function refusals(spec: Route['spec'], schemas: Record<string, Json>): Operation['responses'] {
  const codes = new Set([
    ...(spec.refusals ?? []),
    ...(spec.access === 'session' ? (['unauthenticated'] as const) : []),
    ...(spec.access === 'session' && !spec.toOneTimePasswords ? (['passwordChangeNeeded'] as const) : []),
    ...(spec.body || spec.query ? (['invalid'] as const) : []),
    ...(spec.params ? (['notFound'] as const) : []),
    ...(spec.keyed ? (['keyRequired', 'mayHaveTakenEffect'] as const) : []),
  ]);
  const byStatus = new Map<number, string[]>();
  for (const code of codes) {
    const { status, title } = problems[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), `${code} ${title}`]);
  }
  const content = { 'application/problem+json': { schema: schemaOf(problem, schemas) } };
  return Object.fromEntries(
    [...byStatus].map(([status, lines]) => [status, { description: lines.join('；'), content }]),
  );
}

function parameters(
  place: 'path' | 'query',
  fields: z.ZodObject | undefined,
  schemas: Record<string, Json>,
): Parameter[] {
  return Object.entries(fields?.shape ?? {}).map(([name, schema]) => {
    const { description, ...rest } = schemaOf(schema as z.ZodType, schemas);
    const required = place === 'path' || !(schema as z.ZodType).safeParse(undefined).success;
    return { name, in: place, required, schema: rest, ...(typeof description === 'string' ? { description } : {}) };
  });
}

// Named schemas move to the components; what is sent in and what is sent back read alike here.
function schemaOf(schema: z.ZodType, schemas: Record<string, Json>): Json {
  const text = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const {
    $defs = {},
    $schema: _dialect,
    ...rest
  } = JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')) as Json & {
    $defs?: Record<string, Json>;
  };
  for (const [name, definition] of Object.entries($defs)) {
    const { $schema: _unused, id: _id, ...plain } = definition;
    schemas[name] ??= plain;
  }
  return rest;
}
