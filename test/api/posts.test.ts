// Posts, given and taken by the administrators of their community.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Me } from '../../contracts/session.ts';
import type { OpenWork, User } from '../../contracts/users.ts';
import { userIdOf } from '../../prisma/cast.ts';
import { onDutyAt } from '../../store/duty.ts';
import { accounts, codeOf, openOffice, type Office } from './account-acts.ts';
import { type Answer, type Api, type Client } from './client.ts';

const { at, addPost, takePost, renew, create, history } = accounts;
const unitOf = async (name: string, communityId = 'shuangta') =>
  (await api.deps.store.db.unit.findFirstOrThrow({ where: { communityId, name } })).id;
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

describe('§8 posts', () => {
  it('count with the next request, given and taken', async () => {
    const grid = await api.as('grid');
    expect((await grid.get('/api/v1/notices')).status).toBe(403);
    expect((await addPost(admin, 'grid', 'director')).status).toBe(201);
    expect((await grid.get('/api/v1/notices')).status).toBe(200);
    expect((await takePost(admin, 'grid', 'director')).status).toBe(204);
    expect((await grid.get('/api/v1/notices')).status).toBe(403);
  });

  it('a handler may have several, unit by unit', async () => {
    const [own, other] = [await unitOf('物业服务中心'), await unitOf('供电所')];
    expect((await addPost(admin, 'handler', 'handler', 'shuangta', other)).status).toBe(201);
    expect((await takePost(admin, 'handler', 'handler', 'shuangta', own)).status).toBe(204);
    const { json } = await (await api.as('handler')).get<Me>('/api/v1/me');
    const units = json.grants.filter(({ communityId }) => communityId === 'shuangta').map(({ unitName }) => unitName);
    expect(units).toEqual(['供电所']);
    await takePost(admin, 'handler', 'handler', 'shuangta', other);
    await addPost(admin, 'handler', 'handler', 'shuangta', own);
  });

  it('are of the administrator’s own communities alone', async () => {
    expect(codeOf(await addPost(admin, 'grid', 'clerk', 'qunan'))).toBe('forbidden');
    expect(codeOf(await addPost(admin, 'dispatcher2', 'clerk'))).toBe('notFound');
    expect(codeOf(await takePost(admin, 'dispatcher2', 'dispatcher', 'qunan'))).toBe('notFound');
    expect(codeOf(await addPost(await api.as('director'), 'grid', 'clerk'))).toBe('forbidden');
    expect(codeOf(await takePost(await api.as('auditor'), 'grid', 'gridWorker'))).toBe('forbidden');
  });

  it('nobody gives to themselves, nor takes the one by which they administer', async () => {
    expect(codeOf(await addPost(admin, 'admin', 'director'))).toBe('ownAccount');
    expect(codeOf(await takePost(admin, 'admin', 'admin'))).toBe('ownAccount');
    await give('admin', 'clerk', ['shuangta']);
    expect((await takePost(admin, 'admin', 'clerk')).status).toBe(204);
  });

  it('are given once and taken once, also by two at the same time', async () => {
    const given = await Promise.all([addPost(admin, 'grid', 'convenor'), addPost(admin, 'grid', 'convenor')]);
    expect(given.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(codeOf(given.find(({ status }) => status === 409) as Answer)).toBe('postHeld');
    const taken = await Promise.all([takePost(admin, 'grid', 'convenor'), takePost(admin, 'grid', 'convenor')]);
    expect(taken.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(codeOf(taken.find(({ status }) => status === 409) as Answer)).toBe('postGone');
    const kinds = (await history(admin, 'grid')).items
      .filter(({ role }) => role === 'convenor')
      .map(({ kind }) => kind);
    expect(kinds).toEqual(['postRemoved', 'postAdded']);
  });

  it('of two administrators who take each other’s, one stays', async () => {
    for (let round = 0; round < 5; round += 1) {
      const community = await lonelyCommunity(round);
      const [one, two] = [`one${round}`, `two${round}`];
      const both = await Promise.all(
        [one, two].map(async (username) => {
          await create(admin, { username, email: `${username}@example.org` });
          await give(username, 'admin', [community]);
          return signedInAs(username);
        }),
      );
      const answers = await Promise.all([
        takePost(both[0] as Client, two, 'admin', community),
        takePost(both[1] as Client, one, 'admin', community),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 403]);
      expect(await api.deps.store.db.grant.count({ where: { communityId: community, role: 'admin' } })).toBe(1);
    }
  });

  it('the last one gone leaves the account to the community that took it', async () => {
    const convenor = await api.as('convenor');
    for (const post of await postsOf('convenor'))
      await takePost(admin, 'convenor', 'convenor', post.split(' ')[1] ?? '');
    expect((await convenor.get<Me>('/api/v1/me')).json.grants).toEqual([]);
    expect((await admin.get<User>(at('convenor'))).json.grants).toEqual([]);
    expect(codeOf(await stranger.get(at('convenor')))).toBe('notFound');
    expect(codeOf(await renew(stranger, 'convenor'))).toBe('notFound');
    expect((await addPost(admin, 'convenor', 'convenor')).status).toBe(201);
    expect((await convenor.get('/api/v1/appeals')).status).toBe(200);
  });

  it('what waits is said before one is taken; the case stays with the unit, the duty goes to whoever stands in', async () => {
    const unit = await unitOf('物业服务中心');
    const facts = {
      communityId: 'shuangta',
      type: 'HELP',
      category: 'LIGHT',
      class: 'U3',
      title: '',
      receivedAt: new Date(),
    };
    const held = { ...facts, unitId: unit, handlerId: userIdOf('handler') };
    await api.deps.store.db.appeal.createMany({
      data: [
        { ...held, no: 'SQ20300501-000001', state: 'handling' },
        { ...held, no: 'SQ20300501-000002', state: 'closed' },
        { ...held, no: 'SQ20300501-000003', state: 'handling', unitId: await unitOf('供电所') },
        { ...held, no: 'SQ20300501-000004', state: 'handling', communityId: 'huludao' },
      ],
    });
    const now = Date.now();
    const span = { startsAt: new Date(now - 3_600_000), endsAt: new Date(now + 3_600_000) };
    const times = { communityId: 'shuangta', month: '2030-05', date: '2030-05-01', fromMinute: 0, toMinute: 0 };
    await api.deps.store.db.dutyShift.create({
      data: { ...times, ...span, userId: userIdOf('handler'), backupId: userIdOf('grid'), createdBy: 'x' },
    });
    const query = `?role=handler&community=shuangta&unit=${unit}`;
    const { json } = await admin.get<OpenWork>(at('handler', `/posts/work${query}`));
    expect(json).toEqual({ cases: 1, shifts: 1, others: 0 });
    expect(codeOf(await stranger.get(at('handler', `/posts/work${query}`)))).toBe('forbidden');
    expect(codeOf(await (await api.as('director')).get(at('handler', `/posts/work${query}`)))).toBe('forbidden');
    expect(await onDutyAt(api.deps.store, 'shuangta', now)).toBe(userIdOf('handler'));
    expect((await takePost(admin, 'handler', 'handler', 'shuangta', unit)).status).toBe(204);
    expect(await onDutyAt(api.deps.store, 'shuangta', now)).toBe(userIdOf('grid'));
    const kept = await api.deps.store.db.appeal.findUniqueOrThrow({ where: { no: 'SQ20300501-000001' } });
    expect(kept).toMatchObject({ unitId: unit, handlerId: userIdOf('handler'), state: 'handling' });
  });
});

/** A community that nobody administers yet. */
async function lonelyCommunity(nth: number): Promise<string> {
  const id = `lonely${nth}`;
  const place = { name: `孤村${nth}`, town: '某镇', officeHours: [], policyName: 'default' };
  await api.deps.store.db.community.create({ data: { id, ...place } });
  return id;
}
