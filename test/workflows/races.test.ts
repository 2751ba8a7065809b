// Races on a real server, worker, API and PostgreSQL: whatever comes first, one thing happened, its log says so, and whoever was
// second is told clearly. Nothing here hangs on who wins or how fast the machine is.
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporalConnection } from '../../config/temporal.ts';
import type { ActionAnswer } from '../../contracts/appeal-actions.ts';
import type { Problem } from '../../contracts/problem.ts';
import type { AppealEvent } from '../../domain/appeal/events.ts';
import { userIdOf } from '../../prisma/cast.ts';
import { openCipher, type Cipher } from '../../store/cipher.ts';
import { openStore, type Store } from '../../store/client.ts';
import { readLog } from '../../store/log.ts';
import { newKey, signedIn, type Answer, type Client as Person } from '../api/client.ts';
import { expectLoads, expectTruth } from '../faults/truth.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { addMembers, addRacePlace, memberNames, openRaceCases } from './place.ts';

let stack: Stack;
let store: Store;
let cipher: Cipher;
let connection: Connection;
let client: Client;
let members: Person[];
let memberIds: string[];

beforeAll(async () => {
  stack = await startStack();
  store = openStore(stack.databaseUrl);
  const { keys, temporal } = stack.config;
  cipher = openCipher(keys.data, keys.lookup);
  connection = await Connection.connect(temporalConnection(stack.config));
  client = new Client({ connection, namespace: temporal.namespace });
  members = await Promise.all(memberNames.map((name) => signedIn(stack.url, name)));
  const ids = memberNames.map((name) => store.db.helper.findUniqueOrThrow({ where: { userId: userIdOf(name) } }));
  memberIds = (await Promise.all(ids)).map(({ id }) => id);
});

afterAll(async () => {
  await connection?.close();
  await store?.close();
  await stack?.stop();
});

type Reply = Answer<ActionAnswer | Problem>;

const open = (place: string, count: number, receivedAt = Date.now()) =>
  openRaceCases({ store, cipher, client }, place, count, receivedAt);

/** Waits until the log of the case has an event that fits. */
async function untilLogged(no: string, fits: (event: AppealEvent) => boolean): Promise<AppealEvent[]> {
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(50)) {
    const log = await readLog(store, no);
    if (log.some(fits)) return log;
  }
  throw new Error(`${no}: ${(await readLog(store, no)).map(({ kind }) => kind).join()}`);
}

const asked = (no: string) => untilLogged(no, ({ kind }) => kind === 'helpersAsked');

/** The case's offers, each with the person who was asked. */
async function offersOf(no: string) {
  const rows = await store.db.offer.findMany({ where: { appealNo: no }, orderBy: { id: 'asc' } });
  return rows.map(({ id, helperId }) => {
    const person = members[memberIds.indexOf(helperId)];
    if (!person) throw new Error(`${helperId} has no account`);
    return { id, helperId, person };
  });
}

const answerOffer = (person: Person, id: string, what: string, body: object = {}, key = newKey()): Promise<Reply> =>
  person.post(`/api/v1/me/offers/${id}/${what}`, body, key);

const codeOf = ({ json }: Reply) => ('code' in json ? json.code : 'done');

const statesOf = async (no: string) =>
  (await store.db.offer.findMany({ where: { appealNo: no } })).map(({ state }) => state).sort();

/** Sends at that instant, or at once when it is past. */
async function at<T>(instant: number, send: () => Promise<T>): Promise<T> {
  await sleep(Math.max(0, instant - Date.now()));
  return send();
}

describe('issue 4 §6 claim against claim', () => {
  test('three members claim at once, each of them twice: one wins, and every other answer says who was first', async () => {
    await addRacePlace(store, 'claims', { handling: '1s', supervision: '1h' });
    const numbers = await open('claims', 4);
    for (const no of numbers) {
      await asked(no);
      const offers = await offersOf(no);
      expect(offers).toHaveLength(3);
      const twice = [...offers, ...offers];
      const claims = await Promise.all(twice.map(({ id, person }) => answerOffer(person, id, 'claim')));
      const codes = claims.map(codeOf);
      expect(codes.filter((code) => code === 'done')).toHaveLength(1);
      // The winner's second claim, under another key, finds the offer answered.
      expect(codes.filter((code) => code === 'offerOver')).toHaveLength(1);
      expect(codes.filter((code) => code === 'offerTaken')).toHaveLength(4);
      expect(await statesOf(no)).toEqual(['accepted', 'lost', 'lost']);
    }
    await expectLoads(store, 'claims');
    await expectTruth(stack, store, { said: [], numbers });
  });

  test('a claim and a decline of the same offer at once: the first counts, the second is told that it is answered', async () => {
    const [no = ''] = await open('claims', 1);
    await asked(no);
    const [offer] = await offersOf(no);
    if (!offer) throw new Error('nobody was asked');
    const answers = await Promise.all([
      answerOffer(offer.person, offer.id, 'claim'),
      answerOffer(offer.person, offer.id, 'decline', { reason: 'noTime' }),
    ]);
    expect(answers.map(codeOf).sort()).toEqual(['done', 'offerOver']);
    expect((await statesOf(no)).includes(codeOf(answers[0]) === 'done' ? 'accepted' : 'declined')).toBe(true);
    await expectLoads(store, 'claims');
  });
});

