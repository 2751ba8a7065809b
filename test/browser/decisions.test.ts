// 待我决定 in Chromium: asked on the case's page, counted in the menu, decided from the tray, read by the resident.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { newKey, signedIn } from '../api/client.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { act, desk, expectAccessible, phone, register, sitDown } from './desk.ts';

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), openBrowser()]);
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
