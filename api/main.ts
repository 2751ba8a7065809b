// The API as a process: settings → dependencies → listen. SIGTERM lets running requests finish.
import { createServer } from 'node:http';
import { keepCompiledCode } from '../config/compiled-code.ts';
import { configOrExit } from '../config/local.ts';
import { createApp } from './app.ts';
import { openDependencies } from './dependencies.ts';

keepCompiledCode();
const config = configOrExit();
const deps = openDependencies(config);
const server = createServer(createApp(deps));

server.on('error', (error: NodeJS.ErrnoException) => {
  deps.log.fatal({ code: error.code, port: config.http.port }, 'cannot listen; PORT and LISTEN_HOST say where');
  process.exit(1);
});
server.listen(config.http.port, config.http.host, () => {
  deps.log.info({ port: config.http.port, url: config.http.publicUrl }, 'listening');
});

let stopping = false;
const stop = () => {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(0), 10_000).unref();
  server.close(() => {
    void deps.close().finally(() => process.exit(0));
  });
  server.closeIdleConnections();
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
