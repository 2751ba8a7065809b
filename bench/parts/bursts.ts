// Many deadlines at one instant: how late each case is beyond the offset that the policy chose for it, whether the worker kept
// up with its tasks, and whether the supervisor gets one letter instead of thousands.
import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowNotFoundError } from '@temporalio/client';
import { workflowIdOf } from '../../workflows/messages.ts';
import { spread } from '../../workflows/spread.ts';
import { atOnce, openCases } from '../cases.ts';
import { addPlace, type Place } from '../place.ts';
import { type Backstage, type Product, startProduct, withBackstage } from '../product.ts';
import { type Figure, quantile } from '../report.ts';
import { withServers } from '../servers.ts';

const part = 'bursts';
const offsetSeconds = 60;
/** EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT; the package with the enum cannot be imported by name in Node's modules. */
const taskTimedOut = 8;
/** Of one letter (store/notices.ts). */
const largestLetter = 500;

export function bursts(sizes: readonly number[]): Promise<Figure[]> {
  return withServers(async (servers) => {
    const product = await startProduct(servers, 'bursts');
    return withBackstage(product, async (backstage) => {
      const figures: Figure[] = [];
      const places: { size: number; place: Place }[] = [];
      for (const size of sizes) {
        const { place, ...found } = await burst(product, backstage, size);
        places.push({ size, place });
        figures.push(...found.figures);
      }
      // Letters are gathered for the default policy's three minutes.
      for (const { size, place } of places) figures.push(await letters(backstage, size, place));
      return figures;
    });
  });
}

async function burst(
  product: Product,
  backstage: Backstage,
  size: number,
): Promise<{ figures: Figure[]; place: Place }> {
  // Long enough to open all cases before; the warning at the half wakes them once, spread out like the dues.
  const limit = 2 * offsetSeconds + 20 + Math.ceil(size / 15);
  const place = await addPlace(backstage.store, `burst-${size}`, {
    settings: { offsetSeconds, warnAt: 0.5 },
    limits: { handling: `${limit}s` },
  });
  const receivedAt = Date.now();
  const dueAt = receivedAt + limit * 1000;
  const numbers = await openCases(product, backstage, { ...place, count: size, receivedAt });
  if (Date.now() > receivedAt + limit * 500) throw new Error(`${size} cases were not open in time`);
  console.error(`  ${size} cases open after ${((Date.now() - receivedAt) / 1000).toFixed(0)} s, due in ${limit} s`);
  await sleep(dueAt + offsetSeconds * 1000 - Date.now());
  const fired = () =>
    backstage.store.db.notice.findMany({
      where: { recipient: place.supervisorId, kind: 'handlingOverdue' },
      select: { appealNo: true, createdAt: true },
    });
  let notices = await fired();
  for (const until = Date.now() + 120_000; notices.length < size && Date.now() < until; await sleep(500)) {
    notices = await fired();
  }
  // When it stands in the record, not when the workflow thought it was.
  const late = notices.map(
    ({ appealNo, createdAt }) => (createdAt.getTime() - dueAt - spread(appealNo, offsetSeconds * 1000)) / 1000,
  );
  const timeouts = await timedOutTasks(backstage, numbers);
  const what = `${size} dues at one instant:`;
  const figures: Figure[] = [
    { part, what: `${what} fired`, value: late.length, unit: '', goal: { least: size } },
    { part, what: `${what} p50 beyond the offset`, value: quantile(late, 0.5), unit: 's' },
    { part, what: `${what} p99 beyond the offset`, value: quantile(late, 0.99), unit: 's', goal: { most: 1 } },
    { part, what: `${what} latest beyond the offset`, value: quantile(late, 1), unit: 's' },
    { part, what: `${what} workflow task time-outs`, value: timeouts, unit: '', goal: { most: 0 } },
  ];
  return { figures, place };
}

async function timedOutTasks({ client }: Backstage, numbers: string[]): Promise<number> {
  let count = 0;
  await atOnce(8, numbers, async (no) => {
    try {
      const { events } = await client.workflow.getHandle(workflowIdOf(no)).fetchHistory();
      count += (events ?? []).filter(({ eventType }) => Number(eventType) === taskTimedOut).length;
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  });
  return count;
}

async function letters({ store }: Backstage, size: number, { supervisorId }: Place): Promise<Figure> {
  const waiting = () =>
    store.db.notice.count({ where: { recipient: supervisorId, state: { in: ['waiting', 'lettered'] } } });
  for (const until = Date.now() + 300_000; (await waiting()) > 0 && Date.now() < until;) await sleep(1_000);
  const sent = await store.db.letter.count({ where: { recipient: supervisorId, state: 'sent' } });
  return {
    ...{ part, what: `${size} dues at one instant: letters to the supervisor`, value: sent, unit: '' },
    goal: { most: Math.ceil(size / largestLetter) },
    note: `${largestLetter} lines in one at most`,
  };
}
