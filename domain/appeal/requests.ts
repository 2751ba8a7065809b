// Requests: what one person asks of a case and another decides. Who asks never decides, as persons, whatever their roles
// (domain §3.7, §8). A request whose ground is gone lapses by itself: nothing stays for ever in somebody's tray.
import type { Refusal } from '../errors.ts';
import { openStates, type ActionName, type RequestKind, type State } from '../words.ts';
import { findClock } from './clocks.ts';
import type { Decided } from './commands.ts';
import type { Moment } from './rule.ts';
import type { Appeal, Request } from './types.ts';

/** The action by which each kind is decided; who may, says the table of permissions. */
export const decisionOf = {
  return: 'decideReturn',
  extension: 'decideExtension',
  park: 'decidePark',
  downgrade: 'decideDowngrade',
  redo: 'decideRedo',
  merge: 'decideMerge',
  unmerge: 'decideUnmerge',
} as const satisfies Record<RequestKind, ActionName>;

/** The states in which a request still has its ground; in any other it lapses. */
const grounds: Record<RequestKind, readonly State[]> = {
  return: ['returnReview'],
  extension: ['handling', 'awaitingResident', 'returnReview', 'inMediation', 'inCouncil'],
  park: ['handling', 'inCouncil'],
  downgrade: openStates,
  redo: ['closed'],
  merge: ['registered', 'accepted', 'dispatched', 'handling'],
  unmerge: ['merged'],
};

export function pendingRequest(appeal: Appeal, kind: RequestKind): Request | undefined {
  return appeal.requests.find((request) => request.kind === kind && request.state === 'pending');
}

/** How often a kind was asked for in the case. */
export function timesAsked(appeal: Appeal, kind: RequestKind): number {
  return appeal.requests.filter((request) => request.kind === kind).length;
}

export function grantedRequests(appeal: Appeal, kind: RequestKind): Request[] {
  return appeal.requests.filter((request) => request.kind === kind && request.state === 'granted');
}

/** A unit whose return was granted gets the case again only by designation. */
export function hasReturned(appeal: Appeal, unitId: string): boolean {
  return grantedRequests(appeal, 'return').some((request) => request.unitId === unitId);
}

/** Guard of asking: one at a time. */
export function notPending(appeal: Appeal, kind: RequestKind): Refusal | null {
  return pendingRequest(appeal, kind) ? { code: 'requestPending' } : null;
}

/** Guard of deciding: something was asked, by another person. */
export function mayDecide(kind: RequestKind) {
  return (appeal: Appeal, { actor }: Moment): Refusal | null => {
    const request = pendingRequest(appeal, kind);
    if (!request) return { code: 'noRequest' };
    return request.by === actor.id ? { code: 'sameAsker' } : null;
  };
}

/** The request that a decision names, or why it cannot be decided so. */
export function requestToDecide(appeal: Appeal, kind: RequestKind, decided: Decided): Request | Refusal {
  const request = pendingRequest(appeal, kind);
  if (!request || request.seq !== decided.requestSeq) return { code: 'noRequest' };
  return !decided.granted && decided.textId === undefined ? { code: 'denialNeedsReason' } : request;
}

export function isRequest(found: Request | Refusal): found is Request {
  return 'seq' in found;
}

export function hasGround(appeal: Appeal, { kind }: Request): boolean {
  // A merged case waits as it was, and may come back.
  return appeal.archivedAt === null && (appeal.state === 'merged' || grounds[kind].includes(appeal.state));
}

/** The handling clock is past its due and waits for the decision of an extension (domain §4.6). */
export function inGrace(appeal: Appeal): boolean {
  const handling = findClock(appeal, 'handling');
  return handling !== undefined && handling.firedAt === null && (handling.graceUntil ?? null) !== null;
}

/** Guard of what would stop or move the clock meanwhile: first the extension is decided. */
export function notInGrace(appeal: Appeal): Refusal | null {
  return inGrace(appeal) ? { code: 'requestPending' } : null;
}
