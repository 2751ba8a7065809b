import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AppealCreated, AppealDetail } from '../../contracts/appeals.ts';
import type { NoticePage } from '../../contracts/notices.ts';
import type { ActionName } from '../../domain/words.ts';
import { demoCommunityName } from '../../prisma/cast.ts';
import { sessionCookie } from '../support/sessions.ts';
import { sharedStack, type SharedStack } from '../support/stack.ts';

let stack: SharedStack;

beforeAll(async () => {
  stack = await sharedStack();
});

const call = async <T>(as: string, path: string, body?: unknown): Promise<{ status: number; body: T }> => {
  const answer = await fetch(`${stack.url}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { cookie: sessionCookie(as), 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as T };
};

const detail = async (no: string) => (await call<AppealDetail>('supervisor', `/appeals/${no}`)).body;

const act = async (as: string, no: string, action: ActionName, payload: object) => {
  const { seq } = await detail(no);
  const { status, body } = await call(as, `/appeals/${no}/actions/${action}`, { seq, ...payload });
  expect(status, JSON.stringify(body)).toBe(200);
};

describe('§4.4 a case whose handling expires', () => {
  let no: string;
  let link: string;

  test('is registered with an address, and the appellant gets the query code', async () => {
    const communities = await call<{ items: { id: string; name: string }[] }>('clerk', '/communities');
    const community = communities.body.items.find(({ name }) => name === demoCommunityName)?.id;
    const created = await call<AppealCreated>('clerk', '/appeals', {
      type: 'HELP',
      category: 'LIGHT',
      communityId: community,
      text: '小区没有路灯',
      appellant: { name: '张先生', phone: '13812345678', email: 'zhang@huying.test' },
    });
    expect(created.status).toBe(201);
    no = created.body.no;
    const mail = await stack.inbox.waitFor(({ to }) => to[0]?.address === 'zhang@huying.test');
    expect(mail.subject).toBe(`您的诉求已登记（${no}）`);
    expect(mail.text).toContain(created.body.queryCode);
    expect(mail.html + mail.text).not.toMatch(/张先生|13812345678|路灯没/);
  });

  test('brings the supervisor a mail with all they need', async () => {
    const unit = await call<{ items: { id: string; name: string }[] }>(
      'clerk',
      `/units?community=${(await detail(no)).communityId}`,
    );
    const unitId = unit.body.items.find(({ name }) => name === '物业服务中心')?.id;
    const { class: asked } = await detail(no);
    await act('clerk', no, 'accept', { type: 'HELP', category: 'LIGHT', class: asked });
    await act('dispatcher', no, 'dispatch', { unitId });
    await act('handler', no, 'sign', {});
    const mail = await stack.inbox.waitFor(
      ({ subject }) => subject.includes(no) && subject.includes('处理超期'),
      60_000,
    );
    expect(mail.html).toContain('签收督办');
    for (const said of [no, demoCommunityName, '已超期', '派单', '签收', '前签收督办', `/console/appeals/${no}`]) {
      expect(mail.text).toContain(said);
    }
    link = /http:\/\/\S+\/m\/\S+/.exec(mail.text)?.[0] ?? '';
    expect(link.startsWith(stack.url)).toBe(true);
  });

  test('opening the link a hundred times acknowledges nothing', async () => {
    for (let n = 0; n < 100; n += 1) {
      const answer = await fetch(link, { method: n % 2 === 0 ? 'GET' : 'HEAD' });
      expect(answer.status).toBe(200);
      await answer.text();
    }
    expect((await detail(no)).escalations[0]?.acknowledgedAt).toBeNull();
  });

  test('the button acknowledges, as the person to whom the mail was sent', async () => {
    // As a browser sends the form of a page without referrer.
    const pressed = await fetch(link, {
      method: 'POST',
      headers: { Origin: 'null', 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    const html = await pressed.text();
    expect(pressed.status, html).toBe(200);
    expect(html).toContain('签收成功');
    const [rung] = (await detail(no)).escalations;
    expect(rung).toMatchObject({ rung: 1, acknowledgedBy: '刘红梅' });
  });

  test('pressed again it says when that was and changes nothing', async () => {
    const before = await detail(no);
    const again = await fetch(link, { method: 'POST' });
    expect(again.status).toBe(200);
    expect(await again.text()).toMatch(/已于.+由刘红梅签收/);
    const after = await detail(no);
    expect(after.escalations[0]?.acknowledgedAt).toBe(before.escalations[0]?.acknowledgedAt);
  });

  test('the notice table shows what was sent, to masked addresses, to those who answer for it', async () => {
    await sleep(1_500);
    const { body } = await call<NoticePage>('supervisor', `/notices?appeal=${no}&state=sent`);
    const kinds = body.items.map(({ kind }) => kind);
    expect(kinds).toContain('registered');
    expect(kinds).toContain('handlingOverdue');
    expect(body.items.find(({ kind }) => kind === 'registered')).toMatchObject({
      recipient: null,
      address: 'z***@huying.test',
    });
    expect(body.items.find(({ kind }) => kind === 'handlingOverdue')).toMatchObject({
      recipient: '刘红梅',
      rung: 1,
      attempts: 1,
    });
    expect((await call<NoticePage>('supervisor2', `/notices?appeal=${no}`)).body.items).toEqual([]);
    expect((await call('handler', `/notices?appeal=${no}`)).status).toBe(403);
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { body: NoticePage } = await call<NoticePage>(
        'supervisor',
        `/notices?appeal=${no}&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      paged.push(...page.body.items.map(({ id }) => id));
      cursor = page.body.next;
    }
    expect(new Set(paged).size).toBe(paged.length);
    expect(paged.length).toBeGreaterThanOrEqual(body.items.length);
  });

  test('a sent notice is not sent again; retrying is for director and administrator', async () => {
    const { body } = await call<NoticePage>('admin', `/notices?appeal=${no}&state=sent`);
    const id = body.items[0]?.id ?? '';
    expect((await call('supervisor', `/notices/${id}/retry`, {})).status).toBe(403);
    expect((await call('director', `/notices/${id}/retry`, {})).status).toBe(409);
    expect((await call('admin', `/notices/${randomUUID()}/retry`, {})).status).toBe(404);
  });
});
