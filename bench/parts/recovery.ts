// The Temporal server's data are lost: how fast every open case comes back from its log.
import { setTimeout as sleep } from 'node:timers/promises';
import { openCases } from '../cases.ts';
import { addPlace } from '../place.ts';
import { startProduct, withBackstage } from '../product.ts';
import { type Figure } from '../report.ts';
import { withServers } from '../servers.ts';

const part = 'recovery';

export function recovery(quick: boolean): Promise<Figure[]> {
  const count = quick ? 50 : 500;
  return withServers(async (servers) => {
    const product = await startProduct(servers, 'recovery');
    return withBackstage(product, async (backstage) => {
      const { store } = backstage;
      const place = await addPlace(store, 'recovery', {});
      await openCases(product, backstage, { ...place, count, receivedAt: Date.now() });
      // The keeper has noted by now which server this is.
      await sleep(product.config.watchdog.keeperSeconds * 1_500);
      await servers.loseTemporal();
      const since = Date.now();
      const resumed = () =>
        store.db.event.findMany({ where: { kind: 'resumed' }, select: { at: true }, orderBy: { at: 'asc' } });
      let back = await resumed();
      for (const until = Date.now() + 300_000; back.length < count && Date.now() < until; await sleep(200)) {
        back = await resumed();
      }
      const [first, last] = [back[0]?.at.getTime() ?? since, back.at(-1)?.at.getTime() ?? since];
      return [
        { part, what: `of ${count} open cases came back`, value: back.length, unit: '', goal: { least: count } },
        { part, what: 'pace, from the first to the last', value: back.length / ((last - first) / 1000), unit: '/s' },
        { part, what: 'from an empty server to all of them', value: (last - since) / 1000, unit: 's' },
      ];
    });
  });
}
