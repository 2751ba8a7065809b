import { describe, expect, it } from 'vitest';
import { apiRoutes } from '../../api/app.ts';
import { docsPage } from '../../api/docs.ts';
import { describeRoutes } from '../../api/openapi.ts';
import { actionNames } from '../../domain/words.ts';

const document = describeRoutes(apiRoutes, 'huying.session_token');
const text = JSON.stringify(document);

describe('the OpenAPI document', () => {
  it('describes every route that is mounted', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const mounted = apiRoutes.map(({ spec }) => `${spec.method} ${spec.path.replace(/:(\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(mounted.sort());
  });

  it('has one endpoint per action, each with a key, a version and its own schema', () => {
    for (const action of actionNames) {
      const operation = document.paths[`/appeals/{no}/actions/${action}`]?.post;
      expect(operation?.parameters.map(({ name }) => name)).toEqual(['no', 'Idempotency-Key']);
      const schema = operation?.requestBody?.content['application/json']?.schema.$ref as string;
      const name = schema.split('/').at(-1) ?? '';
      expect(document.components.schemas[name]).toMatchObject({
        required: expect.arrayContaining(['seq']) as unknown,
        additionalProperties: false,
      });
    }
  });

  it('points to nothing that is not there', () => {
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      expect(Object.keys(document.components.schemas)).toContain(name);
    }
    expect(text).not.toContain('$defs');
  });

  it('has an id of its own for every operation', () => {
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('the reference page fetches nothing from elsewhere', () => {
  const page = docsPage(document);
  expect(page).not.toMatch(/(src|href)="https?:|<script|@import|url\(/);
  for (const path of Object.keys(document.paths)) expect(page).toContain(path);
});
