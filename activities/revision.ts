// Brings a revision of calendar, office hours or policy to every open case that does not have it, page by page, at a bounded rate.
// How far it has come is in PostgreSQL, and a case takes a revision once: so it may be interrupted anywhere and gone on with.
import { Context } from '@temporalio/activity';
import { frozenLadders } from '../domain/ladder/routes.ts';
import { compactLimits, ownLimits, statutoryLimits } from '../domain/policy/terms.ts';
import type { Revision } from '../domain/revision/types.ts';
import type { Store } from '../store/client.ts';
import { keptPolicy, keptCalendar } from '../store/policies.ts';
import {
  advance,
  casesToRevise,
  countLeft,
  finishRevision,
  nextSweep,
  readRevision,
  type RevisionAim,
  type RevisionRow,
} from '../store/revisions.ts';
import { beating } from './beating.ts';

export type RevisionDeps = {
  store: Store;
  /** Sends the revision to a case's workflow; false when the case has none, and was given one. */
  revise: (no: string, revision: Revision) => Promise<boolean>;
  /** Cases a second at most. */
  rate: number;
  /** For so long after it came into effect new cases may still begin by what was before (api/reference.ts keeps it a while). */
  settleSeconds: number;
  log: (message: string) => void;
};

/** Whether the revision is over: done, cancelled, or superseded. */
export type RevisionActivities = { reviseCases(id: number): Promise<boolean> };

/** One activity goes on for so long. */
const shiftMs = 600_000;
const pageSize = 50;
/** Cases asked at the same time. */
const abreast = 2;
const betweenSweepsMs = 2_000;

export function createRevisionActivities(deps: RevisionDeps): RevisionActivities {
  return {
    reviseCases: (id) => beating(() => reviseShift(deps, id)),
  };
}

async function reviseShift(deps: RevisionDeps, id: number): Promise<boolean> {
  const context = Context.current();
  const until = Date.now() + shiftMs;
  while (Date.now() < until) {
    const row = await readRevision(deps.store, id);
    if (row?.state !== 'running') return true;
    const page = await casesToRevise(deps.store, row, pageSize);
    if (page.length > 0) await revisePage(deps, row, page);
    else if (await isOver(deps, row)) return true;
    else {
      await nextSweep(deps.store, row);
      await context.sleep(betweenSweepsMs);
    }
  }
  return false;
}

/** What is sent to the cases of an aim. Throws when its version is not on record. */
export async function revisionOf(store: Store, aim: RevisionAim, id: number): Promise<Revision> {
  switch (aim.kind) {
    case 'calendar': {
      const calendar = await keptCalendar(store, aim.target);
      if (!calendar) throw new Error(`no calendar ${aim.target}`);
      return { id, kind: 'calendar', calendar };
    }
    case 'officeHours':
      return { id, kind: 'officeHours', officeHours: aim.detail.officeHours ?? [] };
    case 'policy': {
      const policy = await keptPolicy(store, aim.target);
      if (!policy) throw new Error(`no policy ${aim.target}`);
      const { version, settings } = policy;
      return {
        id,
        kind: 'policy',
        version,
        settings,
        limits: compactLimits(policy),
        statutory: statutoryLimits(policy),
        own: ownLimits(policy),
        ladders: frozenLadders(policy),
      };
    }
  }
}

async function revisePage(deps: RevisionDeps, row: RevisionRow, page: { no: string; begun: boolean }[]): Promise<void> {
  const context = Context.current();
  const revision = await revisionOf(deps.store, row, row.id);
  const began = Date.now();
  for (let i = 0; i < page.length; i += abreast) {
    const some = page.slice(i, i + abreast);
    await Promise.all(some.filter(({ begun }) => begun).map(({ no }) => reviseOne(deps, no, revision)));
    const ahead = began + ((i + some.length) * 1000) / deps.rate - Date.now();
    if (ahead > 0) await context.sleep(ahead);
  }
  const nos = page.map(({ no }) => no);
  await advance(deps.store, row, nos, nos.at(-1) ?? row.cursor);
}

/** A case that could not be reached now is met again by the next round. */
async function reviseOne({ revise, log }: RevisionDeps, no: string, revision: Revision): Promise<void> {
  try {
    if (!(await revise(no, revision))) log(`revision ${revision.id}: ${no} had no workflow`);
  } catch (error) {
    log(`revision ${revision.id}: ${no} was not reached: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Nobody is left, and nobody comes any more who began by what was before. */
async function isOver({ store, settleSeconds }: RevisionDeps, row: RevisionRow): Promise<boolean> {
  if (Date.now() - row.createdAt < settleSeconds * 1000) return false;
  if ((await countLeft(store, row, row.id)) > 0) return false;
  await finishRevision(store, row.id);
  return true;
}
