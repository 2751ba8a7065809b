// Lists and reads over few and over many rows: what people look at all day must not become slower with the years.
import { randomUUID } from 'node:crypto';
import { register } from '../../domain/appeal/decide.ts';
import { rebuild } from '../../domain/appeal/evolve.ts';
import type { Appeal } from '../../domain/appeal/types.ts';
import { keepTerms } from '../../store/case-terms.ts';
import { createAppeal, intakePlace } from '../../store/intakes.ts';
import { loadRegistration } from '../../store/registration.ts';
import { newestCalendar, policyInEffect } from '../../store/policies.ts';
import { startLoadGenerator, type LoadGenerator } from '../load-jobs.ts';
import { type Backstage, type Product, signIn, startProduct, withBackstage } from '../product.ts';
import { type Figure, quantile } from '../report.ts';
import { type Servers, withServers } from '../servers.ts';
import { fillAppeals, fillEvents, fillIntakes } from './lists-sql.ts';

const part = 'lists and reads';
const flat = { most: 1.5 };
const samples = 50;

type Side = { product: Product; rows: number; cookie: string; urls: Record<string, string[]> };

export function lists(quick: boolean): Promise<Figure[]> {
  return withServers(async (servers) => {
    const load = startLoadGenerator();
    try {
      const few = await filled(servers, 'few', 1_000);
      const many = await filled(servers, 'many', quick ? 10_000 : 100_000);
      const figures: Figure[] = [];
      for (const kind of Object.keys(few.urls)) figures.push(await compared(load, kind, few, many, quick ? 2 : 6));
      return figures;
    } finally {
      load.stop();
    }
  });
}

/** The same requests to both, in rounds that alternate. */
async function compared(load: LoadGenerator, kind: string, few: Side, many: Side, rounds: number): Promise<Figure> {
  const ms = { few: [] as number[], many: [] as number[] };
  const ask = async ({ urls, cookie, product }: Side) => {
    const requests = (urls[kind] ?? []).map((path) => ({ url: `${product.url}/api/v1${path}`, cookie }));
    return (await load.run({ kind: 'read', concurrency: 1, requests })).ms;
  };
  for (let round = 0; round <= rounds; round += 1) {
    const [a, b] = [await ask(few), await ask(many)];
    // The first round compiles and plans.
    if (round === 0) continue;
    ms.few.push(...a);
    ms.many.push(...b);
  }
  const [at1k, atMany] = [quantile(ms.few, 0.5), quantile(ms.many, 0.5)];
  return {
    ...{ part, what: `${kind}: ${many.rows / 1000} k ÷ 1 k rows`, value: atMany / at1k, unit: '', goal: flat },
    note: `p50 ${at1k.toFixed(1)} and ${atMany.toFixed(1)} ms, p99 ${quantile(ms.few, 0.99).toFixed(0)} and ${quantile(ms.many, 0.99).toFixed(0)} ms`,
  };
}

async function filled(servers: Servers, name: string, rows: number): Promise<Side> {
  const product = await startProduct(servers, name, { parts: ['api'] });
  const urls = await withBackstage(product, async (backstage) => {
    const doc = await aDoc(backstage);
    const client = await servers.connect(name);
    try {
      const terms = await keepTerms(backstage.store, doc.terms);
      await client.query(fillAppeals, [rows, JSON.stringify({ ...doc, terms: undefined }), terms]);
      await client.query(fillIntakes);
      await client.query(fillEvents, [JSON.stringify({ textId: randomUUID() })]);
      await client.query('vacuum analyze');
    } finally {
      await client.end();
    }
    return urlsOf(backstage);
  });
  console.error(`  ${rows} rows laid`);
  return { product, rows, cookie: await signIn(product, 'supervisor'), urls };
}

