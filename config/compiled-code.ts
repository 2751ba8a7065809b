// How V8 treats compiled code in the processes that serve.
import { setFlagsFromString } from 'node:v8';

/**
 * Keeps what is compiled. By default V8 throws away the code of functions that have rested for a while, and a centre rests often: the
 * next request then waits until all it runs through is compiled again. Call it first in a process that serves.
 */
export function keepCompiledCode(): void {
  setFlagsFromString('--no-flush-bytecode');
}
