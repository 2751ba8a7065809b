// The way of an action from the HTTP face into a case's workflow, for staff, residents and links in mails alike: the key is
// looked up in the log first, free text is written down, then one Update is sent; whatever happens on the way, the log is
// asked once more before the caller is told that nobody knows.
import { setTimeout as sleep } from 'node:timers/promises';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { ActionAnswer, ActionPayload } from '../contracts/appeal-actions.ts';
import { answerOfLast, type Answer } from '../domain/appeal/answer.ts';
import type { Command } from '../domain/appeal/commands.ts';
import { decide } from '../domain/appeal/decide.ts';
import type { Actor, Appeal } from '../domain/appeal/types.ts';
import { actorFor, type Caller } from '../domain/people/permissions.ts';
import type { ActionName } from '../domain/words.ts';
import type { Scope } from '../store/appeals-filter.ts';
import { findCase, logUpTo, type Case } from '../store/cases.ts';
import { caseCard } from '../store/keeper.ts';
import type { appeal as appealWorkflow } from '../workflows/appeal.ts';
import { appealStartOptions, appealUpdates, workflowIdOf, workflowType } from '../workflows/messages.ts';
import { commandPayload } from './action-payload.ts';
import { startCase, startSettings } from './case-start.ts';
import type { Dependencies } from './dependencies.ts';
import { actionKey, bodyHash } from './keys.ts';
import { ProblemError } from './problem.ts';
import { isVisible } from './scope.ts';
import { isPassing, refusalIn, saysOver } from './temporal-failures.ts';

export type ActionRequest<A extends ActionName> = {
  no: string;
  action: A;
  payload: ActionPayload<A>;
  /** The caller's Idempotency-Key; a mail link's token id. */
  callerKey: string;
  /** The version the caller saw; null where the caller does not judge by it. */
  seq: number | null;
  /** Who acts, or somebody with grants, of which the permissions choose. */
  by: Actor | Caller;
  /** Which cases the caller may see; the caller has made sure of it where it is missing. */
  scope?: Scope;
};

const pauseMs = 250;

/**
 * Does the action on the case and answers its new state. Throws a ProblemError: `notFound`, a refusal of the domain with the
 * case's current version, `sameKeyOtherBody`, `mayHaveTakenEffect`, or `unavailable`.
 */
export async function sendAction<A extends ActionName>(
  deps: Dependencies,
  request: ActionRequest<A>,
): Promise<ActionAnswer> {
  const { no, action, payload, seq, by } = request;
  const key = actionKey(action, by.id, request.callerKey);
  // What the caller saw is no part of what they want: a retry may have looked again.
  const hash = bodyHash({ action, payload });
  const known = await standing(deps, no, key);
  if (request.scope && !isVisible(request.scope, known)) throw new ProblemError('notFound');
  if (known.known) return answerAgain(deps, known, { key, hash });
  const appeal = known.doc ?? (await registered(deps, known));
  const actor = actorOf(appeal, by, action);
  const typed = { action, payload: await commandPayload(deps, { appeal, action, payload, actor }) };
  const command = { ...typed, actor, key, bodyHash: hash, seq } as Command;
  return deliver(deps, appeal, command);
}

function actorOf(appeal: Appeal, by: Actor | Caller, action: ActionName): Actor {
  const actor = 'grants' in by ? actorFor(appeal, by, action) : by;
  if (!actor) throw new ProblemError('notPermitted');
  return actor;
}

async function standing(deps: Dependencies, no: string, key: string): Promise<Case> {
  const found = await findCase(deps.store, no, key);
  if (!found) throw new ProblemError('notFound');
  return found;
}

// The row is there before its workflow: an action on it starts the case first.
async function registered(deps: Dependencies, found: Case): Promise<Appeal> {
  const card = await caseCard(deps.store, found.no);
  if (card) await startCase(deps, card, deps.patience.actMs / 2);
  const { doc } = await standing(deps, found.no, '');
  if (!doc) throw new ProblemError('unavailable');
  return doc;
}

