// Claims that come together, on a real server with a real worker: with each other, and with the clock that ends their offers.
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporalConnection } from '../../config/temporal.ts';
import type { Appeal } from '../../domain/appeal/types.ts';
import type { Offer } from '../../domain/ladder/types.ts';
import { openCipher, type Cipher } from '../../store/cipher.ts';
import { openStore, type Store } from '../../store/client.ts';
import { readLog } from '../../store/log.ts';
import { createCases } from '../../worker/cases.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { onCase, person, refusalOf } from './cast.ts';
import { fileAppeal } from './filed.ts';

let stack: Stack;
let store: Store;
let cipher: Cipher;
let connection: Connection;
let client: Client;

beforeAll(async () => {
  stack = await startStack({ parts: ['worker'] });
  store = openStore(stack.databaseUrl);
  cipher = openCipher(stack.config.keys.data, stack.config.keys.lookup);
  connection = await Connection.connect(temporalConnection(stack.config));
  client = new Client({ connection, namespace: stack.config.temporal.namespace });
});

afterAll(async () => {
  await connection?.close();
  await store?.close();
  await stack?.stop();
});

const patience = { timeout: 120_000 };

/** A case of the demo community, late at once: its rungs follow each other within seconds. */
async function begin() {
  const receivedAt = Date.now() - 60_000;
  const no = await fileAppeal(store, cipher, { category: 'LIGHT', class: 'U3', receivedAt, demo: true });
  const cases = createCases(client, store, { taskQueue: stack.config.temporal.taskQueue, showsState: true });
  await cases.start(no);
  return { no, ...onCase(client, no) };
}

/** The case when offers of that rung are out. */
async function offered(
  look: () => Promise<{ appeal: Appeal }>,
  rung: 2 | 3,
): Promise<{ appeal: Appeal; offers: Offer[] }> {
  for (const until = Date.now() + 60_000; Date.now() < until; await new Promise((next) => setTimeout(next, 250))) {
    const { appeal } = await look();
    const offers = appeal.offers.filter((offer) => offer.rung === rung && offer.state === 'sent');
    if (offers.length > 0) return { appeal, offers };
  }
  throw new Error(`no offer on rung ${rung}`);
}

describe('§4.5 claims that come together', () => {
  test(
    'of three members who claim at the same moment exactly one wins, and the log says so once',
    patience,
    async () => {
      const { no, act, look, handle } = await begin();
      const { offers } = await offered(look, 3);
      expect(offers.length).toBeGreaterThan(1);
      const claims = await Promise.all(
        offers.map(({ id, helperId }) =>
          act(person(helperId, 'member'), 'claimOffer', { offerId: id }).then(
            () => 'won',
            (error: unknown) => refusalOf(Promise.reject(error as Error)),
          ),
        ),
      );
      expect(claims.sort()).toEqual([...offers.slice(1).map(() => 'offerTaken'), 'won'].sort());
      expect((await readLog(store, no)).filter(({ kind }) => kind === 'offerAccepted')).toHaveLength(1);
      const rows = await store.db.offer.findMany({ where: { appealNo: no, rung: 3 } });
      expect(rows.map(({ state }) => state).sort()).toEqual(['accepted', ...offers.slice(1).map(() => 'lost')]);
      await handle.terminate();
    },
  );

  test(
    'a claim and the clock at the same instant: either it is accepted or it has expired, never both',
    patience,
    async () => {
      const { no, act, look, handle } = await begin();
      const { appeal, offers } = await offered(look, 2);
      const [offer] = offers;
      const due = appeal.clocks.find(({ name, rung }) => name === 'supervision' && rung === 2)?.dueAt ?? 0;
      await new Promise((next) => setTimeout(next, due - Date.now() - 5));
      const claim = act(person(offer?.helperId ?? '', 'partnerLiaison'), 'claimOffer', { offerId: offer?.id ?? '' });
      const outcome = await claim.then(
        () => 'accepted',
        (error: unknown) => refusalOf(Promise.reject(error as Error)),
      );
      const kinds = (await readLog(store, no)).map(({ kind }) => kind);
      expect(['accepted', 'offerOver']).toContain(outcome);
      expect(kinds.filter((kind) => kind === 'offerAccepted')).toHaveLength(outcome === 'accepted' ? 1 : 0);
      expect(kinds.filter((kind) => kind === 'offersExpired')).toHaveLength(outcome === 'accepted' ? 0 : 1);
      const helper = await store.db.helper.findUniqueOrThrow({ where: { id: offer?.helperId ?? '' } });
      expect([helper.openOffers, helper.activeTasks]).toEqual([0, outcome === 'accepted' ? 1 : 0]);
      await handle.terminate();
    },
  );
});
