// Accounts, as administrators keep them and auditors see them.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '../../config/demo.ts';
import type { User, UserChangePage } from '../../contracts/users.ts';
import { userIdOf } from '../../prisma/cast.ts';
import { accounts, codeOf, elsewhere, openOffice, type Office } from './account-acts.ts';
import { problemOf, type Api, type Client } from './client.ts';

const { at, addPost, takePost, renew, disable, create, history } = accounts;
let api: Api;
let admin: Client;
let stranger: Client;
let give: Office['give'];
let postsOf: Office['postsOf'];
let signedInAs: Office['signedInAs'];
beforeAll(async () => {
  ({ api, admin, stranger, give, postsOf, signedInAs } = await openOffice());
});
afterAll(() => api.stop());

describe('§8 a new account', () => {
  it('has its first post and a password for one sign-in, said once', async () => {
    const answer = await create(admin);
    expect(answer.status).toBe(201);
    const { user, password } = answer.json;
    expect(user).toMatchObject({
      username: 'newcomer',
      grants: [{ role: 'clerk', communityId: 'shuangta', unitId: null }],
    });
    const signedIn = await api.anybody.post('/api/v1/session', { username: 'newcomer', password });
    expect(signedIn.json).toMatchObject({ mustChangePassword: true });
    const later = [
      await admin.get('/api/v1/users'),
      await admin.get(at('newcomer')),
      await admin.get('/api/v1/users/changes'),
    ];
    for (const { text } of later) expect(text).not.toContain(password);
    expect((await history(admin, 'newcomer')).items.map(({ kind }) => kind)).toEqual(['postAdded', 'created']);
  });

  it('takes nobody’s name or address', async () => {
    for (const username of ['clerk2', 'admin'])
      expect(codeOf(await create(admin, { username, email: 'x@example.org' }))).toBe('usernameTaken');
    expect(codeOf(await create(admin, { username: 'somebody', email: 'NEWCOMER@example.org' }))).toBe('emailTaken');
    expect(await api.deps.store.db.user.count({ where: { username: 'somebody' } })).toBe(0);
  });

  it.each<[what: string, given: object, code: string]>([
    ['a community of somebody else', { post: { role: 'clerk', communityId: 'qunan' } }, 'forbidden'],
    ['a community that is none', { post: { role: 'clerk', communityId: 'nowhere' } }, 'unknownReference'],
    ['a unit that is none', { post: { role: 'handler', communityId: 'shuangta', unitId: 'none' } }, 'unknownReference'],
    ['a handler without a unit', { post: { role: 'handler', communityId: 'shuangta' } }, 'invalid'],
    ['another with one', { post: { role: 'clerk', communityId: 'shuangta', unitId: 'x' } }, 'invalid'],
    ['a helper, who is entered in the directory', { post: { role: 'member', communityId: 'shuangta' } }, 'invalid'],
    ['an odd user name', { username: '张三' }, 'invalid'],
    ['no address', { email: '' }, 'invalid'],
    ['a password of the administrator’s choice', { password: 'chosen by me, not at random' }, 'invalid'],
  ])('is not made with %s', async (_what, given, code) => {
    expect(codeOf(await create(admin, { username: 'nobody', email: 'nobody@example.org', ...given }))).toBe(code);
    expect(await api.deps.store.db.user.count({ where: { username: 'nobody' } })).toBe(0);
  });

  it('is made once by two at the same time', async () => {
    const given = { username: 'twice', email: 'twice@example.org' };
    const answers = await Promise.all([
      create(admin, given),
      create(admin, given),
      create(stranger, {
        ...given,
        post: { role: 'clerk', communityId: 'qunan' },
      }),
    ]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await postsOf('twice')).toHaveLength(1);
  });
});

describe('§8 an account with posts in communities of several administrators', () => {
  beforeAll(() => give('handler2', 'clerk', ['qunan']));

  it('keeps its password and stays open but by who administers them all', async () => {
    for (const who of [admin, stranger]) {
      expect(codeOf(await renew(who, 'handler2'))).toBe('otherCommunities');
      expect(codeOf(await disable(who, 'handler2'))).toBe('otherCommunities');
    }
    expect(problemOf(await renew(admin, 'handler2')).detail).toContain('须由管理其所有社区的管理员');
    expect(await api.deps.store.db.user.findUnique({ where: { id: userIdOf('handler2') } })).toMatchObject({
      disabledAt: null,
      oneTimeUntil: null,
    });
    await give('clerk2', 'admin', ['shuangta', 'huludao', ...(await demoCommunity())]);
    expect((await renew(stranger, 'handler2')).status).toBe(200);
    expect((await disable(stranger, 'handler2')).status).toBe(200);
    await api.deps.store.db.grant.deleteMany({
      where: { userId: userIdOf('clerk2'), role: 'admin', communityId: { notIn: elsewhere } },
    });
    expect(codeOf(await disable(admin, 'handler2', false))).toBe('otherCommunities');
  });

  it('each takes the posts of their own', async () => {
    expect(codeOf(await takePost(admin, 'handler2', 'clerk', 'qunan'))).toBe('forbidden');
    expect((await takePost(stranger, 'handler2', 'clerk', 'qunan')).status).toBe(204);
    expect(codeOf(await stranger.get(at('handler2')))).toBe('notFound');
    expect((await disable(admin, 'handler2', false)).status).toBe(200);
  });
});

