// A case as people read it: names instead of ids, instants in ISO, personal data masked.
import type { AppealDetail, AppealSummary } from '../contracts/appeals.ts';
import type { ClockView } from '../contracts/clock.ts';
import { allowedActions } from '../domain/appeal/allowed.ts';
import { register } from '../domain/appeal/decide.ts';
import { rebuild } from '../domain/appeal/evolve.ts';
import { isListed } from '../domain/appeal/listing.ts';
import { policeIsDue } from '../domain/appeal/rules-police.ts';
import { extensionToAsk } from '../domain/appeal/rules-extension.ts';
import { rowOf } from '../domain/appeal/row.ts';
import type { Appeal, Clock } from '../domain/appeal/types.ts';
import { ladderOf, orderOf } from '../domain/ladder/climb.ts';
import type { Offer } from '../domain/ladder/types.ts';
import { maskName, maskNumbers } from '../domain/people/masking.ts';
import type { Instant } from '../domain/time/types.ts';
import type { ListedAppeal } from '../store/appeals.ts';
import { findDuplicates, type Duplicate } from '../store/duplicates.ts';
import { readIntake } from '../store/intakes.ts';
import { loadRegistration } from '../store/registration.ts';
import { helperNames, memberNames } from '../store/offers.ts';
import { officeNames } from '../store/offices.ts';
import { readTexts } from '../store/texts.ts';
import { namesOf } from '../store/users.ts';
import { appellantOf, jointOf } from './appellant-view.ts';
import { intakeStateOf } from './correction-view.ts';
import type { Dependencies } from './dependencies.ts';
import { disclosureOf } from './disclosure-rule.ts';
import type { Person } from './people.ts';
import { ProblemError, sentenceOf } from './problem.ts';
import { violenceView } from './protection-view.ts';
import { iso, isoOrNull } from './iso.ts';
import { requestViewOf } from './request-view.ts';
import { rolesIn, scopeOf } from './scope.ts';
import { xinfangView } from './xinfang-view.ts';

/**
 * The state of a case whose workflow has not registered it yet, as it will be: its registration is already decided by the
 * intake. Null when there is no such appeal.
 */
export async function foreseen(deps: Dependencies, no: string): Promise<Appeal | null> {
  const found = await loadRegistration(deps.store, no);
  return found && rebuild([register(found.facts, '', found.actor, found.facts.receivedAt)]);
}

/** A line of the list, with what this person could do to the case now. */
export function summaryOf(listed: ListedAppeal, person: Person, now: Instant): AppealSummary {
  const allowed = listed.doc ? allowedActions(listed.doc, person, now).filter((each) => each.allowed) : [];
  return { ...lineOf(listed), allowedActions: allowed.map(({ action }) => action) };
}

/** Everything the case page shows to this person. */
export async function detailOf(deps: Dependencies, person: Person, listed: ListedAppeal): Promise<AppealDetail> {
  const [intake, appeal] = await Promise.all([
    readIntake(deps.store, deps.cipher, listed.no),
    listed.doc ?? foreseen(deps, listed.no),
  ]);
  if (!intake || !appeal) throw new ProblemError('notFound');
  const { no, category, place, receivedAt } = appeal;
  const may = disclosureOf(person, appeal);
  const [names, intakeState, duplicates] = await Promise.all([
    namesFor(deps, appeal),
    intakeStateOf(deps, person, appeal, intake),
    findDuplicates(deps.store, {
      ...{ no, category, ...place, receivedAt },
      plain: scopeOf(person).plain.includes(place.communityId),
    }),
  ]);
  return {
    ...lineOf(listed),
    ...movingParts(appeal),
    actions: allowedActions(appeal, person, Date.now()).map(({ action, allowed, reason }) => ({
      action,
      allowed,
      reason: reason && { code: reason.code, text: sentenceOf(reason.code) },
    })),
    channel: appeal.channel,
    source: appeal.source,
    text: seesText(person, place.communityId) ? intake.text : maskNumbers(intake.text),
    appellant: appellantOf(intake),
    intake: intakeState,
    joint: jointOf(intake, may),
    disclosure: may,
    flags: Object.keys(appeal.flags),
    xinfang: xinfangView(appeal, names.person),
    guardian: appeal.guardian && { consent: appeal.guardian.consent?.way ?? null },
    violence: violenceView(appeal, names, seesText(person, place.communityId)),
    proactive: appeal.proactive !== null,
    linkedTo: appeal.linkedTo,
    shieldedFrom: appeal.shieldedFrom,
    merge: appeal.merge && {
      into: appeal.merge.into,
      at: iso(appeal.merge.at),
      by: names.person(appeal.merge.by),
    },
    children: appeal.children.map(({ no: child, at }) => ({ no: child, at: iso(at) })),
    agenda: appeal.agenda !== null,
    policyVersion: appeal.terms.policyVersion,
    calendarVersion: appeal.terms.calendar.version,
    ...courseOf(appeal, names),
    ...askedOf(appeal, names, seesText(person, place.communityId)),
    duplicates: duplicates.map(duplicateView),
  };
}

