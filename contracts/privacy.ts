/** Which privacy notice (个人信息告知书) a resident was shown; stamped on every intake. Changes whenever the notice's text (web/wording/privacy.ts) does. */
export const privacyNoticeVersion = '2026-01';
