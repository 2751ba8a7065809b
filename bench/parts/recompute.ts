// A calendar that arrives late under many open cases: how fast they are recomputed, and what that costs those who go on working.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Revision, RevisionPreview } from '../../contracts/revisions.ts';
import { openCases } from '../cases.ts';
import { startLoadGenerator, type LoadGenerator, type Target } from '../load-jobs.ts';
import { addPlace } from '../place.ts';
import { type Product, signIn, startProduct, withBackstage } from '../product.ts';
import { type Figure, quantile } from '../report.ts';
import { withServers } from '../servers.ts';

const part = 'recompute';

/** Other work: three notes on each of so many cases, four at a time; every case is met once. */
const lanes = 4;
const crowd = 20;

export function recompute(quick: boolean): Promise<Figure[]> {
  const count = quick ? 300 : 20_000;
  return withServers(async (servers) => {
    const load = startLoadGenerator();
    const product = await startProduct(servers, 'recompute');
    try {
      return await withBackstage(product, async (backstage) => {
        const { store } = backstage;
        const place = await addPlace(store, 'recompute', {
          settings: { alwaysOpen: false },
          limits: { acceptance: '20wd', handling: '15wd' },
        });
        const numbers = await openCases(product, backstage, { ...place, count, receivedAt: Date.now() });
        const [cookie, clerk] = await Promise.all([signIn(product, 'admin'), signIn(product, 'clerk')]);
        const target: Target = { via: 'http', url: product.url, cookies: { clerk } };
        const next = () => work(load, target, numbers.splice(-crowd));
        // What is compiled and planned with the first requests is nobody's speed.
        await next();
        const alone: number[] = [];
        for (let round = 0; round < (quick ? 4 : 40); round += 1) alone.push(...(await next()));
        const list = longBreak();
        const began = Date.now();
        const preview = await post<RevisionPreview>(product, cookie, '/calendar/preview', list);
        const previewSeconds = (Date.now() - began) / 1000;
        const { id } = await post<Revision>(product, cookie, '/calendar/revisions', list);
        const beside: number[] = [];
        for (let row = await store.db.revision.findUniqueOrThrow({ where: { id } }); row.state === 'running';) {
          if (row.done < count && numbers.length > 0) beside.push(...(await next()));
          else await sleep(500);
          row = await store.db.revision.findUniqueOrThrow({ where: { id } });
        }
        const events = { kind: 'rescheduled' };
        const times = await store.db.event.aggregate({
          where: events,
          _count: true,
          _min: { at: true },
          _max: { at: true },
        });
        const seconds = ((times._max.at?.getTime() ?? 0) - (times._min.at?.getTime() ?? 0)) / 1000;
        const rate = product.config.worker.revisionRate;
        const [before, during] = [quantile(alone, 0.99), quantile(beside, 0.99)];
        return [
          {
            part,
            what: `preview over ${count} open cases`,
            value: previewSeconds,
            unit: 's',
            note: `${preview.moved} dues move`,
          },
          {
            part,
            what: `of ${count} open cases recomputed, once each`,
            value: times._count,
            unit: '',
            goal: { least: count },
          },
          { part, what: 'pace', value: times._count / seconds, unit: '/s', note: `bound by REVISION_RATE=${rate}` },
          {
            part,
            what: 'other work alone: p99',
            value: before,
            unit: 'ms',
            note: `p50 ${quantile(alone, 0.5).toFixed(0)} ms, ${alone.length} actions`,
          },
          {
            part,
            what: 'other work beside it: p99',
            value: during,
            unit: 'ms',
            note: `p50 ${quantile(beside, 0.5).toFixed(0)} ms, ${beside.length} actions`,
          },
          { part, what: 'other work: p99 beside it ÷ alone', value: during / before, unit: '', goal: { most: 2 } },
        ];
      });
    } finally {
      load.stop();
    }
  });
}

/** Three notes on each of the cases; how long each took. */
async function work(load: LoadGenerator, target: Target, numbers: string[]): Promise<number[]> {
  const note = { who: 'clerk', action: 'note' as const, body: { text: '电话里补充了楼号' } };
  return (await load.run({ kind: 'walk', target, concurrency: lanes, numbers, steps: [note, note, note] })).ms;
}

/** Every day of the next three weeks off. */
function longBreak() {
  const days = Array.from({ length: 21 }, (_, i) => new Date(Date.now() + (i + 1) * 86_400_000 + 8 * 3_600_000));
  const rows = days.map((day) => `放假,${day.toISOString().slice(0, 10)},true`);
  return { format: 'csv', text: rows.join('\n'), source: 'L bench' };
}

async function post<T>({ url }: Product, cookie: string, path: string, body: object): Promise<T> {
  const headers = { cookie, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const answer = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