/** Whether numbers in free text are shown as they were said: to all who work on cases, not to an auditor. */
export function seesText(person: Person, communityId: string): boolean {
  return rolesIn(person, communityId).some((role) => role !== 'auditor' && role !== 'admin');
}

export function clockView(clock: Clock): ClockView {
  const { name, ref, half, rung, round, openedAt, dueAt, warnAt, warnedAt, firedAt, pausedRemaining } = clock;
  return {
    ...{ name, ref, half, rung, round },
    openedAt: iso(openedAt),
    dueAt: iso(dueAt),
    warnAt: isoOrNull(warnAt),
    warnedAt: isoOrNull(warnedAt),
    firedAt: isoOrNull(firedAt),
    pausedRemainingMs: pausedRemaining,
  };
}

function duplicateView({ receivedAt, ...rest }: Duplicate) {
  return { ...rest, receivedAt: iso(receivedAt) };
}

type Names = {
  unit: (id: string) => string | null;
  person: (id: string) => string;
  helper: (id: string) => string | null;
  office: (id: string) => string | null;
  text: (id: string) => string | null;
};

async function namesFor(deps: Dependencies, appeal: Appeal): Promise<Names> {
  const people = [
    ...appeal.escalations.flatMap(({ acknowledgedBy }) => (acknowledgedBy === null ? [] : [acknowledgedBy])),
    ...appeal.supervision.flatMap(({ by, endedBy }) => (endedBy ? [by, endedBy] : [by])),
    ...(appeal.merge ? [appeal.merge.by] : []),
    ...(appeal.violence?.report ? [appeal.violence.report.by] : []),
    ...appeal.callbackAttempts.map(({ by }) => by),
    ...(appeal.xinfang?.reviews ?? []).flatMap(({ askedBy }) => askedBy ?? []),
    ...appeal.requests.flatMap(({ by, decidedBy }) => (decidedBy === null ? [by] : [by, decidedBy])),
  ];
  const outside = appeal.escalations.flatMap(({ officeId }) => (officeId ? [officeId] : []));
  const asked = appeal.offers.map(({ helperId }) => helperId);
  const [units, persons, helpers, members, offices, texts] = await Promise.all([
    deps.reference.units(appeal.place.communityId),
    namesOf(deps.store, people),
    helperNames(deps.store, asked),
    memberNames(deps.store, deps.cipher, asked),
    officeNames(deps.store, outside),
    appeal.requests.length > 0 || appeal.violence?.report
      ? readTexts(deps.store, deps.cipher, appeal.no, { publicOnly: false })
      : null,
  ]);
  // Members are private people: even staff of the case read their names masked (domain §9).
  const member = (id: string) => {
    const name = members.get(id);
    return name === undefined ? null : maskName(name);
  };
  const helper = (id: string) => helpers.get(id) ?? member(id);
  const office = (id: string) => offices.get(id.replace(/^office:/, '')) ?? null;
  return {
    unit: (id) => units.find((unit) => unit.id === id)?.name ?? null,
    // A rung may have been taken by a helper or an office, who are not users.
    person: (id) => persons.get(id) ?? helper(id) ?? office(id) ?? id,
    helper,
    office,
    text: (id) => texts?.get(id)?.text ?? null,
  };
}

