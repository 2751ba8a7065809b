// Whatever is sent: an answer by the contract, never a 500, never a library's words; and nothing changes.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiRoutes } from '../../api/app.ts';
import { newKey, openApi, problemOf, type Answer, type Api, type Client } from './client.ts';

let api: Api;
let everyone: Client[];
beforeAll(async () => {
  api = await openApi();
  everyone = [api.anybody, await api.as('clerk'), await api.as('admin')];
});
afterAll(() => api.stop());

const signedIn = new Map<string, Promise<Client>>();
/** Each of them signs in once. */
function as(username: string): Promise<Client> {
  const client = signedIn.get(username) ?? api.as(username);
  signedIn.set(username, client);
  return client;
}

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

// What the routes of the ladder, the directory, revisions and duty take, each of it bent in every way. The bodies are right as they
// stand but for what they name, so that a bent field is all that is wrong.
const missing = 'SQ20261009-000001';
const [user, seq] = ['user-grid', 1];
const words = { text: '说明' };
const member = { kind: 'member', communityId: 'shuangta', person: '欧阳测试', phone: '13900009999' };
const list = { format: 'csv', text: '放假,2031-01-01,true', source: 'L 测试' };
const limit = { class: 'U3', name: 'handling', limit: { value: 8, unit: 'workingDay' }, source: 'P 太原' };
const decided = { seq, requestSeq: 1, granted: true };
const shift = { date: '2031-05-06', from: '18:00', to: '08:30', userId: user, backupId: null };

type Bent = [who: string, method: 'post' | 'patch' | 'put', path: string, body: Record<string, unknown>];
const bent: Bent[] = [
  ['member1', 'post', `/me/offers/${missing}-1-1/see`, {}],
  ['member1', 'post', `/me/offers/${missing}-1-1/claim`, {}],
  ['member1', 'post', `/me/offers/${missing}-1-1/decline`, { reason: 'noTime', ...words }],
  [
    'liaison1',
    'post',
    `/me/offers/${missing}-999999999-9/report`,
    { stage: 'done', hours: 1, persons: 1, evidence: [] },
  ],
  ['member1', 'post', `/me/offers/${missing}-1-1/contact`, {}],
  ['member1', 'patch', '/me/helper', { version: 999, person: '何立新', quiet: { from: 0, to: 60 }, recusals: ['x'] }],
  ['clerk', 'post', '/helpers', { ...member, hours: [{ days: [1], from: 0, to: 60 }], communityId: 'nowhere' }],
  ['supervisor', 'post', '/helpers/verify', { items: [{ id: 'member-0001', version: 999 }] }],
  [
    'clerk',
    'patch',
    '/helpers/member-0001',
    { version: 999, unitId: 'x', teamId: 'x', compoundId: 'x', maxActiveTasks: 1 },
  ],
  ['clerk', 'patch', '/helpers/member-9999', { version: 1, person: '某人', email: 'a@example.org' }],
  ['supervisor', 'post', '/helpers/member-0001/suspend', { version: 999, reason: '说明' }],
  ['supervisor', 'post', '/helpers/member-9999/disclosures', { reason: '说明' }],
  ['clerk', 'post', '/helpers/export', { format: 'csv', community: 'nowhere', reason: '说明' }],
  ['clerk', 'post', '/helpers/imports/00000000-0000-4000-8000-000000000000/apply', {}],
  ['clerk', 'post', '/stations', { communityId: 'nowhere', name: '服务站', address: '一号院', services: ['饮水'] }],
  ['clerk', 'patch', '/stations/nowhere', { version: 1, name: '服务站', active: true }],
  [
    'admin',
    'post',
    '/users',
    { username: 'nobody', name: '某人', email: 'a@example.org', post: { role: 'clerk', communityId: 'nowhere' } },
  ],
  ['admin', 'post', '/users/user-nowhere/posts', { role: 'clerk', communityId: 'shuangta' }],
  ['admin', 'post', '/users/user-nowhere/password', {}],
  ['admin', 'patch', '/users/user-nowhere', { disabled: true }],
  ['admin', 'post', '/calendar/preview', { ...list, format: 'json' }],
  ['admin', 'post', '/calendar/revisions', { ...list, format: 'json' }],
  ['admin', 'post', '/office-hours/preview', { community: 'nowhere', periods: [[540, 720]] }],
  ['admin', 'post', '/office-hours/revisions', { community: 'nowhere', periods: [[540, 720]] }],
  [
    'admin',
    'post',
    '/policies',
    { from: 'none', version: 'x', effectiveFrom: '2031-01-01T00:00:00Z', source: 'D', limits: [limit] },
  ],
  ['admin', 'post', '/policies/none/preview', { from: ['2026-1'] }],
  ['admin', 'post', '/policies/none/revisions', { from: ['2026-1'] }],
  ['admin', 'post', '/revisions/999999999/cancel', {}],
  ['director', 'put', '/duty', { communityId: 'shuangta', month: '2031-05', basis: 'old', shifts: [shift] }],
  ['supervisor', 'post', `/appeals/${missing}/actions/decideReturn`, { ...decided, ...words }],
  ['supervisor', 'post', `/appeals/${missing}/actions/decideExtension`, { ...decided, ...words }],
  ['director', 'post', `/appeals/${missing}/actions/decidePark`, { ...decided, ...words }],
  ['director', 'post', `/appeals/${missing}/actions/decideDowngrade`, { ...decided, ...words }],
  ['director', 'post', `/appeals/${missing}/actions/decideRedo`, { ...decided, ...words }],
  ['handler', 'post', `/appeals/${missing}/actions/requestExtension`, { seq, amount: 1, partiesAgree: true, ...words }],
  ['handler', 'post', `/appeals/${missing}/actions/requestPark`, { seq, days: 30, after: 'handling', ...words }],
  ['supervisor', 'post', `/appeals/${missing}/actions/acknowledgeEscalation`, { seq, rung: 1, raisedSeq: 1, ...words }],
  ['supervisor', 'post', `/appeals/${missing}/actions/withdrawOffer`, { seq, offerId: `${missing}-1-1`, ...words }],
  ['handler', 'post', `/appeals/${missing}/actions/confirmHelp`, { seq, offerId: `${missing}-1-1` }],
  ['director', 'post', `/appeals/${missing}/actions/shield`, { seq, unitIds: ['x'], userIds: [user], ...words }],
];

