// Whom the house protects, as a case knows of it.
import type { PoliceResult, Victim } from '../words.ts';
import type { Mark } from './types.ts';

/** Somebody suffers, or seems to suffer, violence; `report`: what came of the duty to go to the police, null while it is open. */
export type Violence = Mark & {
  victim: Victim;
  report: (Mark & { result: PoliceResult; textId: string }) | null;
};
