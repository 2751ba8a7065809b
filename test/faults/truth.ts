// After a fault: is every answer that was given true, and do log, row and workflow say the same?
import { expect } from 'vitest';
import { Client, Connection } from '@temporalio/client';
import { temporalConnection } from '../../config/temporal.ts';
import { rebuild } from '../../domain/appeal/evolve.ts';
import type { Store } from '../../store/client.ts';
import { readLog } from '../../store/log.ts';
import type { appeal } from '../../workflows/appeal.ts';
import { inspect, workflowIdOf } from '../../workflows/messages.ts';
import type { Inbox } from '../support/inbox.ts';
import type { Stack } from '../support/stack.ts';
import type { Crowd } from './crowd.ts';

/** Every answer is in the log as what it said; logs have no gap and no repeated key; row and workflow agree with them. */
export async function expectTruth(stack: Stack, store: Store, { said, numbers }: Crowd): Promise<void> {
  const connection = await Connection.connect(temporalConnection(stack.config));
  const client = new Client({ connection, namespace: stack.config.temporal.namespace });
  for (const no of numbers) {
    const live = await liveState(client, no);
    const log = await readLog(store, no);
    expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
    expect(new Set(log.map((event) => event.key)).size).toBe(log.length);
    const told = rebuild(log);
    const row = await store.db.appeal.findUniqueOrThrow({ where: { no } });
    expect(row.version).toBe(log.length);
    expect(row.doc).toEqual(told);
    if (live) expect(live).toEqual(told);
    const expiries = log.flatMap((event) =>
      event.kind === 'expired' ? [`${event.data.clock}:${event.data.openSeq}`] : [],
    );
    expect(new Set(expiries).size).toBe(expiries.length);
  }
  for (const { no, action, answer } of said) {
    const log = await readLog(store, no);
    const after = rebuild(log.slice(0, answer.seq));
    expect(log.filter((event) => event.action === action && event.seq <= answer.seq).length).toBeGreaterThan(0);
    expect(after?.state).toBe(answer.state);
  }
  await connection.close();
}

/** The workflow's own state, or null when it has ended (its case is archived). */
async function liveState(client: Client, no: string): Promise<unknown> {
  const handle = client.workflow.getHandle<typeof appeal>(workflowIdOf(no));
  try {
    return (await handle.executeUpdate(inspect)).appeal;
  } catch (error) {
    const { status } = await handle.describe();
    if (status.name === 'COMPLETED') return null;
    throw error;
  }
}

/** No letter came twice (same Message-ID), but for at most one repeat a killed process. */
export async function expectLettersOnce(inbox: Inbox, repeatsAllowed: number): Promise<void> {
  const ids = (await inbox.letters()).map((mail) => mail.headers['message-id'] ?? mail.id);
  expect(ids.length - new Set(ids).size).toBeLessThanOrEqual(repeatsAllowed);
}
