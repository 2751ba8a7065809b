// A case that turned out to be about somebody who was asked to help with it: at no door of theirs is anything of it left.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OfferCard } from '../../../contracts/offers.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { userIdOf } from '../../../prisma/cast.ts';
import { match } from '../../../activities/match.ts';
import { signOfferToken } from '../../../store/mail-token.ts';
import { helpersOf, personsOf, shutOutNotices } from '../../../store/shielding.ts';
import { newKey, openApi, problemOf, type Api, type Client } from '../client.ts';
import { anOffer, lateCase, no, offerId, storeCase } from './parts.ts';

const helperId = 'helper-zhao';
const hour = 3_600_000;
let api: Api;
/** Works for the power station, and has reported in as a party member. */
let zhao: Client;
let unitId: string;
const doc = lateCase([anOffer({ helperId })]);

beforeAll(async () => {
  api = await openApi();
  const { db } = api.deps.store;
  const userId = userIdOf('handler2');
  await db.grant.create({ data: { id: 'grant-zhao', userId, role: 'member', communityId: 'shuangta' } });
  const entry = { kind: 'member', communityId: 'shuangta', state: 'verified', source: 'seed', enteredBy: 'clerk' };
  await db.helper.create({
    data: { ...entry, id: helperId, userId, capabilities: ['electrician'], consentAt: new Date() },
  });
  unitId = (await db.grant.findFirstOrThrow({ where: { userId, NOT: { unitId: null } } })).unitId ?? '';
  await storeCase(api.deps.store, doc);
  const { id, rung, raisedSeq, kind, ask, score, state, sentAt } = anOffer();
  const offer = { id, rung, raisedSeq, kind, ask, score, state, sentAt: new Date(sentAt) };
  await db.offer.create({ data: { ...offer, appealNo: no, helperId } });
  zhao = await api.as('handler2');
});
afterAll(() => api.stop());

const about = (ids: Partial<Appeal>) => storeCase(api.deps.store, { ...doc, ...ids });
const list = async () => (await zhao.get<{ items: OfferCard[] }>('/api/v1/me/offers')).json.items.map(({ id }) => id);
const page = async () => {
  const grant = { helperId, no, offerId, endsAt: Date.now() + hour };
  const answer = await fetch(`${api.url}/o/${signOfferToken(api.deps.config.keys.mailToken, grant)}`);
  return { status: answer.status, html: await answer.text() };
};

describe('§4.6 report and whoever was asked to help', () => {
  test('before, their list and their letter’s page show the offer', async () => {
    await about({});
    expect(await list()).toEqual([offerId]);
    expect(await page()).toMatchObject({ status: 200, html: expect.stringContaining('我来帮忙') as string });
  });

  test.each([
    ['themselves', () => ({ shieldedFrom: [userIdOf('handler2')] })],
    ['the unit they act for', () => ({ shieldedFrom: [unitId] })],
    ['their entry in the directory', () => ({ shieldedHelpers: [helperId] })],
  ])('about %s: list, page and every act are as if there had been nothing', async (_whom, ids) => {
    await about(ids());
    expect(await list()).toEqual([]);
    const { status, html } = await page();
    expect(status).toBe(410);
    expect(html).not.toContain(no);
    expect(html).not.toContain('我来帮忙');
    const path = `/api/v1/me/offers/${offerId}`;
    expect(problemOf(await zhao.get(path)).code).toBe('notFound');
    for (const act of ['see', 'claim', 'contact'])
      expect(problemOf(await zhao.post(`${path}/${act}`, {}, newKey())).code).toBe('notFound');
    expect(problemOf(await zhao.post(`${path}/decline`, { reason: 'noTime' }, newKey())).code).toBe('notFound');
  });

  test('their entry is found with them and with their unit, told nothing, and not asked again', async () => {
    const { store } = api.deps;
    expect(await helpersOf(store, [unitId])).toContain(helperId);
    expect(await helpersOf(store, [userIdOf('handler2')])).toEqual([helperId]);
    expect(await helpersOf(store, [])).toEqual([]);
    expect(await personsOf(store, [unitId])).toContain(helperId);
    await about({ shieldedFrom: [unitId] });
    await store.db.appeal.update({ where: { no }, data: { shieldedFrom: [unitId] } });
    const notice = {
      appealNo: no,
      kind: 'offerWithdrawn',
      class: 'U3',
      facts: { no },
      sendAfter: new Date(),
      gather: 'alone',
    };
    for (const [id, recipient] of [
      ['to-zhao', `helper:${helperId}`],
      ['to-other', 'helper:somebody'],
    ] as const)
      await store.db.notice.create({ data: { ...notice, id, key: id, recipient } });
    const shut = await store.db.$transaction((tx) => shutOutNotices(tx, ['to-zhao', 'to-other']));
    expect(shut).toEqual(['to-zhao']);
    const asked = (shieldedFrom: string[]) =>
      match(store, { appeal: { ...doc, offers: [], shieldedFrom }, rung: 3, raisedSeq: 9, now: Date.now() });
    const ids = (found: Awaited<ReturnType<typeof asked>>) => found.tally.recused ?? 0;
    expect(ids(await asked([unitId])) - ids(await asked([]))).toBe(1);
  });
});
