// The accessibility check, for whatever page Chromium shows.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { projectRoot } from '../../config/config.ts';

declare global {
  interface Window {
    axe?: typeof Axe;
  }
}

const script = readFileSync(join(projectRoot, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** axe objects to nothing on the page; of the rules with these tags when given. */
export async function expectNoViolations(page: Page, tags?: string[]): Promise<void> {
  // Once a document, and the short one: axe's own adapter for Playwright hands in the long one twice with every check, which took
  // as long as the check itself.
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(script);
  const violations = await page.evaluate(async (values) => {
    // Passes are not written out.
    const options: Axe.RunOptions = {
      resultTypes: ['violations'],
      ...(values && { runOnly: { type: 'tag', values } }),
    };
    const found = await window.axe?.run(document, options);
    return found?.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))]);
  }, tags);
  expect(violations).toEqual([]);
}
