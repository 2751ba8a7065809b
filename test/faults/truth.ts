// After a fault: is every answer that was given true, and do log, row and workflow say the same?
import { expect } from 'vitest';
import { Client, Connection } from '@temporalio/client';
import { temporalConnection } from '../../config/temporal.ts';
import { rebuild } from '../../domain/appeal/evolve.ts';
import type { Appeal } from '../../domain/appeal/types.ts';
import { findCase } from '../../store/cases.ts';
import type { Store } from '../../store/client.ts';
import { readLog } from '../../store/log.ts';
import type { appeal } from '../../workflows/appeal.ts';
import { inspect, workflowIdOf } from '../../workflows/messages.ts';
import type { Inbox } from '../support/inbox.ts';
import type { Stack } from '../support/stack.ts';
import type { Crowd } from './crowd.ts';

/** Every answer is in the log as what it said; logs have no gap and no repeated key; row and workflow agree with them. */
export async function expectTruth(
  stack: Stack,
  store: Store,
  { said, numbers }: Pick<Crowd, 'said' | 'numbers'>,
): Promise<void> {
  const connection = await Connection.connect(temporalConnection(stack.config));
  const client = new Client({ connection, namespace: stack.config.temporal.namespace });
  const looks = await eightAtATime(numbers, (no) => atRest(client, store, no));
  for (const { live, log, row } of looks) {
    expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
    expect(new Set(log.map((event) => event.key)).size).toBe(log.length);
    const told = rebuild(log);
    expect(row.version).toBe(log.length);
    expect(row.doc).toEqual(told);
    if (live) expect(live).toEqual(told);
    const expiries = log.flatMap((event) =>
      event.kind === 'expired' ? [`${event.data.clock}:${event.data.openSeq}`] : [],
    );
    expect(new Set(expiries).size).toBe(expiries.length);
  }
  const logs = new Map(looks.map(({ no, log }) => [no, log]));
  for (const { no, action, answer } of said) {
    const log = logs.get(no) ?? [];
    const after = rebuild(log.slice(0, answer.seq));
    expect(log.filter((event) => event.action === action && event.seq <= answer.seq).length).toBeGreaterThan(0);
    expect(after?.state).toBe(answer.state);
  }
  await connection.close();
}

/** The answers in the order of `all`. */
async function eightAtATime<A, B>(all: A[], ask: (one: A) => Promise<B>): Promise<B[]> {
  const answers: B[] = [];
  for (let i = 0; i < all.length; i += 8) answers.push(...(await Promise.all(all.slice(i, i + 8).map(ask))));
  return answers;
}

/** What is written of every helper's load is what their offers say. */
export async function expectLoads(store: Store, communityId: string): Promise<void> {
  const helpers = await store.db.helper.findMany({ where: { communityId } });
  const offers = await store.db.offer.findMany({ where: { helperId: { in: helpers.map(({ id }) => id) } } });
  for (const { id, openOffers, activeTasks, acceptedCount, declinedCount, silentCount } of helpers) {
    const own = offers.filter(({ helperId }) => helperId === id);
    const count = (...states: string[]) => own.filter(({ state }) => states.includes(state)).length;
    expect({ id, openOffers, activeTasks, acceptedCount, declinedCount, silentCount }).toEqual({
      id,
      openOffers: count('sent', 'seen'),
      activeTasks: own.filter(({ state, doneAt }) => state === 'accepted' && doneAt === null).length,
      acceptedCount: count('accepted'),
      declinedCount: count('declined'),
      silentCount: count('expired'),
    });
  }
}

/** What all three say; anew where a clock has fired between the looks. */
async function atRest(client: Client, store: Store, no: string) {
  const look = async () => ({
    no,
    live: await liveState(client, no),
    log: await readLog(store, no),
    row: await rowOf(store, no),
  });
  let seen = await look();
  for (let again = 0; again < 3 && seen.live && seen.live.version !== seen.row.version; again += 1) seen = await look();
  return seen;
}

async function rowOf(store: Store, no: string) {
  const found = await findCase(store, no);
  if (!found) throw new Error(`no row of ${no}`);
  return found;
}

/** The workflow's own state, or null when it has ended (its case is archived). */
async function liveState(client: Client, no: string): Promise<Appeal | null> {
  const handle = client.workflow.getHandle<typeof appeal>(workflowIdOf(no));
  try {
    return (await handle.executeUpdate(inspect)).appeal;
  } catch (error) {
    const { status } = await handle.describe();
    if (status.name === 'COMPLETED') return null;
    throw error;
  }
}

/** Letters came, and none of them twice (same Message-ID), but for at most one repeat a killed process. */
export async function expectLettersOnce(inbox: Inbox, repeatsAllowed: number): Promise<void> {
  const ids = (await inbox.letters()).map((mail) => mail.headers['message-id'] ?? mail.id);
  expect(ids.length).toBeGreaterThan(0);
  expect(ids.length - new Set(ids).size).toBeLessThanOrEqual(repeatsAllowed);
}
