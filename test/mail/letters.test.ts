import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appellantPage } from '../../activities/mail/appellant.ts';
import { helperPage } from '../../activities/mail/helper.ts';
import { officePage } from '../../activities/mail/office.ts';
import { renderHtml, renderText, type Page } from '../../activities/mail/page.ts';
import { staffPage } from '../../activities/mail/staff.ts';
import type { Subject } from '../../activities/mail/subject.ts';
import { weeklyPage } from '../../activities/mail/weekly.ts';
import { headerText, isAddress } from '../../activities/mail/transport.ts';
import { noticeKinds, type NoticeKind } from '../../domain/appeal/notice-kinds.ts';
import type { NoticeFacts } from '../../domain/appeal/notices.ts';
import { aNotice, aPostman, cipher, facts, mailParts, type Parts } from './parts.ts';

const six = Date.UTC(2026, 10, 24, 10);
const minute = 60_000;

const subject = (kind: NoticeKind, over: Partial<NoticeFacts> = {}): Subject => ({
  kind,
  facts: facts({ dueAt: six, firedAt: six + 1_000, ...over }),
  community: '双塔社区',
  compound: '八家巷小区',
  category: '道路亮化/小区照明',
  caseUrl: 'https://huying.example.org/console/appeals/SQ20261124-000001',
  acknowledgeUrl: 'https://huying.example.org/m/token',
});
const both = (page: Page) => [renderHtml(page), renderText(page)];

describe('§4.4 a letter to the supervisor', () => {
  const page = staffPage([subject('handlingOverdue')], { at: six + 125 * minute });

  test('says in HTML and in text all that the expiry calls for', () => {
    const said = [
      'SQ20261124-000001',
      '八家巷小区',
      '双塔社区',
      '道路亮化/小区照明',
      'U3 一般',
      '2小时5分钟',
      '1 级提级（社区督办员）',
    ];
    said.push(
      '11月24日（星期二）18:00',
      '11月20日（星期五）09:00 签收',
      '请在11月25日（星期三）18:00前签收督办',
      '社区书记（主任）',
    );
    said.push('签收督办', 'https://huying.example.org/m/token', 'https://huying.example.org/console/appeals/');
    for (const text of both(page)) for (const part of said) expect(text).toContain(part);
    expect(page.subject).toBe('【督办】SQ20261124-000001 八家巷小区 处理超期');
  });

  test('says so where nothing has been tried', () => {
    const [, text] = both(staffPage([subject('handlingOverdue', { tried: [] })], { at: six }));
    expect(text).toContain('已做过：尚无任何办理记录。');
  });

  test('speaks of the button, and of signing, only where there is one', () => {
    const about = (acknowledgeUrl: string | null) => ({
      ...subject('policeOverdue', { nextAt: null, tried: [] }),
      acknowledgeUrl,
    });
    for (const text of both(staffPage([about('https://huying.example.org/m/token')], { at: six })))
      expect(text).toMatch(/请签收并督促[\s\S]*邮件中的按钮/);
    for (const text of both(staffPage([about(null)], { at: six }))) {
      expect(text).toContain('请督促承办单位');
      expect(text).not.toMatch(/签收|按钮/);
    }
  });

  test('about several cases counts them by kind', () => {
    const subjects = [
      subject('handlingOverdue'),
      subject('replyOverdue', { clock: 'reply' }),
      subject('handlingOverdue'),
    ];
    expect(staffPage(subjects, { at: six }).subject).toBe('【督办】3 件诉求等您处置：处理超期 2 件，答复超期 1 件');
  });
});

describe('every kind of notice', () => {
  const toAppellant = [
    'registered',
    'replied',
    'closed',
    'answerReminder',
    'merged',
    'unmerged',
    'extended',
    'parked',
    'unparked',
    'xinfangInformed',
    'xinfangExtended',
    'xinfangReviewed',
    'extended',
    'parked',
    'unparked',
  ];
  const toHelpers: NoticeKind[] = ['offer', 'offerLost', 'offerWithdrawn'];

  test('the weekly list of 其他 names every case, with a link each', () => {
    const page = weeklyPage([subject('otherListed'), subject('otherListed', { no: 'SQ20261124-000002' })]);
    expect(page.subject).toBe('【归类】上周有 2 件诉求归入“其他”');
    for (const text of both(page)) expect(text).toMatch(/SQ20261124-000001[\s\S]*SQ20261124-000002/);
  });

  const lists: NoticeKind[] = ['warning', 'otherListed'];
  test.each(noticeKinds.filter((kind) => !lists.includes(kind)))('%s can be put into words', (kind) => {
    const follow = { url: 'https://huying.example.org/follow', queryCode: 'ABCD2345', anonymous: false };
    const written = { at: six };
    const page = toAppellant.includes(kind)
      ? appellantPage(subject(kind), follow, written)
      : kind === 'officeCalled'
        ? officePage(subject(kind), { office: '猗氏镇人民政府', url: 'https://huying.example.org/w/token' }, written)
        : toHelpers.includes(kind)
          ? helperPage(subject(kind, { ask: 'work' }), 'https://huying.example.org/o/token', written)
          : staffPage([subject(kind)], written);
    for (const text of both(page)) {
      expect(text).toContain('SQ20261124-000001');
      expect(text).not.toMatch(/undefined|null|NaN/);
    }
  });
});

