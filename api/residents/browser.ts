// What the residents' pages know of a browser: its cookies, the type size it asked for, and the fields it sent.
import type { Request, Response } from 'express';
import type { Frame } from '../../web/residents/frame.tsx';
import { isSecure } from '../auth.ts';
import type { Dependencies } from '../dependencies.ts';
import { residentAssets } from './assets.ts';

export type CookieName = 'huying_large' | 'huying_draft' | 'huying_case';

/** The cookie's value, or ''. Only the plain values that we set ourselves are read. */
export function cookieOf(request: Request, name: CookieName): string {
  const pair = request
    .get('cookie')
    ?.split(/;\s*/)
    .find((each) => each.startsWith(`${name}=`));
  const value = pair?.slice(name.length + 1) ?? '';
  return /^[\w.-]{1,200}$/.test(value) ? value : '';
}

/** Sets the cookie for `seconds`; 0 takes it away. */
export function setCookie(
  deps: Pick<Dependencies, 'config'>,
  response: Response,
  name: CookieName,
  value: string,
  seconds: number,
): void {
  response.cookie(name, value, {
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(deps.config),
    path: '/',
    maxAge: seconds * 1000,
  });
}

export function frameOf(request: Request): Frame {
  const { style, script } = residentAssets;
  return {
    large: cookieOf(request, 'huying_large') === '1',
    path: safePath(request.originalUrl),
    style: style.path,
    script: script.path,
  };
}

/** A path of ours to lead back to; anything else is the home page. */
export function safePath(path: string): string {
  return /^\/[a-z]*(\/[a-z]+)?(\?change=1)?$/.test(path) ? path : '/';
}

/** A form's field as text; missing, repeated or nested ones are ''. */
export function field(request: Request, name: string): string {
  const body: unknown = request.body;
  const value: unknown =
    typeof body === 'object' && body !== null ? Object.getOwnPropertyDescriptor(body, name)?.value : undefined;
  return typeof value === 'string' ? value : '';
}

export function sendPage(response: Response, html: string, status = 200): void {
  response.status(status).setHeader('Cache-Control', 'no-store').type('html').send(html);
}
