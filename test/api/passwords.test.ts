// One's own password, and the one-time password that leads to it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiRoutes } from '../../api/app.ts';
import { demoPassword } from '../../config/demo.ts';
import type { Session, SessionHints } from '../../contracts/session.ts';
import type { OneTimePassword } from '../../contracts/users.ts';
import { userIdOf } from '../../prisma/cast.ts';
import { accounts } from './account-acts.ts';
import { clientOf, openApi, problemOf, signIn, type Answer, type Api, type Client } from './client.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi({ signInLimits: { perAccount: 3, perAddress: 1000 } });
});
afterAll(() => api.stop());

const own = 'bailu zai hetan shang';
const attempt = (username: string, password: string) => api.anybody.post('/api/v1/session', { username, password });
const put = (who: Client, body: unknown, path = '/api/v1/me/password') =>
  who.send<Session>(path, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const change = (who: Client, next: string, current: string = demoPassword) => put(who, { current, next });
const renew = async (username: string, by = 'admin') =>
  (await api.as(by)).post<OneTimePassword>(`/api/v1/users/${userIdOf(username)}/password`, {});
const cookieOf = ({ headers }: Answer) =>
  clientOf(
    api.url,
    headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  );
const errorsOf = (answer: Answer) => problemOf(answer).errors?.map(({ path, message }) => `${path} ${message}`);

describe('§8 one’s own password', () => {
  it('is changed by who knows it: every other session ends, one’s own goes on under another id', async () => {
    const [here, there] = [await signIn(api.url, 'clerk'), await signIn(api.url, 'clerk')];
    const answer = await change(here, own);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ user: { username: 'clerk' }, mustChangePassword: false });
    const goesOn = cookieOf(answer);
    expect((await goesOn.get('/api/v1/appeals')).status).toBe(200);
    for (const ended of [here, there]) expect((await ended.get('/api/v1/me')).status).toBe(401);
    expect((await attempt('clerk', demoPassword)).status).toBe(401);
    expect((await attempt('clerk', own)).status).toBe(200);
    expect(answer.text).not.toContain(own);
  });

  it('is changed by members, too', async () => {
    const answer = await change(await signIn(api.url, 'member1'), own);
    expect((await cookieOf(answer).get('/api/v1/me/offers')).status).toBe(200);
  });

  it('is refused for what can be guessed, said at its field', async () => {
    const who = await signIn(api.url, 'dispatcher');
    expect(errorsOf(await change(who, '太短了'))?.[0]).toMatch(/^next 至少 12 个字符/);
    expect(errorsOf(await change(who, 'x'.repeat(129)))).toEqual(['next 最多 128 个字符']);
    expect(errorsOf(await change(who, demoPassword))).toEqual(['next 不能与现在的密码相同']);
    expect(errorsOf(await change(who, 'the dispatcher of the house'))).toEqual(['next 密码里不能有用户名或姓名']);
    expect(errorsOf(await change(who, '123456789012345'))?.[0]).toMatch(/^next 太容易猜/);
    expect((await who.get('/api/v1/me')).status).toBe(200);
  });

  it('asks for the present one, and a wrong one counts as an attempt to sign in', async () => {
    const who = await signIn(api.url, 'supervisor');
    for (let i = 0; i < 3; i += 1) {
      expect(problemOf(await change(who, own, 'not the password'))).toMatchObject({
        status: 422,
        code: 'wrongPassword',
      });
    }
    expect(problemOf(await change(who, own)).code).toBe('tooManyRequests');
    expect(problemOf(await attempt('supervisor', demoPassword)).code).toBe('tooManyRequests');
    expect((await who.get('/api/v1/me')).status).toBe(200);
  });

  it('is changed once by two at the same time', async () => {
    const [one, two] = [await signIn(api.url, 'director'), await signIn(api.url, 'director')];
    const other = 'maizi yijing huang le';
    const answers = await Promise.all([change(one, own), change(two, other)]);
    const won = answers.findIndex(({ status }) => status === 200);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await attempt('director', won === 0 ? own : other)).status).toBe(200);
  });

  it('is for who is signed in, from our own pages', async () => {
    expect(problemOf(await change(api.anybody, own)).code).toBe('unauthenticated');
    const who = await api.as('grid');
    const foreign = { method: 'PUT', headers: { 'content-type': 'application/json', origin: 'https://evil.example' } };
    const answer = await who.send('/api/v1/me/password', { ...foreign, body: '{}' });
    expect(problemOf(answer).code).toBe('crossSite');
  });

  it('takes a demo person off the list of demo passwords', async () => {
    const hinted = async () => {
      const { json } = await api.anybody.get<SessionHints>('/api/v1/session/hints');
      return json.demoUsers.map(({ username }) => username);
    };
    expect(await hinted()).toContain('convenor');
    await change(await signIn(api.url, 'convenor'), own);
    expect(await hinted()).not.toContain('convenor');
  });

  it('was never a demo password in an account that an administrator made', async () => {
    const demo = await api.deps.store.db.community.findFirstOrThrow({ where: { demo: true } });
    const made = await accounts.create(await api.as('admin'), { post: { role: 'clerk', communityId: demo.id } });
    expect(made.status).toBe(201);
    const { text } = await api.anybody.get('/api/v1/session/hints');
    expect(text).toContain('"dispatcher"');
    expect(text).not.toContain('newcomer');
  });
});

