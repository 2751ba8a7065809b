// Every refusal the product can give, by its stable code. api/problem.ts turns each into RFC 9457; web/wording into Chinese.

export const refusalCodes = [
  'wrongState',
  'stale',
  'notPermitted',
  'notYourCase',
  'sameHandler',
  'contactFirst',
  'tasksOpen',
  'unknownTask',
  'taskDueTooLate',
  'consultOnly',
  'pauseNotAllowed',
  'roundsUsedUp',
  'windowClosed',
  'noEscalation',
  'alreadyAcknowledged',
  'downgradeNeedsSupervisor',
  'sameClass',
  'sameUnit',
  'notOnBehalfYet',
  'mergeIntoItself',
  'hasChildren',
  'recused',
  'alreadyShielded',
  'redispatchFirst',
  'siteProofNeeded',
  'adoptionNeeded',
  'answeredByHelpers',
  'textNeeded',
  'unknownOffer',
  'notYourOffer',
  'offerTaken',
  'offerOver',
  'offerNotAccepted',
  'alreadyConfirmed',
  'confirmFirst',
  'helpDone',
  'capReached',
  'requestPending',
  'noRequest',
  'sameAsker',
  'denialNeedsReason',
  'returnNotAllowed',
  'returnTooLate',
  'returnsUsedUp',
  'designatedUnit',
  'unitReturned',
  'extensionNotAllowed',
  'extensionAfterDue',
  'extensionTooLong',
  'partiesMustAgree',
  'parkNotAllowed',
  'parkTooLong',
  'notLower',
  'mediationNotAllowed',
  'partyRefuses',
  'sameKeyOtherBody',
  'entryState',
  'selfVerified',
  'notXinfang',
  'xinfangInformed',
  'xinfangExtendedOnce',
  'xinfangTooLate',
  'xinfangNothingAsked',
  'xinfangSamePerson',
  'xinfangReviewOpen',
  'xinfangReviewsUsedUp',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Why an action does not happen. `params` are small facts for the sentence (never personal data). */
export type Refusal = { code: RefusalCode; params?: Record<string, string | number> };

/** Thrown where a refusal crosses a function that answers otherwise; crosses Temporal as ApplicationFailure(type = code). */
export class DomainError extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly params: Record<string, string | number> = {},
  ) {
    super(code);
    this.name = 'DomainError';
  }
}
