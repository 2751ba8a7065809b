// A Spring Festival to come, wherever the host's calendar stands: the list of its days off and its make-up days, in the form in which
// such lists are published, and read, applied and brought to open cases as an administrator's upload is.
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { planCalendar } from '../../api/revisions/plan.ts';
import { addDays, dayMs, hourMs, instantOf, shanghaiDate, weekday } from '../../domain/time/shanghai.ts';
import type { Calendar, Instant } from '../../domain/time/types.ts';
import type { Store } from '../../store/client.ts';
import { createRevision, readRevision } from '../../store/revisions.ts';
import { revisionIdOf, revisionType } from '../../workflows/messages.ts';
import type { revision as revisionWorkflow } from '../../workflows/revision.ts';
import { taskQueue } from './cast.ts';

/** Days are counted from the first day off, which is a Sunday. */
export type Festival = {
  /** The instant of an hour of such a day. */
  on: (day: number, hour: number) => Instant;
  /** The day and the hour of an instant. */
  told: (at: Instant) => [number, number];
  list: string;
};

/** The next one whose break begins no sooner than `from`: nine days, and the Saturdays before and after them worked (as in 2026). */
export function festivalAfter(from: string): Festival {
  const first = firstDayOff(from);
  const date = (n: number) => addDays(first, n);
  const off = Array.from({ length: 9 }, (_, n) => ({ name: '春节', date: date(n), isOffDay: true }));
  const worked = [-1, 13].map((n) => ({ name: '春节', date: date(n), isOffDay: false }));
  const on = (day: number, hour: number) => instantOf(date(day), hour * 60);
  return {
    on,
    told: (at) => {
      const midnight = instantOf(shanghaiDate(at), 0);
      return [(midnight - on(0, 0)) / dayMs, (at - midnight) / hourMs];
    },
    list: JSON.stringify({
      year: Number(first.slice(0, 4)),
      papers: ['国务院办公厅关于部分节假日安排的通知'],
      days: [...off, ...worked],
    }),
  };
}

/** The list uploaded, applied, and brought to every open case by its workflow; answers the calendar that it makes. */
export async function announce(store: Store, client: Client, { list }: Festival): Promise<Calendar> {
  const { ready, problems } = await planCalendar({ store }, { format: 'json', text: list, source: '测试' });
  if (ready?.inEffect.kind !== 'calendar') throw new Error(`no calendar: ${JSON.stringify(problems)}`);
  const request = { createdBy: 'admin', requestKey: ready.aim.target, bodyHash: '' };
  const made = await createRevision(store, { ...ready.aim, ...request }, ready.inEffect);
  if (made.kind !== 'created') throw new Error(made.kind);
  const { id } = made.row;
  const handle = await client.workflow.start<typeof revisionWorkflow>(revisionType, {
    ...{ workflowId: revisionIdOf(id), taskQueue, args: [id] },
  });
  // Waiting for its result would let the cases' time pass meanwhile.
  while ((await handle.describe()).status.name === 'RUNNING') await pause(50);
  const row = await readRevision(store, id);
  if (row?.state !== 'done') throw new Error(`the revision is ${row?.state}`);
  return ready.inEffect.calendar;
}

/** The Sunday on or before the eve of 正月初一. */
function firstDayOff(from: string): string {
  const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
    ...{ timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric' },
  });
  for (let eve = from; ; eve = addDays(eve, 1)) {
    const sunday = addDays(eve, -weekday(eve));
    if (sunday >= from && lunar.format(instantOf(addDays(eve, 1), 720)) === '1/1') return sunday;
  }
}
