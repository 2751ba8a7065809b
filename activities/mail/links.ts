// Every address a letter points to.
import {
  signMailToken,
  signOfferToken,
  signOfficeToken,
  type MailGrant,
  type OfferGrant,
  type OfficeGrant,
} from '../../store/mail-token.ts';

export type Links = {
  caseUrl: (no: string) => string;
  followUrl: string;
  acknowledgeUrl: (grant: MailGrant) => string;
  /** A helper's own page of one offer. */
  offerUrl: (grant: OfferGrant) => string;
  /** The letter of one call to an outside office. */
  officeUrl: (grant: OfficeGrant) => string;
};

/** `publicUrl` without a slash at its end. */
export function linksOf(publicUrl: string, tokenKey: Buffer): Links {
  return {
    caseUrl: (no) => `${publicUrl}/console/appeals/${no}`,
    followUrl: `${publicUrl}/follow`,
    acknowledgeUrl: (grant) => `${publicUrl}/m/${signMailToken(tokenKey, grant)}`,
    offerUrl: (grant) => `${publicUrl}/o/${signOfferToken(tokenKey, grant)}`,
    officeUrl: (grant) => `${publicUrl}/w/${signOfficeToken(tokenKey, grant)}`,
  };
}
