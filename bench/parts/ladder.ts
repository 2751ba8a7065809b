// Ladders that climb together: the supervisors of 500 cases stay silent until one instant, and every case looks for help at once.
// Units are too few for all, so that caps are hit and members are asked too.
import { setTimeout as sleep } from 'node:timers/promises';
import { spread } from '../../workflows/spread.ts';
import { openCases } from '../cases.ts';
import { addPlace } from '../place.ts';
import { type Backstage, startProduct, withBackstage } from '../product.ts';
import { type Figure, quantile } from '../report.ts';
import { withServers } from '../servers.ts';

const part = 'ladder';
const communityId = 'ladders';
const offsetSeconds = 60;

export function ladder(quick: boolean): Promise<Figure[]> {
  return withServers(async (servers) => {
    const product = await startProduct(servers, 'ladder');
    return withBackstage(product, async (backstage) => {
      const size = quick ? 50 : 500;
      // All are open before the first due; both dues are spread over the policy's offset.
      const limit = 30 + Math.ceil(size / 10);
      const supervision = offsetSeconds + 30;
      const place = await addPlace(backstage.store, communityId, {
        settings: { offsetSeconds },
        limits: { handling: `${limit}s`, supervision: `${supervision}s` },
      });
      await addHelpers(backstage, { units: size / 25, members: size });
      const receivedAt = Date.now();
      await openCases(product, backstage, { ...place, count: size, receivedAt });
      if (Date.now() > receivedAt + limit * 1000) throw new Error(`${size} cases were not open in time`);
      const last = receivedAt + (limit + supervision + 3 * offsetSeconds) * 1000;
      let late = await askedAfter(backstage);
      for (; late.length < size && Date.now() < last + 120_000; await sleep(1_000)) late = await askedAfter(backstage);
      return figuresOf(backstage, size, late);
    });
  });
}

async function addHelpers({ store }: Backstage, counts: { units: number; members: number }): Promise<void> {
  const helper = (kind: 'unit' | 'member', index: number) => ({
    ...{ id: `${communityId}-${kind}-${index}`, kind, communityId, state: 'verified', source: 'seed' },
    name: kind === 'unit' ? `${kind} ${index}` : null,
    capabilities: ['electrical'],
    ...{ consentVersion: 'bench', consentAt: new Date(), enteredBy: 'seed', verifiedBy: 'user-director' },
    ...{ verifiedAt: new Date(), maxOpenOffers: kind === 'unit' ? 10 : 2, maxActiveTasks: 1 },
  });
  await store.db.helper.createMany({
    data: [
      ...Array.from({ length: counts.units }, (_, index) => helper('unit', index)),
      ...Array.from({ length: counts.members }, (_, index) => helper('member', index)),
    ],
  });
}

/** Of each case that asks somebody: how long after the supervisor's time was up, beyond the case's own offset, in seconds. */
async function askedAfter({ store }: Backstage): Promise<number[]> {
  const { rows } = await store.pool.query<{ no: string; at: number; due: number }>(
    `SELECT e.appeal_no AS no, (extract(epoch FROM min(e.at)) * 1000)::float8 AS at, min((x.data->>'dueAt')::float8) AS due
     FROM event e JOIN appeal a ON a.no = e.appeal_no AND a.community_id = $1
     JOIN event x ON x.appeal_no = e.appeal_no AND x.kind = 'expired' AND x.data->>'clock' = 'supervision'
     WHERE e.kind = 'helpersAsked' GROUP BY e.appeal_no`,
    [communityId],
  );
  return rows.map(({ no, at, due }) => (at - due - spread(no, offsetSeconds * 1000)) / 1000);
}

async function figuresOf({ store }: Backstage, size: number, late: number[]): Promise<Figure[]> {
  const { rows } = await store.pool.query<{ units: number; members: number; over: number }>(
    `SELECT (SELECT count(*) FROM offer o JOIN helper h ON h.id = o.helper_id WHERE h.community_id = $1 AND o.rung = 2)::int AS units,
       (SELECT count(*) FROM offer o JOIN helper h ON h.id = o.helper_id WHERE h.community_id = $1 AND o.rung = 3)::int AS members,
       (SELECT count(*) FROM (
          SELECT o.helper_id FROM offer o JOIN helper h ON h.id = o.helper_id WHERE h.community_id = $1 AND o.state IN ('sent', 'seen')
          GROUP BY o.helper_id, h.max_open_offers HAVING count(*) > h.max_open_offers
        ) too_many)::int AS over`,
    [communityId],
  );
  const { units = 0, members = 0, over = 0 } = rows[0] ?? {};
  const what = `${size} silent supervisors:`;
  return [
    { part, what: `${what} cases that asked somebody`, value: late.length, unit: '', goal: { least: size } },
    { part, what: `${what} p50 beyond the offset`, value: quantile(late, 0.5), unit: 's' },
    { part, what: `${what} p99 beyond the offset`, value: quantile(late, 0.99), unit: 's' },
    { part, what: `${what} offers to units`, value: units, unit: '', note: `and ${members} to members` },
    {
      part,
      what: `${what} helpers with more open offers than they may have`,
      value: over,
      unit: '',
      goal: { most: 0 },
    },
  ];
}
