import { inject } from 'vitest';

/** Asks the run's servers (global-setup.ts) for one of them. */
export async function ask<T>(path: string): Promise<T> {
  const answer = await fetch(`${inject('servers')}${path}`);
  const body = await answer.text();
  if (!answer.ok) throw new Error(body);
  return JSON.parse(body) as T;
}
