// Who speaks for a joint appeal, on its case page in Chromium: masked, shown with the appellant's own number, on desk and phone.
import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { desk, expectAccessible, phone, sitDown } from './desk.ts';

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

describe('§4.6, §9 the representatives of a joint appeal', () => {
  test(
    'stand masked on the case page and are shown with the appellant’s own number for a reason; an auditor reads how many ask',
    { timeout: 120_000 },
    async () => {
      const { page, faults, leave } = await sitDown(browser, stack.url, 'clerk');
      const representatives = [1, 2, 3, 4, 5].map((n) => ({ name: `赵代表${n}`, phone: `1390001000${n}` }));
      const facts = { type: 'HELP', category: 'LIGHT', communityId: 'huludao', text: '三号楼前没有路灯' };
      const appellant = { name: '张女士', phone: '13812345678' };
      const filed = await page.request.post('/api/v1/appeals', {
        headers: { 'Idempotency-Key': randomUUID() },
        data: { ...facts, appellant, joint: { appellants: 12, representatives } },
      });
      expect(filed.status()).toBe(201);
      const { no } = (await filed.json()) as { no: string };
      await page.goto(`/console/appeals/${no}`);
      await page.getByText('12 人联名，代表 5 人').waitFor();
      const list = page.getByRole('list', { name: '联名代表' });
      expect(await list.getByRole('listitem').allInnerTexts()).toEqual(
        [1, 2, 3, 4, 5].map((n) => `赵** 139****000${n}`),
      );
      for (const size of [desk, { width: 390, height: 844 }, phone]) {
        await page.setViewportSize(size);
        await expectAccessible(page);
      }
      await page.getByRole('button', { name: '查看电话' }).click();
      const dialog = page.getByRole('dialog', { name: '查看诉求人和联名代表的电话' });
      await dialog.getByLabel(/^查看理由/).fill('通知代表开会');
      await dialog.getByRole('button', { name: '查看', exact: true }).click();
      await list.getByRole('link', { name: '13900010005' }).waitFor();
      await page.getByRole('link', { name: '13812345678' }).waitFor();
      expect(await list.getByRole('listitem').first().innerText()).toBe('赵代表1 13900010001');
      await expectAccessible(page);
      expect(faults).toEqual([]);
      await leave();

      const auditor = await sitDown(browser, stack.url, 'auditor', phone);
      await auditor.page.goto(`/console/appeals/${no}`);
      await auditor.page.getByText('12 人联名', { exact: true }).waitFor();
      expect(await auditor.page.getByRole('list', { name: '联名代表' }).count()).toBe(0);
      expect(await auditor.page.getByRole('button', { name: '查看电话' }).count()).toBe(0);
      await auditor.leave();
    },
  );
});
