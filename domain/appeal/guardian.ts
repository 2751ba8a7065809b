// Who asks is under 14: their data are taken down with a guardian's consent only (个人信息保护法 §31). Never where violence is
// suspected, since the guardian may be who does it; and an emergency goes ahead, the consent being sought afterwards (§13 (4)).
import type { AppealClass, ConsentWay, Victim } from '../words.ts';
import type { Guardian } from './protection.ts';
import type { Rules } from './rule.ts';
import type { Mark } from './types.ts';

export const guardianRules: Rules<'recordConsent'> = {
  recordConsent: {
    from: 'open',
    guard: ({ guardian, violence }) =>
      guardian && guardian.consent === null && violence === null ? null : { code: 'noConsentNeeded' },
    decide: (_appeal, payload) => [{ kind: 'guardianConsented', data: payload }],
  },
};

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
