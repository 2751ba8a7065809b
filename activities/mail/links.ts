// Every address a letter points to.
import { signMailToken, type MailGrant } from '../../store/mail-token.ts';

export type Links = {
  caseUrl: (no: string) => string;
  followUrl: string;
  acknowledgeUrl: (grant: MailGrant) => string;
};

/** `publicUrl` without a slash at its end. */
export function linksOf(publicUrl: string, tokenKey: Buffer): Links {
  return {
    caseUrl: (no) => `${publicUrl}/console/appeals/${no}`,
    followUrl: `${publicUrl}/follow`,
    acknowledgeUrl: (grant) => `${publicUrl}/m/${signMailToken(tokenKey, grant)}`,
  };
}
