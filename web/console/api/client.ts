// One way to the API: JSON over fetch with the session's cookie; every failure becomes an ApiProblem with words a person can use.
import type { Problem } from '../../../contracts/problem.ts';
import type { RefusalCode } from '../../../domain/errors.ts';
import { apiTexts, refusalText, refusalTexts } from '../../wording/refusals.ts';

const base = '/api/v1';
const patience = 30_000;

export type Query = Record<string, string | number | boolean | undefined | null>;
export type Call = {
  query?: Query;
  body?: unknown;
  /** Sent as Idempotency-Key: the same key is never carried out twice. */
  key?: string;
  signal?: AbortSignal;
};

/** What went wrong, in Chinese. `unsure`: the request may have taken effect; repeating it with the same key is safe. */
export class ApiProblem extends Error {
  readonly unsure: boolean;
  constructor(
    readonly code: Problem['code'] | 'unreachable',
    message: string,
    readonly problem: Partial<Problem> = {},
  ) {
    super(message);
    this.name = 'ApiProblem';
    this.unsure = code === 'unreachable' || code === 'mayHaveTakenEffect' || code === 'unavailable';
  }
  /** Complaints about single fields, by dotted path. */
  get fields(): { path: string; message: string }[] {
    return this.problem.errors ?? [];
  }
}

/** The full address of an API path with its query: for links and images. */
export function addressOf(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `${base}${path}${text ? `?${text}` : ''}`;
}

/** Sends a request. Resolves to the parsed answer (undefined for 204); throws ApiProblem for everything else. */
export async function send<T>(method: string, path: string, call: Call = {}): Promise<T> {
  const form = call.body instanceof FormData;
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (call.body !== undefined && !form) headers['Content-Type'] = 'application/json';
  if (call.key) headers['Idempotency-Key'] = call.key;
  const timeout = AbortSignal.timeout(form ? patience * 4 : patience);
  let response: Response;
  try {
    response = await fetch(addressOf(path, call.query), {
      method,
      headers,
      credentials: 'same-origin',
      signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
      body: call.body === undefined ? undefined : form ? (call.body as FormData) : JSON.stringify(call.body),
    });
  } catch (error) {
    if (call.signal?.aborted) throw error;
    throw new ApiProblem('unreachable', '连接不上服务器，请检查网络后重试');
  }
  learnClock(response.headers.get('Date'));
  if (response.status === 204) return undefined as T;
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer as T;
  throw problemOf(response.status, answer);
}

/** Asks for a file and lets the browser save it; answers how many rows the API says it has. */
export async function download(path: string, body: unknown): Promise<number> {
  const response = await fetch(addressOf(path), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    credentials: 'same-origin',
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patience * 2),
  }).catch(() => {
    throw new ApiProblem('unreachable', '连接不上服务器，请检查网络后重试');
  });
  if (!response.ok) throw problemOf(response.status, await response.json().catch(() => null));
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'list';
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = decodeURIComponent(named);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return Number(response.headers.get('X-Row-Count') ?? 0);
}

function problemOf(status: number, answer: unknown): ApiProblem {
  const problem = (typeof answer === 'object' && answer !== null ? answer : {}) as Partial<Problem>;
  if (problem.code === undefined) {
    return status >= 500
      ? new ApiProblem('unavailable', apiTexts.unavailable)
      : new ApiProblem(
          status === 404 ? 'notFound' : 'internal',
          status === 404 ? apiTexts.notFound : apiTexts.internal,
        );
  }
  return new ApiProblem(problem.code, sentenceOf(problem), problem);
}

// What only the API knows: which of several things was wrong with what was sent.
const inItsOwnWords: readonly string[] = ['invalid', 'tooLarge', 'unsupportedMediaType'];

/** The console's own words for a code, since its readers know nothing of headers and JSON; the API's for a code it has not learnt. */
function sentenceOf(problem: Partial<Problem>): string {
  const { code = 'internal', state, params, requestId } = problem;
  if (code in refusalTexts) return refusalText(code as RefusalCode, { ...(state ? { state } : {}), ...params });
  const words = (apiTexts as Record<string, string>)[code];
  if (words === undefined || inItsOwnWords.includes(code)) return problem.detail ?? problem.title ?? apiTexts.internal;
  return code === 'internal' && requestId ? `${words}（报障编号 ${requestId}）` : words;
}

/** A key for one wish of the user. */
export function newKey(): string {
  // randomUUID is missing where the page is not served over https or from localhost.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

let clockOffset = 0;

/** Countdowns go by the server's clock, not by that of a desk whose clock is wrong. */
export function serverNow(): number {
  return Date.now() + clockOffset;
}

function learnClock(date: string | null): void {
  const told = date ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(told)) return;
  const offset = told - Date.now();
  // The header has whole seconds and travels: below three seconds it says nothing.
  clockOffset = Math.abs(offset) > 3000 ? offset : 0;
}

/** Any failure in words. */
export function wordsOf(error: unknown): string {
  return error instanceof ApiProblem ? error.message : '出错了，请重试';
}

/** What is wrong with single fields, for forms that do not point to them; else the failure itself. */
export function fieldWordsOf(error: unknown): string {
  const own = error instanceof ApiProblem ? error.fields.map(({ message }) => message).join('；') : '';
  return own || wordsOf(error);
}
