// One person at the API: signs in, keeps the session's cookie, and reads or acts. A refusal becomes an error with its code.
import { randomUUID } from 'node:crypto';

export type Caller = {
  get: <T>(path: string) => Promise<T>;
  /** `key`: the request's idempotency key; a new one when not given. */
  post: <T>(path: string, body: object, key?: string) => Promise<T>;
};

export async function signIn(url: string, username: string, password: string): Promise<Caller> {
  const answer = await send(url, '/api/v1/session', 'POST', { username, password });
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return {
    get: async <T>(path: string) => (await (await send(url, path, 'GET', null, cookie)).json()) as T,
    post: async <T>(path: string, body: object, key?: string) =>
      (await (await send(url, path, 'POST', body, cookie, key)).json()) as T,
  };
}

async function send(
  url: string,
  path: string,
  method: string,
  body: object | null,
  cookie = '',
  key: string = randomUUID(),
): Promise<Response> {
  const headers: Record<string, string> = { origin: url, cookie };
  if (body) Object.assign(headers, { 'content-type': 'application/json', 'idempotency-key': key });
  const answer = await fetch(`${url}${path}`, { method, headers, body: body && JSON.stringify(body) });
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string };
  throw new Error(`${method} ${path}: ${answer.status} ${problem.code ?? ''} ${problem.detail ?? ''}`);
}
