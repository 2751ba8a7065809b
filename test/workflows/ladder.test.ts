// A whole ladder on a time-skipping server over a real PostgreSQL, with the demo's directory to find helpers in; through Spring Festival
// in spring-festival.test.ts.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Cipher } from '../../store/cipher.ts';
import type { Store } from '../../store/client.ts';
import { clockSummary } from '../../workflows/appeal-face.ts';
import { onCase, person, refusalOf, withWorker } from './cast.ts';
import { fileAppeal, startCase } from './filed.ts';
import { openScene, type Scene } from './scene.ts';

let scene: Scene;
let env: TestWorkflowEnvironment;
let store: Store;
let cipher: Cipher;

beforeAll(async () => {
  scene = await openScene();
  ({ env, store, cipher } = scene);
});

afterAll(() => scene?.close());

async function begin(receivedAt: number) {
  const no = await fileAppeal(store, cipher, { category: 'LIGHT', class: 'U3', receivedAt });
  await startCase(env.client, no);
  return { no, ...onCase(env.client, no) };
}

describe('§4.5 a whole ladder', () => {
  test('climbs from the supervisor to the joint meeting when nobody answers, and asks whom matching found', async () => {
    await withWorker(env, store, async () => {
      const { no, look, handle } = await begin(await env.currentTimeMs());
      await env.sleep('40 days');
      const { appeal } = await look();
      expect(appeal.escalations.map(({ rung }) => rung)).toEqual([1, 2, 3, 4, 5]);
      expect(appeal.offers.every(({ state }) => state === 'expired')).toBe(true);
      expect(appeal.offers.filter(({ rung }) => rung === 2)).toHaveLength(1);
      expect(appeal.offers.filter(({ rung }) => rung === 3).length).toBeGreaterThan(0);
      expect(appeal.councilItem).not.toBeNull();
      expect(appeal.escalations.find(({ rung }) => rung === 4)?.officeId).toBe('county-zhujian');
      const rows = await store.db.offer.findMany({ where: { appealNo: no } });
      expect(rows.map(({ state }) => state)).toEqual(appeal.offers.map(() => 'expired'));
      const loads = await store.db.helper.findMany({ where: { id: { in: rows.map(({ helperId }) => helperId) } } });
      expect(loads.map(({ openOffers, silentCount }) => [openOffers, silentCount])).toEqual(loads.map(() => [0, 1]));
      const told = await store.db.notice.findMany({
        where: { appealNo: no, kind: { in: ['offer', 'officeCalled', 'listed'] } },
      });
      expect(
        told
          .filter(({ kind }) => kind === 'offer')
          .map(({ recipient }) => recipient)
          .sort(),
      ).toEqual(appeal.offers.map(({ helperId }) => `helper:${helperId}`).sort());
      expect(told.some(({ recipient }) => recipient === 'office:county-zhujian')).toBe(true);
      await handle.terminate();
    });
  });

  test('two members claim at the same moment: exactly one wins, the other is told that somebody was first', async () => {
    await withWorker(env, store, async () => {
      const { no, look, act, handle } = await begin(await env.currentTimeMs());
      let appeal = (await look()).appeal;
      for (let days = 0; days < 60 && !appeal.offers.some(({ rung }) => rung === 3); days += 1) {
        await env.sleep('1 day');
        ({ appeal } = await look());
      }
      const offers = appeal.offers.filter(({ rung, state }) => rung === 3 && state === 'sent');
      expect(clockSummary(appeal)).toMatch(/^rung 3 asks .+ until /);
      const claims = await Promise.allSettled(
        offers.map(({ id, helperId }) => act(person(helperId, 'member'), 'claimOffer', { offerId: id })),
      );
      expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const after = (await look()).appeal;
      const [winner, ...others] = after.offers.filter(({ state }) => state === 'accepted');
      expect(others).toEqual([]);
      expect(clockSummary(after)).toContain(`rung 3 taken by ${winner?.helperId}`);
      const again = offers.find(({ id }) => id !== winner?.id);
      const late = act(person(again?.helperId ?? '', 'member'), 'claimOffer', { offerId: again?.id ?? '' });
      if (again) expect(await refusalOf(late)).toBe('offerTaken');
      const load = await store.db.helper.findUniqueOrThrow({ where: { id: winner?.helperId ?? '' } });
      expect(load).toMatchObject({ openOffers: 0, activeTasks: 1 });
      expect((await store.db.offer.findMany({ where: { appealNo: no, state: 'accepted' } })).length).toBe(1);
      await handle.terminate();
    });
  });

  test('a helper whose load is full cannot claim: the refusal comes from the record, and nothing else changes', async () => {
    await withWorker(env, store, async () => {
      const { look, act, handle } = await begin(await env.currentTimeMs());
      let appeal = (await look()).appeal;
      for (let days = 0; days < 60 && appeal.offers.length === 0; days += 1) {
        await env.sleep('1 day');
        ({ appeal } = await look());
      }
      const [offer] = appeal.offers;
      const helperId = offer?.helperId ?? '';
      await store.db.helper.update({ where: { id: helperId }, data: { maxActiveTasks: 0 } });
      const claim = { offerId: offer?.id ?? '' };
      expect(await refusalOf(act(person(helperId, 'partnerLiaison'), 'claimOffer', claim))).toBe('capReached');
      expect((await look()).appeal.version).toBe(appeal.version);
      await handle.terminate();
    });
  });
});
