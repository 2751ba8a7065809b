// Sessions of the demo's people, in the template of the seeded databases: a password takes a tenth of a second to hash, on purpose,
// and what lies behind the door needs no more than the cookie. That a password opens it is tested by itself (test/api/session.test.ts).
import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { testKeys } from './environment.ts';

const prefix = 'session-of-';

/** Gives everybody who is in the database a session. */
export async function addSessions(client: pg.Client): Promise<void> {
  await client.query(
    `insert into session (id, token, user_id, expires_at)
      select $1 || username, $1 || username, id, now() + interval '12 hours' from "user"`,
    [prefix],
  );
}

/** The cookie of that session, as a sign-in would have set it. */
export function sessionCookie(username: string): string {
  const token = `${prefix}${username}`;
  const signature = createHmac('sha256', testKeys.AUTH_SECRET).update(token).digest('base64');
  return `huying.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}
