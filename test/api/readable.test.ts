// Whatever becomes of a case, everybody who may see it can: its page, its timeline, the lists it stands in, the resident's page and
// the pages of whoever was asked to help; and every letter about it can be written. The cases are those of the domain's random walks,
// appended as their workflow would.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeLetters } from '../../activities/mail/compose.ts';
import { linksOf } from '../../activities/mail/links.ts';
import { createRecordActivities, type RecordActivities } from '../../activities/record.ts';
import type { AppealPage } from '../../contracts/appeals.ts';
import type { AppealEvent } from '../../domain/appeal/events.ts';
import { states } from '../../domain/words.ts';
import { userIdOf } from '../../prisma/cast.ts';
import { createAppeal, type AppealDraft } from '../../store/intakes.ts';
import { letterPlace } from '../../store/letters.ts';
import { dueGroups, gatherNotices } from '../../store/notices.ts';
import { writeText } from '../../store/texts.ts';
import { act, anAppeal, logOf } from '../domain/appeal/builders.ts';
import { assistUnit, cast, leadUnit, otherUnit } from '../domain/appeal/cast.ts';
import { go, walk } from '../domain/appeal/walks.ts';
import { PlainBrowser } from '../residents/browser.ts';
import { aDraft } from '../store/cases.ts';
import { openApi, type Answer, type Api, type Client } from './client.ts';

const walks = 40;
/** The master that the domain's tests merge into. */
const master = 'SQ20261124-000009';
const staff = ['clerk', 'dispatcher', 'handler', 'handler2', 'supervisor', 'director', 'callback', 'auditor'];
const seed = Math.floor(Math.random() * 2 ** 31);

let api: Api;
let record: RecordActivities;
const people = new Map<string, Client>();
type Filed = { no: string; queryCode: string };
const filed: Filed[] = [];

beforeAll(async () => {
  api = await openApi();
  for (const name of [...staff, 'member1']) people.set(name, await api.as(name));
  const ids = await idsInDatabase();
  // How much a helper may carry, and how soon again, is for tests of its own.
  await api.deps.store.pool.query('ALTER TABLE helper DISABLE TRIGGER helper_load_held');
  const { store } = api.deps;
  record = createRecordActivities({ store, stateSearchAttribute: true, historyBound: 2_000, warn: () => undefined });
  const all = [
    ...states.map((state) => anAppeal({ state })),
    act(
      act(anAppeal({ state: 'handling' }), 'requestExtension', { amount: 10 }, { actor: cast.handler }),
      'decideExtension',
      { granted: true },
    ),
    ...fc.sample(walk, { numRuns: walks, seed }).map((each) => go(each)),
  ];
  for (const each of all) filed.push(await stored(logOf(each), ids));
});
afterAll(() => api.stop());

/** What the domain's tests call a place, a unit or a person, by its id in the demo data. */
async function idsInDatabase(): Promise<[string, string][]> {
  const { db } = api.deps.store;
  const units = await db.unit.findMany({ where: { communityId: 'shuangta' }, orderBy: { id: 'asc' } });
  const unit = (name: string) => units.find((each) => each.name === name)?.id ?? '';
  const helper = await db.helper.findFirstOrThrow({ where: { userId: userIdOf('member1') } });
  return [
    ['bajiaxiang', 'shuangta.1'],
    [leadUnit, unit('物业服务中心')],
    [otherUnit, unit('社区居民委员会')],
    [assistUnit, unit('供电所')],
    [`helperId":"${cast.member.id}`, `helperId":"${helper.id}`],
    ...['clerk', 'dispatcher', 'handler', 'supervisor', 'director', 'callback'].map((name): [string, string] => [
      `id":"${name}`,
      `id":"${userIdOf(name)}`,
    ]),
    [master, (await file({})).no],
  ];
}

async function file(changes: Partial<AppealDraft>): Promise<Filed> {
  const place = { communityId: 'shuangta', compoundId: 'shuangta.1', buildingId: null };
  const created = await createAppeal(api.deps.store, api.deps.cipher, aDraft({ place, ...changes }));
  if (created.kind !== 'created') throw new Error(created.kind);
  return created;
}

