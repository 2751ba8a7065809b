// The yardstick's worker: the same connection, pool and SDK settings as the product's, its own bundle.
import { resolve } from 'node:path';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { keepCompiledCode } from '../../config/compiled-code.ts';
import { projectRoot } from '../../config/config.ts';
import { configOrExit } from '../../config/local.ts';
import { openStore } from '../../store/client.ts';
import { bareQueue, type BareActivities } from './messages.ts';

keepCompiledCode();
const { database, temporal } = configOrExit();
Runtime.install({ logger: new DefaultLogger('WARN') });
const store = openStore(database.url, { poolSize: database.pool });
await store.pool.query(`create table if not exists bench_event
  (appeal_no text, seq int, key text not null, data jsonb not null, primary key (appeal_no, seq))`);
const connection = await NativeConnection.connect({ address: temporal.address });
const activities: BareActivities = {
  insert: async (no, seq, { key, ...data }) => {
    await store.pool.query({
      name: 'bare-insert',
      text: 'insert into bench_event (appeal_no, seq, key, data) values ($1, $2, $3, $4)',
      values: [no, seq, key, JSON.stringify(data)],
    });
  },
};
const worker = await Worker.create({
  connection,
  namespace: temporal.namespace,
  taskQueue: bareQueue,
  workflowsPath: resolve(projectRoot, 'bench/bare/workflow.ts'),
  activities,
  shutdownGraceTime: '3 seconds',
});
console.log(`worker polls ${bareQueue}`);
await worker.run();
await connection.close();
await store.close();
