// What each process holds in memory, idle and with many open cases.
import { setTimeout as sleep } from 'node:timers/promises';
import { openCases } from '../cases.ts';
import { addPlace } from '../place.ts';
import { residentMb } from '../processes.ts';
import { startProduct, withBackstage } from '../product.ts';
import type { Figure } from '../report.ts';
import { type Servers, withServers } from '../servers.ts';

const part = 'memory';

export function memory(quick: boolean): Promise<Figure[]> {
  const count = quick ? 200 : 2_000;
  return withServers(async (servers) => {
    const product = await startProduct(servers, 'product');
    await sleep(quick ? 5_000 : 20_000);
    const idle = sizes(servers);
    await withBackstage(product, async (backstage) => {
      const place = await addPlace(backstage.store, 'memory', {});
      await openCases(product, backstage, { ...place, count, receivedAt: Date.now() });
    });
    await sleep(quick ? 5_000 : 20_000);
    const full = sizes(servers);
    return Object.entries(idle).map(([name, mb]) => ({
      ...{ part, what: `${name.replace('-product', '')}, ${count} open cases`, value: full[name] ?? 0, unit: 'MB' },
      note: `idle ${mb.toFixed(0)} MB`,
    }));
  });
}

function sizes(servers: Servers): Record<string, number> {
  return Object.fromEntries(Object.entries(servers.pids).map(([name, pid]) => [name, residentMb(pid)]));
}
