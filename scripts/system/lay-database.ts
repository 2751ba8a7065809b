// Migrations and demo data in one process, which loads once what both need: `npm run migrate` and `npm run seed` in a row.
import { configOrExit } from '../../config/local.ts';
import { migrate } from '../../prisma/migrate.ts';
import { seed } from '../../prisma/seed.ts';
import { openCipher } from '../../store/cipher.ts';
import { openStore } from '../../store/client.ts';

const { database, production, admin, keys } = configOrExit();
const applied = await migrate(database.url);
console.log(`migrations${applied.length === 0 ? '' : `: ${applied.join(', ')}`}`);
if (!production) {
  const store = openStore(database.url, { poolSize: 2 });
  const changed = await seed(store, { demo: true, admin, cipher: openCipher(keys.data, keys.lookup) });
  await store.close();
  console.log(changed ? 'demo data' : 'demo data, as before');
}
// The migration engine's timers go on ticking after it is done.
process.exit(0);