describe('§8 who administers', () => {
  it('renews no password of their own, and none of other communities', async () => {
    expect(codeOf(await renew(admin, 'admin'))).toBe('ownAccount');
    expect(codeOf(await renew(admin, 'dispatcher2'))).toBe('notFound');
    expect(codeOf(await renew(admin, 'nobody-at-all'))).toBe('notFound');
    expect(codeOf(await renew(await api.as('director'), 'grid'))).toBe('forbidden');
    expect(codeOf(await renew(await api.as('auditor'), 'grid'))).toBe('forbidden');
    expect(codeOf(await create(await api.as('auditor')))).toBe('forbidden');
    expect(codeOf(await renew(api.anybody, 'grid'))).toBe('unauthenticated');
  });

  it('of two who renew each other’s password at once, one goes on', async () => {
    for (const username of ['left', 'right']) {
      await create(admin, {
        username,
        email: `${username}@example.org`,
        post: { role: 'admin', communityId: 'shuangta' },
      });
    }
    const [left, right] = await Promise.all(['left', 'right'].map(signedInAs));
    const answers = await Promise.all([renew(left as Client, 'right'), renew(right as Client, 'left')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });
});

describe('§8 who is disabled while they sign in', () => {
  it('is not signed in, nor once they are enabled again', async () => {
    const { pool, db } = api.deps.store;
    const own = { userId: userIdOf('grid') };
    const client = await pool.connect();
    try {
      // As it stands just before the administrator's transaction ends.
      await client.query('begin');
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() pid');
      const pid = rows[0]?.pid ?? 0;
      await client.query('update "user" set disabled_at = now() where id = $1', [own.userId]);
      await client.query('delete from session where user_id = $1', [own.userId]);
      let answered = false;
      const attempt = api.anybody
        .post('/api/v1/session', { username: 'grid', password: demoPassword })
        .finally(() => (answered = true));
      // Until they are signed in, or wait for the administrator.
      while (!answered && !(await isAwaited(pid))) await sleep(20);
      await client.query('commit');
      expect(codeOf(await attempt)).toBe('badCredentials');
    } finally {
      client.release();
    }
    expect((await disable(admin, 'grid', false)).status).toBe(200);
    expect(await db.session.count({ where: own })).toBe(0);
  });
});

/** Whether somebody waits for a transaction; asked outside it, where everybody of the moment is seen. */
async function isAwaited(pid: number): Promise<boolean> {
  const { rowCount } = await api.deps.store.pool.query(
    'select from pg_stat_activity where $1 = any(pg_blocking_pids(pid))',
    [pid],
  );
  return (rowCount ?? 0) > 0;
}

describe('§9 what was done to accounts', () => {
  it('is on record, who to whom and when, for administrators and auditors of the community', async () => {
    await addPost(admin, 'mediator', 'convenor', 'shuangta');
    await disable(admin, 'mediator');
    // So already: nothing is done, and nothing noted.
    await disable(admin, 'mediator');
    await disable(admin, 'mediator', false);
    await renew(admin, 'mediator');
    for (const who of [admin, await api.as('auditor')]) {
      const { items } = await history(who, 'mediator');
      expect(items.map(({ kind }) => kind)).toEqual(['passwordRenewed', 'enabled', 'disabled', 'postAdded']);
      expect(items.at(-1)).toMatchObject({
        user: { name: '何和平' },
        by: { id: userIdOf('admin'), name: '郑管理' },
        role: 'convenor',
        communityName: '双塔社区',
        unitName: null,
      });
    }
    expect((await history(stranger, 'mediator')).items).toEqual([]);
    expect(codeOf(await (await api.as('director')).get('/api/v1/users/changes'))).toBe('forbidden');
  });

  it('comes page by page, none twice', async () => {
    for (let n = 0; n < 12; n += 1) {
      await addPost(admin, 'dispatcher', 'mediator');
      await takePost(admin, 'dispatcher', 'mediator');
    }
    const first = await history(admin, 'dispatcher');
    const path = `/api/v1/users/changes?user=${userIdOf('dispatcher')}&before=${first.next}`;
    const second = (await admin.get<UserChangePage>(path)).json;
    expect([first.items.length, second.items.length, second.next]).toEqual([20, 4, null]);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(24);
  });

  it('is changed by nobody', async () => {
    const { pool } = api.deps.store;
    for (const statement of [
      'update account_change set by = $$x$$',
      'delete from account_change',
      'truncate account_change',
    ])
      await expect(pool.query(statement)).rejects.toThrow(/append-only/);
  });

  it('auditors read accounts and change none', async () => {
    const auditor = await api.as('auditor');
    expect((await auditor.get<{ items: User[] }>('/api/v1/users')).json.items.length).toBeGreaterThan(10);
    expect(codeOf(await disable(auditor, 'grid'))).toBe('forbidden');
    expect(codeOf(await addPost(auditor, 'grid', 'clerk'))).toBe('forbidden');
  });
});

async function demoCommunity(): Promise<string[]> {
  return (await api.deps.store.db.community.findMany({ where: { demo: true } })).map(({ id }) => id);
}
