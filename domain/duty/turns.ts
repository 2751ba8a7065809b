// To whom an urgent notice goes while the centre is closed (domain §4.6 night and holiday).
import type { AppealClass } from '../words.ts';

/** Classes that are told day and night; the mail of all others sleeps. */
export function isUrgent(cls: AppealClass): boolean {
  return cls === 'U1' || cls === 'U2';
}

/** Who is on duty: the first of the two who can be reached. `present`: accounts that can be written to. */
export function reachable(
  shift: { userId: string; backupId: string | null },
  present: (userId: string) => boolean,
): string | null {
  return [shift.userId, shift.backupId].find((id): id is string => id !== null && present(id)) ?? null;
}
