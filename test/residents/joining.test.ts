import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { helperConsentVersion } from '../../domain/directory/rules.ts';
import { findHelper } from '../../store/directory.ts';
import { openApi, type Api } from '../api/client.ts';
import { PlainBrowser, wordsOf } from './browser.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.stop());

const filled = {
  person: '诸葛报到',
  phone: '139 7777 0001',
  email: '',
  communityId: 'huludao',
  compoundId: 'huludao.1',
  capabilities: 'electrical',
  hours: 'weekends',
  night: 'yes',
  consent: 'yes',
};
const newest = async () => {
  const { id } = await api.deps.store.db.helper.findFirstOrThrow({
    where: { source: 'self' },
    orderBy: { enteredAt: 'desc' },
  });
  return findHelper(api.deps.store, api.deps.cipher, id);
};

describe('§1 a person enrols alone through a page', () => {
  test('without scripts: from the footer to the form to the thanks, and waits to be verified', async () => {
    const browser = new PlainBrowser(api.url);
    expect((await browser.get('/')).html).toContain('href="/join"');
    expect(wordsOf(await browser.get('/join'))).toContain('我是在职党员');
    const form = await browser.get('/join/member');
    expect(wordsOf(form)).toContain(`双报到告知书（${helperConsentVersion} 版）`);
    const done = await browser.post('/join/member', filled);
    expect(done.path).toBe('/join/done');
    expect(await newest()).toMatchObject({
      kind: 'member',
      state: 'enrolled',
      person: '诸葛报到',
      phone: '13977770001',
      compoundId: 'huludao.1',
      capabilities: ['electrical'],
      hours: [{ days: [0, 6], from: 540, to: 1080 }],
      quiet: { from: 1320, to: 420 },
      consentVersion: helperConsentVersion,
    });
  });

  test('a unit gives its name and somebody to talk to', async () => {
    const browser = new PlainBrowser(api.url);
    const again = await browser.post('/join/unit', { ...filled, name: '' });
    expect(again.status).toBe(422);
    expect(wordsOf(again)).toContain('请填写单位名称');
    await browser.post('/join/unit', { ...filled, name: '自报学校', phone: '0359-4012345' });
    expect(await newest()).toMatchObject({ kind: 'unit', name: '自报学校', person: '诸葛报到' });
  });

  test('what is missing is said on top and at the field, and what was written stays', async () => {
    const browser = new PlainBrowser(api.url);
    const page = await browser.post('/join/member', {
      ...filled,
      phone: '123',
      consent: '',
      capabilities: '',
      communityId: '',
    });
    expect(page.status).toBe(422);
    const words = wordsOf(page);
    for (const complaint of ['大陆手机号', '请选一个社区', '请至少选一项', '请先阅读并同意'])
      expect(words).toContain(complaint);
    expect(page.html).toContain('value="诸葛报到"');
    // From top to bottom, as the fields stand.
    const at = ['phone', 'communityId', 'capabilities', 'consent'].map((name) => page.html.indexOf(`href="#${name}"`));
    expect(at).toEqual(at.toSorted((one, other) => one - other));
    expect(at[0]).toBeGreaterThan(0);
    const elsewhere = await browser.post('/join/member', { ...filled, communityId: 'qunan' });
    expect(wordsOf(elsewhere)).toContain('所选小区不在所选社区里');
  });

  test('who is there already learns nothing and is not entered twice', async () => {
    const browser = new PlainBrowser(api.url);
    const before = await api.deps.store.db.helper.count();
    expect((await browser.post('/join/member', filled)).path).toBe('/join/done');
    expect(await api.deps.store.db.helper.count()).toBe(before);
    expect((await browser.get('/join/nobody')).status).toBe(404);
  });
});
