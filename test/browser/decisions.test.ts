// 待我决定 in Chromium: asked on the case's page, counted in the menu, decided from the tray, read by the resident.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { addDays, shanghaiDate } from '../../domain/time/shanghai.ts';
import { newKey, signedIn } from '../api/client.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { act, choose, desk, expectAccessible, phone, register, sitDown } from './desk.ts';

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  // Three revisions are followed to their end: each waits so long for cases that began by what was before.
  const env = { REVISION_SETTLE_SECONDS: '2' };
  [stack, browser] = await Promise.all([startStack({ env }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/** A case that the handler has signed; that much is tried elsewhere by hand. */
async function handling(text: string): Promise<string> {
  const [clerk, dispatcher, handler] = await Promise.all(
    (['clerk', 'dispatcher', 'handler'] as const).map((name) => signedIn(stack.url, name)),
  );
  if (!clerk || !dispatcher || !handler) throw new Error('nobody there');
  const filed = { type: 'HELP', category: 'LIGHT', communityId: 'huludao', text };
  const { json } = await clerk.post<{ no: string }>('/api/v1/appeals', filed, newKey());
  const { json: units } = await clerk.get<{ items: { id: string; name: string }[] }>('/api/v1/units?community=huludao');
  const unitId = units.items.find(({ name }) => name === '物业服务中心')?.id;
  const steps = [
    [clerk, 'accept', { type: 'HELP', category: 'LIGHT', class: 'U3' }],
    [dispatcher, 'dispatch', { unitId }],
    [handler, 'sign', {}],
  ] as const;
  for (const [who, action, payload] of steps) {
    const { json: seen } = await who.get<{ seq: number }>(`/api/v1/appeals/${json.no}`);
    const body = { seq: seen.seq, ...payload };
    const answer = await who.post(`/api/v1/appeals/${json.no}/actions/${action}`, body, newKey());
    expect([action, answer.status]).toEqual([action, 200]);
  }
  return json.no;
}

describe('§3.7 what waits for a decision', () => {
  test('an extension is asked for with its limit in view, counted, and granted from the tray by keyboard and mouse', async () => {
    const no = await handling('三号楼前的路灯不亮，等灯杆');
    const handler = await sitDown(browser, stack.url, 'handler');
    await handler.page.goto(`/console/appeals/${no}`);
    await act(handler.page, '申请延期', async (dialog) => {
      await dialog.getByText('最多还可延长 10 个工作日').waitFor();
      await dialog.getByLabel('延长多少个工作日').fill('3');
      await dialog.getByLabel(/延期理由/).fill('灯杆缺货，下周到货');
    });
    await handler.page
      .getByText(/申请延期 3 个工作日/)
      .first()
      .waitFor();
    expect(handler.faults).toEqual([]);
    await handler.leave();

    const { page, faults, leave } = await sitDown(browser, stack.url, 'supervisor', desk);
    await page.goto('/console/appeals');
    await page
      .getByRole('link', { name: /待我决定/ })
      .getByText('项待决定')
      .waitFor({ state: 'attached' });
    await page.getByRole('link', { name: /待我决定/ }).click();
    const item = page.getByRole('listitem').filter({ hasText: no });
    await item.getByText('灯杆缺货，下周到货').waitFor();
    await item.getByText(/请在 .*前决定/).waitFor();
    await expectAccessible(page);
    await item.getByRole('button', { name: /审批延期/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('延期 3 个工作日').waitFor();
    await dialog.getByText('不同意', { exact: true }).click();
    await dialog.getByRole('button', { name: /^确认/ }).click();
    await dialog.getByText(/请写明理由/).waitFor();
    await expectAccessible(page);
    await dialog.getByText('同意', { exact: true }).click();
    await dialog.getByRole('button', { name: /^确认/ }).click();
    await item.waitFor({ state: 'detached' });
    await page.goto(`/console/appeals/${no}`);
    await page.getByText(/同意延期 3 个工作日，不算超期/).waitFor();
    expect(faults).toEqual([]);
    await leave();
  });

  test('nobody finds there what they asked for themselves, and a phone shows the tray as well', async () => {
    const asker = await sitDown(browser, stack.url, 'supervisor');
    const clerk = await sitDown(browser, stack.url, 'clerk');
    const no = await register(clerk.page, '门口路面塌陷，需要列入改造');
    await clerk.leave();
    await asker.page.goto(`/console/appeals/${no}`);
    await act(asker.page, '申请降级', async (dialog) => {
      await dialog.getByRole('combobox', { name: '紧急程度' }).click();
      const classes = dialog.page().locator('.ant-select-dropdown:visible .ant-select-item-option');
      await classes.filter({ hasText: '复杂' }).click();
      await dialog.getByLabel('降级理由').fill('要施工');
    });
    await asker.page.goto('/console/decisions');
    await asker.page.getByRole('heading', { name: '待我决定' }).waitFor();
    expect(await asker.page.getByRole('listitem').filter({ hasText: no }).count()).toBe(0);
    await asker.leave();
    const { page, leave } = await sitDown(browser, stack.url, 'director', phone);
    await page.goto('/console/decisions?kind=downgrade');
    await page.getByRole('listitem').filter({ hasText: no }).getByText('降为复杂').waitFor();
    await expectAccessible(page);
    await leave();
  });
});

describe('issue 4 §5 revisions with their preview', () => {
  /** Looks, applies after the question, and follows the newest revision to its end. */
  async function apply(page: Page, within: string): Promise<void> {
    const part = page.locator(within);
    expect(await part.getByRole('button', { name: '启用', exact: true }).isDisabled()).toBe(true);
    await part.getByRole('button', { name: '先看影响' }).click();
    await part.getByText(/^在办诉求 \d+ 件，其中 \d+ 件/).waitFor();
    await expectAccessible(page);
    await part.getByRole('button', { name: '启用', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '启用' }).click();
    await page.getByRole('heading', { name: '修订', exact: true }).waitFor();
    await page.locator('tbody tr').first().getByText('已完成').waitFor();
  }

  test('holidays, office hours and a policy: seen before, applied after a question, followed to the last open case', async () => {
    await handling('路灯又不亮了');
    const { page, faults, leave } = await sitDown(browser, stack.url, 'admin', desk);
    await page.goto('/console/calendar');
    const upload = page.getByRole('region', { name: '录入放假安排' });
    const line = (date: string) => `名称,日期,是否休息\n放假,${date},是`;
    await upload.getByLabel('出处（文号）').fill('国务院办公厅通知');
    await upload.getByLabel('或粘贴内容').fill(line('2026-02-30'));
    await upload.getByRole('button', { name: '先看影响' }).click();
    await upload.getByText(/日期不对：2026-02-30/).waitFor();
    expect(await upload.getByRole('button', { name: '启用', exact: true }).isDisabled()).toBe(true);
    await upload.getByLabel('或粘贴内容').fill(line(addDays(shanghaiDate(Date.now()), 2)));
    await apply(page, 'section[aria-labelledby=upload]');

    await page.goto('/console/calendar');
    await page.getByText('变更一个社区的办公时间').click();
    await choose(page, '社区', '葫芦岛社区');
    await page.getByPlaceholder('08:30-12:00，14:30-18:00').fill('八点半到六点');
    await page.getByText('看不懂，应如 08:30-12:00').waitFor();
    await page.getByPlaceholder('08:30-12:00，14:30-18:00').fill('08:30-12:00，14:30-17:30');
    await apply(page, 'section[aria-labelledby=hours]');

    await page.goto('/console/policies');
    await page.getByText('以本版为底，另立新版').click();
    await page.getByLabel('版本号').fill('2026-9');
    await page.getByLabel('生效日期').fill(shanghaiDate(Date.now()));
    await page.getByLabel('依据').fill('县里的通知');
    await page.getByRole('button', { name: '加一项改动' }).click();
    await page.getByLabel('数值').fill('4');
    await page.getByLabel('出处', { exact: true }).fill('县里的通知');
    await expectAccessible(page);
    await page.getByRole('button', { name: '存为新版' }).click();
    await page.getByText('把在办诉求迁移到本版（2026-9）').click();
    await page.getByRole('combobox', { name: '哪些版本的在办诉求' }).click();
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
    await page.keyboard.press('Escape');
    await apply(page, 'section[aria-labelledby=revise-policy]');
    expect(await page.locator('tbody tr').count()).toBe(3);
    await page.setViewportSize(phone);
    await expectAccessible(page);
    expect(faults).toEqual([]);
    await leave();
  });
});
