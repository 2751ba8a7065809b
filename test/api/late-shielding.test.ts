// Whom a report is about comes out after its end, over the whole product: in the reopen window, and when no workflow runs any more.
import { setTimeout as sleep } from 'node:timers/promises';
import { Client as Temporal, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporalConnection } from '../../config/temporal.ts';
import type { ActionAnswer } from '../../contracts/appeal-actions.ts';
import type { AppealCreated, AppealDetail, AppealPage } from '../../contracts/appeals.ts';
import type { AttachmentList } from '../../contracts/attachments.ts';
import type { Timeline } from '../../contracts/timeline.ts';
import { userIdOf } from '../../prisma/cast.ts';
import { openStore, type Store } from '../../store/client.ts';
import { readLog } from '../../store/log.ts';
import { workflowIdOf } from '../../workflows/messages.ts';
import { sharedStack, type SharedStack } from '../support/stack.ts';
import { phonePhoto } from './attachments/files.ts';
import { newKey, problemOf, signedIn, type Client } from './client.ts';

let stack: SharedStack;
let store: Store;
let connection: Connection;
let temporal: Temporal;
let unitId: string;
const people = new Map<string, Client>();
const who = (name: string) => people.get(name) as Client;
const phone = '13811112222';

beforeAll(async () => {
  stack = await sharedStack();
  store = openStore(stack.databaseUrl);
  connection = await Connection.connect(temporalConnection(stack.config));
  temporal = new Temporal({ connection, namespace: stack.config.temporal.namespace });
  for (const name of ['clerk', 'dispatcher', 'handler', 'supervisor', 'director', 'callback'])
    people.set(name, await signedIn(stack.url, name));
  const { json } = await who('clerk').get<{ items: { id: string; name: string }[] }>(
    '/api/v1/units?community=shuangta',
  );
  unitId = json.items.find(({ name }) => name === '物业服务中心')?.id ?? '';
});
afterAll(async () => {
  await connection?.close();
  await store?.close();
});

async function report(title: string, linkedTo?: string): Promise<string> {
  const facts = {
    ...{ type: 'REPORT', category: 'PROP', communityId: 'shuangta', compoundId: 'shuangta.1', title },
    ...{ text: '多收了钱，没有票据。', appellant: { name: '李某', phone } },
    ...(linkedTo && { linkedTo }),
  };
  const { status, json } = await who('clerk').post<AppealCreated>('/api/v1/appeals', facts, newKey());
  expect(status).toBe(201);
  return json.no;
}

const seqOf = async (no: string) => (await who('director').get<AppealDetail>(`/api/v1/appeals/${no}`)).json.seq;

async function act(name: string, no: string, action: string, payload: object, key = newKey(), seq?: number) {
  const body = { seq: seq ?? (await seqOf(no)), ...payload };
  return who(name).post<ActionAnswer>(`/api/v1/appeals/${no}/actions/${action}`, body, key);
}

async function done(name: string, no: string, action: string, payload: object): Promise<void> {
  const { status, text } = await act(name, no, action, payload);
  expect(status, text).toBe(200);
}

async function addEvidence(no: string): Promise<string> {
  const form = new FormData();
  form.append('files', new Blob([new Uint8Array(await phonePhoto())]), '票据.jpg');
  const { json } = await who('clerk').send<AttachmentList>(`/api/v1/appeals/${no}/attachments`, {
    method: 'POST',
    body: form,
    headers: { origin: stack.url },
  });
  return json.items[0]?.id ?? '';
}

/** Everything by which somebody could come upon the case. */
async function expectHidden(name: string, no: string, file: string, title: string): Promise<void> {
  const target = who(name);
  const base = `/api/v1/appeals/${no}`;
  const paths = ['', '/timeline', '/live', '/attachments', `/attachments/${file}`];
  for (const path of paths) expect([path, (await target.get(`${base}${path}`)).status]).toEqual([path, 404]);
  expect(problemOf(await target.post(`${base}/disclosures`, { reason: '看看' })).code).toBe('notFound');
  expect(problemOf(await act(name, no, 'redo', { text: '看看' })).code).toBe('notFound');
  for (const query of ['', '&open=false', `&text=${no}`, `&text=${encodeURIComponent(title)}`]) {
    const { json } = await target.get<AppealPage>(`/api/v1/appeals?limit=100&sort=received${query}`);
    expect(json.items.map((item) => item.no)).not.toContain(no);
  }
}

const status = async (no: string) => (await temporal.workflow.getHandle(workflowIdOf(no)).describe()).status.name;

async function untilEnded(no: string): Promise<void> {
  for (const until = Date.now() + 30_000; Date.now() < until; await sleep(50))
    if ((await status(no)) === 'COMPLETED') return;
  throw new Error(`${no} has not ended`);
}

