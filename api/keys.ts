// Idempotency keys and the hashes by which a repeated request is told from another one.
import { createHash } from 'node:crypto';
import type { ActionName } from '../domain/words.ts';

/** The key of an action in the case's log: action, actor and the caller's own key. Clocks' keys never begin with 'a:'. */
export function actionKey(action: ActionName, actorId: string, callerKey: string): string {
  return `a:${sha256(`${action}\n${actorId}\n${callerKey}`)}`;
}

/** The key of a filed appeal: who files and the caller's own key. */
export function filingKey(callerId: string, callerKey: string): string {
  return `f:${sha256(`${callerId}\n${callerKey}`)}`;
}

/** The key of a correction: which appeal, who corrects and the caller's own key. */
export function correctionKey(no: string, callerId: string, callerKey: string): string {
  return `c:${sha256(`${no}\n${callerId}\n${callerKey}`)}`;
}

/** SHA-256 of the value's canonical JSON: the order of fields does not matter, missing and undefined are alike. */
export function bodyHash(value: unknown): string {
  return sha256(JSON.stringify(canonical(value)));
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  // Pairs, not an object: whatever the names are, their order is ours.
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, canonical(each)]);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
