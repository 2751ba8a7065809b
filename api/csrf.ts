// Requests that change something must come from our own pages, or from no browser at all.
import type { RequestHandler } from 'express';
import type { Config } from '../config/config.ts';
import { isSafe } from './failures.ts';
import { ProblemError } from './problem.ts';

/**
 * Refuses unsafe requests that a browser says come from elsewhere (Sec-Fetch-Site, else Origin). A request with neither is no
 * browser's and cannot carry a person's cookie unasked; the cookie is SameSite=Lax besides, and JSON alone is read.
 */
export function refuseCrossSite(config: Config): RequestHandler {
  const ours = new URL(config.http.publicUrl).host;
  return (request, _response, next) => {
    if (isSafe(request.method)) {
      next();
      return;
    }
    const site = request.get('Sec-Fetch-Site');
    const origin = request.get('Origin');
    const fits =
      site === undefined ? isOurs(origin, [ours, request.get('Host')]) : site === 'same-origin' || site === 'none';
    next(fits ? undefined : new ProblemError('crossSite'));
  };
}

/** Under the API, a body is JSON in UTF-8 or is not read. */
export const requireJson: RequestHandler = (request, _response, next) => {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.get('Content-Length') ?? 0) > 0;
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(request.get('Content-Type') ?? '')?.[1] ?? 'utf-8';
  const fits = Boolean(request.is('application/json')) && charset.toLowerCase() === 'utf-8';
  next(hasBody && !fits ? new ProblemError('unsupportedMediaType') : undefined);
};

function isOurs(origin: string | undefined, hosts: (string | undefined)[]): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return hosts.includes(new URL(origin).host);
}
