// Loaded before everything else in the worker and its threads (`node --import ./worker/threads.mjs`). By default the SDK keeps the
// stack of every promise that a workflow makes, for the Query behind the Temporal UI's "Call Stack": a quarter of the time of the
// workflow thread, for a Query that nobody should send (docs/decisions/0002-no-queries.md). Where Node cannot watch promises the
// SDK goes without, and so it does here.
import { isMainThread } from 'node:worker_threads';
import v8 from 'node:v8';

if (!isMainThread) {
  v8.promiseHooks.createHook = () => {
    const { warn } = console;
    // The SDK says on the console what is meant here.
    console.warn = () => {
      console.warn = warn;
    };
    throw new Error('stacks of promises are not kept');
  };
}
