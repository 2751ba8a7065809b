// What the policy learnt after cases had frozen their terms: such a case is judged by these instead (domain §4.3). A policy
// that has a row of such a limit for any class speaks for itself.
import type { AppealClass } from '../words.ts';
import type { LimitName, PolicySettings, Terms } from './types.ts';

type LaterLimit = Extract<
  LimitName,
  | 'returnRequest'
  | 'returnDecision'
  | 'extension'
  | 'extensionGrace'
  | 'parkReview'
  | 'policeReport'
  | 'guardianConsent'
>;

/** Compact limits; '-': the class has no such clock, or may not ask for it. */
export const laterLimits: Record<LaterLimit, Record<AppealClass, string>> = {
  // 咨询 has no decision of a return, hence no return.
  returnRequest: { U1: '1wd', U2: '1wd', U3: '1wd', U4: '1wd', U0: '-', MED: '1wd' },
  returnDecision: { U1: '10m', U2: '30m', U3: '4wh', U4: '1wd', U0: '-', MED: '1wd' },
  extension: { U1: '-', U2: '24h', U3: '10wd', U4: '10wd', U0: '-', MED: '30d' },
  extensionGrace: { U1: '-', U2: '1h', U3: '4wh', U4: '4wh', U0: '-', MED: '4wh' },
  parkReview: { U1: '-', U2: '-', U3: '90d', U4: '90d', U0: '-', MED: '90d' },
  // 及时 (反家庭暴力法 §14), 立即 (未成年人保护法 §11): as long as the most urgent acceptance (docs/decisions/0016).
  policeReport: { U1: '10m', U2: '10m', U3: '10m', U4: '10m', U0: '10m', MED: '10m' },
  // The law names no term for what an emergency put off: a working day, in which a guardian can be found (docs/decisions/0018).
  guardianConsent: { U1: '1wd', U2: '1wd', U3: '1wd', U4: '1wd', U0: '1wd', MED: '1wd' },
};

export const laterSettings: Pick<PolicySettings, 'maxReturns' | 'extensionTimes'> = {
  maxReturns: 2,
  extensionTimes: { U2: 1, MED: 1 },
};

/** The limit that terms of an older policy lack altogether, or undefined. */
export function laterLimit(terms: Terms, cls: AppealClass, name: LimitName): string | undefined {
  const limits = (laterLimits as Partial<Record<LimitName, Record<AppealClass, string>>>)[name];
  if (!limits || Object.values(terms.limits).some((known) => known[name] !== undefined)) return undefined;
  return limits[cls] === '-' ? undefined : limits[cls];
}

/** The settings of a case or policy, with those that it was written without. */
export function settingsOf({ settings }: { settings: PolicySettings }): PolicySettings {
  return { ...laterSettings, ...settings };
}
