import { readFileSync } from 'node:fs';
import type { Config } from './config.ts';

/**
 * How to reach the Temporal server, for the worker's and the client's `Connection.connect` alike.
 * `tls` is false for a plain connection; certificates are read here, so call it once per process.
 */
export function temporalConnection({ temporal }: Pick<Config, 'temporal'>) {
  const read = (path: string | undefined) => (path === undefined ? undefined : readFileSync(path));
  const crt = read(temporal.tlsCert);
  const key = read(temporal.tlsKey);
  const secured = temporal.tls || temporal.apiKey !== undefined;
  return {
    address: temporal.address,
    apiKey: temporal.apiKey,
    tls: secured && {
      serverNameOverride: temporal.tlsServerName,
      serverRootCACertificate: read(temporal.tlsCa),
      clientCertPair: crt && key ? { crt, key } : undefined,
    },
  };
}
