// Who put a helper out of service: the newest such event of an entry that is suspended now.
import type { Instant } from '../domain/time/types.ts';

export type Suspension = { by: string; at: Instant; reason: string | null };

/** To be read with a helper's row. */
export const lastSuspension = {
  where: { kind: 'suspended' },
  orderBy: { at: 'desc' },
  take: 1,
  select: { by: true, at: true, data: true },
} as const;

type Row = { state: string; events: { by: string; at: Date; data: unknown }[] };

/** By whom (a user id), when and why; null when the entry is in service, or that is not on record. */
export function suspensionOf({ state, events: [event] }: Row): Suspension | null {
  if (state !== 'suspended' || !event) return null;
  const { reason } = event.data as { reason?: unknown };
  return { by: event.by, at: event.at.getTime(), reason: typeof reason === 'string' ? reason : null };
}
