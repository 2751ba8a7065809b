// A number that was taken down wrong is put right at the desk and at phone width, by whoever is called back; and what they then see.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { desk, expectAccessible, register, sitDown, type Size } from './desk.ts';

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

const phone: Size = { width: 390, height: 844 };

describe('§9 a correction at the desk', () => {
  test(
    'the clerk corrects a number during a call, and is told when somebody else was quicker',
    { timeout: 120_000 },
    async () => {
      const { page, faults, leave } = await sitDown(browser, stack.url, 'clerk');
      const no = await register(page, '三号楼前没有路灯，请修一修');
      await page.goto(`/console/appeals/${no}`);
      await page.getByRole('button', { name: '查看电话' }).click();
      await page.getByLabel(/查看理由/).fill('来电核对');
      await page.getByRole('button', { name: '查看', exact: true }).click();
      await page.getByRole('link', { name: '13812345678' }).waitFor();

      await page.getByRole('button', { name: '更正', exact: true }).click();
      const dialog = page.getByRole('dialog');
      const save = dialog.getByRole('button', { name: '保存更正' });
      await dialog.getByText('现为 138****5678').waitFor();
      await save.click();
      await dialog.getByText('请填写要更正的内容').waitFor();
      await dialog.getByLabel('电话', { exact: true }).fill('123');
      await dialog.getByLabel('更正理由').fill('来电人说号码听错一位');
      await save.click();
      await dialog.getByText('请填写大陆手机号，或带区号的固定电话').waitFor();
      for (const size of [desk, phone]) {
        await page.setViewportSize(size);
        await expectAccessible(page);
      }
      await page.setViewportSize(desk);

      const callback = await sitDown(browser, stack.url, 'callback');
      const quicker = await callback.page.request.post(`/api/v1/appeals/${no}/corrections`, {
        headers: { 'Idempotency-Key': `quicker-${no}` },
        data: { version: 1, reason: '写错楼号', text: '八号楼前没有路灯，请修一修' },
      });
      expect(quicker.status()).toBe(200);
      await callback.leave();

      await dialog.getByLabel('电话', { exact: true }).fill('139 8765 4321');
      await save.click();
      await dialog.getByText(/刚有人更正过（标题、内容）/).waitFor();
      expect(await dialog.getByLabel('电话', { exact: true }).inputValue()).toBe('139 8765 4321');
      expect(await dialog.getByLabel('内容', { exact: true }).inputValue()).toBe('八号楼前没有路灯，请修一修');
      await expectAccessible(page);
      await save.click();
      await dialog.waitFor({ state: 'detached' });

      await page.getByText('139****4321').waitFor();
      // What had been looked at is over: the number there was the wrong one.
      expect(await page.getByRole('link', { name: '13812345678' }).count()).toBe(0);
      await page.getByRole('heading', { name: '八号楼前没有路灯，请修一修' }).waitFor();
      await page.getByText(/已更正 2 次，最近 .+：电话/).waitFor();

      await page.getByRole('button', { name: '更正经过' }).click();
      await dialog.getByText('138****5678 改为 139****4321').waitFor();
      await dialog.getByText('来电人说号码听错一位').waitFor();
      await dialog.getByText('杨晓燕（回访员）').waitFor();
      expect(await dialog.getByText('三号楼前没有路灯，请修一修', { exact: true }).count()).toBe(2);
      for (const size of [desk, phone]) {
        await page.setViewportSize(size);
        await expectAccessible(page);
      }
      await dialog.getByRole('button', { name: '关闭' }).last().click();
      await dialog.waitFor({ state: 'detached' });
      await expectAccessible(page);
      expect(faults).toEqual([]);
      await leave();
    },
  );

  test('who put their form aside is told when they take it up again on what somebody else has corrected since', async () => {
    const { page, leave } = await sitDown(browser, stack.url, 'clerk');
    const no = await register(page, '三号楼下水堵了');
    await page.goto(`/console/appeals/${no}`);
    const correct = page.getByRole('button', { name: '更正', exact: true });
    const dialog = page.getByRole('dialog');
    const putAside = async () => {
      await dialog.getByRole('button', { name: '取消' }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await correct.click();
    await dialog.getByLabel('内容', { exact: true }).fill('三号楼下水堵了两天');
    await putAside();
    // Nobody has been there since.
    await correct.click();
    expect(await dialog.getByLabel('内容', { exact: true }).inputValue()).toBe('三号楼下水堵了两天');
    expect(await dialog.getByText(/刚有人更正过/).count()).toBe(0);
    await putAside();

    const quicker = await page.request.post(`/api/v1/appeals/${no}/corrections`, {
      headers: { 'Idempotency-Key': `since-${no}` },
      data: { version: 1, reason: '写错楼号', text: '八号楼下水堵了' },
    });
    expect(quicker.status()).toBe(200);
    await expect
      .poll(
        async () => {
          // Coming back to the page asks anew, once what is shown is some seconds old.
          await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
          return page.locator('.case-text').innerText();
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBe('八号楼下水堵了');
    await correct.click();
    expect(await dialog.getByLabel('内容', { exact: true }).inputValue()).toBe('三号楼下水堵了两天');
    await dialog.getByText(/刚有人更正过（标题、内容）/).waitFor({ timeout: 5_000 });
    await leave();
  });

  test('others read that it was corrected, and are offered neither the form nor the earlier versions', async () => {
    const clerk = await sitDown(browser, stack.url, 'clerk');
    const no = await register(clerk.page, '井盖松动');
    const corrected = await clerk.page.request.post(`/api/v1/appeals/${no}/corrections`, {
      headers: { 'Idempotency-Key': `once-${no}` },
      data: { version: 1, reason: '听错', phone: '13987654321' },
    });
    expect(corrected.status()).toBe(200);
    await clerk.leave();
    const { page, leave } = await sitDown(browser, stack.url, 'dispatcher');
    await page.goto(`/console/appeals/${no}`);
    await page.getByText(/已更正 1 次，最近 .+：电话/).waitFor();
    for (const name of ['更正', '更正经过'])
      expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
    await leave();
  });
});