function lineOf(listed: ListedAppeal): Omit<AppealSummary, 'allowedActions'> {
  const {
    version,
    assistUnitIds: _assist,
    sensitive: _sensitive,
    shieldedFrom: _shielded,
    archivedAt: _archived,
    doc,
    dueAt,
    receivedAt,
    closedAt,
    ...rest
  } = listed;
  const policeDue = doc !== null && policeIsDue(doc);
  const listing = doc !== null && isListed(doc);
  return {
    ...rest,
    policeDue,
    listed: listing,
    seq: version,
    dueAt: isoOrNull(dueAt),
    receivedAt: iso(receivedAt),
    closedAt: isoOrNull(closedAt),
  };
}

/** Where the row still lags behind: a case that its workflow has not registered yet. */
function movingParts(appeal: Appeal) {
  const { dueAt, dueClock } = rowOf(appeal);
  return { seq: appeal.version, dueAt: isoOrNull(dueAt), dueClock, policeDue: policeIsDue(appeal) };
}

function offerView(
  { confirmedBy: _by, textId: _text, sentAt, answeredAt, confirmedAt, arrivedAt, doneAt, ...offer }: Offer,
  names: Names,
): AppealDetail['offers'][number] {
  return {
    ...offer,
    helperName: names.helper(offer.helperId),
    sentAt: iso(sentAt),
    answeredAt: isoOrNull(answeredAt),
    confirmedAt: isoOrNull(confirmedAt),
    arrivedAt: isoOrNull(arrivedAt),
    doneAt: isoOrNull(doneAt),
  };
}

function askedOf(appeal: Appeal, names: Names, plain: boolean): Pick<AppealDetail, 'requests' | 'extension'> {
  const text = (id: string) => {
    const found = names.text(id);
    return found === null || plain ? found : maskNumbers(found);
  };
  return {
    requests: appeal.requests.map((request) => requestViewOf(request, { ...names, text })),
    extension: extensionToAsk(appeal),
  };
}

/** What has happened to the case so far, in lists. */
function courseOf(appeal: Appeal, names: Names) {
  return {
    clocks: appeal.clocks.map(clockView),
    late: appeal.late.map((late) => ({ ...late, dueAt: iso(late.dueAt), firedAt: iso(late.firedAt) })),
    tasks: appeal.tasks.map(({ id, unitId, state, kind, dueAt }) => ({
      id,
      unitId,
      unitName: names.unit(unitId),
      state,
      kind,
      dueAt: iso(dueAt),
    })),
    escalations: appeal.escalations.map(
      ({ rung, reasons, raisedSeq, raisedAt, acknowledgedAt, acknowledgedBy, silentAt, endedAt, officeId = null }) => ({
        ...{ rung, reasons, raisedSeq, officeId },
        officeName: officeId === null ? null : names.office(officeId),
        raisedAt: iso(raisedAt),
        acknowledgedAt: isoOrNull(acknowledgedAt),
        acknowledgedBy: acknowledgedBy === null ? null : names.person(acknowledgedBy),
        silentAt: isoOrNull(silentAt),
        endedAt: isoOrNull(endedAt),
      }),
    ),
    route: ladderOf(appeal).route,
    rungs: [...orderOf(appeal)],
    offers: appeal.offers.map((offer) => offerView(offer, names)),
    councilItem: appeal.councilItem && iso(appeal.councilItem.at),
    supervision: appeal.supervision.map(({ level, at, by, endedAt, endedBy }) => ({
      ...{ level, at: iso(at), by: names.person(by) },
      lifted: endedAt && endedBy ? { at: iso(endedAt), by: names.person(endedBy) } : null,
    })),
    feedbacks: appeal.feedbacks.map(({ at, role, round, contacted, solved, satisfaction }) => ({
      at: iso(at),
      role,
      round,
      contacted,
      solved,
      satisfaction,
    })),
    callbackAttempts: appeal.callbackAttempts.map(({ at, by }) => ({ at: iso(at), by: names.person(by) })),
    contactedAt: isoOrNull(appeal.contactedAt),
    handledAt: isoOrNull(appeal.handledAt),
    repliedAt: isoOrNull(appeal.repliedAt),
    replyChannel: appeal.replyChannel,
    adopted: appeal.adopted,
  };
}
