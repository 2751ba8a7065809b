import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Me } from '../../contracts/session.ts';
import { clientOf, openApi, problemOf, signIn, type Api } from './client.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi({ signInLimits: { perAccount: 3, perAddress: 1000 } });
});
afterAll(() => api.stop());

const attempt = (username: string, password: string, headers: Record<string, string> = {}) =>
  api.anybody.post('/api/v1/session', { username, password }, headers);

describe('signing in', () => {
  it('gives a cookie that scripts cannot read and other sites do not send', async () => {
    const { status, headers } = await attempt('clerk', 'huying-demo-2026');
    expect(status).toBe(200);
    expect(headers.getSetCookie()).toEqual([expect.stringMatching(/^huying\.session_token=.*HttpOnly; SameSite=Lax$/)]);
  });

  it('tells who one is and what one may do', async () => {
    const { json } = await (await signIn(api.url, 'handler')).get<Me>('/api/v1/me');
    expect(json).toMatchObject({ username: 'handler', name: '张志强' });
    expect(json.grants).toContainEqual(
      expect.objectContaining({ role: 'handler', communityName: '双塔社区', unitName: '物业服务中心' }),
    );
  });

  it('answers an unknown user and a wrong password alike', async () => {
    const answers = [await attempt('nobody-here', 'x'), await attempt('director', 'x'), await attempt('!', 'x')];
    const said = answers.map((answer) => {
      const { requestId: _id, ...problem } = problemOf(answer);
      return problem;
    });
    expect(said[0]).toMatchObject({ status: 401, code: 'badCredentials' });
    expect(said[1]).toEqual(said[0]);
    expect(said[2]).toEqual(said[0]);
  });

  it('is limited by account: the right password does not open a door that was rattled', async () => {
    for (let i = 0; i < 3; i += 1) expect((await attempt('supervisor2', 'wrong')).status).toBe(401);
    const answer = await attempt('supervisor2', 'huying-demo-2026');
    expect(problemOf(answer)).toMatchObject({ status: 429, code: 'tooManyRequests' });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('is limited by address', async () => {
    const narrow = await openApi({ signInLimits: { perAccount: 100, perAddress: 2 } });
    try {
      for (const name of ['a', 'b']) {
        const { status } = await narrow.anybody.post('/api/v1/session', { username: name, password: 'x' });
        expect(status).toBe(401);
      }
      const third = await narrow.anybody.post('/api/v1/session', { username: 'c', password: 'x' });
      expect(third.status).toBe(429);
    } finally {
      await narrow.stop();
    }
  });

  it('exposes no route of the library', async () => {
    for (const path of ['/api/auth/sign-up/email', '/api/auth/sign-in/username', '/api/auth/get-session']) {
      expect((await api.anybody.post(path, {})).status).toBe(404);
    }
  });
});

describe('a session', () => {
  it('ends when one signs out', async () => {
    const clerk = await signIn(api.url, 'clerk');
    expect((await clerk.send('/api/v1/session', { method: 'DELETE' })).status).toBe(204);
    expect(problemOf(await clerk.get('/api/v1/session'))).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  it('is not to be forged: token, signature and both together are judged', async () => {
    const [name = '', value = ''] = (await signIn(api.url, 'clerk')).cookie.split('=');
    const token = decodeURIComponent(value).split('.')[0] ?? '';
    const foreign = createHmac('sha256', 'another secret').update(token).digest('base64');
    for (const forged of [token, `${token}.`, `${token}.${foreign}`, `x${value}`, '%E0%A4%A', '']) {
      expect((await clientOf(api.url, `${name}=${forged}`).get('/api/v1/me')).status).toBe(401);
    }
  });

  it('ends with its account: a disabled one is out at once and in again when enabled', async () => {
    const admin = await signIn(api.url, 'admin');
    const grid = await signIn(api.url, 'grid');
    const change = (disabled: boolean) =>
      admin.send('/api/v1/users/user-grid', {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ disabled }),
      });
    expect((await grid.get('/api/v1/me')).status).toBe(200);
    expect((await change(true)).status).toBe(200);
    expect((await grid.get('/api/v1/me')).status).toBe(401);
    expect(problemOf(await attempt('grid', 'huying-demo-2026')).code).toBe('badCredentials');
    expect((await change(false)).status).toBe(200);
    expect((await grid.get('/api/v1/me')).status).toBe(401);
    expect((await attempt('grid', 'huying-demo-2026')).status).toBe(200);
  });

  it('knows a changed grant with the next request', async () => {
    const office = await signIn(api.url, 'office');
    await api.deps.store.db.grant.deleteMany({ where: { userId: 'user-office' } });
    expect((await office.get<Me>('/api/v1/me')).json.grants).toEqual([]);
    expect(problemOf(await office.get('/api/v1/appeals')).code).toBe('forbidden');
  });

  it('ends when left alone for hours', async () => {
    const callback = await signIn(api.url, 'callback');
    await api.deps.store.pool.query(
      `update session set updated_at = now() - interval '5 hours' where user_id = 'user-callback'`,
    );
    expect((await callback.get('/api/v1/me')).status).toBe(401);
  });
});

describe('accounts', () => {
  it('are for the administrator alone, within the own communities, and not to lock oneself out', async () => {
    const patch = async (username: string, id: string) =>
      (await api.as(username)).send(`/api/v1/users/${id}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: '{"disabled":true}',
      });
    expect(problemOf(await patch('clerk', 'user-grid')).code).toBe('forbidden');
    expect(problemOf(await patch('admin', 'user-clerk2')).code).toBe('notFound');
    expect(problemOf(await patch('admin', 'user-admin')).code).toBe('ownAccount');
    expect(problemOf(await (await api.as('clerk')).get('/api/v1/users')).code).toBe('forbidden');
  });
});

describe('requests from other sites', () => {
  const headersFrom = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'http://localhost:9999' },
  ];
  it.each(headersFrom)('are refused: %j', async (headers) => {
    const clerk = await api.as('clerk');
    const answer = await clerk.post('/api/v1/appeals', {}, headers as Record<string, string>);
    expect(problemOf(answer)).toMatchObject({ status: 403, code: 'crossSite' });
  });

  it('cannot disguise JSON as a form', async () => {
    const clerk = await api.as('clerk');
    const answer = await clerk.send('/api/v1/appeals', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{}',
    });
    expect(problemOf(answer)).toMatchObject({ status: 415, code: 'unsupportedMediaType' });
  });

  it('are told from our own', async () => {
    const clerk = await api.as('clerk');
    const answer = await clerk.post('/api/v1/appeals', {}, { origin: api.url, 'sec-fetch-site': 'same-origin' });
    expect(problemOf(answer).code).toBe('keyRequired');
  });
});
