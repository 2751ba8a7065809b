// What the load generator can be told to do; it is a process of its own, so that it takes no time from those it measures.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../config/config.ts';
import type { ActionName } from '../domain/words.ts';

/** Over HTTP with the cookies of those who act, or straight to the bare workflow. */
export type Target = { via: 'http'; url: string; cookies: Record<string, string> } | { via: 'client'; address: string };

export type Step = { who: string; action: ActionName; body: object };

export type Job =
  /** Files `count` appeals. */
  | { kind: 'create'; target: Target; concurrency: number; count: number; who: string; body: object }
  /** Takes each of the cases through the steps, as many cases at a time as `concurrency`. */
  | { kind: 'walk'; target: Target; concurrency: number; numbers: string[]; steps: Step[] }
  /** Gets each URL in turn. */
  | { kind: 'read'; concurrency: number; requests: { url: string; cookie: string }[] };

export type Outcome = {
  /** How long each request took, in the order in which they were begun. */
  ms: number[];
  seconds: number;
  /** Of a `create`: the cases. */
  numbers: string[];
};

export type LoadGenerator = { run(job: Job): Promise<Outcome>; stop(): void };

export function startLoadGenerator(): LoadGenerator {
  const child = fork(join(projectRoot, 'bench/load.ts'), { execArgv: ['--import', 'tsx'], cwd: projectRoot });
  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        const ended = () => reject(new Error('the load generator ended'));
        child.once('exit', ended);
        child.once('message', (answer: Outcome | { error: string }) => {
          child.off('exit', ended);
          if ('error' in answer) reject(new Error(answer.error));
          else resolve(answer);
        });
        child.send(job);
      }),
    stop: () => child.disconnect(),
  };
}
