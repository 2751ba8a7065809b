// How often a stranger may try. Counted in each API process; what was right is not counted against anybody.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ProblemError } from './problem.ts';

export type ResidentLimits = {
  /** Appeals filed from one address within an hour. */
  filings: number;
  /** Wrong query codes from one address, and wrong phones for one code, within a quarter of an hour. */
  wrongPerAddress: number;
  wrongPerCode: number;
  /** Changes of one case by its resident, and uploads from one address, within an hour. */
  changes: number;
  uploads: number;
};

const quarterHour = 15 * 60;
const hour = 60 * 60;

export type ResidentLimiter = {
  /** Each throws `tooManyRequests` when the limit is used up. */
  file(address: string): Promise<void>;
  change(no: string): Promise<void>;
  upload(address: string): Promise<void>;
  follow(address: string, code: string): Promise<void>;
  /** The code was right: the attempt is taken back. */
  followed(address: string, code: string): Promise<void>;
};

export function openResidentLimiter(limits: ResidentLimits): ResidentLimiter {
  const open = (points: number, duration: number) => new RateLimiterMemory({ points, duration });
  const filings = open(limits.filings, hour);
  const changes = open(limits.changes, hour);
  const uploads = open(limits.uploads, hour);
  const addresses = open(limits.wrongPerAddress, quarterHour);
  const codes = open(limits.wrongPerCode, quarterHour);
  return {
    file: (address) => consume(filings, address),
    change: (no) => consume(changes, no),
    upload: (address) => consume(uploads, address),
    follow: async (address, code) => {
      await consume(addresses, address);
      await consume(codes, code);
    },
    followed: async (address, code) => {
      await addresses.reward(address);
      await codes.delete(code);
    },
  };
}

/** Counts one use; throws `tooManyRequests` when none is left. */
export async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new ProblemError('tooManyRequests', { retryAfter: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) });
  }
}
