// Decoding a photo takes up to a few hundred megabytes for a moment: only so many at once.

/** Runs jobs, at most `width` at a time, the others in the order of their coming. */
export function takeTurns(width: number): <T>(job: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (job) => {
    if (running >= width) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await job();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
