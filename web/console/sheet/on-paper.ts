// How a case is written on paper, which leaves the centre and outlives the year: dates with their year, names and numbers always
// masked (domain §9), whatever its printer may have looked at on the case page.
import type { AppealDetail } from '../../../contracts/appeals.ts';
import { maskNumbers } from '../../../domain/people/masking.ts';
import { consentWayLabels } from '../../wording/labels.ts';
import { instantText, shortInstant } from '../../wording/times.ts';

/** "2026年10月8日（星期四）18:00". */
export function datedText(instant: string): string {
  // Beside the epoch every year is another one, and is written out.
  return instantText(Date.parse(instant), 0);
}

/** "2026年10月8日 18:00", where many stand below each other. */
export function briefText(instant: string): string {
  return shortInstant(Date.parse(instant), 0);
}

/** What people wrote, without the telephone and identity numbers in it. */
export const writtenText = maskNumbers;

/** Kept from those whom it concerns: what of it leaves the centre says neither who asked nor what about. */
export function isDiscreet(detail: AppealDetail): boolean {
  const { violence, flags, type, shieldedFrom } = detail;
  return violence !== null || flags.includes('sensitive') || type === 'REPORT' || shieldedFrom.length > 0;
}

/** Who asked, a line each for what there is to say; as masked as the case page shows it before anybody looks. */
export function appellantLines({ appellant, guardian, joint }: AppealDetail): string[] {
  const named = [appellant.name, appellant.phone].filter(Boolean).join(' ');
  const consent = guardian?.consent
    ? `监护人 ${appellant.guardianName ?? ''} ${appellant.guardianPhone ?? ''}，${consentWayLabels[guardian.consent]}`
    : '因情况紧急先行登记，监护人同意待补记';
  const spokespeople = (joint?.representatives ?? []).map(({ name, phone }) => `${name} ${phone}`).join('、');
  return [
    appellant.anonymous ? '匿名（不留联系方式）' : named,
    appellant.address ?? '',
    appellant.proxyName && `由 ${appellant.proxyName} ${appellant.proxyPhone ?? ''} 代为反映`,
    guardian && `未满 14 周岁，${consent}`,
    joint && `${joint.appellants} 人联名${spokespeople && `，代表：${spokespeople}`}`,
  ].filter((line): line is string => Boolean(line));
}