/** The answer that the key's request got, from the log alone. */
async function answerAgain(
  deps: Dependencies,
  { no, known }: Case,
  { key, hash }: { key: string; hash: string },
): Promise<ActionAnswer> {
  if (known?.bodyHash !== hash) throw new ProblemError('sameKeyOtherBody');
  const answer = answerOfLast(await logUpTo(deps.store, no, key));
  if (!answer) throw new ProblemError('unavailable');
  return answer;
}

async function deliver(deps: Dependencies, appeal: Appeal, command: Command): Promise<ActionAnswer> {
  const deadline = Date.now() + deps.patience.actMs;
  let reached = false;
  let withStart = false;
  let archived = false;
  while (Date.now() < deadline) {
    try {
      return await deps.temporal.withDeadline(deadline, () =>
        update(deps, appeal.no, command, { withStart, archived }),
      );
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal) throw await refusedBy(deps, appeal.no, refusal);
      const over = saysOver(error);
      if (!over && !isPassing(error)) throw error;
      deps.log.warn(
        { err: error, no: appeal.no, action: command.action },
        'the case did not take an action, trying again',
      );
      // Only a server that was asked and found no such workflow is known to have done nothing.
      reached ||= !over;
      const found = await standing(deps, appeal.no, command.key);
      if (found.known) return answerAgain(deps, found, { key: command.key, hash: command.bodyHash });
      archived = found.archived;
      if (over && archived) await refusedByArchive(deps, found, command);
      // Without a workflow: the server lost it, has just continued it as new, or the case is over and takes one act more.
      withStart ||= over;
      await sleep(pauseMs);
    }
  }
  const found = await standing(deps, appeal.no, command.key);
  if (found.known) return answerAgain(deps, found, { key: command.key, hash: command.bodyHash });
  throw new ProblemError(reached ? 'mayHaveTakenEffect' : 'unavailable');
}

/** One Update. Its id is the key with body and version: the workflow itself tells a repeated request by the key. */
async function update(
  deps: Dependencies,
  no: string,
  command: Command,
  { withStart, archived }: { withStart: boolean; archived: boolean },
): Promise<Answer> {
  const { temporal, config, store } = deps;
  const options = {
    args: [command] as [Command],
    updateId: `${command.key}:${bodyHash([command.bodyHash, command.seq]).slice(0, 12)}`,
  };
  const definition = appealUpdates[command.action];
  const card = withStart ? await caseCard(store, no, { archived }) : null;
  if (!card) return temporal.workflow.getHandle(workflowIdOf(no)).executeUpdate(definition, options);
  const startWorkflowOperation = new WithStartWorkflowOperation<typeof appealWorkflow>(workflowType, {
    ...appealStartOptions(card, startSettings(config)),
    workflowIdConflictPolicy: 'USE_EXISTING',
    // An ended run is followed by another only where the rules let the act through: it takes the case from its log, and ends with it.
    workflowIdReusePolicy: archived ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
  });
  return temporal.workflow.executeUpdateWithStart(definition, { ...options, startWorkflowOperation });
}

/** The refusal with where the case stands now, for the caller to look again. */
async function refusedBy(
  deps: Dependencies,
  no: string,
  refusal: NonNullable<ReturnType<typeof refusalIn>>,
): Promise<ProblemError> {
  const { version, state } = await standing(deps, no, '');
  return new ProblemError(refusal.code, { params: refusal.params, seq: version, state });
}

/** An archived case changes no more by itself, so its row says what speaks against the act; throws that. What it lets through is done. */
async function refusedByArchive(deps: Dependencies, { no, doc }: Case, command: Command): Promise<void> {
  const refusal = doc ? decide(doc, command, Date.now()).refusal : { code: 'windowClosed' as const };
  if (refusal) throw await refusedBy(deps, no, refusal);
}