/** What stands in for a field's value. */
const poison: unknown[] = [
  ...[null, true, -1.5, 1e308, 2 ** 31, '', 'x'.repeat(5_000), [], { $ne: null }, [{}, null, '\u0000']],
  ...['路\u202E灯', '路\u0000灯', '\uD800', "' or 1=1 --", '__proto__'],
];

describe('issue 4 §5 the API of the ladder, sent in bad faith', () => {
  it.each(bent)('whatever is bent, and what is not there, is refused: %s %s %s', async (who, method, path, body) => {
    const person = await as(who);
    const send = (given: unknown, at = path) =>
      person.send(`/api/v1${at}`, {
        method: method.toUpperCase(),
        headers: { 'content-type': 'application/json', ...newKey() },
        body: JSON.stringify(given),
      });
    const refused = async (given: unknown, statuses = [400, 403, 404, 409, 422]) => {
      const answer = await send(given);
      mustBeTame(answer);
      expect(statuses, `${JSON.stringify(given).slice(0, 200)}: ${answer.text}`).toContain(answer.status);
    };
    // Where nothing is taken, nothing is read.
    await refused({ ...body, nobodyKnows: 1 }, Object.keys(body).length > 0 ? [400] : [400, 404]);
    await refused({ ...body, padding: '长'.repeat(30_000) }, [413]);
    for (const wrong of [[body], 'text', null, 7]) mustBeTame(await send(wrong));
    for (const field of Object.keys(body)) {
      const { [field]: _, ...without } = body;
      mustBeTame(await send(without));
      for (const answer of await Promise.all(poison.map((value) => send({ ...body, [field]: value }))))
        mustBeTame(answer);
    }
    await refused(body, /preview$|helpers.verify$/.test(path) ? [200, 404] : [400, 403, 404, 409, 422]);
    for (const part of ['%00', '%E2%80%AE', "'%20or%201=1", '..%2f..', 'x'.repeat(3_000), '%F0%9F%98%80']) {
      const at = path.replace(/(SQ\d{8}-\d{6}|member-\d+|nowhere|none|999999999)/, part);
      if (at !== path) expect([400, 404, 414, 431]).toContain((await send(body, at)).status);
    }
  });
});

it('leaves the people as they were', async () => {
  const disabled = await api.deps.store.db.user.count({ where: { disabledAt: { not: null } } });
  expect(disabled).toBe(0);
});

function safelyEncoded(part: string): string {
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, ''));
}
