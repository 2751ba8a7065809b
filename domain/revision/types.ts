// What a revision brings to an open case, as plain data: small enough to travel in a message, without personal data.
import type { Calendar, OfficeHours } from '../time/types.ts';
import type { Ladder } from '../ladder/types.ts';
import type { PolicySettings, Terms } from '../policy/types.ts';

type Numbered = {
  /** Revisions are numbered in the order in which they were applied: a case never takes an older one after a newer. */
  id: number;
};

export type CalendarRevision = Numbered & { kind: 'calendar'; calendar: Calendar };
export type OfficeHoursRevision = Numbered & { kind: 'officeHours'; officeHours: OfficeHours };
export type PolicyRevision = Numbered & {
  kind: 'policy';
  version: string;
  settings: PolicySettings;
  limits: Terms['limits'];
  statutory: Terms['statutory'];
  /** Categories with a handling limit of their own: their class, and the limit in compact form. */
  own: Record<string, { class: string; limit: string }>;
  /** How each category's matters climb there; missing in revisions of an older version. */
  ladders?: Record<string, Ladder>;
};

export type Revision = CalendarRevision | OfficeHoursRevision | PolicyRevision;