describe('issue 4 §6 claim against expiry', () => {
  test('a claim at the instant in which the rung expires wins or finds the offer expired, never both', async () => {
    await addRacePlace(store, 'expiry', { handling: '1s', supervision: '4s' });
    const numbers = await open('expiry', 8);
    const answers = await Promise.all(
      numbers.map(async (no, index) => {
        const log = await asked(no);
        const rung = log.findLast(({ kind }) => kind === 'escalated') as AppealEvent & { kind: 'escalated' };
        const due = rung.data.clocks[0]?.dueAt ?? 0;
        const [offer] = await offersOf(no);
        if (!offer) throw new Error('nobody was asked');
        // From before the due to after it.
        const answer = await at(due + (index - 5) * 15, () => answerOffer(offer.person, offer.id, 'claim'));
        return { no, due, raisedSeq: rung.seq, answer };
      }),
    );
    for (const { no, due, raisedSeq, answer } of answers) {
      const log = await readLog(store, no);
      const claimed = log.find(({ kind }) => kind === 'offerAccepted');
      const expired = log.find((event) => event.kind === 'offersExpired' && event.data.raisedSeq === raisedSeq);
      expect([codeOf(answer), Boolean(claimed), Boolean(expired)]).toEqual(
        claimed ? ['done', true, false] : ['offerOver', false, true],
      );
      // At the due instant itself an act is in time (domain §4.2).
      if (claimed) expect(claimed.at).toBeLessThanOrEqual(due);
      else expect(log.filter((event) => event.kind === 'escalated' && event.data.rung === 4)).toHaveLength(1);
      expect(await statesOf(no)).toEqual(claimed ? ['accepted', 'lost', 'lost'] : ['expired', 'expired', 'expired']);
    }
    await expectLoads(store, 'expiry');
    await expectTruth(stack, store, { said: [], numbers });
  });
});

describe('issue 4 §6 an action against its clock', () => {
  test('accepted at the instant of the due: late is recorded exactly when the due came first, and once', async () => {
    await addRacePlace(store, 'clock', { acceptance: '3s' });
    const clerk = await signedIn(stack.url, 'clerk');
    const numbers = await open('clock', 8);
    const answers = await Promise.all(
      numbers.map(async (no, index) => {
        const [registered] = await untilLogged(no, ({ kind }) => kind === 'registered');
        const clocks = (registered as AppealEvent & { kind: 'registered' }).data.clocks;
        const due = clocks.find(({ name }) => name === 'acceptance')?.dueAt ?? 0;
        const body = { seq: 1, type: 'HELP', category: 'LIGHT', class: 'U1' };
        const accept = (): Promise<Reply> => clerk.post(`/api/v1/appeals/${no}/actions/accept`, body, newKey());
        const answer = await at(due + (index - 5) * 15, accept);
        return { no, due, answer };
      }),
    );
    for (const { no, due, answer } of answers) {
      const log = await readLog(store, no);
      const expired = log.filter((event) => event.kind === 'expired' && event.data.clock === 'acceptance');
      const accepted = log.find(({ kind }) => kind === 'accepted');
      // What the clock has recorded makes nobody's view stale: everybody is accepted, late or in time.
      expect([no, codeOf(answer)]).toEqual([no, 'done']);
      const late = expired.map(({ seq }) => seq < (accepted?.seq ?? 0));
      const when = accepted?.at ?? 0;
      // At the due instant itself both are right: whoever comes first.
      if (when === due) expect([[], [true]]).toContainEqual(late);
      else expect(late).toEqual(when < due ? [] : [true]);
    }
    await expectTruth(stack, store, { said: [], numbers });
  });
});

describe('issue 4 §6 two supervisors', () => {
  test('who acknowledge the same rung at once: one has it, the other is refused in words', async () => {
    await addRacePlace(store, 'rung', { handling: '1s', supervision: '1h' });
    const [director, supervisor] = await Promise.all([
      signedIn(stack.url, 'director'),
      signedIn(stack.url, 'supervisor'),
    ]);
    const grant = { userId: userIdOf('supervisor'), role: 'supervisor', communityId: 'rung', unitId: null };
    await store.db.grant.create({ data: { id: 'race-supervisor', ...grant } });
    const numbers = await open('rung', 4);
    for (const no of numbers) {
      const log = await asked(no);
      const raised = log.find((event) => event.kind === 'escalated' && event.data.rung === 1);
      const body = { seq: log.length, rung: 1, raisedSeq: raised?.seq };
      const acknowledge = (who: Person): Promise<Reply> =>
        who.post(`/api/v1/appeals/${no}/actions/acknowledgeEscalation`, body, newKey());
      const answers = await Promise.all([acknowledge(director), acknowledge(supervisor)]);
      const codes = answers.map(codeOf);
      expect(codes.filter((code) => code === 'done')).toHaveLength(1);
      expect(['stale', 'alreadyAcknowledged']).toContain(codes.find((code) => code !== 'done'));
      expect((await readLog(store, no)).filter(({ kind }) => kind === 'escalationAcknowledged')).toHaveLength(1);
    }
    await expectTruth(stack, store, { said: [], numbers });
  });
});

