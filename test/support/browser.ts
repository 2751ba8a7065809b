// Chromium for test/browser: one on the machine, else Playwright's own download, else Debian's packages where they may be installed.
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { projectRoot } from '../../config/config.ts';

const run = promisify(execFile);

/** The first is the same browser without the windows that nobody sees: a fifth less work. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
/** The address bar's pop-ups: with each page the newest Chromiums load two pages of their own for them, half a second of work. */
const popups = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];
// Of two such switches the last counts: what Playwright leaves out is repeated.
const leftOut = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  ...popups,
];
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${leftOut.join(',')}`,
  // No page stays long enough to earn back what optimising its scripts costs.
  '--js-flags=--no-opt --no-maglev',
];

/** A headless Chromium; `close()` it in afterAll. Throws with one sentence that says what to install when there is none. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: await findBrowser(), headless: true, args: flags });
  // Nobody watches: drawing what moves only takes time from what is tested, and what is half shown has half its colour. Playwright
  // asks for motion in every context that does not say otherwise, over Chromium's own flag.
  const newContext = browser.newContext.bind(browser);
  browser.newContext = (options) => newContext({ reducedMotion: 'reduce', ...options });
  return browser;
}

/** Path of a Chromium, installing one if need be. */
export async function findBrowser(): Promise<string> {
  const found = onMachine() ?? (await playwrightsOwn()) ?? (await debians());
  if (found) return found;
  throw new Error(
    'No browser for test/browser: install chromium (Debian: chromium and fonts-noto-cjk), or leave it out with SKIP_BROWSER=1.',
  );
}

function onMachine(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const inPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const own = chromium.executablePath();
  return [process.env.CHROMIUM_PATH ?? '', ...inPath, ...macPaths, own].find((path) => path !== '' && usable(path));
}

async function playwrightsOwn(): Promise<string | undefined> {
  const cli = join(projectRoot, 'node_modules/playwright-core/cli.js');
  await run(process.execPath, [cli, 'install', 'chromium'], { timeout: 120_000 }).catch(() => undefined);
  return onMachine();
}

async function debians(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  const apt = (...args: string[]) =>
    run('apt-get', ['-o', 'DPkg::Lock::Timeout=180', '-q', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 50_000_000,
    });
  await apt('update').catch(() => undefined);
  // Older releases have no package of the shell alone.
  for (const name of ['chromium-headless-shell', 'chromium'])
    if (!onMachine())
      await apt('install', '-y', '--no-install-recommends', name, 'fonts-noto-cjk').catch(() => undefined);
  return onMachine();
}

function usable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
