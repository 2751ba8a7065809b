// Sessions as every request needs them: one indexed look-up that also judges the account and brings its grants, so that a
// disabled account and a changed grant take effect with the next request. better-auth writes the rows (api/auth.ts).
import type { Role } from '../domain/words.ts';
import type { Store } from './client.ts';

export type HeldGrant = {
  role: Role;
  communityId: string;
  communityName: string;
  unitId: string | null;
  unitName: string | null;
};

export type LiveSession = {
  sessionId: string;
  userId: string;
  username: string;
  name: string;
  expiresAt: Date;
  lastSeenAt: Date;
  /** Until when the one-time password could be signed in with; null: the password is the person's own. */
  oneTimeUntil: Date | null;
  grants: HeldGrant[];
};

/** The session of a token when it is neither ended nor idle for longer than `idleMs` and its account is not disabled. */
export async function findLiveSession(store: Store, token: string, idleMs: number): Promise<LiveSession | null> {
  const { rows } = await store.pool.query<LiveSession>({
    name: 'live-session',
    text: `select s.id "sessionId", u.id "userId", coalesce(u.username, '') username, u.name, s.expires_at "expiresAt",
        s.updated_at "lastSeenAt", u.one_time_until "oneTimeUntil",
        coalesce((select json_agg(json_build_object('role', g.role, 'communityId', g.community_id, 'communityName', c.name,
            'unitId', g.unit_id, 'unitName', n.name) order by g.role, g.community_id, g.unit_id)
          from role_grant g join community c on c.id = g.community_id left join unit n on n.id = g.unit_id
          where g.user_id = u.id), '[]') grants
      from session s join "user" u on u.id = s.user_id
      where s.token = $1 and s.expires_at > now() and u.disabled_at is null
        and s.updated_at > now() - make_interval(secs => $2)`,
    values: [token, idleMs / 1000],
  });
  return rows[0] ?? null;
}

/** Notes that a session is in use. */
export async function touchSession(store: Store, sessionId: string): Promise<void> {
  await store.pool.query('update session set updated_at = now() where id = $1', [sessionId]);
}

export async function endSession(store: Store, sessionId: string): Promise<void> {
  await store.pool.query('delete from session where id = $1', [sessionId]);
}
