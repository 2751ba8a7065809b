// Residents over the JSON API, without worker and Temporal: filing must not need them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newCapability, readCapability } from '../../api/capability.ts';
import { openReference } from '../../api/reference.ts';
import { register } from '../../domain/appeal/decide.ts';
import { evolve } from '../../domain/appeal/evolve.ts';
import { loadRegistration } from '../../store/registration.ts';
import type { Filed, Followed, PublicCard } from '../../contracts/public.ts';
import { clientOf, newKey, openApi, problemOf, type Api } from './client.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.stop());

const wish = {
  category: 'LIGHT',
  communityId: 'huludao',
  compoundId: 'huludao.1',
  text: '小区没有路灯，晚上出行不便',
  appellant: { name: '王阿姨', phone: '+86 138 1234 5678' },
  privacyNotice: '2026-01',
};
const file = (more: object = {}, key = newKey()) =>
  api.anybody.post<Filed>('/api/v1/public/appeals', { ...wish, ...more }, key);
const follow = (body: object) => api.anybody.post<Followed>('/api/v1/public/follow', body);
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('filing', () => {
  test('is answered 201 with number, code and dates although no workflow can start', async () => {
    const { status, json } = await file();
    expect(status).toBe(201);
    expect(json.no).toMatch(/^SQ\d{8}-\d{6}$/);
    expect(json.class).toBe('U3');
    expect(json.queryCode).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
    expect(json.promises.map(({ clock }) => clock)).toEqual(['acceptance', 'handling']);
    expect(json.promises.every(({ dueAt }) => Date.parse(dueAt) > Date.parse(json.receivedAt))).toBe(true);
  });

  test('with the same key is the same appeal, with another body a refusal', async () => {
    const key = newKey();
    const [first, second] = [await file({}, key), await file({}, key)];
    expect(second.json).toEqual(first.json);
    expect(problemOf(await file({ text: '另一件事' }, key)).code).toBe('sameKeyOtherBody');
  });

  test('is answered as at first although the category has gone and the case has moved on', async () => {
    const key = newKey();
    const first = await file({ category: 'PIPE' }, key);
    const { store } = api.deps;
    const line = await store.db.policyCategory.findFirstOrThrow({ where: { code: 'PIPE', version: '2026-1' } });
    const where = { version_code: { version: line.version, code: line.code } };
    const registered = await loadRegistration(store, first.json.no);
    if (!registered) throw new Error('not registered');
    // As its workflow writes it: registered, and put into another class since.
    const { facts, actor } = registered;
    const event = register(facts, 'run', actor, facts.receivedAt);
    const { seq, kind, key: eventKey, at, data } = event;
    await store.db.event.create({
      data: {
        ...{ appealNo: first.json.no, seq, key: eventKey, kind, actorId: actor.id, role: actor.role },
        ...{ at: new Date(at), data: data },
      },
    });
    const doc = { ...evolve(null, event), class: 'U1', category: 'OTHER' };
    await store.db.appeal.update({
      where: { no: first.json.no },
      data: { version: 1, headKey: eventKey, class: 'U1', category: 'OTHER', doc },
    });
    await store.db.policyCategory.update({ where, data: { code: 'GONE' } });
    // What it has kept in memory is forgotten.
    api.deps.reference = openReference(store);
    try {
      expect(problemOf(await file({ category: 'PIPE' })).code).toBe('unknownReference');
      expect((await file({ category: 'PIPE' }, key)).json).toEqual(first.json);
      expect(problemOf(await file({ category: 'PIPE', text: '另一件事' }, key)).code).toBe('sameKeyOtherBody');
    } finally {
      const gone = { version_code: { version: line.version, code: 'GONE' } };
      await store.db.policyCategory.update({ where: gone, data: { code: 'PIPE' } });
      api.deps.reference = openReference(store);
    }
  });

  test('is limited by the settings; a repeat counts against nobody and needs not come from the same address', async () => {
    const limited = await openApi({ env: { RESIDENT_FILINGS_PER_HOUR: '2', TRUST_PROXY: '1' } });
    try {
      const send = (text: string, key: object, address: string) =>
        limited.anybody.post<Filed>(
          '/api/v1/public/appeals',
          { ...wish, text },
          { ...key, 'x-forwarded-for': address },
        );
      const key = newKey();
      const first = await send('路灯不亮', key, '203.0.113.1');
      for (const address of ['203.0.113.1', '203.0.113.1', '203.0.113.2']) {
        expect((await send('路灯不亮', key, address)).json).toEqual(first.json);
      }
      expect((await send('另一件事', newKey(), '203.0.113.1')).status).toBe(201);
      expect(problemOf(await send('第三件事', newKey(), '203.0.113.1')).code).toBe('tooManyRequests');
      // A guess at what came with somebody's key is no repeat.
      expect(problemOf(await send('猜一猜', key, '203.0.113.1')).code).toBe('tooManyRequests');
      expect((await send('路灯不亮', key, '203.0.113.1')).json).toEqual(first.json);
    } finally {
      await limited.stop();
    }
  });

  test('asks for the privacy notice in its present version and for nothing it does not know', async () => {
    const old = problemOf(await file({ privacyNotice: '2020-01' }));
    expect(old.errors).toEqual([{ path: 'privacyNotice', message: '请先阅读并同意现行的个人信息告知书' }]);
    for (const more of [
      { class: 'U1' },
      { linkedTo: 'SQ20261009-000001' },
      { channel: 'phone' },
      { createdBy: 'clerk' },
    ]) {
      expect(problemOf(await file(more)).code).toBe('invalid');
    }
    expect(problemOf(await file({ communityId: 'nowhere' })).code).toBe('unknownReference');
    expect(problemOf(await file({ compoundId: 'qunan.1' })).code).toBe('unknownReference');
  });
});

