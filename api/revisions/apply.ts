// Applying a revision: on record and in effect first, then its workflow. When Temporal is away the keeper starts it later.
import type { Revision } from '../../contracts/revisions.ts';
import { createRevision } from '../../store/revisions.ts';
import type { revision as revisionWorkflow } from '../../workflows/revision.ts';
import { revisionIdOf, revisionType } from '../../workflows/messages.ts';
import type { Dependencies } from '../dependencies.ts';
import { bodyHash, filingKey } from '../keys.ts';
import type { Person } from '../people.ts';
import { ProblemError } from '../problem.ts';
import type { Plan } from './plan.ts';
import { problemMessage, revisionView } from './view.ts';

type Applied = {
  plan: () => Promise<Plan>;
  by: Person;
  /** The caller's Idempotency-Key, and what the request was. */
  key: string;
  body: unknown;
};

/** Throws `invalid` with what is wrong with the upload, and `sameKeyOtherBody`. */
export async function applyRevision(deps: Dependencies, { plan, by, key, body }: Applied): Promise<Revision> {
  const { problems, ready } = await plan();
  if (!ready) {
    const errors = problems.map((problem) => ({ path: 'text', message: problemMessage(problem) }));
    throw new ProblemError('invalid', { errors });
  }
  const { aim, inEffect } = ready;
  const request = { createdBy: by.id, requestKey: filingKey(by.id, key), bodyHash: bodyHash(body) };
  const made = await createRevision(deps.store, { ...aim, ...request }, inEffect);
  if (made.kind === 'otherBody') throw new ProblemError('sameKeyOtherBody');
  if (made.kind === 'created') {
    deps.log.info({ by: by.id, revision: made.row.id, kind: aim.kind, target: aim.target }, 'revision applied');
    await beginRevision(deps, made.row.id);
  }
  const [view] = await revisionView(deps, [made.row]);
  if (!view) throw new ProblemError('internal');
  return view;
}

/** Starts the revision's workflow, if it can be. */
export async function beginRevision({ temporal, config, log }: Dependencies, id: number): Promise<void> {
  try {
    await temporal.withDeadline(Date.now() + 3_000, () =>
      temporal.workflow.start<typeof revisionWorkflow>(revisionType, {
        workflowId: revisionIdOf(id),
        taskQueue: config.temporal.taskQueue,
        args: [id],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      }),
    );
  } catch (error) {
    log.warn({ err: error, revision: id }, 'the revision has no workflow yet');
  }
}
