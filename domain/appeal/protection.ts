// Whom the house protects, as a case knows of it.
import type { ConsentWay, PoliceResult, Victim } from '../words.ts';
import type { Mark } from './types.ts';

/** Somebody suffers, or seems to suffer, violence; `report`: what came of the duty to go to the police, null while it is open. */
export type Violence = Mark & {
  victim: Victim;
  report: (Mark & { result: PoliceResult; textId: string }) | null;
};

/** Who asks is under 14; `consent`: how the guardian consented, null while an emergency goes ahead without (个人信息保护法 §13, §31). */
export type Guardian = { consent: (Mark & { way: ConsentWay }) | null };
