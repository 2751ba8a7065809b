// What was written down wrong at the registering and may be put right: who may, and what. Whoever handles the case may not: a number
// of their own choosing would be the one at which its callback asks whether they did well (domain §8).
import type { RefusalCode } from '../errors.ts';
import { correctors, type Caller } from '../people/permissions.ts';
import type { Role } from '../words.ts';
import type { Appeal } from './types.ts';

/** What may be corrected. The place, the category and all that clocks run by are the case's own and change by its actions alone. */
export const correctableFields = [
  'name',
  'phone',
  'email',
  'address',
  'title',
  'text',
  'proxyName',
  'proxyPhone',
  'guardianName',
  'guardianPhone',
] as const;
export type CorrectableField = (typeof correctableFields)[number];

/** Of whom there is something on record. */
export type OnRecord = { anonymous: boolean; proxy: boolean; guardian: boolean };

const ofAppellant: readonly CorrectableField[] = ['name', 'phone', 'email', 'address'];
const ofProxy: readonly CorrectableField[] = ['proxyName', 'proxyPhone'];
const ofGuardian: readonly CorrectableField[] = ['guardianName', 'guardianPhone'];

/** What of it there is to correct: a correction adds nobody to the record. */
export function fieldsOnRecord(on: OnRecord): CorrectableField[] {
  return correctableFields.filter((field) => absence(field, on) === null);
}

/** As whom the caller corrects it; null when nothing they hold permits it. */
export function correctorOf(appeal: Appeal, { grants }: Caller): Role | null {
  const held = grants.filter(({ communityId }) => communityId === appeal.place.communityId).map(({ role }) => role);
  return correctors.find((role) => held.includes(role)) ?? null;
}

/** Why the caller may not correct these; null when they may. A closed case makes no difference: the right does not end with it. */
export function correctionRefusal(
  appeal: Appeal,
  caller: Caller,
  asked: readonly CorrectableField[],
  on: OnRecord,
): RefusalCode | null {
  if (correctorOf(appeal, caller) === null) return 'notPermitted';
  if (appeal.handlers.includes(caller.id)) return 'handlerCorrects';
  for (const field of asked) {
    const absent = absence(field, on);
    if (absent) return absent;
  }
  return null;
}

function absence(field: CorrectableField, on: OnRecord): RefusalCode | null {
  // Who asked not to be known is named by nobody else.
  if (ofAppellant.includes(field)) return on.anonymous ? 'anonymousStays' : null;
  if (ofProxy.includes(field)) return on.proxy ? null : 'nobodyOnRecord';
  if (ofGuardian.includes(field)) return on.guardian ? null : 'nobodyOnRecord';
  return null;
}
