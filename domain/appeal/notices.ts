// Who must be told what when something happened to a case, and from when on: written in the same transaction as the events.
// A notice carries ids and small facts, never personal data; who holds a role is looked up when it is recorded.
import { isUrgent } from '../duty/turns.ts';
import type { Duration, Instant } from '../time/types.ts';
import { isOpen } from '../time/working-time.ts';
import type { AppealClass, ClockName, Outcome, RequestKind, RequestState, Role, State } from '../words.ts';
import { isOverlay } from '../xinfang/overlay.ts';
import { clockKey, promiseClocks, timeOf } from './clocks.ts';
import type { AppealEvent, EventKind } from './events.ts';
import { isHelpersRung, ladderNotices } from '../ladder/notices.ts';
import type { OfferFacts } from '../ladder/card.ts';
import { ofDecision, requestOf } from './notices-decisions.ts';
import type { NoticeKind } from './notice-kinds.ts';
import { factsOf, promisedTo } from './notice-facts.ts';
import { current, responsible } from './notice-recipients.ts';
import { digestAt, timing, weeklyAt, type Gather } from './notice-timing.ts';
import { ofGathering } from './notices-gathering.ts';
import { ofViolence } from './notices-police.ts';
import type { Appeal, Clock } from './types.ts';

/**
 * `except`: not this person, who asked for what the role is to decide. `{ unit }`: all handlers of a unit; 'appellant': the
 * address in the intake, where there is one.
 */
export type Recipient =
  | { role: Role; except?: string }
  | { user: string }
  | { unit: string }
  | { helper: string }
  | { office: string }
  | 'appellant';

export type RequestFacts = { kind: RequestKind; seq: number; state: RequestState; length: Duration | null };

export type NoticeFacts = {
  no: string;
  class: AppealClass;
  category: string;
  communityId: string;
  compoundId: string | null;
  state: State;
  outcome: Outcome | null;
  rung: number | null;
  /** With the rung: what an acknowledgement must name. */
  raisedSeq: number | null;
  clock: ClockName | null;
  round: number;
  dueAt: Instant | null;
  firedAt: Instant | null;
  /** Until when the rung's target must acknowledge; then the director is told. */
  nextAt: Instant | null;
  /** The request that is to be decided, or was; missing in notices of older versions. */
  request?: RequestFacts | null;
  /** What has been tried so far, oldest first. */
  tried: { kind: EventKind; at: Instant }[];
  /** Of an offer: which one. */
  offerId?: string;
} & Partial<OfferFacts>;

export type NoticeDraft = {
  /** (clock key, rung, kind): with the recipient unique for ever. */
  key: string;
  kind: NoticeKind;
  to: Recipient;
  rung: number | null;
  clock: ClockName | null;
  dueAt: Instant | null;
  sendAfter: Instant;
  gather: Gather;
  facts: NoticeFacts;
};

/** The notices that follow from `events`, which led from `before` to `after`. */
export function noticesFor(before: Appeal | null, after: Appeal, events: AppealEvent[]): NoticeDraft[] {
  return events.flatMap((event) => {
    if (event.kind === 'expired') return ofExpiry(before ?? after, after, event, events);
    if (event.kind === 'warned') return ofWarning(before ?? after, after, event);
    return [
      ...ofAct(after, event),
      ...ofUrgentTurn(before, after, event),
      ...ofOther(after, event),
      ...ofRaisedAnew(after, event, events),
    ];
  });
}

type Expired = Extract<AppealEvent, { kind: 'expired' }>;
type Warned = Extract<AppealEvent, { kind: 'warned' }>;

const rungLetters: Partial<Record<ClockName, NoticeKind>> = {
  signing: 'signingOverdue',
  handling: 'handlingOverdue',
  reply: 'replyOverdue',
  feedback: 'feedbackOverdue',
};