describe('§8 a one-time password', () => {
  it('ends all sessions at once, and leads to nothing but one’s own', async () => {
    const before = await signIn(api.url, 'handler');
    const { status, json, headers } = await renew('handler');
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect((await before.get('/api/v1/me')).status).toBe(401);
    expect((await attempt('handler', demoPassword)).status).toBe(401);
    const signedIn = await attempt('handler', json.password);
    expect(signedIn.json).toMatchObject({ mustChangePassword: true });
    const who = cookieOf(signedIn);
    expect((await who.get('/api/v1/me')).status).toBe(200);
    expect((await who.get<Session>('/api/v1/session')).json.mustChangePassword).toBe(true);
    const changed = await put(who, { current: json.password, next: own });
    expect(changed.json).toMatchObject({ mustChangePassword: false });
    expect((await cookieOf(changed).get('/api/v1/appeals')).status).toBe(200);
    expect((await attempt('handler', json.password)).status).toBe(401);
  });

  it('is refused on every route but those that lead to one’s own', async () => {
    const { json } = await renew('handler2');
    const who = cookieOf(await attempt('handler2', json.password));
    const open = ['get /session', 'delete /session', 'get /me', 'put /me/password'];
    const shut = apiRoutes.filter(
      ({ spec }) => spec.access === 'session' && !open.includes(`${spec.method} ${spec.path}`),
    );
    expect(shut.length).toBeGreaterThan(80);
    for (const { spec } of shut) {
      const path = `/api/v1${spec.path.replace(/:\w+/g, 'x')}`;
      const init = spec.method === 'get' ? {} : { headers: { 'content-type': 'application/json' }, body: '{}' };
      const answer = await who.send(path, { method: spec.method.toUpperCase(), ...init });
      expect([path, problemOf(answer).code]).toEqual([path, 'passwordChangeNeeded']);
    }
    for (const path of ['/appeals/SQ20200101-000001/attachments', '/helpers/imports', '/me/offers/x-1-1/photos']) {
      const answer = await who.send(`/api/v1${path}`, { method: 'POST', body: new FormData() });
      expect([path, problemOf(answer).code]).toEqual([path, 'passwordChangeNeeded']);
    }
    expect((await who.send('/api/v1/session', { method: 'DELETE' })).status).toBe(204);
  });

  it('cannot stay: neither as one’s own nor beyond its time', async () => {
    const { json } = await renew('office');
    const who = cookieOf(await attempt('office', json.password));
    expect(errorsOf(await put(who, { current: json.password, next: json.password }))).toEqual([
      'next 不能与现在的密码相同',
    ]);
    const days = (Date.parse(json.until) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    await api.deps.store.pool.query(
      `update "user" set one_time_until = now() - interval '1 s' where id = 'user-office'`,
    );
    expect(problemOf(await attempt('office', json.password)).code).toBe('badCredentials');
    expect(await api.deps.store.db.session.count({ where: { userId: 'user-office' } })).toBe(1);
  });

  it('outlives no renewal: of two the later is good, and a sign-in with the earlier ends', async () => {
    for (let round = 0; round < 3; round += 1) {
      const first = (await renew('callback')).json.password;
      const [signedIn, second] = await Promise.all([attempt('callback', first), renew('callback')]);
      if (signedIn.status === 200) expect((await cookieOf(signedIn).get('/api/v1/me')).status).toBe(401);
      expect((await attempt('callback', second.json.password)).status).toBe(200);
    }
  });
});