/** A case of the domain's tests, by its log, as a case of its own in the database. */
async function stored(walked: AppealEvent[], ids: [string, string][]): Promise<Filed> {
  const { store, cipher } = api.deps;
  const [first] = walked;
  if (first?.kind !== 'registered') throw new Error('a log begins with registered');
  const { no: was, type, category, class: cls, receivedAt, flags } = first.data.facts;
  const appellant = flags.includes('anonymous') ? { appellant: null } : {};
  const { no, queryCode } = await file({ type, category, class: cls, receivedAt, ...appellant });
  const text = { appealNo: no, authorId: 'clerk', action: 'note', public: true, text: '请拨 13911112222' } as const;
  const textIds = await Promise.all(['text-1', 'text-2'].map(async (id) => [id, await writeText(store, cipher, text)]));
  const events = JSON.parse(
    [...ids, ...textIds].reduce(
      (log, [from, to]) => log.replaceAll(`"${from}"`, `"${to}"`),
      JSON.stringify(walked).replaceAll(was, no),
    ),
  ) as AppealEvent[];
  await store.pool.query('UPDATE free_text SET claimed_at = now() WHERE appeal_no = $1', [no]);
  let owner = '';
  for (const event of events) {
    const expected = event.seq - 1;
    const headKey = events[expected - 1]?.key ?? '';
    const change = {
      no,
      expected,
      line: 'run:0',
      headKey,
      owner,
      events: [event],
      key: event.key,
      bodyHash: event.bodyHash,
      refusal: null,
    };
    expect(await record.append(change), `${no}: ${event.kind} (seed ${seed})`).toMatchObject({ kind: 'stored' });
    if ('owner' in event.data) owner = event.data.owner;
  }
  return { no, queryCode };
}

async function whole(who: string, path: string): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Answer<AppealPage> | undefined = await people
      .get(who)
      ?.get<AppealPage>(`${path}&limit=100${cursor && `&cursor=${cursor}`}`);
    expect(page?.status, `${who} ${path} (seed ${seed})`).toBe(200);
    found.push(...(page?.json.items.map(({ no }) => no) ?? []));
    cursor = page?.json.next ?? null;
  }
  return found;
}

describe('§8 a case of any history', () => {
  test.each(staff)('can be read by %s with its timeline, or is not theirs', async (who) => {
    for (const { no } of filed)
      for (const path of [`/api/v1/appeals/${no}`, `/api/v1/appeals/${no}/timeline`]) {
        const answer = await people.get(who)?.get(path);
        expect([200, 403, 404], `${who} ${path} (seed ${seed}): ${answer?.text}`).toContain(answer?.status);
      }
  });

  test.each(['overdue', 'due', 'received'])('stands in the lists sorted by %s', async (sort) => {
    const all = await whole('director', `/api/v1/appeals?community=shuangta&sort=${sort}`);
    expect(all.filter((no) => filed.some((each) => each.no === no)).length).toBeGreaterThan(walks / 2);
    for (const who of staff) await whole(who, `/api/v1/appeals?sort=${sort}`);
  });

  test('stands in the trays of those who decide', async () => {
    for (const who of ['dispatcher', 'supervisor', 'director'])
      expect((await people.get(who)?.get('/api/v1/decisions'))?.status, `seed ${seed}`).toBe(200);
  });

  test('can be followed by its resident, with every form that the page offers', async () => {
    for (const { no, queryCode } of filed) {
      const page = new PlainBrowser(api.url);
      const opened = await page.post('/follow', { queryCode, phoneTail: '5678' });
      expect([opened.status, opened.path], `${no} (seed ${seed})`).toEqual([200, '/case']);
      const forms = [...new Set([...opened.html.matchAll(/href="(\/case\/[a-z-]+)"/g)].map(([, href]) => href ?? ''))];
      for (const form of forms) expect((await page.get(form)).status, `${no} ${form} (seed ${seed})`).toBe(200);
    }
  });

  test('stands among the offers of whoever it asked', async () => {
    const answer = await people.get('member1')?.get<{ items: { id: string }[] }>('/api/v1/me/offers');
    expect(answer?.status, `seed ${seed}: ${answer?.text}`).toBe(200);
    expect(answer?.json.items.length).toBeGreaterThan(0);
    for (const { id } of answer?.json.items ?? [])
      expect((await people.get('member1')?.get(`/api/v1/me/offers/${id}`))?.status, `${id} (seed ${seed})`).toBe(200);
  });

  test('has no notice that cannot be put into a letter, and no letter to staff or helpers that tells who asks', async () => {
    const { store, cipher, config } = api.deps;
    await store.db.notice.updateMany({ data: { sendAfter: new Date() } });
    const links = linksOf(config.http.publicUrl, config.keys.mailToken);
    const troubles: unknown[] = [];
    const log = { error: (facts: unknown) => troubles.push(facts) };
    for (let groups = await dueGroups(store); groups.length > 0; groups = await dueGroups(store))
      for (const group of groups)
        await gatherNotices(store, group, (tx, notices) =>
          composeLetters(
            { cipher, links, host: 'huying.test', log },
            tx,
            notices,
            group.gather !== 'alone',
            Date.now(),
          ),
        );
    expect(troubles, `seed ${seed}`).toEqual([]);
    const letters = await store.db.letter.findMany();
    expect(letters.length).toBeGreaterThan(walks);
    for (const { id, subject, htmlEnc, textEnc } of letters) {
      const text = `${subject} ${cipher.decrypt(htmlEnc, letterPlace(id, 'html'))} ${cipher.decrypt(textEnc, letterPlace(id, 'text'))}`;
      expect(text, `seed ${seed}`).not.toMatch(/13812345678|张先生|晚上出行不便|13911112222|undefined|NaN/);
    }
  });
});
