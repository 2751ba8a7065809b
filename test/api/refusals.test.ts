// Every refusal that the HTTP face gives by itself, on the real router. Temporal is away here: what must not need it, does not.
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppealCreated, AppealDetail } from '../../contracts/appeals.ts';
import { newKey, openApi, problemOf, type Answer, type Api, type Client } from './client.ts';

let api: Api;
let clerk: Client;
beforeAll(async () => {
  api = await openApi();
  clerk = await api.as('clerk');
});
afterAll(() => api.stop());

const facts = {
  type: 'HELP',
  category: 'LIGHT',
  communityId: 'shuangta',
  text: '楼前没有路灯，老人晚上出门不便。',
  appellant: { name: '王大爷', phone: '138 1234 5678' },
};
const file = (body: unknown = facts, key: Record<string, string> = newKey(), who = clerk) =>
  who.post<AppealCreated>('/api/v1/appeals', body, key);
const codeOf = (answer: Answer) => problemOf(answer).code;
const fieldsOf = (answer: Answer) => problemOf(answer).errors?.map(({ path }) => path);

describe('filing without Temporal', () => {
  it('answers 201 as soon as the intake is on record', async () => {
    const { status, json, headers } = await file();
    expect(status).toBe(201);
    expect(json.no).toMatch(/^SQ\d{8}-\d{6}$/);
    expect(headers.get('location')).toBe(`/api/v1/appeals/${json.no}`);
    const { json: detail } = await clerk.get<AppealDetail>(`/api/v1/appeals/${json.no}`);
    expect(detail).toMatchObject({ state: 'registered', class: 'U3', dueClock: 'acceptance' });
  });

  it('refuses an action that may not have happened with 503 and the advice to retry with the same key', async () => {
    const { json } = await file();
    const body = { seq: 1, type: 'HELP', category: 'LIGHT', class: 'U3' };
    const answer = await clerk.post(`/api/v1/appeals/${json.no}/actions/accept`, body, newKey());
    expect(problemOf(answer)).toMatchObject({ status: 503, code: 'unavailable' });
    expect(answer.headers.get('retry-after')).toBe('5');
  });
});

describe('the idempotency key', () => {
  it('is required, and has a shape', async () => {
    expect(codeOf(await file(facts, {}))).toBe('keyRequired');
    expect(codeOf(await file(facts, { 'idempotency-key': 'short' }))).toBe('keyRequired');
    expect(codeOf(await file(facts, { 'idempotency-key': 'x'.repeat(201) }))).toBe('keyRequired');
  });

  it('with the same body is answered alike, whatever the order of its fields', async () => {
    const key = newKey();
    const first = await file(facts, key);
    const again = await file(Object.fromEntries(Object.entries(facts).reverse()), key);
    expect(again.json.no).toBe(first.json.no);
    expect({ ...again.json, duplicates: [] }).toEqual({ ...first.json, duplicates: [] });
  });

  it('with another body is refused and changes nothing', async () => {
    const key = newKey();
    const { json } = await file(facts, key);
    expect(codeOf(await file({ ...facts, text: '换了内容' }, key))).toBe('sameKeyOtherBody');
    expect((await clerk.get<AppealDetail>(`/api/v1/appeals/${json.no}`)).json.text).toBe(facts.text);
  });

  it('of one person is not the key of another', async () => {
    const key = newKey();
    const grid = await api.as('grid');
    const [mine, theirs] = [await file(facts, key), await file(facts, key, grid)];
    expect(theirs.status).toBe(201);
    expect(theirs.json.no).not.toBe(mine.json.no);
  });

  it('sent twenty times at once files one appeal', async () => {
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 20 }, () => file(facts, key)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ json }) => json.no)).size).toBe(1);
  });
});

