// What every page opened by a token of a letter has in common. The token stands in the address: no other page, cache, search engine or
// log is to learn it.
import type { RequestHandler } from 'express';

/** Headers of the pages below `route` (as logs name it). `scripts`: further directives of the page's own, where it has a script. */
export function keepToItself(route: string, scripts: string[] = []): RequestHandler {
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    ...scripts,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return (_request, response, next) => {
    response.locals.route = route;
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('X-Robots-Tag', 'noindex, nofollow');
    response.setHeader('Content-Security-Policy', policy);
    next();
  };
}
