// better-auth, as little of it as the product needs: it checks passwords, makes sessions and signs their cookie. Its own routes
// are not mounted at all; api/session.ts calls it, api/people.ts recognises its cookie.
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { username } from 'better-auth/plugins/username';
import type { Config } from '../config/config.ts';
import type { Store } from '../store/client.ts';

/** A session ends after so long, used or not. */
export const sessionSeconds = 12 * 60 * 60;

export function openAuth(config: Config, store: Store) {
  return betterAuth({
    baseURL: config.http.publicUrl,
    secret: config.keys.auth,
    database: prismaAdapter(store.db, { provider: 'postgresql' }),
    plugins: [username()],
    emailAndPassword: { enabled: true, disableSignUp: true },
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true },
    // Our own limit stands in front of it (api/session.ts).
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'huying',
      useSecureCookies: isSecure(config),
      // The caller's address is judged by Express (`trust proxy`) and handed on in this header alone.
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    logger: { disabled: true },
    telemetry: { enabled: false },
  });
}

export type Auth = ReturnType<typeof openAuth>;

export const addressHeader = 'x-huying-address';

/** The session cookie's name; `__Secure-` makes browsers refuse it over plain HTTP. */
export function sessionCookieName(config: Config): string {
  return `${isSecure(config) ? '__Secure-' : ''}huying.session_token`;
}

/** Whether the product is reached by https. */
export function isSecure(config: Config): boolean {
  return config.http.publicUrl.startsWith('https:');
}
