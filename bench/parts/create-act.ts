// Filing and acting against the yardstick: the same bodies through the same HTTP app on the same servers, in rounds in which each leg
// follows each other equally often, so that whatever else the machine does, and what a leg leaves to do, falls on all alike.
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuSeconds } from '../processes.ts';
import type { Figure } from '../report.ts';
import { quantile } from '../report.ts';
import { startLoadGenerator, type Job, type LoadGenerator, type Outcome, type Target } from '../load-jobs.ts';
import { type Product, signIn, startProduct, withBackstage } from '../product.ts';
import { type Servers, withServers } from '../servers.ts';
import { appealBody, creator, stepsToClosing, walkers } from '../walk.ts';

const part = 'create and act';
const cores = cpus().length;
/**
 * As many requests at once as there are processors: nobody waits for one, as in a centre on a busy day. And many more: what the machine
 * can do at most, where only the work itself counts. The goals stand beside both.
 */
const loads = [
  { atOnce: cores, squares: 1 },
  { atOnce: 8 * cores, squares: 2 },
] as const;
const communityId = 'shuangta';
/** What a leg leaves to do (the server's own tables of what is searched) must not be its neighbour's. */
const settleMs = 1_000;

const legs = ['on', 'off', 'bare', 'client'] as const;
type Leg = (typeof legs)[number];
/** A square of Williams: each leg once in every place, and once behind every other. */
const orders: Leg[][] = [
  ['on', 'off', 'client', 'bare'],
  ['off', 'bare', 'on', 'client'],
  ['bare', 'client', 'off', 'on'],
  ['client', 'on', 'bare', 'off'],
];
type Phase = 'create' | 'act';
/** With the CPU seconds that each process took over it. */
type Measured = Record<Phase, Outcome & { cpu: Record<string, number> }>;
type Place = { unitId: string; compoundId: string };

export function createAndAct(quick: boolean): Promise<Figure[]> {
  return withServers(async (servers) => {
    const load = startLoadGenerator();
    try {
      const { targets, place } = await prepare(servers);
      // What is compiled and planned with the first requests is nobody's speed.
      for (const leg of legs)
        await measure(load, servers, targets[leg], place, { atOnce: 16, count: quick ? 32 : 160 });
      const figures: Figure[] = [];
      for (const { atOnce, squares } of loads) {
        const found: Record<Leg, Measured[]> = { on: [], off: [], bare: [], client: [] };
        const amount = { atOnce, count: quick ? 24 : 96 };
        for (let square = 0; square < (quick ? 1 : squares); square += 1)
          for (const leg of orders.flat()) found[leg].push(await measure(load, servers, targets[leg], place, amount));
        figures.push(...figuresOf(found, `${atOnce} at once`));
      }
      return figures;
    } finally {
      load.stop();
    }
  });
}

async function prepare(servers: Servers): Promise<{ targets: Record<Leg, Target>; place: Place }> {
  const on = await startProduct(servers, 'on');
  const off = await startProduct(servers, 'off', { namespace: 'off', env: { STATE_SEARCH_ATTRIBUTE: 'off' } });
  const bare = await startProduct(servers, 'bare', {
    scripts: { worker: 'bench/bare/worker.ts', api: 'bench/bare/api.ts' },
  });
  const place = await withBackstage(on, async ({ store }) => {
    const unit = await store.db.unit.findFirstOrThrow({ where: { communityId, name: '物业服务中心' } });
    const compound = await store.db.compound.findFirstOrThrow({ where: { communityId } });
    return { unitId: unit.id, compoundId: compound.id };
  });
  const overHttp = async (product: Product): Promise<Target> => ({
    via: 'http',
    url: product.url,
    cookies: Object.fromEntries(
      await Promise.all(walkers.map(async (who) => [who, await signIn(product, who)] as const)),
    ),
  });
  const targets = {
    on: await overHttp(on),
    off: await overHttp(off),
    bare: await overHttp(bare),
    client: { via: 'client', address: servers.temporalAddress } as const,
  };
  return { targets, place };
}