describe('a later wish', () => {
  test('is a new appeal linked to the old one, for whoever holds its code', async () => {
    const old = await file();
    const { json } = await follow({ queryCode: old.json.queryCode, phoneTail: '5678' });
    const post = (headers: Record<string, string>, more: object = {}) =>
      api.anybody.post<Filed>(
        '/api/v1/public/appeals',
        { ...wish, linkedTo: old.json.no, ...more },
        { ...newKey(), ...headers },
      );
    expect(problemOf(await post({})).errors).toEqual([{ path: 'linkedTo', message: '须出示所接续诉求的凭证' }]);
    const later = await post(bearer(json.capability));
    expect(later.status).toBe(201);
    const intake = await api.deps.store.db.intake.findFirstOrThrow({ where: { appealNo: later.json.no } });
    expect(intake.linkedTo).toBe(old.json.no);
    const elsewhere = { communityId: 'qunan', compoundId: undefined };
    expect(problemOf(await post(bearer(json.capability), elsewhere)).code).toBe('unknownReference');
  });
});

describe('following', () => {
  test('takes the code as people type it, and answers what a resident may know', async () => {
    const { json: filed } = await file();
    const typed = filed.queryCode.toLowerCase().replace(/(.{4})/, '$1 ');
    const { status, json } = await follow({ queryCode: typed, phoneTail: '5678' });
    expect(status).toBe(200);
    expect(json.card).toMatchObject({
      no: filed.no,
      state: 'registered',
      text: wish.text,
      place: '葫芦岛社区 八家巷小区',
    });
    expect(JSON.stringify(json)).not.toMatch(/13812345678|王阿姨/);
    const read = await api.anybody.send<PublicCard>('/api/v1/public/appeal', { headers: bearer(json.capability) });
    expect(read.json).toEqual(json.card);
  });

  test('§4.6 an anonymous appeal is followed by its longer code alone', async () => {
    const { json: filed } = await file({ appellant: undefined });
    expect(filed.queryCode).toHaveLength(16);
    const { json } = await follow({ queryCode: filed.queryCode });
    expect(json.card).toMatchObject({ no: filed.no, anonymous: true });
  });

  test('a code is guessed at no more than a few times', async () => {
    const { json: filed } = await file();
    const codes = [];
    for (let tail = 0; tail < 9; tail += 1) {
      codes.push(problemOf(await follow({ queryCode: filed.queryCode, phoneTail: `000${tail}` })).code);
    }
    expect(codes).toEqual([...Array<string>(8).fill('notFound'), 'tooManyRequests']);
  });
});

describe('the capability', () => {
  test('is for one case, ends, and cannot be forged', async () => {
    const { json: filed } = await file();
    const now = Date.now();
    const { token, expiresAt } = newCapability(api.deps.config, filed.no, now);
    expect(readCapability(api.deps.config, token, now)).toBe(filed.no);
    expect(readCapability(api.deps.config, token, expiresAt)).toBeNull();
    const other = filed.no.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
    for (const forged of [
      '',
      token.replace(filed.no, other),
      `${token}x`,
      token.replace(String(expiresAt), String(expiresAt + 1)),
    ]) {
      expect(readCapability(api.deps.config, forged, now)).toBeNull();
    }
  });

  test('is asked for by everything that touches a case', async () => {
    for (const path of ['information', 'feedback', 'redo', 'withdraw']) {
      const body =
        path === 'feedback' ? { contacted: true, solved: true, satisfaction: 'satisfied' } : { text: '情况' };
      expect(problemOf(await api.anybody.post(`/api/v1/public/${path}`, body, newKey())).code).toBe('unauthenticated');
    }
    expect(problemOf(await api.anybody.get('/api/v1/public/appeal')).code).toBe('unauthenticated');
    const cookie = `huying_case=${newCapability(api.deps.config, 'SQ20261009-000001', Date.now()).token}`;
    expect(problemOf(await clientOf(api.url, cookie).post('/api/v1/public/withdraw', {}, newKey())).code).toBe(
      'unauthenticated',
    );
  });
});
