// Instants as the API writes them.
import type { Instant } from '../domain/time/types.ts';

export function iso(at: Instant): string {
  return new Date(at).toISOString();
}

export function isoOrNull(at: Instant | null): string | null {
  return at === null ? null : iso(at);
}
