// The order of the test files: those that take longest begin first, or the last of them would run alone while a core idles.
// The runner knows by itself only what it has measured in this folder before; a fresh clone has measured nothing.
import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The slowest first; what is not named comes last. */
const slow = [
  'test/faults/kills',
  'test/faults/revision',
  'test/browser/console',
  'test/start',
  'test/faults',
  'test/browser',
  'test/workflows',
  'test/mail/journey',
  'test/api',
  'test/activities/seeking',
  'test/residents',
  'test/domain/appeal/model',
  'test/store',
  'test/prisma/migrate',
];

export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const path = relative(this.ctx.config.root, moduleId);
      const found = slow.findIndex((start) => path.startsWith(start));
      return found < 0 ? slow.length : found;
    };
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}
