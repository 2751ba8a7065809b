import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppealCreated, AppealDetail } from '../../../contracts/appeals.ts';
import type { OfferCard, OfferContact, OfferList } from '../../../contracts/offers.ts';
import type { Timeline } from '../../../contracts/timeline.ts';
import { openStore, type Store } from '../../../store/client.ts';
import { listDisclosures } from '../../../store/disclosures.ts';
import { offerStandings } from '../../../web/wording/offer-page.ts';
import { startStack, type Stack } from '../../support/stack.ts';
import { newKey, signedIn, type Client } from '../client.ts';
import { phonePhoto } from '../attachments/files.ts';

let stack: Stack;
let store: Store;
let staff: Client;
let no: string;

beforeAll(async () => {
  stack = await startStack();
  store = openStore(stack.databaseUrl, { poolSize: 2 });
  // Long enough for every page to be pressed in time, however slow the machine.
  await store.db.policyLimit.updateMany({
    where: { name: 'supervision', class: 'U1', unit: 'second' },
    data: { value: 600 },
  });
  staff = await signedIn(stack.url, 'clerk');
  const created = await staff.post<AppealCreated>(
    '/api/v1/appeals',
    {
      type: 'HELP',
      category: 'LIGHT',
      communityId: await demoCommunity(),
      text: '小区没有路灯，晚上出行不便',
      appellant: { name: '张先生', phone: '13812345678', address: '3号楼2单元501' },
    },
    newKey(),
  );
  no = created.json.no;
  // 特急: when its handling passes, supervisor and units are asked at once.
  await act(staff, 'accept', { type: 'HELP', category: 'LIGHT', class: 'U1' });
}, 120_000);
afterAll(async () => {
  await store?.close();
  await stack?.stop();
});

const demoCommunity = async () => {
  const { json } = await staff.get<{ items: { id: string; demo: boolean }[] }>('/api/v1/communities');
  return json.items.find(({ demo }) => demo)?.id;
};
const detail = async () => (await staff.get<AppealDetail>(`/api/v1/appeals/${no}`)).json;
const act = async (by: Client, action: string, payload: object) => {
  const { seq } = await detail();
  const answer = await by.post(`/api/v1/appeals/${no}/actions/${action}`, { seq, ...payload }, newKey());
  expect(answer.status, answer.text).toBe(200);
};
const letterTo = async (address: string, title: string) => {
  const mail = await stack.inbox.waitFor(
    ({ to, subject }) => to[0]?.address === address && subject.includes(title),
    40_000,
  );
  const link = /https?:\/\/[^\s"<>]+\/o\/[^\s"<>]+/.exec(mail.text)?.[0] ?? '';
  return { mail, link };
};
const open = async (link: string) => (await fetch(link)).text();
const press = async (link: string, fields: Record<string, string>) => {
  const answer = await fetch(link, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: answer.status, html: await answer.text() };
};
const kinds = async () => {
  const { json } = await staff.get<Timeline>(`/api/v1/appeals/${no}/timeline`);
  return json.items.map(({ kind }) => kind);
};
const times = async (kind: string) => (await kinds()).filter((each) => each === kind).length;
const asking = offerStandings.open.title;

