import { verifyPassword } from 'better-auth/crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { userIdOf } from '../../prisma/cast.ts';
import { addStaff, peopleFile, renewByName } from '../../prisma/people.ts';
import { openStore, type Store } from '../../store/client.ts';
import { grantsOf } from '../../store/people.ts';
import { freshDatabase } from '../support/database.ts';

let store: Store;
beforeAll(async () => {
  store = openStore((await freshDatabase({ seed: true })).url);
});
afterAll(() => store.close());

const handler = { role: 'handler', community: '双塔社区', unit: '物业服务中心' };
const clerk = { role: 'clerk', community: '双塔社区' };
const person = { username: 'zhangzq', name: '张志强', email: 'zhangzq@example.org', posts: [handler] };
const fileOf = (...people: object[]) => peopleFile.parse({ people });
const postsOf = async (username: string) =>
  (await grantsOf(store, userIdOf(username))).map(({ role, communityId, unitId }) => [role, communityId, unitId]);

describe('§8 accounts of staff from a file', () => {
  test('each new one gets a password of its own and its posts; again, only the posts that are new', async () => {
    const { fresh: made } = await addStaff(
      store,
      fileOf(person, { ...person, username: 'lisi', email: 'lisi@example.org' }),
    );
    expect(made.map(({ username }) => username)).toEqual(['zhangzq', 'lisi']);
    expect(new Set(made.map(({ password }) => password)).size).toBe(2);
    const { oneTimeUntil } = await store.db.user.findUniqueOrThrow({ where: { id: userIdOf('zhangzq') } });
    expect(oneTimeUntil?.getTime()).toBeGreaterThan(Date.now());
    const account = await store.db.account.findFirstOrThrow({ where: { userId: userIdOf('zhangzq') } });
    expect(await verifyPassword({ hash: account.password ?? '', password: made[0]?.password ?? '' })).toBe(true);
    const unit = await store.db.unit.findFirstOrThrow({ where: { communityId: 'shuangta', name: '物业服务中心' } });
    expect(await postsOf('zhangzq')).toEqual([['handler', 'shuangta', unit.id]]);
    expect(await addStaff(store, fileOf({ ...person, posts: [handler, clerk] }))).toEqual({ fresh: [], keptAway: [] });
    expect((await postsOf('zhangzq')).map(([role]) => role).sort()).toEqual(['clerk', 'handler']);
    expect(await store.db.account.findFirstOrThrow({ where: { userId: userIdOf('zhangzq') } })).toEqual(account);
  });

  test('what the file does to an account is on its record, and what is so already is not', async () => {
    const who = { ...person, username: 'qianqi', email: 'qianqi@example.org' };
    await addStaff(store, fileOf(who));
    await addStaff(store, fileOf({ ...who, posts: [handler, clerk] }));
    await addStaff(store, fileOf({ ...who, posts: [handler, clerk] }));
    const changes = await store.db.accountChange.findMany({
      where: { userId: userIdOf('qianqi') },
      orderBy: { id: 'asc' },
    });
    expect(changes.map(({ kind, role, by, communityIds }) => [kind, role, by, ...communityIds])).toEqual([
      ['created', null, 'seed', 'shuangta'],
      ['postAdded', 'handler', 'seed', 'shuangta'],
      ['postAdded', 'clerk', 'seed', 'shuangta'],
    ]);
  });

  test('an address is kept as the console keeps it, so that nobody has it twice', async () => {
    await addStaff(store, fileOf({ ...person, username: 'sunjiu', email: 'Sunjiu@Example.org' }));
    const { email } = await store.db.user.findUniqueOrThrow({ where: { id: userIdOf('sunjiu') } });
    expect(email).toBe('sunjiu@example.org');
  });

  test('what was taken away in the console is not given again by the file, which says so', async () => {
    const userId = userIdOf('zhangzq');
    const taken = { role: 'clerk', communityId: 'shuangta', unitId: null };
    await store.db.grant.deleteMany({ where: { userId, ...taken } });
    const change = { userId, by: 'user-admin', communityIds: ['shuangta'], role: 'clerk' };
    await store.db.accountChange.create({ data: { ...change, kind: 'postRemoved' } });
    const file = fileOf({ ...person, posts: [handler, clerk] });
    expect(await addStaff(store, file)).toEqual({ fresh: [], keptAway: ['zhangzq clerk 双塔社区'] });
    expect((await postsOf('zhangzq')).map(([role]) => role)).toEqual(['handler']);
    // Given again in the console, it is the file's as before.
    await store.db.accountChange.create({ data: { ...change, kind: 'postAdded' } });
    expect((await addStaff(store, file)).keptAway).toEqual([]);
    expect((await postsOf('zhangzq')).map(([role]) => role).sort()).toEqual(['clerk', 'handler']);
  });

  test('whoever holds the server renews a password that no administrator may', async () => {
    const password = await renewByName(store, 'lisi');
    const account = await store.db.account.findFirstOrThrow({ where: { userId: userIdOf('lisi') } });
    expect(await verifyPassword({ hash: account.password ?? '', password: password ?? '' })).toBe(true);
    expect(
      await store.db.accountChange.findFirst({ where: { userId: userIdOf('lisi'), kind: 'passwordRenewed' } }),
    ).toMatchObject({
      by: 'seed',
      communityIds: ['shuangta'],
    });
    expect(await renewByName(store, 'nobody')).toBeNull();
  });

  test('a file that names what is not there changes nothing and says all of it', async () => {
    const posts = [clerk, { ...handler, unit: '不存在的单位' }, { ...clerk, community: '没有的社区' }];
    const stranger = { ...person, username: 'wangwu', email: 'wangwu@example.org', posts };
    await expect(addStaff(store, fileOf(stranger))).rejects.toThrow(
      'unit 不存在的单位 in 双塔社区, community 没有的社区',
    );
    expect(await store.db.user.count({ where: { username: 'wangwu' } })).toBe(0);
  });

  test.each([
    ['a handler without a unit', { ...person, posts: [{ role: 'handler', community: '双塔社区' }] }],
    ['another with one', { ...person, posts: [{ ...clerk, unit: '物业服务中心' }] }],
    ['a helper', { ...person, posts: [{ ...clerk, role: 'member' }] }],
    ['no address', { ...person, email: '' }],
    ['an odd name to sign in with', { ...person, username: '张' }],
  ])('refuses %s', (_what, one) => {
    expect(peopleFile.safeParse({ people: [one] }).success).toBe(false);
  });

  test('refuses the same person twice', () => {
    expect(peopleFile.safeParse({ people: [person, { ...person, email: 'other@example.org' }] }).success).toBe(false);
    expect(peopleFile.safeParse({ people: [person, { ...person, username: 'other' }] }).success).toBe(false);
  });
});
