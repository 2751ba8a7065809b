import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiRoutes } from '../../api/app.ts';
import { docsPage } from '../../api/docs.ts';
import { describeRoutes } from '../../api/openapi.ts';
import { actionNames } from '../../domain/words.ts';
import { openApi, type Api } from './client.ts';

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

describe('over HTTP', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.stop());

  it('the document is at /openapi.json, uploads included, and whoever asks need not sign in', async () => {
    const answer = await fetch(`${api.url}/openapi.json`);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    const served = (await answer.json()) as typeof document;
    expect(served.openapi).toMatch(/^3\.1\./);
    const paths = Object.keys(served.paths);
    expect(paths).toEqual(expect.arrayContaining(Object.keys(document.paths)));
    expect(paths).toContain('/appeals/{no}/attachments');
  });

  it('its page is at /docs, and the page runs nothing', async () => {
    const answer = await fetch(`${api.url}/docs`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await answer.text()).toContain('/appeals/{no}/actions/accept');
    expect(answer.headers.get('content-security-policy')).toBeTruthy();
  });
});