describe('issue 4 §6 a hundred offers at one instant', () => {
  test('go out only as far as the caps reach; whoever finds nobody climbs on and says so', async () => {
    await addRacePlace(store, 'caps', { handling: '6s', supervision: '1h' });
    await addMembers(store, 'caps', 30);
    // Room for 30 × 2 offers; 34 cases want three each.
    await store.db.helper.updateMany({ where: { id: { in: memberIds } }, data: { state: 'suspended' } });
    try {
      const numbers = await open('caps', 34);
      const settled = await Promise.all(
        numbers.map((no) =>
          untilLogged(
            no,
            (event) => event.kind === 'helpersAsked' || (event.kind === 'rungSkipped' && event.data.rung === 3),
          ),
        ),
      );
      const offers = await store.db.offer.findMany({ where: { helperId: { startsWith: 'caps-' } } });
      const perHelper = new Map<string, number>();
      for (const { helperId } of offers) perHelper.set(helperId, (perHelper.get(helperId) ?? 0) + 1);
      expect(Math.max(...perHelper.values())).toBeLessThanOrEqual(2);
      // Who is refused by a cap was so because another case got the helper: the searches that are given up leave some winners.
      expect(settled.filter((log) => log.some(({ kind }) => kind === 'helpersAsked')).length).toBeGreaterThanOrEqual(4);
      for (const log of settled) {
        const went = log.some(({ kind }) => kind === 'helpersAsked');
        if (!went) expect(log.some((event) => event.kind === 'escalated' && event.data.rung === 4)).toBe(true);
      }
      await expectLoads(store, 'caps');
      await expectTruth(stack, store, { said: [], numbers });
    } finally {
      await store.db.helper.updateMany({ where: { id: { in: memberIds } }, data: { state: 'verified' } });
    }
  });
});

describe('issue 4 §5 offers answered by people who mean harm', () => {
  test('another’s offer, none at all, a key sent again with another body, and fields that are not there are refused', async () => {
    await addRacePlace(store, 'harm', { handling: '1s', supervision: '1h' });
    const [no = ''] = await open('harm', 1);
    await asked(no);
    const [mine, theirs] = await offersOf(no);
    if (!mine || !theirs) throw new Error('nobody was asked');
    for (const what of ['see', 'claim']) {
      expect(codeOf(await answerOffer(mine.person, theirs.id, what))).toBe('notFound');
      expect(codeOf(await answerOffer(mine.person, `${no}-1-1`, what))).toBe('notFound');
      expect(codeOf(await answerOffer(mine.person, mine.id, what, { helperId: theirs.helperId }))).toBe('invalid');
    }
    for (const path of [`/api/v1/me/offers/${theirs.id}`, `/api/v1/appeals/${no}`])
      expect([403, 404]).toContain((await mine.person.get(path)).status);
    expect(codeOf(await answerOffer(mine.person, theirs.id, 'contact'))).toBe('notFound');
    expect(codeOf(await answerOffer(mine.person, mine.id, 'contact'))).toBe('confirmFirst');
    expect(codeOf(await answerOffer(mine.person, mine.id, 'report', { stage: 'done', hours: 1 }))).toBe(
      'offerNotAccepted',
    );
    const key = newKey();
    const first = await answerOffer(mine.person, mine.id, 'decline', { reason: 'noTime' }, key);
    expect(codeOf(first)).toBe('done');
    expect((await answerOffer(mine.person, mine.id, 'decline', { reason: 'noTime' }, key)).json).toEqual(first.json);
    expect(codeOf(await answerOffer(mine.person, mine.id, 'decline', { reason: 'tooFar' }, key))).toBe(
      'sameKeyOtherBody',
    );
    // By the door of the staff it is no more theirs.
    const director = await signedIn(stack.url, 'director');
    const claim = { seq: (await readLog(store, no)).length, offerId: theirs.id };
    for (const person of [director, mine.person]) {
      const answer: Reply = await person.post(`/api/v1/appeals/${no}/actions/claimOffer`, claim, newKey());
      expect(['notPermitted', 'notYourOffer', 'notFound', 'forbidden']).toContain(codeOf(answer));
    }
    expect((await statesOf(no)).sort()).toEqual(['declined', 'sent', 'sent']);
    await expectLoads(store, 'harm');
  });
});
