import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wantedCapabilities, requiredTraining } from '../../domain/matching/capabilities.ts';
import { rank } from '../../domain/matching/rank.ts';
import { alwaysOpen } from '../../domain/time/working-time.ts';
import { idOf, planPlaces } from '../../prisma/places.ts';
import { planHelpers } from '../../prisma/helpers.ts';
import { userIdOf } from '../../prisma/cast.ts';
import { openStore, type Store } from '../../store/client.ts';
import { profilesFor } from '../../store/helpers.ts';
import { aRequest } from '../domain/matching/builders.ts';
import { freshDatabase } from '../support/database.ts';

let store: Store;
beforeAll(async () => {
  store = openStore((await freshDatabase({ seed: true })).url);
});
afterAll(() => store.close());

const request = (rung: 2 | 3) =>
  aRequest({
    rung,
    category: 'LIGHT',
    capabilities: wantedCapabilities({ category: 'LIGHT', rung, ask: 'work' }),
    training: requiredTraining('LIGHT'),
    place: { communityId: 'demo', compoundId: 'demo.1', buildingId: 'demo.1.1' },
    at: Date.now(),
    hours: alwaysOpen,
  });

describe('§1 the demo’s helpers', () => {
  test('are as many as the article counts: 72 units, 1,969 members, 57 teams, 64 stations', async () => {
    const counts = await store.db.helper.groupBy({ by: ['kind'], _count: true, orderBy: { kind: 'asc' } });
    expect(counts.map(({ kind, _count }) => [kind, _count])).toEqual([
      ['member', 1969],
      ['team', 57],
      ['unit', 72],
    ]);
    expect(await store.db.station.count()).toBe(64);
    for (const { id } of await store.db.community.findMany()) {
      for (const kind of ['member', 'team', 'unit']) {
        expect(await store.db.helper.count({ where: { communityId: id, kind } }), `${id} ${kind}`).toBeGreaterThan(0);
      }
    }
  });

  test('hold the units that the article names', async () => {
    const units = await store.db.helper.findMany({ where: { kind: 'unit' }, select: { name: true } });
    expect(units.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        '临猗二中',
        '县果业服务中心',
        '县财政局',
        '县住建局',
        '猗氏镇政府',
        '贵戚坊村委会',
        '雪云棉机厂',
        '凯博瑞口腔门诊',
      ]),
    );
  });

  test('have no name or number in the clear, and the same ones every time', async () => {
    const members = await store.db.helper.findMany({ where: { kind: 'member' } });
    expect(members.every(({ name, personEnc }) => name === null && personEnc?.startsWith('v1:'))).toBe(true);
    expect(JSON.stringify(members)).not.toMatch(/"140\d{8}"|何立新/);
    const places = planPlaces({
      county: '',
      communities: [{ name: '双塔社区', compounds: ['丰林小区'], buildings: 1 }],
    });
    expect(planHelpers(places)).toEqual(planHelpers(places));
  });

  test('offer in the demo community exactly one unit for lights, and at least five members', async () => {
    const units = rank(request(2), await profilesFor(store, 'demo', ['unit']));
    expect(units.chosen.map(({ helperId }) => helperId)).toEqual(['unit-0001']);
    expect(await store.db.helper.findUniqueOrThrow({ where: { id: 'unit-0001' } })).toMatchObject({
      name: '临猗二中',
      userId: userIdOf('liaison1'),
      communityId: idOf('演示社区'),
    });
    const members = rank(request(3), await profilesFor(store, 'demo', ['member', 'team']));
    expect(members.chosen.length).toBeGreaterThanOrEqual(5);
    const best = members.chosen.slice(0, 3).map(({ helperId }) => helperId);
    const known = await store.db.helper.findMany({ where: { id: { in: best } }, select: { userId: true } });
    expect(known.map(({ userId }) => userId).toSorted()).toEqual(['member1', 'member2', 'member3'].map(userIdOf));
  });
});
