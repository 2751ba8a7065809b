// Healing: starts cases that have no workflow, wakes those that are late, restarts those that are jammed, and says so.
// Everything it goes by is in PostgreSQL, so it may be interrupted at any point and begun anew by another worker.
import { Context } from '@temporalio/activity';
import type { Store } from '../store/client.ts';
import {
  countLate,
  jammedCases,
  lateCases,
  markNudged,
  openCases,
  recordPosition,
  type RecordPosition,
  countRunnable,
  unstartedCases,
} from '../store/keeper.ts';
import { sweepTexts } from '../store/texts.ts';
import { beating } from './beating.ts';

/** What can be done to a case's workflow. `start` and `restart`: whether one was started; `sync`: whether there was one. */
export type Cases = {
  start: (no: string) => Promise<boolean>;
  sync: (no: string) => Promise<boolean>;
  restart: (no: string, reason: string) => Promise<boolean>;
  /** How many cases' workflows are running, as far as the server's index knows. */
  running: () => Promise<number>;
};

export type HealingDeps = {
  store: Store;
  cases: Cases;
  /** Seconds behind its wake-up at which a case counts as late, and seconds after a signal at which it counts as jammed. */
  lateSeconds: number;
  restartSeconds: number;
  startMissingSeconds: number;
  /** Cases touched in one round at most. */
  batch: number;
  log: (message: string) => void;
};

/** `seen`: how far the record had been written when it was last looked at; the answer goes into the next call. */
export type HealingActivities = { watchOver(seen: RecordPosition | null): Promise<RecordPosition | null> };

/** One activity goes on for so long, looking so often. */
const watchMs = 600_000;
const roundMs = 5_000;
/** Rounds between two comparisons of how many cases should be running with how many are. */
const censusEvery = 12;

export function createHealingActivities(deps: HealingDeps): HealingActivities {
  return {
    watchOver: async (given) => {
      const context = Context.current();
      let seen = (context.info.heartbeatDetails as RecordPosition | undefined) ?? given;
      const watch = async () => {
        const until = Date.now() + watchMs;
        let lateBefore = Number.POSITIVE_INFINITY;
        for (let round = 0; Date.now() < until; round += 1) {
          const position = await recordPosition(deps.store);
          if (seen && wasSetBack(seen, position)) await syncAll(deps);
          seen = position;
          lateBefore = await heal(deps, lateBefore);
          if (round % censusEvery === censusEvery - 1) await census(deps);
          await context.sleep(roundMs);
        }
        return seen;
      };
      return beating(watch, () => seen);
    },
  };
}

/** The record is another one than was seen, or has written less: it was restored, and cases may be ahead of their logs. */
export function wasSetBack(seen: RecordPosition, now: RecordPosition): boolean {
  return now.database !== seen.database || now.written < seen.written;
}

/** One round. Answers how many cases were late, for the next round to judge whether the backlog shrinks. */
export async function heal(deps: HealingDeps, lateBefore: number): Promise<number> {
  const { store, cases, log } = deps;
  for (const no of await unstartedCases(store, deps.startMissingSeconds, deps.batch)) {
    if (await cases.start(no)) log(`started ${no}, which had no workflow`);
    // One runs that does not know the row: from before a backup was restored, when the number was another case's.
    else await cases.sync(no);
  }
  const late = await countLate(store, deps.lateSeconds);
  // A backlog that is being worked off needs no help: restarting queued cases would only make it longer.
  if (late === 0 || (late > deps.batch && late < lateBefore)) return late;
  for (const no of await jammedCases(store, deps.lateSeconds, deps.restartSeconds, deps.batch)) {
    const started = await cases.restart(no, 'the watchdog: late, and did not answer a signal');
    log(`restarted ${no} from its log, late and silent${started ? '' : ' (another was quicker)'}`);
    await markNudged(store, no);
  }
  for (const no of await lateCases(store, deps.lateSeconds, deps.batch)) {
    const there = await cases.sync(no);
    await markNudged(store, no);
    if (!there && (await cases.start(no))) log(`started ${no} from its log, late and without a workflow`);
    else log(`woke ${no}, late`);
  }
  return late;
}

/** Free texts of refused actions, which nothing points to, are kept for so many hours. */
const unclaimedHours = 24;

/** When fewer cases run than should, looks at every open case: whichever has no workflow is started from its log. */
async function census(deps: HealingDeps): Promise<void> {
  await sweepTexts(deps.store, unclaimedHours);
  if ((await deps.cases.running()) < (await countRunnable(deps.store))) await restoreAll(deps);
}

/** Starts the workflow of every open case that has none. Answers how many were started. */
export async function restoreAll(deps: HealingDeps): Promise<number> {
  const started = await onEveryCase(deps, deps.cases.start);
  if (started > 0) deps.log(`started ${started} cases from their logs: they had no workflow`);
  return started;
}

/** Lets every open case look at its log again: whichever is ahead of it or behind is rebuilt from it. */
export async function syncAll(deps: HealingDeps): Promise<number> {
  const synced = await onEveryCase(deps, deps.cases.sync);
  deps.log(`the record was set back (a restored backup?): ${synced} cases look at their logs again`);
  return synced;
}

/** Does `one` with every open case, sixteen at a time. Answers with how many it succeeded. */
async function onEveryCase({ store }: HealingDeps, one: (no: string) => Promise<boolean>): Promise<number> {
  let done = 0;
  let page = await openCases(store, '', 200);
  while (page.length > 0) {
    for (let i = 0; i < page.length; i += 16) {
      const results = await Promise.all(page.slice(i, i + 16).map(one));
      done += results.filter(Boolean).length;
    }
    page = await openCases(store, page.at(-1) ?? '', 200);
  }
  return done;
}