const lead = () => ({ unitIds: [unitId], userIds: [], text: '查明反映的就是承办单位' });

describe('§4.6 report whose target becomes known after its end', () => {
  test('closed, in the window: it is gone for who led it, at every door, and done again it is dispatched to others', async () => {
    const title = '反映物业重复收费';
    const no = await report(title);
    await done('clerk', no, 'accept', { type: 'REPORT', category: 'PROP', class: 'U3' });
    await done('dispatcher', no, 'dispatch', { unitId });
    await done('handler', no, 'sign', {});
    await done('handler', no, 'contact', { way: 'phone' });
    const file = await addEvidence(no);
    await done('handler', no, 'complete', { text: '已退费', evidence: [] });
    await done('handler', no, 'reply', { text: '已退费', channel: 'phone' });
    await done('clerk', no, 'feedback', { contacted: true, solved: true, satisfaction: 'satisfied' });
    expect((await who('handler').get(`/api/v1/appeals/${no}/attachments/${file}`)).status).toBe(200);
    await done('clerk', no, 'shield', lead());
    await expectHidden('handler', no, file, title);
    await done('clerk', no, 'redo', { text: '当事人要求重查' });
    const { json } = await who('director').get<AppealDetail>(`/api/v1/appeals/${no}`);
    expect(json).toMatchObject({ state: 'accepted', unitId: null, shieldedFrom: [unitId] });
    expect(problemOf(await act('dispatcher', no, 'dispatch', { unitId })).code).toBe('recused');
    await expectHidden('handler', no, file, title);
  });

  test('archived, its workflow ended: a run of its own takes it into the same log, once, and ends with it', async () => {
    const title = '反映督办员推诿';
    const no = await report(title);
    const file = await addEvidence(no);
    const second = await report('再次反映', no);
    await done('clerk', no, 'decline', { reason: 'notOurs', text: '请向镇纪检反映' });
    await untilEnded(no);
    const before = await readLog(store, no);
    expect((await who('supervisor').get(`/api/v1/appeals/${no}`)).status).toBe(200);
    const about = { unitIds: [], userIds: [userIdOf('supervisor')], text: '反映的是督办员本人' };
    expect(problemOf(await act('clerk', no, 'shield', about, newKey(), 0)).code).toBe('stale');
    const key = newKey();
    const seq = await seqOf(no);
    const [first, twice] = await Promise.all([
      act('clerk', no, 'shield', about, key, seq),
      act('clerk', no, 'shield', about, key, seq),
    ]);
    expect([first.status, twice.status], first.text + twice.text).toEqual([200, 200]);
    expect(first.json).toEqual(twice.json);
    const after = await readLog(store, no);
    expect(after.slice(0, -1)).toEqual(before);
    expect(after.at(-1)).toMatchObject({ kind: 'shielded', seq: before.length + 1, actor: { id: userIdOf('clerk') } });
    await expectHidden('supervisor', no, file, title);
    const linked = async (name: string) =>
      (await who(name).get<AppealDetail>(`/api/v1/appeals/${second}`)).json.linkedTo;
    expect([await linked('supervisor'), await linked('director')]).toEqual([null, no]);
    const { json: course } = await who('director').get<Timeline>(`/api/v1/appeals/${no}/timeline`);
    expect(course.items.at(-1)).toMatchObject({ kind: 'shielded', text: about.text });
    await untilEnded(no);
    const row = await store.db.appeal.findUniqueOrThrow({ where: { no } });
    expect([row.state, row.nextWake, row.version]).toEqual(['declined', null, after.length]);
  });

  test('nothing else wakes it: other acts are refused as before, and it may be kept from more', async () => {
    const no = await report('反映收费不公示');
    await done('clerk', no, 'decline', { reason: 'notOurs', text: '请向住建局反映' });
    await untilEnded(no);
    const { runId } = await temporal.workflow.getHandle(workflowIdOf(no)).describe();
    expect(problemOf(await act('clerk', no, 'note', { text: '再记一笔' })).code).toBe('wrongState');
    expect((await temporal.workflow.getHandle(workflowIdOf(no)).describe()).runId).toBe(runId);
    await done('clerk', no, 'shield', lead());
    expect(problemOf(await act('clerk', no, 'shield', lead())).code).toBe('alreadyShielded');
    await done('director', no, 'shield', { ...lead(), unitIds: [], userIds: [userIdOf('supervisor')] });
    const { json } = await who('director').get<AppealDetail>(`/api/v1/appeals/${no}`);
    expect(json.shieldedFrom).toEqual([unitId, userIdOf('supervisor')]);
  });
});
