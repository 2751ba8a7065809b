import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Api } from '../api/client.ts';
import { phonePhoto } from '../api/attachments/files.ts';
import { PlainBrowser, wordsOf, type Visit } from './browser.ts';

let api: Api;
const folder = mkdtempSync(join(tmpdir(), 'huying-pages-'));
beforeAll(async () => {
  api = await openApi({ env: { ATTACHMENT_DIR: folder } });
});
afterAll(async () => {
  await api.stop();
  rmSync(folder, { recursive: true, force: true });
});

const open = () => new PlainBrowser(api.url);

/** Goes as far as the check page. */
async function filled(browser: PlainBrowser, contact: Record<string, string> = named): Promise<Visit> {
  await browser.post('/file/purpose', { type: 'HELP' });
  await browser.post('/file/matter', { category: 'LIGHT' });
  await browser.post('/file/community', { communityId: 'huludao' });
  await browser.post('/file/compound', { compoundId: 'huludao.1' });
  await browser.post('/file/spot', { buildingId: 'none', address: '北门往东50米' });
  await browser.post('/file/details', { text: '没有路灯\n晚上看不见' });
  return browser.post('/file/contact', contact);
}
const lastIntake = () => api.deps.store.db.intake.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
const named = { contact: 'named', name: '王阿姨', phone: '138-1234-5678', email: '', vulnerable: '' };

describe('filing', () => {
  test('§4.6 shows the emergency numbers first, on the front page and on the first question', async () => {
    for (const path of ['/', '/file/purpose']) {
      const page = await open().get(path);
      expect(page.html.indexOf('tel:110')).toBeLessThan(page.html.indexOf('<h1>'));
      for (const number of ['110', '119', '120', '122']) expect(page.html).toContain(`tel:${number}`);
    }
  });

  test('keeps every answer, shows them for checking, and says when what will happen', async () => {
    const browser = open();
    const check = await filled(browser);
    expect(check.path).toBe('/file/check');
    for (const answer of [
      '路灯、楼道灯',
      '葫芦岛社区',
      '八家巷小区',
      '北门往东50米',
      '没有路灯',
      '王阿姨，13812345678',
    ]) {
      expect(wordsOf(check)).toContain(answer);
    }
    const done = await browser.post('/file/check', { consent: 'yes' });
    expect(done.path).toBe('/file/done');
    expect(wordsOf(done)).toMatch(/查询码 [0-9A-Z]{4} [0-9A-Z]{4}/);
    expect(wordsOf(done)).toMatch(/\d+月\d+日（星期.） \d\d:\d\d前 社区决定是否受理/);
    expect(wordsOf(await browser.get('/file/done'))).toBe(wordsOf(done));
    expect(wordsOf(await browser.get('/case'))).toContain('已经收到');
  });

  test('of a later wish is linked to the case that is open in the browser, within its community', async () => {
    const browser = open();
    await filled(browser);
    await browser.post('/file/check', { consent: 'yes' });
    const { appealNo: old } = await lastIntake();
    expect((await browser.post('/file/after', {})).path).toBe('/file/purpose');
    await filled(browser);
    await browser.post('/file/check', { consent: 'yes' });
    expect(await lastIntake()).toMatchObject({ linkedTo: old });
    expect((await open().post('/file/after', {})).path).toBe('/follow?again=1');
  });

  test('is one appeal however often the button is pressed', async () => {
    const browser = open();
    await filled(browser);
    const before = await api.deps.store.db.appeal.count();
    const pages = await Promise.all([1, 2, 3].map(() => browser.post('/file/check', { consent: 'yes' })));
    expect(pages.map(({ path }) => path)).toEqual(['/file/done', '/file/done', '/file/done']);
    expect(await api.deps.store.db.appeal.count()).toBe(before + 1);
    await browser.post('/file/check', { consent: 'yes' });
    expect(await api.deps.store.db.appeal.count()).toBe(before + 1);
  });

  test('says what is missing on top and at the field in the same words, and keeps what was typed', async () => {
    const browser = open();
    await filled(browser);
    const page = await browser.post('/file/contact', { ...named, name: '李建国', phone: '12345' });
    expect(page.status).toBe(422);
    expect(page.html).toContain('<title>填写有误：');
    expect(page.html.match(/请填写大陆手机号，或带区号的固定电话/g)).toHaveLength(2);
    expect(page.html).toContain('href="#phone"');
    expect(page.html).toContain('value="李建国"');
  });

  test('leads back to the check page from a change, and asks again only what the change unsettled', async () => {
    const browser = open();
    await filled(browser);
    expect((await browser.post('/file/matter', { category: 'CLEAN', change: '1' })).path).toBe('/file/check');
    expect((await browser.post('/file/community', { communityId: 'qunan', change: '1' })).path).toBe('/file/compound');
  });

  test('cannot skip a question, and needs the consent', async () => {
    const browser = open();
    expect((await browser.get('/file/check')).path).toBe('/file/purpose');
    expect((await browser.post('/file/contact', named)).path).toBe('/file/purpose');
    await filled(browser);
    const page = await browser.post('/file/check', {});
    expect([page.status, wordsOf(page).includes('请看过个人信息告知书')]).toEqual([422, true]);
  });

  test('takes photos before there is a case, gives them to it, and shows them to nobody else', async () => {
    const browser = open();
    await filled(browser);
    const photo = new File([new Uint8Array(await phonePhoto())], '路灯.jpg', { type: 'image/jpeg' });
    const bad = new File(['GIF89a'], '动图.jpg', { type: 'image/jpeg' });
    const refused = await browser.post('/file/details', { text: '没有路灯' }, [photo, bad]);
    expect(wordsOf(refused)).toContain('动图.bin：只能上传照片');
    const check = await browser
      .post('/file/details', { text: '没有路灯' }, [photo])
      .then(() => browser.get('/file/check'));
    const path = /\/file\/files\/[0-9a-f-]{36}/.exec(check.html)?.[0] ?? '';
    expect(check.html.match(/路灯\.jpg/g)).toHaveLength(1);
    expect((await browser.raw(path)).headers.get('content-disposition')).toContain('attachment');
    expect((await open().raw(path)).status).toBe(404);
    await browser.post('/file/check', { consent: 'yes' });
    expect((await browser.get('/case')).html).toContain('路灯.jpg');
  });

  test('§4.6 anonymously yields a longer code that alone leads to the case', async () => {
    const browser = open();
    await filled(browser, { contact: 'anonymous' });
    const done = await browser.post('/file/check', { consent: 'yes' });
    const code = /class="code">([^<]+)</.exec(done.html)?.[1] ?? '';
    expect(code.replaceAll(' ', '')).toHaveLength(16);
    const visit = await open().post('/follow', { queryCode: code.toLowerCase(), phoneTail: '' });
    expect([visit.path, wordsOf(visit).includes('没有路灯')]).toEqual(['/case', true]);
  });

  test('refuses hidden characters with words a person understands', async () => {
    const browser = open();
    await filled(browser);
    const page = await browser.post('/file/details', { text: '看\u202e不见' });
    expect([page.status, wordsOf(page).includes('含有不可见或控制字符')]).toEqual([422, true]);
  });

  test('never shows markup that somebody typed', async () => {
    const browser = open();
    await filled(browser);
    await browser.post('/file/details', { text: '<script>alert(1)</script>"\'' });
    const { html } = await browser.get('/file/check');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toContain('<script>alert');
  });

  test('leaves no personal data readable in the draft', async () => {
    const browser = open();
    await filled(browser);
    const rows = JSON.stringify(await api.deps.store.db.filingDraft.findMany());
    expect(rows).not.toMatch(/13812345678|王阿姨|路灯/);
  });
});

