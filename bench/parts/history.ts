// What a case leaves behind in Temporal from the call to the end of its reopen window.
import { setTimeout as sleep } from 'node:timers/promises';
import { workflowIdOf } from '../../workflows/messages.ts';
import { startLoadGenerator } from '../load-jobs.ts';
import { addPlace } from '../place.ts';
import { type Product, signIn, startProduct, withBackstage } from '../product.ts';
import { type Figure } from '../report.ts';
import { type Servers, withServers } from '../servers.ts';
import { appealBody, creator, stepsToClosing, walkers } from '../walk.ts';

const part = 'history';
const cases = 4;

export function history(): Promise<Figure[]> {
  return withServers(async (servers) => {
    const env = { STATE_SEARCH_ATTRIBUTE: 'off' };
    return [
      ...(await closedCases('', await startProduct(servers, 'history'))),
      ...(await closedCases(' without state attribute', await startSilent(servers, env))),
    ];
  });
}

function startSilent(servers: Servers, env: Record<string, string>): Promise<Product> {
  return startProduct(servers, 'history_off', { namespace: 'off', env });
}

async function closedCases(how: string, product: Product): Promise<Figure[]> {
  const load = startLoadGenerator();
  try {
    return await withBackstage(product, async ({ store, client }) => {
      const { communityId, unitId } = await addPlace(store, 'history', {
        settings: { offsetSeconds: 0 },
        limits: { reopen: '2s' },
      });
      const cookies = Object.fromEntries(
        await Promise.all(walkers.map(async (who) => [who, await signIn(product, who)] as const)),
      );
      const target = { via: 'http', url: product.url, cookies } as const;
      const filing = { kind: 'create', who: creator, body: appealBody(communityId) } as const;
      const { numbers } = await load.run({ ...filing, target, concurrency: 1, count: cases });
      await load.run({ kind: 'walk', target, concurrency: 1, numbers, steps: stepsToClosing(unitId) });
      let [events, bytes] = [0, 0];
      for (const no of numbers) {
        const handle = client.workflow.getHandle(workflowIdOf(no));
        await handle.result();
        // What the server counts follows the closing a moment later.
        await sleep(200);
        const { historyLength, historySize } = await handle.describe();
        events += historyLength;
        bytes += historySize ?? 0;
      }
      return [
        { part, what: `events per closed case${how}`, value: events / cases, unit: '', goal: { most: 70 } },
        { part, what: `size per closed case${how}`, value: bytes / cases / 1000, unit: 'kB' },
      ];
    });
  } finally {
    load.stop();
  }
}
