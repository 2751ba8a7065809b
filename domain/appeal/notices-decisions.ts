// Who is told of what is asked and decided: the decider that something waits, the asker what was decided, the resident where a
// promise moves (domain §4.2: the reason of an extension and the plan of a parked case go to the resident).
import type { RequestKind, Role } from '../words.ts';
import type { AppealEvent } from './events.ts';
import type { NoticeKind } from './notice-kinds.ts';
import type { NoticeDraft, Recipient, RequestFacts } from './notices.ts';
import type { Appeal, Request } from './types.ts';

type Tell = (kind: NoticeKind, to: Recipient) => NoticeDraft;

/** Who is asked first; others who may decide find it in their tray. */
const askedOf: Record<RequestKind, Role> = {
  return: 'dispatcher',
  extension: 'supervisor',
  park: 'director',
  downgrade: 'supervisor',
  redo: 'supervisor',
  merge: 'supervisor',
  unmerge: 'supervisor',
};

export function ofDecision(after: Appeal, event: AppealEvent, told: Tell): NoticeDraft[] {
  const request = requestIn(after, event);
  switch (event.kind) {
    case 'returnRequested':
    case 'extensionRequested':
    case 'parkRequested':
    case 'downgradeRequested':
    case 'mergeRequested':
    case 'unmergeRequested':
      return request ? [told('decisionAsked', { role: askedOf[request.kind], except: request.by })] : [];
    case 'graceBegun':
      return [told('decisionPressing', { role: 'supervisor' })];
    case 'returnGranted':
    case 'downgradeGranted':
    case 'requestDenied':
      return [...answered(request, told), ...(event.kind === 'returnGranted' ? dispatchAnew(after, told) : [])];
    case 'extensionGranted':
      return [...answered(request, told), told('extended', 'appellant')];
    case 'parked':
      return [...answered(request, told), told('parked', 'appellant')];
    case 'unparked':
      return [
        told('unparked', 'appellant'),
        told('parkReviewDue', { role: event.data.to === 'inCouncil' ? 'convenor' : 'director' }),
        ...workAnew(after, event.data.to === 'handling', told),
      ];
    case 'mediationBegun':
      return [told('handedOver', { role: 'mediator' })];
    case 'councilCalled':
      return [told('handedOver', { role: 'convenor' })];
    case 'mediated':
    case 'resolved':
      return workAnew(after, true, told);
    default:
      return [];
  }
}

/** The facts of the request that an event makes or decides; null where it is about none. */
export function requestOf(after: Appeal, event: AppealEvent): RequestFacts | null {
  const request = requestIn(after, event);
  return request ? { kind: request.kind, seq: request.seq, state: request.state, length: request.length } : null;
}

function requestIn(after: Appeal, event: AppealEvent): Request | null {
  const wanted = 'requestSeq' in event.data ? event.data.requestSeq : event.seq;
  if (event.kind === 'graceBegun') return after.requests.findLast(({ kind }) => kind === 'extension') ?? null;
  return after.requests.find(({ seq }) => seq === wanted) ?? null;
}

/** The asker learns of it; a resident by the case's page. */
function answered(request: Request | null, told: Tell): NoticeDraft[] {
  return request && request.role !== 'resident' ? [told('decisionMade', { user: request.by })] : [];
}

function dispatchAnew(after: Appeal, told: Tell): NoticeDraft[] {
  return after.state === 'accepted' ? [told('handedOver', { role: 'dispatcher' })] : [];
}

function workAnew({ assignment }: Appeal, back: boolean, told: Tell): NoticeDraft[] {
  if (!back || !assignment) return [];
  return [told('handedOver', assignment.handlerId ? { user: assignment.handlerId } : { unit: assignment.unitId })];
}