describe('what is put into a letter cannot break out of it', () => {
  test('markup is escaped in HTML', () => {
    const hostile = { ...subject('urged'), compound: '<script>alert("1")</script>&\'', acknowledgeUrl: null };
    const html = renderHtml(staffPage([hostile], { at: six }));
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;');
  });

  test('line breaks never reach a header', () => {
    expect(headerText('督办\r\nBcc: x@example.org\u0000\u0085')).toBe('督办 Bcc: x@example.org');
  });

  test('an address is one plain address', () => {
    expect(isAddress('z.wang@example.org')).toBe(true);
    for (const bad of [
      'a@x.org, b@y.org',
      'a@x.org\nBcc: b',
      '<a@x.org>',
      'a b@x.org',
      'a',
      '@x.org',
      'a@x.org;b',
      '',
    ]) {
      expect(isAddress(bad)).toBe(false);
    }
  });
});

describe('§3.9 letters as they arrive', () => {
  let parts: Parts;
  beforeAll(async () => {
    parts = await mailParts();
  });
  afterAll(() => parts.close());

  test('the appellant gets the query code, and nobody a line of free text or a name', async () => {
    const id = 'intake-1';
    const no = 'SQ20261124-000001';
    const seal = (column: string, text: string) => cipher.encrypt(text, { table: 'intake', column, id });
    const row = {
      no,
      communityId: 'shuangta',
      type: 'HELP',
      category: 'LIGHT',
      class: 'U3',
      title: '',
      receivedAt: new Date(),
    };
    await parts.store.db.appeal.create({ data: row });
    await parts.store.db.intake.create({
      data: {
        id,
        appealNo: no,
        receivedAt: new Date(),
        channel: 'web',
        source: 'resident',
        createdBy: 'resident',
        nameEnc: seal('name', '张三丰'),
        emailEnc: seal('email', 'zhang@example.org'),
        textEnc: seal('text', '家门口的灯坏了'),
        queryCodeEnc: seal('queryCode', 'ABCD2345'),
        queryCodeHash: '',
        legalBasis: 'publicDuty',
        privacyNoticeVersion: '1',
        policyVersion: 'default',
        calendarVersion: '1',
        requestKey: 'k',
        bodyHash: 'h',
      },
    });
    for (const kind of ['registered', 'replied', 'closed'] as const) {
      await aNotice(parts, { kind, recipient: 'appellant', facts: { state: 'closed', outcome: 'solved' } });
    }
    await aNotice(parts);
    const postman = aPostman(parts);
    expect((await postman.round()).sent).toBe(4);
    postman.close();
    const mails = await parts.inbox.mails();
    const own = mails.filter((mail) => mail.to[0]?.address === 'zhang@example.org');
    expect(own.map((mail) => mail.subject).sort()).toEqual([
      '您的诉求已有答复（SQ20261124-000001）',
      '您的诉求已登记（SQ20261124-000001）',
      '您的诉求已结案（SQ20261124-000001）',
    ]);
    expect(own.find((mail) => mail.subject.includes('登记'))?.text).toContain('查询码：ABCD2345');
    for (const mail of mails) expect(mail.html + mail.text + mail.subject).not.toMatch(/张三丰|灯坏了/);
  });

  test('say in their headers that a machine wrote them and which list they belong to', async () => {
    const [mail] = await parts.inbox.mails();
    const raw = await parts.inbox.source(mail?.id ?? '');
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
    expect(raw).toMatch(/^List-Id: <(staff|appellants)\.example\.org>\r?$/im);
    expect(raw).toMatch(/^Message-ID: <[\w-]{32}@example\.org>\r?$/m);
    expect(raw).not.toMatch(/^Precedence:/m);
    expect(raw).toMatch(/Content-Type: multipart\/alternative/);
  });
});
