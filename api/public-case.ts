// A case as its resident sees it: plain facts, promises with their dates, and the public part of what happened. Who exactly
// works on it, internal notes and the ladder's inner life are not shown.
import type { PublicCard, PublicEvent, ResidentAction } from '../contracts/public.ts';
import { residentActions } from '../contracts/public.ts';
import { allowedActions } from '../domain/appeal/allowed.ts';
import { findClock } from '../domain/appeal/clocks.ts';
import { register } from '../domain/appeal/decide.ts';
import type { AppealEvent, EventKind } from '../domain/appeal/events.ts';
import { evolve } from '../domain/appeal/evolve.ts';
import { liveRung } from '../domain/ladder/climb.ts';
import { isTask } from '../domain/ladder/offers.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import { maskNumbers } from '../domain/people/masking.ts';
import type { Caller } from '../domain/people/permissions.ts';
import type { Instant } from '../domain/time/types.ts';
import { overlayClocks, type ClockName } from '../domain/words.ts';
import { findAttachment, listAttachments, type StoredAttachment } from '../store/attachments.ts';
import { findCase } from '../store/cases.ts';
import { textCorrectedAt } from '../store/corrections.ts';
import { readIntake } from '../store/intakes.ts';
import { loadRegistration } from '../store/registration.ts';
import { readLog } from '../store/log.ts';
import { readTexts } from '../store/texts.ts';
import { attachmentView } from './attachment-view.ts';
import type { Dependencies } from './dependencies.ts';
import { iso, isoOrNull } from './iso.ts';
import { reviewOpen, stageOf, xinfangOf } from './public-reviews.ts';
import { extendedOf, parkedOf, reasonIdOf } from './public-waiting.ts';
import { ProblemError, sentenceOf } from './problem.ts';

/** Clocks that are promises to the resident in person; the others are the house's own. */
const promised: readonly ClockName[] = ['acceptance', 'contact', 'handling', 'reply', 'feedback', ...overlayClocks];
/** Of these the page says so when they pass. */
const admitted: readonly ClockName[] = ['acceptance', 'handling', 'reply', ...overlayClocks];

const told: readonly EventKind[] = [
  'registered',
  'accepted',
  'declined',
  'transferredOut',
  'answeredNow',
  'dispatched',
  'redispatched',
  'signed',
  'contacted',
  'infoNeeded',
  'infoGiven',
  'completed',
  'replied',
  'feedbackGiven',
  'callbackFailed',
  'redone',
  'closed',
  'supervised',
  'progressCalled',
  'escalated',
  'escalationAcknowledged',
  'helpersAsked',
  'officeCalled',
  'offerAccepted',
  'listed',
  'returnGranted',
  'designated',
  'extensionGranted',
  'parked',
  'unparked',
  'mediationBegun',
  'mediated',
  'councilCalled',
  'resolved',
  'withdrawn',
  'wentProactive',
  'homeVisitRaised',
  'xinfangInformed',
  'xinfangAnswered',
  'xinfangReviewRequested',
  'xinfangReviewDecided',
  'merged',
  'unmerged',
  'gathered',
  'expired',
];

/** Events whose text is an answer to its appellant. */
const answers: readonly EventKind[] = ['replied', 'answeredNow', 'xinfangAnswered'];

/** Whoever holds the case's query code acts as its resident. */
export function residentOf(communityId: string): Caller {
  return { id: 'resident', grants: [{ role: 'resident', communityId, unitId: null }] };
}

/** The case's own state, also before its workflow has registered it; throws `notFound`. */
export async function appealOf({ store }: Pick<Dependencies, 'store'>, no: string): Promise<Appeal> {
  const found = await findCase(store, no);
  if (found?.doc) return found.doc;
  const registered = found && (await loadRegistration(store, no));
  if (!registered) throw new ProblemError('notFound');
  const { facts, actor } = registered;
  return { ...evolve(null, register(facts, '', actor, facts.receivedAt)), version: 0 };
}

/** The case as it was registered, whatever has become of it; throws `notFound`. */
export async function appealAtReceipt({ store }: Pick<Dependencies, 'store'>, no: string): Promise<Appeal> {
  const [first] = await readLog(store, no);
  return first ? evolve(null, first) : appealOf({ store }, no);
}

/** The promises that are running in this state of the case, the nearest first. */
export function promisesOf(appeal: Appeal): PublicCard['promises'] {
  return nearestFirst(
    appeal.clocks
      .filter(({ name, pausedRemaining }) => promised.includes(name) && pausedRemaining === null)
      .map(({ name, dueAt, firedAt }) => ({ clock: name, dueAt: iso(dueAt), late: firedAt !== null })),
  );
}

function nearestFirst(promises: PublicCard['promises']): PublicCard['promises'] {
  return promises.sort((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt));
}