function ofExpiry(before: Appeal, after: Appeal, event: Expired, events: AppealEvent[]): NoticeDraft[] {
  const { data } = event;
  const told = (kind: NoticeKind, to: Recipient, rung: number | null = null) =>
    clockNotice(before, after, event, kind, to, rung);
  switch (data.clock) {
    case 'acceptance':
      return [told('urged', { role: 'clerk' }), told('acceptanceOverdue', { role: 'director' })];
    case 'dispatch':
      return [told('urged', { role: 'dispatcher' }), told('dispatchOverdue', { role: 'director' })];
    case 'contact':
    case 'task':
      return [told('urged', responsible(before, data.clock, data.ref))];
    case 'supervision': {
      // Where the ladder climbs on, whoever stands on the next rung is told; at its end the director is.
      const climbs = events.some((each) => each.kind === 'escalated' && each.seq > event.seq);
      return climbs ? [] : [told('supervisionSilent', { role: 'director' }, data.rung)];
    }
    case 'signing':
    case 'handling':
    case 'reply':
    case 'feedback': {
      const kind = rungLetters[data.clock];
      const raised = events.some(
        (each) => each.kind === 'escalated' && each.data.reason === data.clock && each.seq > event.seq,
      );
      const letter = kind && raised ? [told(kind, { role: 'supervisor' }, 1)] : [];
      return data.clock === 'reply' ? [told('urged', responsible(before, 'reply', null)), ...letter] : letter;
    }
    case 'xinfangInform':
    case 'xinfangClose':
      return [told('xinfangOverdue', { role: 'supervisor' }, 1), told('xinfangOverdue', { role: 'director' })];
    case 'guardianConsent':
      return [told('urged', responsible(before, data.clock, null)), told('urged', { role: 'supervisor' })];
    case 'policeReport':
      return [told('policeOverdue', { role: 'supervisor' }, 1), told('policeOverdue', { role: 'director' })];
    case 'xinfangReview':
    case 'xinfangReReview':
      return [told('xinfangOverdue', { role: 'director' })];
    // What follows from the last two is told of itself: the return denied, the case come back.
    case 'residentAnswer':
    case 'reopen':
    case 'returnDecision':
    case 'parkReview':
      return [];
  }
}

function ofWarning(before: Appeal, after: Appeal, event: Warned): NoticeDraft[] {
  const { clock, ref } = event.data;
  if (clock === 'residentAnswer') return [clockNotice(before, after, event, 'answerReminder', 'appellant', null)];
  // Whoever was asked outside the house has their own letter, which names the time.
  if (clock === 'supervision' && isHelpersRung(before, event.data.openSeq)) return [];
  const notice = clockNotice(before, after, event, 'warning', responsible(before, clock, ref), null);
  return [{ ...notice, gather: 'digest', sendAfter: digestAt(after, event.at) }];
}

/** Notices of what people did: to the appellant, and to the supervisor where the resident is dissatisfied. */
function ofAct(after: Appeal, event: AppealEvent): NoticeDraft[] {
  const told = (kind: NoticeKind, to: Recipient) => actNotice(after, event, kind, to);
  switch (event.kind) {
    case 'registered':
      return [told('registered', 'appellant'), ...(event.data.facts.victim ? ofViolence(after, told) : [])];
    case 'violenceFound':
      return ofViolence(after, told);
    case 'replied':
    case 'xinfangAnswered':
    case 'answeredNow':
      return [told('replied', 'appellant')];
    // A question nobody hears of cannot be answered: the first word of it, the reminder follows at its mark.
    case 'infoNeeded':
      return [told('answerReminder', 'appellant')];
    case 'declined':
    case 'transferredOut':
    case 'closed':
      return [told('closed', 'appellant')];
    case 'xinfangInformed':
      return [told('xinfangInformed', 'appellant')];
    case 'xinfangExtensionRequested':
    case 'xinfangReviewRequested':
      return [told('xinfangAsked', { role: 'director' })];
    case 'xinfangExtensionDecided':
      return event.data.approved ? [told('xinfangExtended', 'appellant')] : [];
    case 'xinfangReviewDecided':
      return [told('xinfangReviewed', 'appellant')];
    case 'feedbackGiven':
      return event.data.solved && event.data.satisfaction === 'dissatisfied'
        ? [told('dissatisfied', { role: 'supervisor' })]
        : [];
    // Whose turn it is hears that the resident asks.
    case 'progressCalled':
      return [told('urged', current(after))];
    case 'urged':
    case 'supervised':
      return event.data.clock === null ? [told(event.kind, current(after))] : [];
    default:
      return [
        ...ofDecision(after, event, told),
        ...ofGathering(event, told, (notice, rung) => ({ ...notice, rung, facts: factsOf(after, rung) })),
        ...ofLadder(after, event),
      ];
  }
}

function ofLadder(after: Appeal, event: AppealEvent): NoticeDraft[] {
  return ladderNotices(after, event, current(after)).map(({ kind, to, rung, facts }) => {
    const notice = actNotice(after, event, kind, to, rung);
    return { ...notice, facts: { ...notice.facts, ...facts } };
  });
}

/** Events after which it is somebody else's turn. */
const turns: readonly EventKind[] = [
  'registered',
  'accepted',
  'reclassified',
  'dispatched',
  'redispatched',
  'infoGiven',
  'completed',
  'redone',
];

