// Whole cases in a moment: the workflow on a time-skipping server, recording in a real PostgreSQL.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Cipher } from '../../store/cipher.ts';
import type { Store } from '../../store/client.ts';
import { readLog } from '../../store/log.ts';
import { attributes } from '../../workflows/messages.ts';
import { onCase, person, refusalOf, withWorker } from './cast.ts';
import { fileAppeal, startCase, type Filing } from './filed.ts';
import { openScene, type Scene } from './scene.ts';

const unit = 'unit-test';
const clerk = person('clerk', 'clerk');
const dispatcher = person('dispatcher', 'dispatcher');
const handler = person('handler', 'handler', unit);
const supervisor = person('supervisor', 'supervisor');
const callback = person('callback', 'callbackAgent');

let scene: Scene;
let env: TestWorkflowEnvironment;
let store: Store;
let cipher: Cipher;

beforeAll(async () => {
  scene = await openScene();
  ({ env, store, cipher } = scene);
});

afterAll(() => scene?.close());

async function begin(filing: Partial<Filing> = {}) {
  const receivedAt = await env.currentTimeMs();
  const no = await fileAppeal(store, cipher, { category: 'LIGHT', class: 'U3', receivedAt, ...filing });
  await startCase(env.client, no);
  return onCase(env.client, no);
}

const kindsOf = async (no: string) => (await readLog(store, no)).map((event) => event.kind);

test('a whole case runs from the call to the closing and is archived when its reopen window ends', async () => {
  await withWorker(env, store, async () => {
    const { act, handle, look } = await begin();
    await act(clerk, 'accept', { type: 'HELP', category: 'LIGHT', class: 'U3', ownHandling: null, flags: [] });
    await act(dispatcher, 'dispatch', { unitId: unit, assist: [] });
    await act(handler, 'sign', {});
    await act(handler, 'contact', { way: 'phone' });
    await act(handler, 'complete', { evidence: [], textId: 'text' });
    await act(handler, 'reply', { channel: 'phone', textId: 'text' });
    const answer = await act(callback, 'feedback', {
      contacted: true,
      solved: true,
      satisfaction: 'satisfied',
      acceptsExplanation: false,
    });
    expect(answer).toMatchObject({ state: 'closed', outcome: 'solved', seq: 9 });
    const { appeal } = await look();
    expect(await handle.result()).toBe('closed: solved');
    const log = await readLog(store, appeal.no);
    expect(log.at(-1)?.kind).toBe('archived');
    const row = await store.db.appeal.findUniqueOrThrow({ where: { no: appeal.no } });
    expect(row).toMatchObject({ state: 'closed', version: log.length, nextWake: null });
  });
});

test('when nobody acts every clock fires once, at its due, and the case stays where it is', async () => {
  await withWorker(env, store, async () => {
    const { handle, look } = await begin();
    const before = await look();
    await env.sleep('30 days');
    const { appeal } = await look();
    expect(appeal).toMatchObject({ state: 'registered' });
    const log = await readLog(store, appeal.no);
    const expired = log.flatMap((event) => (event.kind === 'expired' ? [event.data] : []));
    // Rung after rung in its own time: whoever is found to be asked does not answer either.
    const [first, second, ...rungs] = expired.map((each) => each.clock);
    expect([first, second, ...new Set(rungs)]).toEqual(['acceptance', 'handling', 'supervision']);
    for (const each of expired) {
      const lag = each.firedAt - each.dueAt;
      expect(lag).toBeGreaterThanOrEqual(0);
      expect(lag).toBeLessThanOrEqual(before.appeal.terms.settings.offsetSeconds * 1000 + 1000);
    }
    expect(new Set(log.map((event) => event.key)).size).toBe(log.length);
    await handle.terminate();
  });
});

test('a repeated request is answered by what it yielded; with another body it is refused', async () => {
  await withWorker(env, store, async () => {
    const { act, handle } = await begin();
    const payload = { reason: 'notOurs' as const, textId: 'text' };
    const first = await act(clerk, 'decline', payload, { key: 'a:again' });
    expect(first).toMatchObject({ state: 'declined' });
    expect(await handle.result()).toBe('declined');
    const log = await kindsOf(first.no);
    expect(log).toEqual(['registered', 'declined']);
  });
});