/** A case as it stands in a row: made from an appeal that is filed and registered here. */
async function aDoc({ store, cipher }: Backstage): Promise<Appeal> {
  const policy = await policyInEffect(store, '居民诉求办理时限（默认）', Date.now());
  const calendar = await newestCalendar(store);
  const created = await createAppeal(store, cipher, {
    ...{ requestKey: randomUUID(), bodyHash: 'bench', createdBy: 'user-clerk', source: 'clerk', channel: 'phone' },
    ...{ receivedAt: Date.now(), type: 'HELP', category: 'LIGHT', class: 'U3', title: 'bench', text: 'bench' },
    place: { communityId: 'shuangta', compoundId: null, buildingId: null },
    ...{ appellant: null, proxy: null, vulnerable: false, linkedTo: null, legalBasis: 'bench' },
    privacyNoticeVersion: 'bench',
    policyVersion: policy?.version ?? '',
    calendarVersion: calendar?.version ?? '',
  });
  const found = created.kind === 'otherBody' ? null : await loadRegistration(store, created.no);
  const appeal = found && rebuild([register(found.facts, 'bench', found.actor, Date.now())]);
  if (!appeal) throw new Error('nothing was registered');
  return { ...appeal, version: 8, state: 'handling' };
}

/** What is asked, by kind; each kind several times, reads over rows all through the table. */
async function urlsOf({ store, cipher }: Backstage): Promise<Record<string, string[]>> {
  const { rows: sample } = await store.pool.query<{ no: string; compoundId: string; receivedAt: Date }>(
    `SELECT no, compound_id AS "compoundId", received_at AS "receivedAt" FROM (
      SELECT *, row_number() OVER (ORDER BY received_at DESC) - 1 AS place, count(*) OVER () AS total FROM appeal
      WHERE community_id IN ('shuangta', 'huludao') AND version > 0
    ) a WHERE place % (total / $1::int) = 0 LIMIT $1::int`,
    [samples],
  );
  for (const { no } of sample) {
    const sealed = (column: 'name' | 'phone' | 'text', value: string) => cipher.encrypt(value, intakePlace(column, no));
    const data = { nameEnc: sealed('name', '张女士'), phoneEnc: sealed('phone', '13800001234') };
    await store.db.intake.update({ where: { id: no }, data: { ...data, textEnc: sealed('text', '路灯坏了两盏') } });
  }
  const middle = sample[Math.floor(samples / 2)];
  const cursor = Buffer.from(JSON.stringify(['received', middle?.receivedAt.getTime(), middle?.no]));
  // Where a filter leaves little of the small table, pages are short, so that both sides have a full one.
  const queries: Record<string, string> = {
    'list, open cases': 'open=true',
    'list, all cases by receipt': 'sort=received',
    'list, a page in the middle': `sort=received&cursor=${cursor.toString('base64url')}`,
    'list, two states': 'state=registered,accepted',
    'list, urgent classes': 'class=U1,U2&open=true&limit=5',
    'list, a category': 'category=PIPE&open=true&limit=5',
    'list, a community by due': 'community=shuangta&sort=due',
    'list, a compound': `compound=${middle?.compoundId}&open=true&limit=5`,
    'list, a handler': 'handler=user-handler&open=true&limit=5',
    'list, overdue': 'overdue=true',
    'list, under 挂牌督办': 'listed=true&open=true&limit=5',
    'list, due before tomorrow': `open=true&sort=due&dueBefore=${encodeURIComponent(new Date(Date.now() + 86_400_000).toISOString())}`,
    'list, words in the title': `text=${encodeURIComponent('路灯')}&open=true&limit=5`,
    'list, a number': `text=${middle?.no}`,
  };
  return {
    ...Object.fromEntries(
      Object.entries(queries).map(([kind, query]) => [kind, Array<string>(10).fill(`/appeals?${query}`)]),
    ),
    'read a case': sample.map(({ no }) => `/appeals/${no}`),
    'read its timeline': sample.map(({ no }) => `/appeals/${no}/timeline`),
  };
}
