// A case as people read it: names instead of ids, instants in ISO, personal data masked.
import type { AppealDetail, AppealSummary, ClockView } from '../contracts/appeals.ts';
import { allowedActions } from '../domain/appeal/allowed.ts';
import { register } from '../domain/appeal/decide.ts';
import { rebuild } from '../domain/appeal/evolve.ts';
import { rowOf } from '../domain/appeal/row.ts';
import type { Appeal, Clock } from '../domain/appeal/types.ts';
import { maskAddress, maskName, maskNumbers, maskPhone } from '../domain/people/masking.ts';
import type { Instant } from '../domain/time/types.ts';
import { findDuplicates, type Duplicate } from '../store/duplicates.ts';
import { loadRegistration, readIntake, type Intake } from '../store/intakes.ts';
import { namesOf } from '../store/users.ts';
import type { Dependencies } from './dependencies.ts';
import { disclosureOf } from './disclosure-rule.ts';
import type { Person } from './people.ts';
import { ProblemError, sentenceOf } from './problem.ts';
import { rolesIn } from './scope.ts';

/** An instant as the API writes it. */
export function iso(at: Instant): string {
  return new Date(at).toISOString();
}

export function isoOrNull(at: Instant | null): string | null {
  return at === null ? null : iso(at);
}

/**
 * The state of a case whose workflow has not registered it yet, as it will be: its registration is already decided by the
 * intake. Null when there is no such appeal.
 */
export async function foreseen(deps: Dependencies, no: string): Promise<Appeal | null> {
  const found = await loadRegistration(deps.store, no);
  return found && rebuild([register(found.facts, '', found.actor, found.facts.receivedAt)]);
}

/** Everything the case page shows to this person. */
export async function detailOf(
  deps: Dependencies,
  person: Person,
  appeal: Appeal,
  title: string,
): Promise<AppealDetail> {
  const intake = await readIntake(deps.store, deps.cipher, appeal.no);
  if (!intake) throw new ProblemError('notFound');
  const names = await namesFor(deps, appeal);
  const duplicates = await findDuplicates(deps.store, {
    no: appeal.no,
    category: appeal.category,
    ...appeal.place,
    receivedAt: appeal.receivedAt,
  });
  const masked = !rolesIn(person, appeal.place.communityId).some((role) => role !== 'auditor' && role !== 'admin');
  return {
    ...summaryFields(appeal, title, names),
    actions: allowedActions(appeal, person, Date.now()).map(({ action, allowed, reason }) => ({
      action,
      allowed,
      reason: reason && { code: reason.code, text: sentenceOf(reason.code) },
    })),
    channel: appeal.channel,
    source: appeal.source,
    text: masked ? maskNumbers(intake.text) : intake.text,
    appellant: appellantOf(intake),
    disclosure: disclosureOf(person, appeal),
    flags: Object.keys(appeal.flags),
    proactive: appeal.proactive !== null,
    linkedTo: appeal.linkedTo,
    policyVersion: appeal.terms.policyVersion,
    calendarVersion: appeal.terms.calendar.version,
    ...courseOf(appeal, names),
    duplicates: duplicates.map(duplicateView),
  };
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

function appellantOf(intake: Intake): AppealDetail['appellant'] {
  const { anonymous, name, phone, email, address, proxyName, proxyPhone } = intake;
  return {
    anonymous,
    name: name && maskName(name),
    phone: phone && maskPhone(phone),
    hasEmail: email !== null,
    address: address && maskAddress(address),
    proxyName: proxyName && maskName(proxyName),
    proxyPhone: proxyPhone && maskPhone(proxyPhone),
  };
}

type Names = {
  community: string;
  compound: string | null;
  building: string | null;
  category: string;
  unit: (id: string) => string | null;
  person: (id: string) => string;
};

async function namesFor(deps: Dependencies, appeal: Appeal): Promise<Names> {
  const { communityId, compoundId, buildingId } = appeal.place;
  const { reference, store } = deps;
  const people = [
    ...(appeal.assignment?.handlerId ? [appeal.assignment.handlerId] : []),
    ...appeal.escalations.flatMap(({ acknowledgedBy }) => (acknowledgedBy === null ? [] : [acknowledgedBy])),
    ...appeal.supervision.map(({ by }) => by),
    ...appeal.callbackAttempts.map(({ by }) => by),
  ];
  const [community, compounds, buildings, units, category, persons] = await Promise.all([
    reference.community(communityId),
    reference.compounds(communityId),
    compoundId === null ? [] : reference.buildings(compoundId),
    reference.units(communityId),
    reference.category(appeal.terms.policyVersion, appeal.category),
    namesOf(store, people),
  ]);
  return {
    community: community?.name ?? communityId,
    compound: compounds.find(({ id }) => id === compoundId)?.name ?? null,
    building: buildings.find(({ id }) => id === buildingId)?.name ?? null,
    category: category?.name ?? appeal.category,
    unit: (id) => units.find((unit) => unit.id === id)?.name ?? null,
    person: (id) => persons.get(id) ?? id,
  };
}

function summaryFields(appeal: Appeal, title: string, names: Names): Omit<AppealSummary, 'allowedActions'> {
  const { unitId, handlerId, rung, overdue, dueAt, dueClock } = rowOf(appeal);
  const { no, type, category, state, outcome, round } = appeal;
  return {
    ...{ no, title, type, category, state, outcome, round, rung, overdue, dueClock, unitId, handlerId },
    ...appeal.place,
    class: appeal.class,
    seq: appeal.version,
    categoryName: names.category,
    communityName: names.community,
    compoundName: names.compound,
    buildingName: names.building,
    unitName: unitId === null ? null : names.unit(unitId),
    handlerName: handlerId === null ? null : names.person(handlerId),
    dueAt: isoOrNull(dueAt),
    receivedAt: iso(appeal.receivedAt),
    closedAt: isoOrNull(appeal.closedAt),
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
      ({ rung, reasons, raisedSeq, raisedAt, acknowledgedAt, acknowledgedBy, silentAt, endedAt }) => ({
        ...{ rung, reasons, raisedSeq },
        raisedAt: iso(raisedAt),
        acknowledgedAt: isoOrNull(acknowledgedAt),
        acknowledgedBy: acknowledgedBy === null ? null : names.person(acknowledgedBy),
        silentAt: isoOrNull(silentAt),
        endedAt: isoOrNull(endedAt),
      }),
    ),
    supervision: appeal.supervision.map(({ level, at, by }) => ({ level, at: iso(at), by: names.person(by) })),
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
  };
}
