// Asks a case's workflow itself; what has ended, or never began, is told from the record.
import type { Live } from '../contracts/live.ts';
import { nextClock } from '../domain/appeal/clocks.ts';
import type { ListedAppeal } from '../store/appeals.ts';
import { inspect, workflowIdOf, type Inspection } from '../workflows/messages.ts';
import { clockView, foreseen } from './appeal-view.ts';
import { isoOrNull } from './iso.ts';
import type { Dependencies } from './dependencies.ts';
import { ProblemError } from './problem.ts';
import { isPassing, saysOver } from './temporal-failures.ts';

const patienceMs = 5_000;

/** Throws `unavailable` when the workflow does not answer in time. */
export async function liveOf(deps: Dependencies, listed: ListedAppeal): Promise<Live> {
  const inspection = listed.archivedAt === null ? await inspected(deps, listed.no) : null;
  const appeal = inspection?.appeal ?? listed.doc ?? (await foreseen(deps, listed.no));
  if (!appeal) throw new ProblemError('notFound');
  const { no, state, outcome, version, clocks } = appeal;
  const workflowId = workflowIdOf(no);
  const next = inspection ? inspection.wakeAt : appeal.archivedAt === null ? (nextClock(appeal)?.at ?? null) : null;
  return {
    ...{ no, workflowId, state, outcome, seq: version },
    temporalUrl: temporalUrl(deps, workflowId),
    running: inspection !== null,
    clocks: clocks.map(clockView),
    nextWake: isoOrNull(next),
  };
}

function temporalUrl({ config }: Dependencies, workflowId: string): string | null {
  const { uiUrl, namespace } = config.temporal;
  if (uiUrl === null) return null;
  return `${uiUrl}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
}

async function inspected({ temporal, log }: Dependencies, no: string): Promise<Inspection | null> {
  try {
    return await temporal.withDeadline(Date.now() + patienceMs, () =>
      temporal.workflow.getHandle(workflowIdOf(no)).executeUpdate(inspect),
    );
  } catch (error) {
    if (saysOver(error)) return null;
    if (!isPassing(error)) throw error;
    log.warn({ err: error, no }, 'the case did not tell its state');
    throw new ProblemError('unavailable');
  }
}
