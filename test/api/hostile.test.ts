// Whatever is sent: an answer by the contract, never a 500, never a library's words; and nothing changes.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiRoutes } from '../../api/app.ts';
import { newKey, openApi, problemOf, type Answer, type Api, type Client } from './client.ts';

let api: Api;
let everyone: Client[];
beforeAll(async () => {
  api = await openApi();
  everyone = [api.anybody, await api.as('clerk'), await api.as('admin')];
});
afterAll(() => api.stop());

const runs = { numRuns: 150, endOnFailure: true };
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '\u0000',
    '\uD800',
    '../../etc/passwd',
    "' or 1=1 --",
    '{{7*7}}',
    '<script>',
    '%00',
    'SQ20261009-000001',
    'shuangta',
  ),
);
const anyJson = fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.dictionary(anyText, fc.jsonValue({ maxDepth: 2 })));

/** A body that has the right fields, with anything in them. */
const nearlyRight = fc.record(
  {
    type: fc.oneof(fc.constant('HELP'), anyText),
    category: fc.oneof(fc.constant('LIGHT'), anyText),
    communityId: fc.oneof(fc.constant('shuangta'), anyText),
    text: anyText,
    appellant: fc.oneof(anyJson, fc.record({ name: anyText, phone: fc.oneof(fc.constant('13812345678'), anyText) })),
    seq: fc.oneof(fc.integer(), fc.double(), anyText),
    username: anyText,
    password: anyText,
    reason: anyText,
    limit: anyJson,
  },
  { requiredKeys: [] },
);

const libraryWords = /prisma|postgres|zod|express|node_modules|at .+:\d+|unexpected token|syntaxerror|ECONN/i;

function mustBeTame(answer: Answer): void {
  expect([500, 501, 502]).not.toContain(answer.status);
  if (answer.status < 400) return;
  const { title, detail, code } = problemOf(answer);
  expect(`${title}${detail}`).toMatch(/\p{Script=Han}/u);
  expect(code).not.toBe('internal');
  expect(answer.text.replace(/"path":"[^"]*"/g, '')).not.toMatch(libraryWords);
}

const ofRoute = fc.constantFrom(...apiRoutes.map(({ spec }) => spec));

it('holds for any body on any route', async () => {
  await fc.assert(
    fc.asyncProperty(ofRoute, fc.oneof(anyJson, nearlyRight), fc.nat(2), async (spec, body, who) => {
      // The session is needed afterwards; everything else is anybody's prey.
      if (spec.method === 'get' || spec.path === '/session') return;
      const path = `/api/v1${spec.path.replace(/:\w+/g, 'SQ20261009-000001')}`;
      const client = everyone[who] ?? api.anybody;
      const headers = { 'content-type': 'application/json', ...newKey() };
      mustBeTame(await client.send(path, { method: spec.method.toUpperCase(), headers, body: JSON.stringify(body) }));
    }),
    runs,
  );
}, 120_000);

it('holds for any path and query', async () => {
  await fc.assert(
    fc.asyncProperty(
      ofRoute,
      anyText,
      fc.dictionary(anyText, anyText, { maxKeys: 3 }),
      fc.nat(2),
      async (spec, part, query, who) => {
        const path = `/api/v1${spec.path.replace(/:\w+/g, () => safelyEncoded(part))}`;
        const search = new URLSearchParams(query).toString();
        const client = everyone[who] ?? api.anybody;
        if (spec.path.includes('attachments') || !path.startsWith('/api/v1/')) return;
        mustBeTame(await client.get(`${path}?${search}`));
      },
    ),
    runs,
  );
}, 120_000);

it('holds for any bytes as a body', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      const [, clerk] = everyone;
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...newKey() },
        body: new Uint8Array(bytes),
      };
      mustBeTame(await (clerk ?? api.anybody).send('/api/v1/appeals', init));
    }),
    runs,
  );
}, 120_000);

it('holds for any sign-in', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, anyText, async (username, password) => {
      const answer = await api.anybody.post('/api/v1/session', { username, password });
      expect([400, 401, 429]).toContain(answer.status);
      mustBeTame(answer);
    }),
    { numRuns: 40 },
  );
}, 120_000);

it('leaves the people as they were', async () => {
  const disabled = await api.deps.store.db.user.count({ where: { disabledAt: { not: null } } });
  expect(disabled).toBe(0);
});

function safelyEncoded(part: string): string {
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, ''));
}
