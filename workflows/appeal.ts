// One appeal, one workflow: it keeps the case's promises from registration to the end of the reopen window.
// Everything that changes the case goes through `change` (case-log.ts), one thing at a time; here is the wiring around it.
import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { answerTo, type Answer } from '../domain/appeal/answer.ts';
import { nextClock } from '../domain/appeal/clocks.ts';
import type { Command } from '../domain/appeal/commands.ts';
import { systemActor } from '../domain/appeal/system-actor.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import type { Revision } from '../domain/revision/types.ts';
import type { Instant } from '../domain/time/types.ts';
import { actionNames } from '../domain/words.ts';
import { announce, clockSummary } from './appeal-face.ts';
import { CaseLog } from './case-log.ts';
import {
  appealUpdates,
  inspect,
  registerUpdate,
  revise,
  superseded,
  sync,
  tellUpdate,
  type AppealStart,
  type Inspection,
} from './messages.ts';

/** Runs the case `no` until it is archived. Answers with its final state. */
export async function appeal({ no }: AppealStart): Promise<string> {
  const log = new CaseLog(no);
  let wakeAt: Instant | null = null;

  for (const name of actionNames) {
    setHandler(appealUpdates[name], async (command: Command) => {
      if (!log.begun && !log.over) await log.ready;
      const given = await changed(log, command);
      return given ?? answerTo(current(log), command.actor, Date.now());
    });
  }
  setHandler(registerUpdate, async () => {
    if (!log.begun && !log.over) await log.ready;
    return answerTo(current(log), systemActor, Date.now());
  });
  setHandler(inspect, async () => {
    if (!log.begun && !log.over) await log.ready;
    await changed(log, null);
    return inspection(current(log), wakeAt);
  });
  setHandler(revise, async (revision: Revision) => {
    if (!log.begun && !log.over) await log.ready;
    // An archived case keeps the terms it was judged by.
    if (log.over) return log.appeal?.version ?? 0;
    try {
      await log.revise(revision);
    } finally {
      announce(log);
    }
    return current(log).version;
  });
  setHandler(tellUpdate, async ({ key, telling }) => {
    if (!log.begun && !log.over) await log.ready;
    try {
      return await log.hear(key, telling);
    } finally {
      announce(log);
    }
  });
  setHandler(sync, async () => {
    if (!log.begun && !log.over) await log.ready;
    await ticked(log);
  });

  await log.begin();
  announce(log);

  while (!log.over) {
    wakeAt = log.wakeAt();
    await wakeOrChange(log, wakeAt);
    if (!log.over && wakeAt !== null && log.wakeAt() === wakeAt && Date.now() >= wakeAt) {
      await ticked(log, wakeAt);
    }
    if (!log.over && (log.stale || grown(log))) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof appeal>({ no });
    }
  }
  await condition(allHandlersFinished);
  return log.appeal ? `${log.appeal.state}${log.appeal.outcome ? `: ${log.appeal.outcome}` : ''}` : superseded;
}

/**
 * Sleeps until `wakeAt`, or less when the instant changes: one timer at a time, re-armed only then. Woken by the change itself,
 * since a `condition` would be asked anew, at a price, after everything that happens to the case.
 */
function wakeOrChange(log: CaseLog, wakeAt: Instant | null): Promise<void> {
  const changed = () => log.over || log.stale || log.wakeAt() !== wakeAt || grown(log);
  const wait = wakeAt === null ? Number.POSITIVE_INFINITY : wakeAt - Date.now();
  if (changed() || wait <= 0) return Promise.resolve();
  if (wakeAt === null) return condition(changed);
  const timer = new CancellationScope();
  return new Promise((resolve, reject) => {
    log.onChange = () => {
      if (!changed()) return;
      log.onChange = null;
      resolve();
      timer.cancel();
    };
    const over = () => {
      log.onChange = null;
      resolve();
    };
    timer.run(() => sleep(wait, { summary: clockSummary(log.appeal, log.headline) })).then(over, reject);
  });
}

/** Continue-as-new when the history is as long as the setting allows, well before the server's own suggestion. */
function grown(log: CaseLog): boolean {
  return workflowInfo().continueAsNewSuggested || workflowInfo().historyLength > log.historyBound;
}

/** A change and its face: what the clocks did is shown even where the command was refused. */
async function changed(log: CaseLog, command: Command | null, wokenFor?: Instant): Promise<Answer | null> {
  try {
    return await log.change(command, wokenFor);
  } finally {
    announce(log);
  }
}

/** The clocks' own change: nobody waits for its answer, and a run that lost its log or must begin anew just goes on to its end. */
async function ticked(log: CaseLog, wokenFor?: Instant): Promise<void> {
  try {
    await changed(log, null, wokenFor);
  } catch (error) {
    if (!log.lost && !log.stale) throw error;
  }
}

function current(log: CaseLog): Appeal {
  if (log.appeal && !log.lost) return log.appeal;
  throw ApplicationFailure.nonRetryable('another run has taken over this case', superseded);
}

function inspection(appealNow: Appeal, wakeAt: Instant | null): Inspection {
  const { runId, historyLength } = workflowInfo();
  return { appeal: appealNow, nextAt: nextClock(appealNow)?.at ?? null, wakeAt, runId, historyLength };
}
