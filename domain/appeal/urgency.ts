// Which class is more urgent than another: what makes a change of class one up or one down (domain §4.6).
import type { AppealClass } from '../words.ts';

const urgency: Record<AppealClass, number> = { U1: 6, U2: 5, U0: 4, U3: 3, U4: 2, MED: 1 };

export function isMoreUrgent(cls: AppealClass, than: AppealClass): boolean {
  return urgency[cls] > urgency[than];
}
