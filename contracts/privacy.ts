// Which privacy notice (个人信息收集告知书) a resident was shown; its text is in web/wording/privacy.ts. Stamped on every intake.

/** Changes whenever the notice's text does. */
export const privacyNoticeVersion = '2026-1';

/** Why the data may be processed, as the intake records it (个人信息保护法 §13). */
export const legalBases = { consent: 'consent', duty: 'statutoryDuty' } as const;
