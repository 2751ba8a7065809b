// Who asks is under 14: their data are taken down with a guardian's consent only (个人信息保护法 §31). Never where violence is
// suspected, since the guardian may be who does it; and an emergency goes ahead, the consent being sought afterwards (§13 (4)).
import type { Instant } from '../time/types.ts';
import type { AppealClass, ConsentWay, Victim } from '../words.ts';
import { openClock, type ClockBasis } from './clocks.ts';
import type { OpenedClock } from './events.ts';
import type { Guardian } from './protection.ts';
import type { Rules } from './rule.ts';
import type { Appeal, Mark } from './types.ts';

export const guardianRules: Rules<'recordConsent'> = {
  recordConsent: {
    from: 'open',
    guard: (appeal) => (owesConsent(appeal) ? null : { code: 'noConsentNeeded' }),
    decide: (_appeal, payload) => [{ kind: 'guardianConsented', data: payload }],
  },
};

/**
 * The clock of a consent that is still owed: none where it was given or nobody is asked for it. Nothing waits for it and no rung is
 * raised; whoever works on the case is reminded before its due, and urged at it.
 */
export function consentClocks(basis: ClockBasis, consent: ConsentWay | null | undefined, at: Instant): OpenedClock[] {
  return consent === null ? openClock(basis, 'guardianConsent', at) : [];
}

/** Whether it is still owed: nobody is asked any more once violence is known of. */
export function owesConsent({ guardian, violence }: Pick<Appeal, 'guardian' | 'violence'>): boolean {
  return guardian !== null && guardian.consent === null && violence === null;
}

export type Asking = { under14: boolean; anonymous: boolean; victim: Victim | null };

/** Whether a guardian is asked at all: of whom nothing personal is taken down, and who suffers, is not asked about. */
export function asksGuardian({ under14, anonymous, victim }: Asking): boolean {
  return under14 && !anonymous && victim === null;
}

/** When the consent must be there: before anything is taken down, or in an emergency afterwards. */
export function consentFor(asking: Asking & { class: AppealClass }): 'none' | 'first' | 'later' {
  if (!asksGuardian(asking)) return 'none';
  return asking.class === 'U1' ? 'later' : 'first';
}

export function guardianOf(way: ConsentWay | null, mark: Mark): Guardian {
  return { consent: way && { ...mark, way } };
}
