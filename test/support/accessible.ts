// The accessibility check, for whatever page Chromium shows.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** axe objects to nothing on the page; of the rules with these tags when given. */
export async function expectNoViolations(page: Page, tags?: string[]): Promise<void> {
  // Passes are not written out, and no frame of another site asks for a second page to gather results in: a third of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (tags ? axe.withTags(tags) : axe).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))])).toEqual([]);
}
