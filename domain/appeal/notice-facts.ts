// What a notice says of its case: ids and small facts, never personal data.
import { liveRung } from '../ladder/climb.ts';
import type { Instant } from '../time/types.ts';
import { findClock } from './clocks.ts';
import type { NoticeKind } from './notice-kinds.ts';
import type { NoticeFacts } from './notices.ts';
import type { Appeal } from './types.ts';

/** The facts of a case as it stands, for a notice about `rung` (null: about none in particular). */
export function factsOf(appeal: Appeal, rung: number | null): NoticeFacts {
  const live = appeal.escalations.find((each) => each.rung === rung && each.endedAt === null);
  const supervision = appeal.clocks.find((clock) => clock.name === 'supervision' && clock.rung === rung);
  return {
    no: appeal.no,
    class: appeal.class,
    category: appeal.category,
    communityId: appeal.place.communityId,
    compoundId: appeal.place.compoundId,
    state: appeal.state,
    outcome: appeal.outcome,
    rung: rung ?? (liveRung(appeal) || null),
    raisedSeq: live?.raisedSeq ?? null,
    clock: null,
    round: appeal.round,
    dueAt: null,
    firedAt: null,
    nextAt: supervision && supervision.firedAt === null ? supervision.dueAt : null,
    tried: triedSoFar(appeal),
  };
}

function triedSoFar(appeal: Appeal): NoticeFacts['tried'] {
  const tried: NoticeFacts['tried'] = [];
  if (appeal.assignment) tried.push({ kind: 'dispatched', at: appeal.assignment.at });
  if (appeal.assignment?.signedAt) tried.push({ kind: 'signed', at: appeal.assignment.signedAt });
  if (appeal.contactedAt) tried.push({ kind: 'contacted', at: appeal.contactedAt });
  for (const { level, at } of appeal.supervision) tried.push({ kind: level, at });
  if (appeal.handledAt) tried.push({ kind: 'completed', at: appeal.handledAt });
  for (const { sentAt, answeredAt, state } of appeal.offers) {
    if (!tried.some(({ kind, at }) => kind === 'helpersAsked' && at === sentAt))
      tried.push({ kind: 'helpersAsked', at: sentAt });
    if (state === 'accepted' && answeredAt !== null) tried.push({ kind: 'offerAccepted', at: answeredAt });
  }
  for (const { at } of appeal.callbackAttempts) tried.push({ kind: 'callbackFailed', at });
  return tried.sort((a, b) => a.at - b.at).slice(-8);
}

/** The instant an appellant's letter names: until when the matter is to be handled, or until when it may be reopened. */
export function promisedTo(appeal: Appeal, kind: NoticeKind): Instant | null {
  if (kind === 'xinfangInformed' || kind === 'xinfangExtended') return findClock(appeal, 'xinfangClose')?.dueAt ?? null;
  if (kind === 'xinfangReviewed') return findClock(appeal, 'reopen')?.dueAt ?? null;
  if (kind === 'parked') return findClock(appeal, 'parkReview')?.dueAt ?? null;
  if (kind === 'registered' || kind === 'extended' || kind === 'unparked')
    return findClock(appeal, 'handling')?.dueAt ?? null;
  return kind === 'closed' ? (findClock(appeal, 'reopen')?.dueAt ?? null) : null;
}