describe('what is written in a wrong way', () => {
  it('is named field by field, in Chinese', async () => {
    const answer = await file({
      ...facts,
      type: 'WISH',
      text: '',
      extra: 1,
      appellant: { name: '王', phone: '12345' },
    });
    expect(problemOf(answer)).toMatchObject({ status: 400, code: 'invalid', title: '填写有误' });
    expect(fieldsOf(answer)).toEqual(expect.arrayContaining(['type', 'text', 'extra', 'appellant.phone']));
    expect(problemOf(answer).errors?.every(({ message }) => /\p{Script=Han}/u.test(message))).toBe(true);
  });

  const hostile: [string, string][] = [
    ['a right-to-left override', '合同\u202Efdp.exe'],
    ['a zero-width space', '路\u200B灯'],
    ['a NUL', '路\u0000灯'],
    ['an escape sequence', '\u001B[31m红'],
    ['half a surrogate pair', '路\uD83D灯'],
    ['a tag character', '路\u{E0041}灯'],
    ['a line separator', '路\u2028灯'],
    ['a heap of combining marks', `路${'\u0301'.repeat(40)}`],
    ['nothing but fillers', '\u3164\u3164'],
    ['bytes that were no UTF-8', '路\uFFFD灯'],
  ];
  it.each(hostile)('is refused with %s in it', async (_what, text) => {
    expect(fieldsOf(await file({ ...facts, text }))).toEqual(['text']);
    expect(fieldsOf(await file({ ...facts, title: text }))).toEqual(['title']);
    expect(fieldsOf(await file({ ...facts, appellant: { ...facts.appellant, name: text } }))).toEqual([
      'appellant.name',
    ]);
  });

  it('is refused when it names what does not exist', async () => {
    const wrong = { category: 'NOPE', compoundId: 'huludao.1', linkedTo: 'SQ20200101-000001' };
    for (const [path, value] of Object.entries(wrong)) {
      const answer = await file({ ...facts, [path]: value });
      expect(problemOf(answer)).toMatchObject({ status: 422, code: 'unknownReference' });
      expect(fieldsOf(answer)).toEqual([path]);
    }
  });

  it('is refused as prototype, number and depth tricks', async () => {
    const tricks = [
      '{"__proto__":{"type":"HELP"}}',
      '{"text":1e999}',
      `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
      '[]',
      '{"text":{"text":{}}}',
    ];
    for (const body of tricks) {
      const answer = await clerk.send('/api/v1/appeals', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...newKey() },
        body,
      });
      expect(codeOf(answer)).toBe('invalid');
    }
  });

  it('is refused when no JSON at all', async () => {
    for (const body of ['{', '"text"', 'null', '{"a":1,}', '\u0000', "{'a':1}"]) {
      const answer = await clerk.send('/api/v1/appeals', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...newKey() },
        body,
      });
      expect([codeOf(answer), answer.text.includes('JSON at position')]).toEqual(['malformedJson', false]);
    }
  });

  it('is refused beyond 64 kB, with 413', async () => {
    expect(problemOf(await file({ ...facts, text: '长'.repeat(30_000) }))).toMatchObject({
      status: 413,
      code: 'tooLarge',
    });
  });

  it('is refused in other encodings and types, with 415', async () => {
    for (const type of [
      'application/xml',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-7',
      'multipart/form-data; boundary=x',
    ]) {
      const answer = await clerk.send('/api/v1/appeals', {
        method: 'POST',
        headers: { 'content-type': type, ...newKey() },
        body: '{}',
      });
      expect(problemOf(answer)).toMatchObject({ status: 415, code: 'unsupportedMediaType' });
    }
  });

  it('is refused in the URL too', async () => {
    expect(codeOf(await raw('/api/v1/appeals/%E0%A4%A'))).toBe('malformedUrl');
    expect(codeOf(await clerk.get('/api/v1/appeals/SQ1'))).toBe('notFound');
    expect(codeOf(await clerk.get(`/api/v1/appeals/${encodeURIComponent("' or 1=1 --")}`))).toBe('notFound');
    expect(fieldsOf(await clerk.get('/api/v1/appeals?state=open&limit=0&cursor=%F0%9F%98%80&nope=1'))).toEqual(
      expect.arrayContaining(['state.0', 'limit', 'cursor', 'nope']),
    );
    expect(fieldsOf(await clerk.get('/api/v1/appeals?limit=1&limit=2'))).toEqual(['limit']);
    expect(fieldsOf(await clerk.get('/api/v1/appeals?cursor=e30'))).toEqual(['cursor']);
  });
});

describe('what is not there', () => {
  it('is a 404 problem', async () => {
    for (const path of ['/api/v1/nothing', '/api/v1', '/api/v1/appeals/SQ20200101-000001']) {
      expect(codeOf(await clerk.get(path))).toBe('notFound');
    }
  });

  it('is a 405 with Allow where only the method is not there', async () => {
    const answer = await clerk.send('/api/v1/appeals', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(problemOf(answer)).toMatchObject({ status: 405, code: 'methodNotAllowed' });
    expect(answer.headers.get('allow')).toBe('POST, GET');
  });
});

describe('parts that are away', () => {
  it('are named by /health/ready with 503', async () => {
    const { status, json } = await api.anybody.get<{ failing: string[] }>('/health/ready');
    expect([status, json.failing]).toEqual([503, ['temporal', 'worker', 'mail']]);
    expect((await api.anybody.get('/health/live')).status).toBe(200);
  });

  it('make a 503 of a lost database, and /metrics stays readable', async () => {
    const lost = await openApi({ env: { DATABASE_URL: 'postgresql://huying:x@127.0.0.1:9/none' } });
    try {
      expect(problemOf(await lost.anybody.get('/api/v1/communities'))).toMatchObject({
        status: 503,
        code: 'unavailable',
      });
      const signIn = await lost.anybody.post('/api/v1/session', { username: 'clerk', password: 'x' });
      expect(problemOf(signIn).status).toBe(503);
      expect((await lost.anybody.get('/metrics')).text).toContain('huying_database_up 0');
    } finally {
      await lost.stop();
    }
  });
});

// fetch would repair the path before sending it.
function raw(path: string): Promise<Answer> {
  const { hostname, port } = new URL(api.url);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, headers: { cookie: clerk.cookie } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        const headers = new Headers({ 'content-type': response.headers['content-type'] ?? '' });
        resolve({ status: response.statusCode ?? 0, headers, text, json: JSON.parse(text) as unknown });
      });
    });
    request.on('error', reject).end();
  });
}
