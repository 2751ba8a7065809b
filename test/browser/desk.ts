// What a person does at the console, for the tests that drive Chromium.
import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { demoPassword } from '../../config/demo.ts';
import { expectNoViolations } from '../support/accessible.ts';

export type Size = { width: number; height: number };
export const desk: Size = { width: 1280, height: 860 };
export const phone: Size = { width: 360, height: 740 };

/** Seats that were left, of one browser: what has shown the console before shows it again with half the work. */
const free = new WeakMap<Browser, Page[]>();

/** A page of a browser of one's own, signed in; what goes wrong in it fails the test that looks at `faults`. */
export async function sitDown(browser: Browser, url: string, username: string, size: Size = desk) {
  const seats = free.get(browser) ?? [];
  free.set(browser, seats);
  const page = seats.pop() ?? (await (await browser.newContext({ baseURL: url, locale: 'zh-CN' })).newPage());
  const context = page.context();
  await page.setViewportSize(size);
  await signIn(context, url, username);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) faults.push(message.text());
  });
  page.setDefaultTimeout(60_000);
  return { page, faults, leave };

  /** Nothing of whoever sat there stays. The page gone to is one of the same site: for another the browser would begin anew. */
  async function leave(): Promise<void> {
    await page.goto('/health/live');
    await page.evaluate(() => [localStorage, sessionStorage].forEach((storage) => storage.clear()));
    await context.clearCookies();
    for (const event of ['pageerror', 'console'] as const) page.removeAllListeners(event);
    seats.push(page);
  }
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;
const sessions = new Map<string, Cookies>();

/** With the session that this person has from an earlier sitting, if it still holds: hashing a password takes a tenth of a second. */
async function signIn(context: BrowserContext, url: string, username: string): Promise<void> {
  const known = sessions.get(`${url} ${username}`);
  if (known) {
    await context.addCookies(known);
    if ((await context.request.get('/api/v1/session')).ok()) return;
    await context.clearCookies();
  }
  const signedIn = await context.request.post('/api/v1/session', { data: { username, password: demoPassword } });
  expect(signedIn.status()).toBe(200);
  sessions.set(`${url} ${username}`, await context.cookies());
}

type Facts = { category: string; communityId: string; phone: string };

/** Registers a case for whoever sits there, without the form; answers its number. */
export async function register(
  page: Page,
  text: string,
  { phone: number = '13812345678', ...facts }: Partial<Facts> = {},
): Promise<string> {
  const appellant = { name: '张女士', phone: number };
  const answer = await page.request.post('/api/v1/appeals', {
    headers: { 'Idempotency-Key': randomUUID() },
    data: { type: 'HELP', category: 'LIGHT', communityId: 'huludao', ...facts, text, appellant },
  });
  expect(answer.status()).toBe(201);
  return ((await answer.json()) as { no: string }).no;
}

/** Chooses in one of antd's selects by typing and Enter, as the desk does. */
export async function choose(within: Page | Locator, label: string, typed: string): Promise<void> {
  const box = within.getByRole('combobox', { name: label, exact: true });
  const page = 'page' in within ? within.page() : within;
  await box.click();
  await box.fill(typed);
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option-active').getByText(typed).waitFor();
  await box.press('Enter');
  await within
    .locator('.ant-select')
    .filter({ has: page.getByRole('combobox', { name: label, exact: true }) })
    .getByText(typed)
    .waitFor();
}

/** Does an action of the case page: its button, its fields, its confirmation. */
export async function act(
  page: Page,
  action: string,
  fill: (dialog: Locator) => Promise<void> = async () => undefined,
) {
  await page.locator('.actions').getByRole('button', { name: action, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name: /^确认/ }).click();
  await dialog.waitFor({ state: 'detached' }).catch(async () => {
    throw new Error(`${action} was not done: ${await dialog.innerText()}`);
  });
}

/** Nothing wider than the screen, and nothing that axe objects to. */
export async function expectAccessible(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0);
  await expectNoViolations(page);
}

/** What the caller of `takeCall` says. */
export const said = '八家巷小区 3 号楼前的路灯坏了一个多星期，晚上看不见路';

/** Fills the registering form as in a call. */
export async function takeCall(page: Page, text = said): Promise<void> {
  await page.goto('/console/register');
  await page.getByLabel('诉求人怎么说').fill(text);
  await choose(page, '社区', '葫芦岛社区');
  await choose(page, '类别', '道路亮化');
  await choose(page, '小区（可不填）', '八家巷小区');
  await page.getByLabel('称谓').fill('张女士');
  await page.locator('#phone').fill('138 1234 5678');
}
