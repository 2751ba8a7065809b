// Files the sample appeals once into the local demo installation: run by `npm start` after its first start is ready.
import { configOrExit } from '../config/local.ts';
import { openStore } from '../store/client.ts';
import { readFact, writeFact } from '../store/keeper.ts';
import { fileSamples } from './demo/samples.ts';

const filedFact = 'demo.samples';
const { production, http, database } = configOrExit();
const store = openStore(database.url, { poolSize: 1 });
try {
  if (!production && (await readFact(store, filedFact)) === null) {
    const filed = await fileSamples(`http://127.0.0.1:${http.port}`);
    await writeFact(store, filedFact, String(filed));
    console.log(`Filed ${filed} sample appeals.`);
  }
} finally {
  await store.close();
}
