import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readOfferToken, readOfficeToken } from '../../store/mail-token.ts';
import { helperPlace } from '../../store/helper-entries.ts';
import { aNotice, aPostman, cipher, mailParts, tokenKey, type Parts, type Wanted } from './parts.ts';

let parts: Parts;
let postman: ReturnType<typeof aPostman>;
const no = 'SQ20261124-000001';
const offer = { offerId: `${no}-9-1`, ask: 'work', within: { value: 1, unit: 'workingDay' } } as const;

beforeAll(async () => {
  parts = await mailParts();
  postman = aPostman(parts);
  const { db } = parts.store;
  const row = { communityId: 'shuangta', state: 'verified', source: 'seed', enteredBy: 'clerk' };
  const emailEnc = cipher.encrypt('member@example.org', helperPlace('email', 'member-1'));
  await db.helper.create({ data: { ...row, id: 'member-1', kind: 'member', emailEnc } });
  await db.helper.create({ data: { ...row, id: 'unit-1', kind: 'unit', name: '临猗二中', userId: 'director' } });
  await db.helper.create({ data: { ...row, id: 'member-2', kind: 'member' } });
  await db.office.create({
    data: { id: 'street', kind: 'street', name: '猗氏镇人民政府', email: 'street@example.org' },
  });
});
afterAll(async () => {
  postman.close();
  await parts.close();
});
beforeEach(() => parts.inbox.clear());

const send = async (...wanted: Wanted[]) => {
  for (const each of wanted) await aNotice(parts, each);
  await postman.round();
  return parts.inbox.mails();
};
const tokenIn = (text: string, kind: string) => new RegExp(`/${kind}/([^\\s"<>]+)`).exec(text)?.[1] ?? '';
const aboutOffer = { rung: 3, nextAt: Date.UTC(2026, 10, 25, 10), dueAt: null, firedAt: null, ...offer };

describe('§4.5 §9 letters to helpers', () => {
  test('an offer goes to the helper’s own address with the masked card and a link for this helper and offer alone', async () => {
    const [mail] = await send({ kind: 'offer', recipient: 'helper:member-1', facts: { ...aboutOffer, inPairs: true } });
    expect(mail?.to[0]?.address).toBe('member@example.org');
    expect(mail?.subject).toBe('【双塔社区】请您帮个忙：LIGHT（八家巷小区）');
    for (const part of ['出力', '双塔社区 八家巷小区', '11月25日（星期三）18:00前', '1 个工作日内', '两人一起去', no])
      expect(mail?.text).toContain(part);
    expect(await parts.inbox.source(mail?.id ?? '')).toMatch(/^List-Id: <helpers\.example\.org>\r?$/im);
    const read = readOfferToken(tokenKey, tokenIn(mail?.text ?? '', 'o'), Date.now());
    expect(read).toMatchObject({ kind: 'valid', grant: { helperId: 'member-1', no, offerId: offer.offerId } });
    // No way into the console, and nothing to acknowledge.
    expect(mail?.html).not.toMatch(/\/console|\/m\/|签收/);
  });

  test('a unit without an address of its own is written to through whoever answers for it', async () => {
    const [mail] = await send({ kind: 'offer', recipient: 'helper:unit-1', facts: { ...aboutOffer, rung: 2 } });
    expect(mail?.to[0]?.address).toBe('director@example.org');
    expect(mail?.text).not.toContain('同时请了几位');
  });

  test('two offers to one helper are two letters, each with its own link, also where notices are gathered', async () => {
    const other = { ...aboutOffer, no: 'SQ20261124-000002', offerId: 'SQ20261124-000002-9-1' };
    const mails = await send(
      { kind: 'offer', recipient: 'helper:member-1', gather: 'window', facts: aboutOffer },
      { kind: 'offer', recipient: 'helper:member-1', gather: 'window', facts: other },
    );
    expect(new Set(mails.map(({ text }) => tokenIn(text, 'o'))).size).toBe(2);
  });

  test('who lost is thanked, and learns nothing of who won', async () => {
    const [mail] = await send({
      kind: 'offerLost',
      recipient: 'helper:member-1',
      facts: { ...aboutOffer, nextAt: null },
    });
    expect(mail?.text).toMatch(/谢谢您[\s\S]*已有人先答应/);
    expect(mail?.text).not.toMatch(/member-|unit-/);
  });

  test('whoever left or has no address gets none, and the case goes on', async () => {
    expect(await send({ kind: 'offer', recipient: 'helper:member-2', facts: aboutOffer })).toEqual([]);
    await parts.store.db.helper.update({ where: { id: 'member-1' }, data: { state: 'left' } });
    expect(await send({ kind: 'offer', recipient: 'helper:member-1', facts: aboutOffer })).toEqual([]);
    const dropped = await parts.store.db.notice.count({ where: { state: 'dropped' } });
    expect(dropped).toBe(2);
  });
});

describe('§4.5 R4 the letter to an outside office', () => {
  test('is formal, names the promise and since when, and carries the office’s own link', async () => {
    const facts = { rung: 4, raisedSeq: 21, clock: 'handling', dueAt: Date.UTC(2026, 10, 20, 10) } as const;
    const [mail] = await send({ kind: 'officeCalled', recipient: 'office:street', facts });
    expect(mail?.to[0]?.address).toBe('street@example.org');
    for (const part of [
      `${no}-哨21`,
      '猗氏镇人民政府：',
      '处理应于11月20日（星期五）18:00前完成',
      '请签收',
      '已经做过',
    ])
      expect(mail?.text).toContain(part);
    const read = readOfficeToken(tokenKey, tokenIn(mail?.text ?? '', 'w'), Date.now());
    expect(read).toMatchObject({ kind: 'valid', grant: { officeId: 'street', no, raisedSeq: 21 } });
    expect(mail?.html).not.toMatch(/\/console|\/m\//);
  });
});