/** Throws `notFound`. */
export async function publicCard(deps: Dependencies, no: string): Promise<PublicCard> {
  const { store, cipher, reference } = deps;
  const appeal = await appealOf(deps, no);
  const { communityId, compoundId, buildingId } = appeal.place;
  const [intake, log, texts, attachments, units, community, compounds, buildings, category] = await Promise.all([
    readIntake(store, cipher, no),
    readLog(store, no),
    readTexts(store, cipher, no, { publicOnly: true }),
    listAttachments(store, no),
    reference.units(communityId),
    reference.community(communityId),
    reference.compounds(communityId),
    compoundId === null ? [] : reference.buildings(compoundId),
    reference.category(appeal.terms.policyVersion, appeal.category),
  ]);
  if (!intake) throw new ProblemError('notFound');
  // Whoever was merged follows the master's course: its answer is theirs too, without what its own appellant's numbers are.
  const master = appeal.merge ? await publicCard(deps, appeal.merge.into) : null;
  const textOf = (id: string | null | undefined) => (id ? (texts.get(id)?.text ?? null) : null);
  const unitName = (id: string | null | undefined) => units.find((unit) => unit.id === id)?.name ?? null;
  const nameIn = (rows: { id: string; name: string }[], id: string | null) => rows.find((row) => row.id === id)?.name;
  const live = appeal.escalations.filter(({ endedAt }) => endedAt === null);
  const question = log.findLast((event) => event.kind === 'infoNeeded');
  return {
    no,
    seq: appeal.version,
    type: appeal.type,
    categoryName: category?.name ?? appeal.category,
    class: appeal.class,
    place: [community?.name, nameIn(compounds, compoundId), nameIn(buildings, buildingId)].filter(Boolean).join(' '),
    text: intake.text,
    textCorrectedAt: isoOrNull(intake.version > 1 ? await textCorrectedAt(store, no) : null),
    receivedAt: iso(appeal.receivedAt),
    state: appeal.state,
    outcome: appeal.outcome,
    round: appeal.round,
    unitName: master ? master.unitName : unitName(appeal.assignment?.unitId),
    // The law's own clocks run on beside a merge.
    promises: nearestFirst([...promisesOf(appeal), ...(master?.promises ?? [])]),
    merged: master && { state: master.state, outcome: master.outcome },
    wasLate: appeal.late.some(({ clock }) => admitted.includes(clock)),
    supervised: live.length > 0 || appeal.supervision.some(({ level }) => level !== 'urged'),
    rung: liveRung(appeal),
    helped: appeal.offers.some((offer) => isTask(offer) && live.some(({ raisedSeq }) => raisedSeq === offer.raisedSeq)),
    proactive: appeal.proactive !== null,
    question: appeal.state === 'awaitingResident' && question ? textOf(textIdOf(question)) : null,
    answerBy: appeal.state === 'awaitingResident' ? dueOf(appeal, 'residentAnswer') : null,
    extended: extendedOf(appeal, log, textOf),
    parked: parkedOf(appeal, textOf),
    replies: [
      ...log.flatMap((event) => {
        const text = answers.includes(event.kind) ? textOf(textIdOf(event)) : null;
        return text === null ? [] : [{ at: iso(event.at), text }];
      }),
      ...(master?.replies ?? []).map((reply) => ({ ...reply, text: maskNumbers(reply.text) })),
    ],
    adopted: appeal.adopted,
    review: reviewOpen(appeal),
    xinfang: xinfangOf(appeal, log, textOf),
    redoBy: dueOf(appeal, 'reopen'),
    anonymous: intake.anonymous,
    actions: actionsOf(appeal, Date.now()),
    events: log
      .filter(isTold)
      .map((event) => eventView(event, textOf(reasonIdOf(event) ?? textIdOf(event)), unitName(unitIdOf(event)))),
    attachments: attachments.filter(({ purpose }) => purpose === 'intake' || isAnswered(appeal)).map(attachmentView),
  };
}

/** One of the case's files, if its resident may have it; throws `notFound`. */
export async function publicAttachment(deps: Dependencies, no: string, id: string): Promise<StoredAttachment> {
  const found = await findAttachment(deps.store, no, id);
  if (found?.purpose === 'intake' || (found && isAnswered(await appealOf(deps, no)))) return found;
  throw new ProblemError('notFound');
}

function actionsOf(appeal: Appeal, now: Instant): PublicCard['actions'] {
  return allowedActions(appeal, residentOf(appeal.place.communityId), now).flatMap(({ action, allowed, reason }) =>
    isResidentAction(action)
      ? [{ action, allowed, reason: reason && { code: reason.code, text: sentenceOf(reason.code) } }]
      : [],
  );
}

function isResidentAction(action: string): action is ResidentAction {
  return (residentActions as readonly string[]).includes(action);
}

/** Evidence is shown with the answer it belongs to, not while work is going on. */
function isAnswered({ repliedAt }: Appeal): boolean {
  return repliedAt !== null;
}

function isTold(event: AppealEvent): boolean {
  if (event.kind === 'expired') return admitted.includes(event.data.clock);
  if (event.kind === 'xinfangExtensionDecided') return event.data.approved;
  // Only where it is another day that they were promised.
  if (event.kind === 'rescheduled')
    return event.data.moved.some(({ name, from, to }) => promised.includes(name) && from !== to);
  // Of the further rungs the page tells who is asked, not that somebody should be.
  // Nor that the police were not told in time: who reads this page may be whom they are told about.
  if (event.kind === 'escalated') return event.data.rung === 1 && event.data.reason !== 'policeReport';
  return told.includes(event.kind);
}

function eventView(event: AppealEvent, text: string | null, unitName: string | null): PublicEvent {
  const expired = event.kind === 'expired' ? event.data : null;
  return {
    seq: event.seq,
    kind: event.kind,
    at: iso(event.at),
    unitName,
    text,
    clock: expired?.clock ?? null,
    dueAt: expired ? iso(expired.dueAt) : null,
    stage: stageOf(event),
  };
}

function textIdOf({ data }: AppealEvent): string | null {
  return 'textId' in data && typeof data.textId === 'string' ? data.textId : null;
}

function unitIdOf({ data }: AppealEvent): string | null {
  return 'unitId' in data ? data.unitId : null;
}

function dueOf(appeal: Appeal, name: ClockName): string | null {
  const clock = findClock(appeal, name);
  return clock ? iso(clock.dueAt) : null;
}
