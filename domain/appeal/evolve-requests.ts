// What an event makes of the case's requests: one is made, decided, or lapses because its ground is gone.
import type { RequestKind } from '../words.ts';
import type { AppealEvent } from './events.ts';
import { hasGround, pendingRequest } from './requests.ts';
import type { Appeal, Request } from './types.ts';

export function evolveRequests(before: Appeal, after: Appeal, event: AppealEvent): Appeal {
  const made = requestIn(before, event);
  const requests = [...(made ? [...after.requests, made] : after.requests)].map((request) =>
    settled(after, request, event),
  );
  const changed = made !== null || requests.some((request, index) => request !== after.requests[index]);
  return changed ? withoutGrace({ ...after, requests }) : after;
}

function requestIn(before: Appeal, { kind, data, seq, at, actor }: AppealEvent): Request | null {
  const ask = (asked: RequestKind, own: Partial<Request>): Request => ({
    ...{ kind: asked, seq, at, by: actor.id, role: actor.role, unitId: actor.unitId, from: before.state },
    ...{ textId: null, length: null, class: null, after: null },
    ...{ state: 'pending', endedAt: null, decidedBy: null, decisionTextId: null },
    ...own,
  });
  switch (kind) {
    case 'returnRequested':
      return ask('return', { textId: data.textId });
    case 'extensionRequested':
      return ask('extension', { textId: data.textId, length: data.length });
    case 'parkRequested':
      return ask('park', { textId: data.textId, length: data.length, after: data.after });
    case 'downgradeRequested':
      return ask('downgrade', { textId: data.textId, class: data.class });
    case 'mergeRequested':
      return ask('merge', { textId: data.textId, into: data.into });
    case 'unmergeRequested':
      return ask('unmerge', { textId: data.textId });
    case 'redoProposed':
      return ask('redo', {});
    default:
      return null;
  }
}

function settled(appeal: Appeal, request: Request, event: AppealEvent): Request {
  if (request.state !== 'pending') return request;
  const { at, actor, data } = event;
  if ('requestSeq' in data && data.requestSeq === request.seq) {
    const state = event.kind === 'requestDenied' ? 'denied' : 'granted';
    return { ...request, state, endedAt: at, decidedBy: actor.id, decisionTextId: data.textId ?? null };
  }
  return hasGround(appeal, request) ? request : { ...request, state: 'lapsed', endedAt: at };
}

/** Without an extension to wait for there is no grace: a due that has passed fires at once. */
function withoutGrace(appeal: Appeal): Appeal {
  if (pendingRequest(appeal, 'extension')) return appeal;
  if (appeal.clocks.every((clock) => (clock.graceUntil ?? null) === null)) return appeal;
  return { ...appeal, clocks: appeal.clocks.map((clock) => ({ ...clock, graceUntil: null })) };
}
