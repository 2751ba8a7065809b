// What the API works with, opened once per process. Nothing here connects before it is needed: a part that is away fails a
// request, not the start.
import { Client, Connection } from '@temporalio/client';
import { pino, type Logger } from 'pino';
import type { Config } from '../config/config.ts';
import { temporalConnection } from '../config/temporal.ts';
import { openCipher, type Cipher } from '../store/cipher.ts';
import { openStore, type Store } from '../store/client.ts';
import { openAuth, type Auth } from './auth.ts';
import { openHealth, type Health } from './health.ts';
import { openMetrics, type Metrics } from './metrics.ts';
import { openPeople, type People } from './people.ts';
import { openPhoneSearchLimiter, type PhoneSearchLimiter } from './phone-search.ts';
import { openReference, type Reference } from './reference.ts';
import { openResidentLimiter, type ResidentLimiter } from './resident-limits.ts';
import { openSignInLimiter, type SignInLimiter } from './session.ts';

/** How many ms a caller waits for a case's workflow: to start after filing, to do an action. */
export type Patience = { startMs: number; actMs: number };

export type Dependencies = {
  config: Config;
  store: Store;
  cipher: Cipher;
  reference: Reference;
  temporal: Client;
  auth: Auth;
  people: People;
  signIns: SignInLimiter;
  residents: ResidentLimiter;
  phoneSearches: PhoneSearchLimiter;
  patience: Patience;
  health: Health;
  metrics: Metrics;
  log: Logger;
  close(): Promise<void>;
};

/** The product's own measures; tests that must reach them, or must not, give others. */
const measures = { signInLimits: { perAccount: 10, perAddress: 50 }, patience: { startMs: 1_500, actMs: 10_000 } };

export function openDependencies(config: Config, given: Partial<typeof measures> = {}): Dependencies {
  const { signInLimits, patience } = { ...measures, ...given };
  const log = pino({ level: config.logLevel, base: { process: 'api' } });
  const store = openStore(config.database.url, { poolSize: config.database.pool });
  // Without the client's own retries: their timers outlive deadlines and the closed connection. Who asks tries again.
  const connection = Connection.lazy({ ...temporalConnection(config), interceptors: [] });
  const temporal = new Client({ connection, namespace: config.temporal.namespace });
  return {
    config,
    store,
    cipher: openCipher(config.keys.data, config.keys.lookup),
    reference: openReference(store),
    temporal,
    auth: openAuth(config, store),
    people: openPeople(config, store),
    signIns: openSignInLimiter(signInLimits),
    residents: openResidentLimiter(config.limits),
    phoneSearches: openPhoneSearchLimiter(config.limits.phoneSearches),
    patience,
    health: openHealth(config, store, temporal),
    metrics: openMetrics(store),
    log,
    close: async () => {
      await store.close();
      await connection.close();
    },
  };
}