describe('following', () => {
  test('says the same for a wrong code and a wrong phone, and nothing of the case', async () => {
    const browser = open();
    await filled(browser);
    const done = await browser.post('/file/check', { consent: 'yes' });
    const code = /class="code">([^<]+)</.exec(done.html)?.[1] ?? '';
    const answers = [];
    for (const fields of [
      { queryCode: code, phoneTail: '0000' },
      { queryCode: 'ABCD2345', phoneTail: '5678' },
      { queryCode: code, phoneTail: '' },
    ]) {
      const page = await open().post('/follow', fields);
      answers.push([page.status, wordsOf(page).includes('对不上')]);
    }
    expect(answers).toEqual([
      [404, true],
      [404, true],
      [404, true],
    ]);
    expect((await open().post('/follow', { queryCode: ` ${code} `, phoneTail: '5678' })).path).toBe('/case');
  });

  test('without the cookie leads to the query code, and leaving takes the cookie away', async () => {
    expect((await open().get('/case')).path).toBe('/follow?again=1');
    expect((await open().post('/case/withdraw', { formKey: crypto.randomUUID() })).path).toBe('/follow?again=1');
    const browser = open();
    await filled(browser);
    await browser.post('/file/check', { consent: 'yes' });
    await browser.post('/leave', {});
    expect((await browser.get('/case')).path).toBe('/follow?again=1');
  });
});

describe('the pages', () => {
  test('turn to large type and back, and lead only to pages of ours', async () => {
    const browser = open();
    expect((await browser.post('/type-size', { large: '1', back: '/follow' })).html).toContain('class="large"');
    expect((await browser.post('/type-size', { large: '0', back: '//evil.example' })).path).toBe('/');
    expect((await browser.get('/')).html).not.toContain('class="large"');
  });

  test('carry no inline script, load only from here, and are not kept', async () => {
    const response = await open().raw('/');
    const html = await response.text();
    expect(html).not.toMatch(/<script(?![^>]*src="\/)|\son\w+=|https?:\/\//);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('answer an unknown address and an oversized form in words', async () => {
    const lost = await open().get('/nowhere');
    expect([lost.status, wordsOf(lost).includes('没有这个页面')]).toEqual([404, true]);
    const big = await open().post('/follow', { queryCode: 'x'.repeat(80_000) });
    expect([big.status, wordsOf(big).includes('太大了')]).toEqual([413, true]);
  });

  test('refuse forms sent from other sites', async () => {
    const init = {
      method: 'POST',
      body: new URLSearchParams({ type: 'HELP' }),
      headers: { 'sec-fetch-site': 'cross-site' },
    };
    expect((await open().raw('/file/purpose', init)).status).toBe(403);
  });
});
