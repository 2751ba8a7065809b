// Faults: the worker is killed while three members claim every one of twenty cases at the same moment. Each case has one winner.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporalConnection } from '../../config/temporal.ts';
import type { ActionAnswer } from '../../contracts/appeal-actions.ts';
import type { Problem } from '../../contracts/problem.ts';
import { openCipher } from '../../store/cipher.ts';
import { openStore, type Store } from '../../store/client.ts';
import { readLog } from '../../store/log.ts';
import { signedIn, type Client as Person } from '../api/client.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { addRacePlace, memberNames, openRaceCases } from '../workflows/place.ts';
import type { Said } from './crowd.ts';
import { expectLoads, expectTruth } from './truth.ts';

const size = 20;
const place = 'race';

let stack: Stack;
let store: Store;
let connection: Connection;
let people: Map<string, Person>;
let numbers: string[];

beforeAll(async () => {
  stack = await startStack();
  store = openStore(stack.databaseUrl);
  await addRacePlace(store, place, { handling: '1s', supervision: '1h' });
  connection = await Connection.connect(temporalConnection(stack.config));
  const client = new Client({ connection, namespace: stack.config.temporal.namespace });
  const { keys } = stack.config;
  numbers = await openRaceCases({ store, cipher: openCipher(keys.data, keys.lookup), client }, place, size);
  const helpers = await store.db.helper.findMany({ where: { communityId: place }, select: { id: true, userId: true } });
  const persons = await Promise.all(memberNames.map((name) => signedIn(stack.url, name)));
  people = new Map(
    helpers.flatMap(({ id, userId }) => {
      const person = persons[memberNames.findIndex((name) => `user-${name}` === userId)];
      return person ? [[id, person] as const] : [];
    }),
  );
  while ((await store.db.offer.count()) < size * 3) await sleep(100);
}, 120_000);

afterAll(async () => {
  await connection?.close();
  await store?.close();
  await stack?.stop();
});

type Claim = { no: string; offerId: string; key: string; answer: ActionAnswer | Problem };

/** Asks with the same key until there is an answer. */
async function claim(person: Person, no: string, offerId: string, key: string = randomUUID()): Promise<Claim> {
  for (const until = Date.now() + 90_000; Date.now() < until; await sleep(200)) {
    const headers = { 'idempotency-key': key };
    const { status, json } = await person.post<ActionAnswer | Problem>(
      `/api/v1/me/offers/${offerId}/claim`,
      {},
      headers,
    );
    if (status < 500) return { no, offerId, key, answer: json };
  }
  throw new Error(`${offerId}: no answer`);
}

/** Every claim takes a moment to be stored, however fast the machine is: the worker dies in the middle of the race. */
async function slowClaims(): Promise<void> {
  await store.pool.query(
    'CREATE FUNCTION take_a_moment() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.05); RETURN NULL; END $$',
  );
  await store.pool.query(
    `CREATE TRIGGER take_a_moment AFTER INSERT ON event FOR EACH ROW WHEN (NEW.kind = 'offerAccepted') EXECUTE FUNCTION take_a_moment()`,
  );
}

describe('issue 4 §6 SIGKILL during a claim race', () => {
  test('three claim each of twenty cases while the worker is killed: one wins, the others are told so, loads and answers are true', async () => {
    await slowClaims();
    const offers = await store.db.offer.findMany({ where: { appealNo: { in: numbers } } });
    const race = Promise.all(
      offers.flatMap(({ id, appealNo, helperId }) => {
        const person = people.get(helperId);
        return person ? [claim(person, appealNo, id)] : [];
      }),
    );
    const stored = () => store.db.event.count({ where: { kind: 'offerAccepted' } });
    while ((await stored()) < 2) await sleep(5);
    await stack.kill('worker');
    const atTheKill = await stored();
    await stack.start('worker');
    const claims = await race;

    expect(atTheKill).toBeLessThan(size);
    expect(claims).toHaveLength(size * 3);
    const rows = await store.db.offer.findMany({ where: { appealNo: { in: numbers } } });
    for (const no of numbers) {
      const here = rows.filter(({ appealNo }) => appealNo === no).map(({ state }) => state);
      expect(here.sort()).toEqual(['accepted', 'lost', 'lost']);
      expect((await readLog(store, no)).filter(({ kind }) => kind === 'offerAccepted')).toHaveLength(1);
    }
    for (const { offerId, answer } of claims) {
      const state = rows.find(({ id }) => id === offerId)?.state;
      if ('code' in answer) expect([answer.code, answer.status, state]).toEqual(['offerTaken', 409, 'lost']);
      else expect(state).toBe('accepted');
    }
    await expectLoads(store, place);
    const said = claims.flatMap(({ no, key, answer }): Said[] =>
      'code' in answer ? [] : [{ no, action: 'claimOffer', key, answer }],
    );
    expect(said).toHaveLength(size);
    await expectTruth(stack, store, { said, numbers });
    const again = claims.find(({ answer }) => !('code' in answer));
    const winner = people.get(rows.find(({ id }) => id === again?.offerId)?.helperId ?? '');
    if (!again || !winner) throw new Error('nobody won');
    expect((await claim(winner, again.no, again.offerId, again.key)).answer).toEqual(again.answer);
  }, 120_000);
});