describe('§4.5 an offer from the mail alone', () => {
  test('the letter shows the masked card only, and opening its link changes nothing', async () => {
    const { mail, link } = await letterTo('liaison1@huying.example', asking);
    expect(mail.subject).toContain('道路亮化');
    expect(mail.text).toMatch(/前\n/);
    // Its links hold a port and a token, in which a door's number may stand by chance.
    const said = (mail.html + mail.text).replaceAll(/https?:\/\/[^\s"<]+/g, '');
    expect(said).not.toMatch(/张先生|13812345678|501|出行不便/);
    const { seq } = await detail();
    for (let n = 0; n < 5; n += 1) await open(link);
    expect((await detail()).seq).toBe(seq);
    expect((await detail()).offers[0]?.state).toBe('sent');
  });

  test('the page says that it was seen by the script of a person who touches it, and once only', async () => {
    const { link } = await letterTo('liaison1@huying.example', asking);
    for (let n = 0; n < 2; n += 1) expect((await press(link, { act: 'see' })).status).toBe(204);
    expect((await detail()).offers[0]?.state).toBe('seen');
    expect(await times('offerSeen')).toBe(1);
  });

  test('a decline wants a reason, is recorded once however often it is pressed, and asks the next rung', async () => {
    const { link } = await letterTo('liaison1@huying.example', asking);
    expect((await press(link, { act: 'decline' })).status).toBe(422);
    for (let n = 0; n < 2; n += 1) {
      const { status, html } = await press(link, { act: 'decline', reason: 'noTime', text: '这周考试' });
      expect(status).toBe(200);
      expect(html).toContain(offerStandings.declined.title);
    }
    const claimed = await press(link, { act: 'claim' });
    expect(claimed.html).toContain(offerStandings.declined.title);
    expect(await times('offerDeclined')).toBe(1);
    expect(await times('offerAccepted')).toBe(0);
    expect((await detail()).offers.filter(({ rung }) => rung === 3)).toHaveLength(3);
  });

  test('of claims at the same moment exactly one wins, and the others are told kindly', async () => {
    const links = await Promise.all(
      [1, 2, 3].map(async (n) => (await letterTo(`member${n}@huying.example`, asking)).link),
    );
    const pages = await Promise.all(
      links.flatMap((link) => [press(link, { act: 'claim' }), press(link, { act: 'claim' })]),
    );
    const said = (title: string) => pages.filter(({ html }) => html.includes(title)).length;
    expect(pages.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(said(offerStandings.waiting.title)).toBe(2);
    expect(said(offerStandings.lost.title)).toBe(4);
    expect(await times('offerAccepted')).toBe(1);
    const states = (await detail()).offers.filter(({ rung }) => rung === 3).map(({ state }) => state);
    expect(states.sort()).toEqual(['accepted', 'lost', 'lost']);
  });

  test('before staff have confirmed nothing of the resident is shown and nothing can be reported', async () => {
    const link = await winner();
    for (const fields of [{ act: 'contact' }, { act: 'report', stage: 'arrived' }] as Record<string, string>[]) {
      const { status, html } = await press(link, fields);
      expect(status).toBe(422);
      expect(html).not.toMatch(/张先生|13812345678/);
    }
    expect(await listDisclosures(store, no)).toEqual([]);
  });

  test('who offered to help does not confirm the match, whatever else they are', async () => {
    const offer = (await detail()).offers.find(({ state }) => state === 'accepted');
    const supervisor = await signedIn(stack.url, 'supervisor');
    const { id: userId } = await store.db.user.findUniqueOrThrow({ where: { username: 'supervisor' } });
    const helper = await store.db.helper.findUniqueOrThrow({ where: { id: offer?.helperId ?? '' } });
    await store.db.helper.update({ where: { id: helper.id }, data: { userId } });
    const { seq } = await detail();
    const own = { seq, offerId: offer?.id };
    const answer = await supervisor.post(`/api/v1/appeals/${no}/actions/confirmHelp`, own, newKey());
    expect([answer.status, (answer.json as { code: string }).code]).toEqual([422, 'sameAsker']);
    await store.db.helper.update({ where: { id: helper.id }, data: { userId: helper.userId } });
  });

  test('confirmed, the one who goes sees whom to help by pressing, and each look is on record', async () => {
    const offer = (await detail()).offers.find(({ state }) => state === 'accepted');
    const supervisor = await signedIn(stack.url, 'supervisor');
    await act(supervisor, 'confirmHelp', { offerId: offer?.id });
    const link = await winner(offerStandings.going.title);
    expect(await open(link)).not.toMatch(/张先生|13812345678/);
    const { html } = await press(link, { act: 'contact' });
    for (const part of ['张先生', '13812345678', '3号楼2单元501', '晚上出行不便']) expect(html).toContain(part);
    await press(link, { act: 'contact' });
    const looks = await listDisclosures(store, no);
    expect(looks).toMatchObject(Array(2).fill({ userId: offer?.helperId, role: 'member', what: 'contact' }));
    for (const each of await links()) {
      const lost = (await open(each)).includes(offerStandings.lost.title);
      if (lost) expect((await press(each, { act: 'contact' })).html).not.toContain('13812345678');
    }
  });

  test('arrival, progress with photos and the result are reported there; a second press is no second report', async () => {
    const link = await winner(offerStandings.going.title);
    await press(link, { act: 'report', stage: 'arrived' });
    const formKey = `${randomUUID()}-working`;
    for (let n = 0; n < 2; n += 1) {
      const body = new FormData();
      for (const [name, value] of Object.entries({ act: 'report', stage: 'working', text: '正在接线', formKey }))
        body.append(name, value);
      body.append('files', new Blob([new Uint8Array(await phonePhoto())]), '现场.jpg');
      const answer = await fetch(link, { method: 'POST', body });
      expect(answer.status).toBe(200);
    }
    const done = { act: 'report', stage: 'done', hours: '１.5', persons: '30', text: '灯亮了' };
    for (let n = 0; n < 2; n += 1) expect((await press(link, done)).html).toContain(offerStandings.done.title);
    expect(await times('helpReported')).toBe(3);
    const files = await staff.get<{ items: { purpose: string }[] }>(`/api/v1/appeals/${no}/attachments`);
    expect(files.json.items.map(({ purpose }) => purpose)).toEqual(['evidence']);
    const offer = (await detail()).offers.find(({ doneAt }) => doneAt !== null);
    expect(offer).toMatchObject({ hours: 1.5, persons: 30 });
    // The task is over: whom they helped is no longer theirs to look up.
    expect((await press(link, { act: 'contact' })).html).not.toContain('13812345678');
  });

  test('signed in they see their own offers and nobody else’s, and no case', async () => {
    const clients = await Promise.all([1, 2, 3].map((n) => signedIn(stack.url, `member${n}`)));
    const offers = (await detail()).offers.filter(({ rung }) => rung === 3);
    for (const client of clients) {
      const { items } = (await client.get<OfferList>('/api/v1/me/offers')).json;
      expect(items).toHaveLength(1);
      for (const { id } of offers.filter((offer) => offer.id !== items[0]?.id)) {
        expect((await client.get(`/api/v1/me/offers/${id}`)).status).toBe(404);
        expect((await client.post(`/api/v1/me/offers/${id}/claim`, {}, newKey())).status).toBe(404);
        expect((await client.post<OfferContact>(`/api/v1/me/offers/${id}/contact`, {})).status).toBe(404);
      }
      expect((await client.get<OfferCard>(`/api/v1/me/offers/${items[0]?.id}`)).status).toBe(200);
      expect((await client.get(`/api/v1/appeals/${no}`)).status).toBe(403);
      expect((await client.get('/api/v1/appeals')).status).toBe(403);
    }
    expect((await staff.get('/api/v1/me/offers')).status).toBe(403);
  });

  test('whose post has been taken away has no offers any more, though their entry and their session are still there', async () => {
    const client = await signedIn(stack.url, 'member1');
    const { userId, ...grant } = await store.db.grant.findFirstOrThrow({
      where: { user: { username: 'member1' } },
    });
    await store.db.grant.delete({ where: { id: grant.id } });
    try {
      expect((await client.get('/api/v1/me/offers')).status).toBe(403);
    } finally {
      await store.db.grant.create({ data: { ...grant, userId } });
    }
    expect((await client.get('/api/v1/me/offers')).status).toBe(200);
  });
});

/** The links of the three members' letters. */
async function links(): Promise<string[]> {
  return Promise.all([1, 2, 3].map(async (n) => (await letterTo(`member${n}@huying.example`, asking)).link));
}

/** The link of whoever won, from the letter of that title. */
async function winner(title = asking): Promise<string> {
  if (title !== asking) {
    const mail = await stack.inbox.waitFor(({ subject }) => subject.includes(title));
    return /https?:\/\/[^\s"<>]+\/o\/[^\s"<>]+/.exec(mail.text)?.[0] ?? '';
  }
  for (const link of await links()) if ((await open(link)).includes(offerStandings.waiting.title)) return link;
  throw new Error('nobody has won');
}