/**
 * By day whose turn it is sees it in the list. While the office is closed nobody looks: who must act on an urgent case is told,
 * and with them whoever is on duty (domain §4.6 night and holiday).
 */
function ofUrgentTurn(before: Appeal | null, after: Appeal, event: AppealEvent): NoticeDraft[] {
  if (!turns.includes(event.kind) || !isUrgent(after.class) || isOpen(event.at, timeOf(after))) return [];
  if (event.kind === 'reclassified' && before && isUrgent(before.class)) return [];
  const draft = actNotice(after, event, 'urgentTurn', current(after));
  const due = promiseClocks(after).find((clock) => clock.firedAt === null);
  return [{ ...draft, facts: { ...draft.facts, clock: due?.name ?? null, dueAt: due?.dueAt ?? null } }];
}

/** 其他 says that no category fitted: the director sees once a week what came in under it (domain §5 OTHER). */
function ofOther(after: Appeal, event: AppealEvent): NoticeDraft[] {
  if (event.kind !== 'accepted' && event.kind !== 'answeredNow') return [];
  if (after.category !== 'OTHER') return [];
  const draft = actNotice(after, event, 'otherListed', { role: 'director' });
  return [{ ...draft, gather: 'weekly', sendAfter: weeklyAt(after, event.at) }];
}

/** Rung 1 raised by a promise that was broken before (a parked case come back): its letter goes out as at the expiry. */
function ofRaisedAnew(after: Appeal, event: AppealEvent, events: AppealEvent[]): NoticeDraft[] {
  if (event.kind !== 'escalated' || event.data.rung !== 1 || event.data.clocks.length === 0) return [];
  const { reason } = event.data;
  const kind = reason === 'mass' ? undefined : rungLetters[reason];
  if (!kind || events.some((each) => each.kind === 'expired' && each.data.clock === reason)) return [];
  const broken = after.late.findLast((each) => each.clock === reason && each.round === after.round);
  const notice = actNotice(after, event, kind, { role: 'supervisor' }, 1);
  const facts = { clock: broken?.clock ?? null, dueAt: broken?.dueAt ?? null, firedAt: broken?.firedAt ?? null };
  return [{ ...notice, facts: { ...notice.facts, ...facts } }];
}

function clockNotice(
  before: Appeal,
  after: Appeal,
  event: Expired | Warned,
  kind: NoticeKind,
  to: Recipient,
  rung: number | null,
): NoticeDraft {
  const { data } = event;
  // A revision in the same change may have moved it: then the case as it is now knows better.
  const clock: Clock | undefined = [...after.clocks, ...before.clocks].find(
    (each) => each.name === data.clock && each.ref === data.ref && each.openSeq === data.openSeq,
  );
  const due = event.kind === 'expired' ? event.data.dueAt : (clock?.dueAt ?? null);
  const fired = event.kind === 'expired' ? event.data.firedAt : null;
  const half = event.kind === 'expired' ? event.data.half : null;
  const of = clockKey({ name: data.clock, ref: data.ref, half, round: data.round, openSeq: data.openSeq });
  // A statutory clock is warned of several times: each time anew.
  const mark = event.kind === 'warned' && isOverlay(data.clock) ? `:${event.data.markAt}` : '';
  return {
    key: `${after.no}:${of}${mark}:${rung ?? 0}:${kind}`,
    kind,
    to,
    rung,
    clock: data.clock,
    dueAt: due,
    ...timing(after, event.at, due ?? event.at),
    // Letters to the appellant never share an envelope: that recipient is another person in every case.
    ...(to === 'appellant' && { sendAfter: event.at, gather: 'alone' }),
    facts: { ...factsOf(after, rung), clock: data.clock, dueAt: due, firedAt: fired },
  };
}

function actNotice(
  after: Appeal,
  event: AppealEvent,
  kind: NoticeKind,
  to: Recipient,
  rung: number | null = null,
): NoticeDraft {
  const own =
    to === 'appellant' ? { sendAfter: event.at, gather: 'alone' as const } : timing(after, event.at, event.at);
  const key = `${after.no}:e:${event.seq}:${rung ?? 0}:${kind}`;
  const due = event.kind === 'homeVisitRaised' ? event.data.dueAt : promisedTo(after, kind);
  const facts = { ...factsOf(after, rung), dueAt: due, request: requestOf(after, event) };
  return { key, kind, to, rung, clock: null, dueAt: null, ...own, facts };
}
