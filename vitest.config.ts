import { defineConfig } from 'vitest/config';
import { SlowFirst } from './test/support/sequencer.ts';

// Continuous integration never leaves the browser out; a developer may, knowingly.
const withoutBrowser = process.env.SKIP_BROWSER === '1' && !process.env.CI;
if (withoutBrowser) console.log('SKIP_BROWSER=1: test/browser is left out');

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: withoutBrowser ? ['test/browser/**'] : [],
    // Opens a door through which test files ask for servers; a run that asks for none starts none.
    globalSetup: ['test/support/global-setup.ts'],
    // A bound for what hangs, not for what is slow: nothing hangs on how fast the machine is.
    testTimeout: 180_000,
    // The first to need a program or a browser may have to fetch it.
    hookTimeout: 240_000,
    teardownTimeout: 30_000,
    // Some files wait for most of their time (a worker's death is noticed after 10 s): with one more than there are cores none idles.
    maxWorkers: 3,
    // No test changes a module, a global or the environment, so files need no process each: loading the product anew for every
    // one of them was a third of the run.
    isolate: false,
    sequence: { sequencer: SlowFirst },
  },
});
