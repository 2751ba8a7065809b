// What of a case goes onto paper, as Chromium prints it: the case sheet and the slip for a visit.
import jsQR from 'jsqr';
import { PDFDocument } from 'pdf-lib';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppealDetail } from '../../contracts/appeals.ts';
import { newKey, signedIn } from '../api/client.ts';
import { openBrowser } from '../support/browser.ts';
import { sharedStack, type SharedStack } from '../support/stack.ts';
import { desk, expectAccessible, phone, sitDown } from './desk.ts';

let stack: SharedStack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([sharedStack(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
});

const place = { communityId: 'huludao', compoundId: 'huludao.1' };
const appellant = { name: '张淑芬', phone: '13812345678', address: '3号楼2单元401' };

async function file(facts: object): Promise<string> {
  const clerk = await signedIn(stack.url, 'clerk');
  const body = { type: 'HELP', category: 'LIGHT', ...place, ...facts };
  const { status, text, json } = await clerk.post<{ no: string }>('/api/v1/appeals', body, newKey());
  expect([status, text]).toEqual([201, expect.any(String)]);
  return json.no;
}

async function act(username: string, no: string, action: string, payload: object = {}): Promise<void> {
  const person = await signedIn(stack.url, username);
  const { seq } = (await person.get<AppealDetail>(`/api/v1/appeals/${no}`)).json;
  const { status, text } = await person.post(`/api/v1/appeals/${no}/actions/${action}`, { seq, ...payload }, newKey());
  expect([action, status, text]).toEqual([action, 200, expect.any(String)]);
}

/** Signed by the property service's handler, with the electricity company to assist. */
async function handling(facts: object): Promise<string> {
  const no = await file(facts);
  await act('clerk', no, 'accept', { type: 'HELP', category: 'LIGHT', class: 'U3' });
  const assist = [{ unitId: 'huludao.gongdian', limit: { value: 1, unit: 'workingDay' } }];
  await act('dispatcher', no, 'dispatch', { unitId: 'huludao.wuye', assist });
  await act('handler', no, 'sign');
  await act('handler', no, 'contact', { way: 'phone', text: '约好明天上门，回电 13900001111' });
  return no;
}

async function answered(facts: object): Promise<string> {
  const no = await handling(facts);
  const clerk = await signedIn(stack.url, 'clerk');
  const { tasks } = (await clerk.get<AppealDetail>(`/api/v1/appeals/${no}`)).json;
  await act('handler2', no, 'completeTask', { taskId: tasks[0]?.id, text: '线路已接通' });
  await act('handler', no, 'complete', { text: '更换灯具两盏' });
  await act('handler', no, 'reply', { channel: 'phone', text: '路灯已修好，请您查看' });
  await act('callback', no, 'feedback', { contacted: true, solved: true, satisfaction: 'mostlySatisfied' });
  return no;
}

/** The paper as it would leave the printer. */
async function printed(page: Page): Promise<PDFDocument> {
  return PDFDocument.load(await page.pdf({ preferCSSPageSize: true }));
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(`/console/appeals/${path}`);
  await page.locator('.a4').waitFor();
  await page.waitForLoadState('networkidle');
}

describe('§9 the case sheet', () => {
  test(
    'says the case from the call to the answer, and no number in clear, though its printer has looked at it',
    { timeout: 120_000 },
    async () => {
      const said = '路灯坏了一个多星期，我的电话 138 1234 5678';
      const proxy = { name: '王建军', phone: '13900002222' };
      const no = await answered({ text: said, appellant, proxy, vulnerable: true });
      const correction = { version: 1, reason: '听错了门牌', address: '3号楼2单元402' };
      const clerk = await signedIn(stack.url, 'clerk');
      expect((await clerk.post(`/api/v1/appeals/${no}/corrections`, correction, newKey())).status).toBeLessThan(300);
      const { page, faults, leave } = await sitDown(browser, stack.url, 'callback');
      await page.goto(`/console/appeals/${no}`);
      await page.getByRole('button', { name: '查看电话' }).click();
      await page.getByRole('link', { name: '13812345678' }).waitFor();
      expect(await page.locator('main').innerText()).toContain('138 1234 5678');
      await page.getByRole('link', { name: '打印办理单' }).click();
      await page.locator('.a4').waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.title()).toBe(`诉求办理单 ${no} · 呼应`);

      const field = (name: string) =>
        page
          .locator('.cell')
          .filter({ has: page.locator('dt').getByText(name, { exact: true }) })
          .locator('dd')
          .innerText();
      expect(await field('登记时间')).toMatch(/^20\d\d年\d+月\d+日（星期.）\d\d:\d\d$/);
      expect(await field('来源')).toBe('电话，他人代为反映');
      expect(await field('类别')).toBe('求助，道路亮化/小区照明');
      expect(await field('紧急程度')).toContain('一般');
      expect(await field('标记')).toBe('重点人群');
      expect(await field('地点')).toBe('葫芦岛社区 · 八家巷小区');
      expect(await field('诉求人')).toBe('张** 138****5678\n*号楼*单元*\n由 王** 139****2222 代为反映');
      expect(await field('内容')).toBe('路灯坏了一个多星期，我的电话 138****5678');
      expect(await field('更正')).toMatch(/^已更正 1 次，最近 20\d\d年\d+月\d+日 \d\d:\d\d：/);
      expect(await field('状态')).toBe('已结案，已解决');
      expect(await field('承办单位')).toBe('物业服务中心');
      expect(await field('承办人')).toBe('张志强');
      expect(await field('时限')).toMatch(/重办窗口：20\d\d年.+截止/);
      expect(await field('协办')).toBe('供电所：已完成');
      expect(await field('反馈')).toContain('已解决，基本满意');
      expect(await field('办理结果')).toContain('更换灯具两盏');
      expect(await field('答复')).toContain('路灯已修好，请您查看');

      const course = page.getByRole('table');
      const [first, ...later] = (await course.locator('tbody tr').allInnerTexts()).filter((row) => row !== '');
      expect(first).toMatch(/登记诉求[\s\S]*处理时限：20\d\d年.+止[\s\S]*王秀芳/);
      expect(later.at(-1)).toContain('结案：已解决');
      expect(await course.innerText()).toContain('约好明天上门，回电 139****1111');
      const paper = await page.locator('.a4').innerText();
      expect(paper).toMatch(/经办人：[\s\S]*审核人：[\s\S]*日期：/);
      expect(paper).toMatch(/20\d\d年\d+月\d+日（星期.）\d\d:\d\d 杨晓燕打印/);
      // Its words stand above already.
      expect(paper.split('路灯已修好，请您查看')).toHaveLength(2);
      expect(paper.replace(/\s/g, '')).not.toMatch(/13812345678|1390000[12]|张淑芬|王建军|40[12]/);

      for (const size of [desk, phone]) {
        await page.setViewportSize(size);
        await expectAccessible(page);
      }
      expect(faults).toEqual([]);
      await leave();
    },
  );

  test(
    'is A4 without the console around it, one page when it is short, several with whole rows when it is long',
    { timeout: 120_000 },
    async () => {
      const no = await handling({ text: '路灯坏了', appellant });
      const { page, leave } = await sitDown(browser, stack.url, 'handler');
      await goTo(page, `${no}/sheet`);
      const short = await printed(page);
      expect(short.getPageCount()).toBe(1);
      const { width, height } = short.getPage(0).getSize();
      expect([Math.round(width / 5), Math.round(height / 5)]).toEqual([119, 168]);

      // Pressed by the keyboard alone.
      await page.evaluate(() => {
        window.print = () => document.documentElement.setAttribute('data-printed', 'yes');
      });
      await page.getByRole('link', { name: `← 诉求 ${no}` }).focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('html[data-printed]').waitFor({ state: 'attached' });

      for (let n = 1; n <= 16; n += 1) await act('handler', no, 'note', { text: `第 ${n} 次现场记录，线路还没有接通` });
      await goTo(page, `${no}/sheet`);
      const long = await printed(page);
      expect(long.getPageCount()).toBe(2);

      await page.emulateMedia({ media: 'print' });
      // As wide as what the margins leave of A4.
      await page.setViewportSize({ width: 680, height: 1000 });
      for (const part of ['.top', '.skip', '.back', '.a4-tools'])
        expect([part, await page.locator(part).isVisible()]).toEqual([part, false]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(680);
      const row = page.locator('.course-table tbody tr').first();
      expect(
        await row.evaluate((element) => [getComputedStyle(element).display, getComputedStyle(element).breakInside]),
      ).toEqual(['table-row', 'avoid']);
      await page.emulateMedia({ media: null });
      await leave();
    },
  );

  test('says of a secret matter that it is one, and opens to nobody to whom its case does not', async () => {
    const about = { unitIds: ['huludao.wuye'] };
    const no = await file({ type: 'REPORT', category: 'PROP', text: '举报物业乱收费，电话 13812345678', about });
    const clerk = await sitDown(browser, stack.url, 'clerk');
    await goTo(clerk.page, `${no}/sheet`);
    await clerk.page.getByText('本件须保密').waitFor();
    expect(await clerk.page.locator('.a4').innerText()).toMatch(/匿名（不留联系方式）[\s\S]*回避\s+物业服务中心/);
    await clerk.leave();
    for (const username of ['handler', 'member1', 'admin']) {
      const { page, leave } = await sitDown(browser, stack.url, username);
      for (const path of ['', '/sheet', '/visit-slip']) {
        await page.goto(`/console/appeals/${no}${path}`);
        await page
          .locator('.stand-in')
          .getByText(username === 'handler' ? '没有这件诉求' : /没有|不能|无权/)
          .first()
          .waitFor();
        expect(await page.locator('main').innerText()).not.toContain('乱收费');
        expect(await page.locator('.a4').count()).toBe(0);
      }
      await leave();
    }
  });
});

describe('§9 the slip for a visit', () => {
  test('names place, matter and promise, leaves room to write, and its code leads to the residents’ page, not into the case', async () => {
    const no = await handling({ text: '路灯坏了', title: '路灯坏了，老人怕摔', appellant });
    const { page, faults, leave } = await sitDown(browser, stack.url, 'handler');
    await page.goto(`/console/appeals/${no}`);
    await page.getByRole('link', { name: '上门联系单' }).click();
    const paper = page.locator('.a4');
    await paper.waitFor();
    const words = await paper.innerText();
    expect(words).toMatch(/葫芦岛社区 · 八家巷小区[\s\S]*张\*\* 138\*\*\*\*5678[\s\S]*路灯坏了，老人怕摔/);
    expect(words).toMatch(/承诺办结\s+20\d\d年\d+月\d+日/);
    expect(words).toMatch(/约定时间[\s\S]*情况记录[\s\S]*居民签字：/);
    expect(words).not.toMatch(/13812345678|张淑芬/);

    const code = page.getByRole('img', { name: /^二维码/ });
    expect(await read(await code.screenshot())).toBe(`${stack.url}/follow`);
    for (const size of [desk, phone]) {
      await page.setViewportSize(size);
      await expectAccessible(page);
      // Large enough for another telephone to read; its border takes the rest.
      expect((await code.boundingBox())?.width, `the code at ${size.width}`).toBe(126);
    }
    expect((await printed(page)).getPageCount()).toBe(1);
    await page.goto('/follow');
    await page.getByLabel('查询码').waitFor();
    expect(faults).toEqual([]);
    await leave();
  });

  test('says neither who asked nor what about where the matter is kept from somebody', async () => {
    const no = await file({
      category: 'FAMILY',
      title: '孩子天天挨打',
      text: '隔壁的孩子天天挨打',
      victim: 'minor',
      appellant,
    });
    const { page, leave } = await sitDown(browser, stack.url, 'clerk');
    await goTo(page, `${no}/visit-slip`);
    await page.getByText('这件诉求须保密').waitFor();
    expect(await page.locator('.a4').innerText()).not.toMatch(/挨打|家庭|张\*|5678|须保密/);
    await leave();
  });

  test('is offered as long as there is somewhere to go to', async () => {
    const no = await file({ text: '路灯坏了', appellant });
    await act('clerk', no, 'decline', { reason: 'notOurs', text: '请联系供电公司' });
    const { page, leave } = await sitDown(browser, stack.url, 'clerk');
    await page.goto(`/console/appeals/${no}`);
    await page.getByRole('link', { name: '打印办理单' }).waitFor();
    expect(await page.getByRole('link', { name: '上门联系单' }).count()).toBe(0);
    await leave();
  });
});

/** What a telephone's camera reads in a picture. */
async function read(picture: Buffer): Promise<string | null> {
  // The paper around it is the quiet zone that a reader needs.
  const { data, info } = await sharp(picture)
    .extend({ top: 20, bottom: 20, left: 20, right: 20, background: '#fff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data ?? null;
}