async function measure(
  load: LoadGenerator,
  servers: Servers,
  target: Target,
  place: Place,
  { atOnce: concurrency, count }: { atOnce: number; count: number },
): Promise<Measured> {
  const watched = async (job: Job) => {
    const before = used(servers);
    const outcome = await load.run(job);
    await sleep(settleMs);
    const after = used(servers);
    const cpu = Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)]));
    return { ...outcome, cpu };
  };
  const body = appealBody(communityId, place.compoundId);
  const create = await watched({ kind: 'create', target, concurrency, count, who: creator, body });
  const { numbers } = create;
  const act = await watched({ kind: 'walk', target, concurrency, numbers, steps: stepsToClosing(place.unitId) });
  return { create, act };
}

function used(servers: Servers): Record<string, number> {
  return Object.fromEntries(Object.entries(servers.pids).map(([name, pid]) => [name, cpuSeconds(pid)]));
}

/** What a request costs each process, in ms of CPU: the same whatever else the machine does. */
function costOf(outcomes: Measured[Phase][]): string {
  const requests = outcomes.reduce((sum, { ms }) => sum + ms.length, 0);
  const names = Object.keys(outcomes[0]?.cpu ?? {});
  const costs = names.map((name) => {
    const seconds = outcomes.reduce((sum, { cpu }) => sum + (cpu[name] ?? 0), 0);
    return [name.replace(/-.*/, ''), (seconds * 1000) / requests] as const;
  });
  const shown = costs.filter(([, ms]) => ms >= 0.3).map(([name, ms]) => `${name} ${ms.toFixed(1)}`);
  return `CPU ms ${shown.join(', ')}`;
}

function figuresOf(found: Record<Leg, Measured[]>, load: string): Figure[] {
  const names: Record<Leg, string> = {
    on: 'product',
    off: 'product without state attribute',
    bare: 'bare over HTTP',
    client: 'bare without HTTP',
  };
  const goals = { create: { on: 0.85, off: 0.85 }, act: { on: 0.65, off: 0.8 } };
  return (['create', 'act'] as const).flatMap((phase) => {
    const total = (leg: Leg) => {
      const outcomes = found[leg].map((each) => each[phase]);
      const ms = outcomes.flatMap((each) => each.ms);
      return { rate: ms.length / outcomes.reduce((sum, { seconds }) => sum + seconds, 0), ms, cost: costOf(outcomes) };
    };
    const { bare, client, ...product } = {
      on: total('on'),
      off: total('off'),
      bare: total('bare'),
      client: total('client'),
    };
    const speeds = (['on', 'off', 'bare', 'client'] as const).map((leg): Figure => {
      const { rate, ms, cost } = { ...product, bare, client }[leg];
      const note = `p50 ${quantile(ms, 0.5).toFixed(0)} ms, p99 ${quantile(ms, 0.99).toFixed(0)} ms, ${cost}`;
      return { part, what: `${phase}, ${load}: ${names[leg]}`, value: rate, unit: '/s', note };
    });
    const ratios = (['on', 'off'] as const).flatMap((leg): Figure[] => [
      {
        ...{ part, what: `${phase}, ${load}: ${names[leg]} ÷ bare over HTTP`, unit: '' },
        value: product[leg].rate / bare.rate,
        goal: { least: goals[phase][leg] },
      },
      {
        ...{ part, what: `${phase}, ${load}: p99 ${names[leg]} ÷ bare over HTTP`, unit: '' },
        value: quantile(product[leg].ms, 0.99) / quantile(bare.ms, 0.99),
        goal: { most: 1.5 },
      },
      {
        ...{ part, what: `${phase}, ${load}: ${names[leg]} ÷ bare without HTTP`, unit: '' },
        value: product[leg].rate / client.rate,
      },
    ]);
    return [...speeds, ...ratios];
  });
}
