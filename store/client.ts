// The door to PostgreSQL: one pool, used by Prisma for plain reads and writes and directly where one statement must do.
// One file per aggregate beside it; nothing outside this folder knows the generated client.
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.ts';

export type Store = {
  db: PrismaClient;
  pool: pg.Pool;
  close(): Promise<void>;
};

export type StoreOptions = { poolSize?: number; /** Gives up on a connection after so many ms. */ connectMs?: number };

/** Opens the store; connections are made when first needed, so that a database that is away fails a call, not the start. */
export function openStore(databaseUrl: string, { poolSize = 10, connectMs = 5_000 }: StoreOptions = {}): Store {
  const pool = new pg.Pool({
    ...connectionOf(databaseUrl),
    max: poolSize,
    connectionTimeoutMillis: connectMs,
    // A dead server's half-open connections must fail a statement, not hang it.
    keepAlive: true,
    query_timeout: 30_000,
    // A new connection plans every statement anew, and a centre is often silent for longer than the ten seconds of the default.
    idleTimeoutMillis: 600_000,
  });
  // An idle connection that breaks (the server was killed) is dropped by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const db = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    db,
    pool,
    close: async () => {
      await db.$disconnect();
      await pool.end();
    },
  };
}

export type Connection = {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  ssl?: { rejectUnauthorized: boolean };
};

/** The parts of a `postgresql://user:password@host:port/database` URL; `sslmode=require|verify-full` turns TLS on. */
export function connectionOf(databaseUrl: string): Connection {
  const url = new URL(databaseUrl);
  const sslmode = url.searchParams.get('sslmode');
  return {
    host: decodeURIComponent(url.hostname) || 'localhost',
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    ...(sslmode && sslmode !== 'disable' ? { ssl: { rejectUnauthorized: sslmode === 'verify-full' } } : {}),
  };
}

/** Whether a statement failed because such a row exists already. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}

/** Whether a statement failed because it would have broken the check of that name. */
export function isCheckViolation(error: unknown, constraint: string): boolean {
  return breaks(error, '23514', constraint);
}

/** Whether a statement failed because the foreign key of that name points to nothing. */
export function isForeignKeyViolation(error: unknown, constraint: string): boolean {
  return breaks(error, '23503', constraint);
}

function breaks(error: unknown, code: string, constraint: string): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === code &&
    'constraint' in error &&
    error.constraint === constraint
  );
}
