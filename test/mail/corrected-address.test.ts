// An address that was taken down wrong: what is written to the appellant afterwards goes to the right one.
import { beforeAll, describe, expect, test } from 'vitest';
import type { AppealCreated, AppealDetail } from '../../contracts/appeals.ts';
import { newKey, signedIn, type Client } from '../api/client.ts';
import { sharedStack, type SharedStack } from '../support/stack.ts';

let stack: SharedStack;
let clerk: Client;
beforeAll(async () => {
  stack = await sharedStack();
  clerk = await signedIn(stack.url, 'clerk');
});

const wrong = 'zhagn@huying.test';
const right = 'zhang-right@huying.test';
const sentTo = (address: string, no: string) =>
  stack.inbox.waitFor(({ to, subject }) => to[0]?.address === address && subject.includes(no));

async function filed(appellant: object): Promise<string> {
  const facts = { type: 'CONSULT', category: 'POLICY', communityId: 'shuangta', text: '老年证怎么办' };
  const { status, json, text } = await clerk.post<AppealCreated>(
    '/api/v1/appeals',
    { ...facts, appellant: { name: '张先生', phone: '13812345678', ...appellant } },
    newKey(),
  );
  expect(status, text).toBe(201);
  return json.no;
}

async function answered(no: string): Promise<void> {
  const path = `/api/v1/appeals/${no}`;
  await expect.poll(async () => (await clerk.get<AppealDetail>(path)).json.actions.length).toBeGreaterThan(0);
  const { seq } = (await clerk.get<AppealDetail>(path)).json;
  const done = await clerk.post(
    `${path}/actions/answerNow`,
    { seq, channel: 'phone', text: '带身份证到社区大厅即可' },
    newKey(),
  );
  expect(done.status, done.text).toBe(200);
}

const correct = async (no: string, body: object) => {
  const answer = await clerk.post(
    `/api/v1/appeals/${no}/corrections`,
    { version: 1, reason: '听错', ...body },
    newKey(),
  );
  expect(answer.status, answer.text).toBe(200);
};

describe('§9 letters after a correction', () => {
  test('go to the corrected address alone', { timeout: 60_000 }, async () => {
    const no = await filed({ email: wrong });
    await sentTo(wrong, no);
    await correct(no, { email: right });
    await answered(no);
    expect((await sentTo(right, no)).subject).toContain('已有答复');
    expect((await stack.inbox.letters(wrong)).filter(({ subject }) => subject.includes(no))).toHaveLength(1);
  });

  test('begin where an address is told later', { timeout: 60_000 }, async () => {
    const no = await filed({});
    await correct(no, { email: right });
    await answered(no);
    await sentTo(right, no);
  });
});