test('asked again after others have gone on, the workflow still answers what the request yielded', async () => {
  await withWorker(env, store, async () => {
    const { act, handle } = await begin();
    const payload = { type: 'HELP', category: 'LIGHT', class: 'U3', ownHandling: null, flags: [] } as const;
    const first = await act(clerk, 'accept', { ...payload, flags: [] }, { key: 'a:first' });
    await act(dispatcher, 'dispatch', { unitId: unit, assist: [] });
    // Another update id, as after continue-as-new: only the log can know the request.
    const again = await act(clerk, 'accept', { ...payload, flags: [] }, { key: 'a:first', updateId: 'another' });
    expect(again).toEqual(first);
    await handle.terminate();
  });
});

test('a stale sight is refused by the number the person saw, but the clock of the system makes nobody stale', async () => {
  await withWorker(env, store, async () => {
    const { act, handle, look } = await begin();
    const seen = (await look()).appeal.version;
    await env.sleep('20 days');
    expect((await look()).appeal.version).toBeGreaterThan(seen);
    await act(
      clerk,
      'accept',
      { type: 'HELP', category: 'LIGHT', class: 'U3', ownHandling: null, flags: [] },
      { seq: seen },
    );
    const refused = act(clerk, 'decline', { reason: 'notOurs', textId: 'text' }, { seq: seen });
    expect(await refusalOf(refused)).toBe('stale');
    await handle.terminate();
  });
});

test('§4.6 a case that nobody ran past several dues fires each once on recovery, with due and firing apart', async () => {
  await withWorker(env, store, async () => {
    const { handle, look } = await begin({ receivedAt: (await env.currentTimeMs()) - 40 * 86_400_000 });
    const { appeal } = await look();
    const expired = (await readLog(store, appeal.no)).flatMap((event) =>
      event.kind === 'expired' ? [event.data] : [],
    );
    expect(expired.map((each) => each.clock)).toEqual(['acceptance', 'handling']);
    for (const each of expired) expect(each.firedAt - each.dueAt).toBeGreaterThan(24 * 3_600_000);
    await handle.terminate();
  });
});

test('a case that lost its workflow is rebuilt from its log and goes on with the same clocks', async () => {
  await withWorker(env, store, async () => {
    const { act, handle, look } = await begin();
    await act(clerk, 'accept', { type: 'HELP', category: 'LIGHT', class: 'U3', ownHandling: null, flags: [] });
    const before = await look();
    await handle.terminate();
    await startCase(env.client, before.appeal.no);
    const after = await look();
    expect(after.appeal.clocks).toEqual(before.appeal.clocks);
    expect(after.appeal.owner).not.toBe(before.appeal.owner);
    expect(await kindsOf(before.appeal.no)).toEqual(['registered', 'accepted', 'resumed']);
    await act(supervisor, 'urge', {});
    await handle.terminate();
  });
});

test('a case whose history has grown continues as new, and a repeated request is still answered from its log', async () => {
  const accept = { type: 'HELP' as const, category: 'LIGHT', class: 'U3' as const, ownHandling: null, flags: [] };
  await withWorker(
    env,
    store,
    async () => {
      const { act, handle, look } = await begin();
      const before = await look();
      const first = await act(clerk, 'accept', accept, { key: 'a:before' });
      await act(supervisor, 'urge', {});
      await act(supervisor, 'urge', {});
      await expect.poll(async () => (await look()).runId, { timeout: 20_000 }).not.toBe(before.runId);
      const after = await look();
      expect(after.appeal.owner).toBe(before.appeal.owner);
      expect(await act(clerk, 'accept', accept, { key: 'a:before', updateId: 'later' })).toEqual(first);
      expect(await kindsOf(first.no)).toEqual(['registered', 'accepted', 'urged', 'urged']);
      expect((await handle.describe()).typedSearchAttributes.get(attributes.category)).toBe('LIGHT');
      // The static summary stays behind with the first run: the timer's says what case it is.
      const { events } = await handle.fetchHistory();
      const timer = events?.findLast((event) => event.timerStartedEventAttributes);
      expect(String(timer?.userMetadata?.summary?.data)).toContain('U3 道路亮化/小区照明 · 葫芦岛社区 | dispatch ');
      await handle.terminate();
    },
    25,
  );
});
