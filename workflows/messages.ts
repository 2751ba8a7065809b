// What can be said to a case's workflow, and under which name it runs: the only file of this folder that clients import.
import { defineSearchAttributeKey, type UpdateDefinition } from '@temporalio/common';
import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Answer } from '../domain/appeal/answer.ts';
import type { Command } from '../domain/appeal/commands.ts';
import type { Told, Telling } from '../domain/appeal/tell.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import type { Revision } from '../domain/revision/types.ts';
import type { Instant } from '../domain/time/types.ts';
import { actionNames, type ActionName } from '../domain/words.ts';

export type AppealStart = { no: string };

/** A case as its workflow has it in memory, after syncing with the log. */
export type Inspection = {
  appeal: Appeal;
  /** The next instant at which its clocks do something; null when they are all done or paused. */
  nextAt: Instant | null;
  /** The instant for which the workflow's timer is set (its own offset included). */
  wakeAt: Instant | null;
  runId: string;
  historyLength: number;
};

/** One Update per action, named like it. The update id is the command's key; a refusal is an ApplicationFailure of its code. */
export const appealUpdates = Object.fromEntries(actionNames.map((name) => [name, defineUpdate(name)])) as Record<
  ActionName,
  UpdateDefinition<Answer, [Command]>
>;

/** Waits until the case is registered in the log; used with update-with-start. Changes nothing by itself. */
export const registerUpdate = defineUpdate<Answer, []>('register');

/** Ticks, syncs with the log, and tells the live state. The product never uses Queries (docs/decisions). */
export const inspect = defineUpdate<Inspection, []>('inspect');

/** Calendar, office hours or policy are another (workflows/revision.ts). Answers with the case's version after it. */
export const revise = defineUpdate<number, [Revision]>('revise');
/** What the system tells a case (domain/appeal/tell.ts); the key makes a repetition harmless. */
export const tellUpdate = defineUpdate<Told, [{ key: string; telling: Telling }]>('tell');

/** Look at the log again: sent by the watchdog to a case that seems late. */
export const sync = defineSignal('sync');

/** Type of the failure with which a run that lost its log to another one answers; the caller asks again. */
export const superseded = 'superseded';

export const workflowType = 'appeal';

export function workflowIdOf(no: string): string {
  return `appeal-${no}`;
}

/** The workflow of a revision, by its number (workflows/revision.ts). */
export const revisionType = 'revision';

export function revisionIdOf(id: number): string {
  return `revision-${id}`;
}

/** Search attributes of a case: class, community, category and state from the start, the others when they change. */
export const attributes = {
  class: defineSearchAttributeKey('HuyingClass', 'KEYWORD'),
  community: defineSearchAttributeKey('HuyingCommunity', 'KEYWORD'),
  category: defineSearchAttributeKey('HuyingCategory', 'KEYWORD'),
  state: defineSearchAttributeKey('HuyingState', 'KEYWORD'),
  rung: defineSearchAttributeKey('HuyingRung', 'INT'),
  overdue: defineSearchAttributeKey('HuyingOverdue', 'BOOL'),
  outcome: defineSearchAttributeKey('HuyingOutcome', 'KEYWORD'),
} as const;

/** What is known of a case before its workflow exists: enough to start it so that a developer can read it. */
export type CaseCard = {
  no: string;
  class: string;
  category: string;
  categoryName: string;
  communityId: string;
  place: string;
  state: string;
};

/** A case in one line. */
export function summaryOf(card: Pick<CaseCard, 'class' | 'categoryName' | 'place'>): string {
  return `${card.class} ${card.categoryName} · ${card.place}`;
}

/** Where a case runs, and whether it shows its state (a setting). */
export type StartSettings = { taskQueue: string; showsState: boolean };

/** Options under which a case's workflow is started, by whoever starts it (API, watchdog). Ids and places only. */
export function appealStartOptions(card: CaseCard, { taskQueue, showsState }: StartSettings) {
  return {
    workflowId: workflowIdOf(card.no),
    taskQueue,
    args: [{ no: card.no }] as [AppealStart],
    staticSummary: summaryOf(card),
    typedSearchAttributes: [
      { key: attributes.class, value: card.class },
      { key: attributes.community, value: card.communityId },
      { key: attributes.category, value: card.category },
      // Given now, it need not be set by the first task.
      ...(showsState ? [{ key: attributes.state, value: card.state }] : []),
    ],
  };
}
