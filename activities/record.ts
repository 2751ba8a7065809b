// Recording: the local activities through which a case's workflow reads and appends its log. They turn events into the row,
// the notices and their recipients, so that the workflow itself stays small and everything is stored in one transaction.
import { messagesFor } from '../domain/appeal/case-messages.ts';
import { beginning } from '../domain/appeal/decide.ts';
import { ApplicationFailure } from '@temporalio/common';
import { answerOfLast, type Answer } from '../domain/appeal/answer.ts';
import { evolve } from '../domain/appeal/evolve.ts';
import type { AppealEvent } from '../domain/appeal/events.ts';
import { noticesFor, type Recipient } from '../domain/appeal/notices.ts';
import { rowOf } from '../domain/appeal/row.ts';
import { coolDownOf, loadChanges } from '../domain/ladder/offers.ts';
import type { Match } from '../domain/ladder/types.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import type { Refusal } from '../domain/errors.ts';
import type { Instant } from '../domain/time/types.ts';
import type { Role } from '../domain/words.ts';
import { logUpTo } from '../store/cases.ts';
import type { Store } from '../store/client.ts';
import { caseCard, type CardOfCase } from '../store/keeper.ts';
import {
  appendToLog,
  LogError,
  readLog,
  type AppendAnswer,
  type OfferChanges,
  type ResolvedNotice,
} from '../store/log.ts';
import { holdersOfRole, handlersOfUnit } from '../store/people.ts';
import { loadRegistration } from '../store/registration.ts';
import { personsOf } from '../store/shielding.ts';
import { createCaseMemory, type CaseMemory, type Standpoint } from './case-memory.ts';
import { openDuty } from './duty.ts';
import { match, type MatchInput } from './match.ts';

export type RecordDeps = {
  store: Store;
  /** Setting: whether a case shows its state as a search attribute. */
  stateSearchAttribute: boolean;
  /** Setting: events of a workflow's history after which it continues as new. */
  historyBound: number;
  warn: (message: string) => void;
};

/** What a starting run needs: the log, which for a new case begins now, and a setting. Empty: there is no such appeal. */
export type Found = {
  events: AppealEvent[];
  showsState: boolean;
  historyBound: number;
  /** What a continued run shows of itself; an open case has one. */
  card?: CardOfCase | null;
};

/** A run of a case's workflow: its first execution's run id owns the log. */
export type BeginInput = { no: string; owner: string; line: string; now: Instant; continued?: boolean };

/** From where the workflow appends; at version 0 nobody owns the log yet. */
export type AppendInput = Standpoint & {
  events: AppealEvent[];
  key: string | null;
  bodyHash: string | null;
  /** Handed back with 'stored': so that it is recorded, and a replay under newer rules does not hang on what they say. */
  refusal: Refusal | null;
};

export type AppendReply = {
  kind: AppendAnswer['kind'];
  events: AppealEvent[];
  refusal: Refusal | null;
  /** With 'known': what the key's request was answered with. */
  known: Answer | null;
};

export type RecordActivities = {
  begin(input: BeginInput): Promise<Found>;
  append(input: AppendInput): Promise<AppendReply>;
  /** Whom to ask for help on a rung of the ladder; reads only. */
  match(input: MatchInput): Promise<Match>;
};

export function createRecordActivities(deps: RecordDeps): RecordActivities {
  const memory = createCaseMemory(deps.store);
  return {
    begin: async ({ no, owner, line, now, continued }) => {
      const settings = { showsState: deps.stateSearchAttribute, historyBound: deps.historyBound };
      const registration = await loadRegistration(deps.store, no);
      if (!registration) return { events: [], ...settings };
      const { facts, actor, version } = registration;
      if (version > 0) {
        const [events, card] = await Promise.all([
          readLog(deps.store, no),
          continued ? caseCard(deps.store, no) : null,
        ]);
        return { events, ...settings, ...(card ? { card } : {}) };
      }
      const events = beginning(facts, owner, actor, now);
      const answer = await append(deps, memory, {
        ...noCommand,
        ...{ no, expected: 0, headKey: '', owner, line },
        events,
      });
      return { events: answer.events, ...settings };
    },
    append: async (input) => {
      const answer = await append(deps, memory, input).catch(unknownForGood);
      const refusal = answer.kind === 'stored' ? input.refusal : null;
      const known =
        answer.kind === 'known' ? answerOfLast(await logUpTo(deps.store, input.no, answer.event.key)) : null;
      return { kind: answer.kind, events: answer.events, refusal, known };
    },
    match: (input) => match(deps.store, input),
  };
}

/** A case that is not on record (it came after a backup that was restored) will not be: its workflow ends instead of asking for ever. */
function unknownForGood(error: unknown): never {
  if (error instanceof LogError && error.code === 'unknownAppeal')
    throw ApplicationFailure.nonRetryable(error.message, 'unknownAppeal');
  throw error;
}

const noCommand = { key: null, bodyHash: null, refusal: null };

async function append(
  deps: RecordDeps,
  memory: CaseMemory,
  { no, expected, headKey, owner, line, events, key, bodyHash }: AppendInput,
): Promise<AppendAnswer> {
  const request = { no, expected, headKey, key, bodyHash };
  if (events.length === 0) return appendToLog(deps.store, { ...request, ...nothing });
  const before = expected === 0 ? null : await memory.at({ no, expected, headKey, owner, line });
  if (expected > 0 && !before) return otherLog(deps.store, request);
  const after = events.reduce<Appeal | null>((appeal, event) => evolve(appeal, event), before);
  if (!after) throw new RangeError(`${no}: events that make no case`);
  const answer = await appendToLog(deps.store, {
    ...request,
    events,
    row: rowOf(after),
    doc: after,
    notices: await resolvedNotices(deps, before, after, events),
    texts: textsOf(events),
    messages: messagesFor(before, after, events),
    ...offersIn(before, after, events),
  });
  if (answer.kind === 'stored') memory.keep(after, events.at(-1)?.key ?? '', line);
  return answer;
}

const nothing = { events: [], row: null, doc: null, notices: [], texts: [], messages: [] };

/** What the log holds that does not lead to where the workflow believes to be: the answer to its key, or all of it. */
async function otherLog(
  store: Store,
  request: Pick<AppendInput, 'no' | 'expected' | 'headKey' | 'key' | 'bodyHash'>,
): Promise<AppendAnswer> {
  const answer = await appendToLog(store, { ...request, ...nothing });
  if (answer.kind !== 'stored' && answer.kind !== 'adopt') return answer;
  return { kind: 'behind', events: await readLog(store, request.no) };
}

/** What the events change of the case's offers; nothing for the many cases that have none. */
function offersIn(before: Appeal | null, after: Appeal, events: AppealEvent[]): { offers?: OfferChanges } {
  const old = before?.offers ?? [];
  const changed = after.offers.filter((offer) => !old.includes(offer));
  if (changed.length === 0) return {};
  const due = (rung: number) =>
    after.clocks.find((clock) => clock.name === 'supervision' && clock.rung === rung)?.dueAt;
  return {
    offers: {
      at: events.at(-1)?.at ?? 0,
      rows: changed.map((offer) => ({ ...offer, dueAt: due(offer.rung) ?? null })),
      loads: loadChanges(old, after.offers, coolDownOf(after)),
    },
  };
}

/** One notice per person. Nobody in a role: its superior is told instead, so that no promise breaks unnoticed. */
async function resolvedNotices(
  deps: RecordDeps,
  before: Appeal | null,
  after: Appeal,
  events: AppealEvent[],
): Promise<ResolvedNotice[]> {
  const drafts = noticesFor(before, after, events);
  const actor = events.at(-1)?.actor.id ?? '';
  const shut = await personsOf(deps.store, [...after.shieldedFrom, ...(after.shieldedHelpers ?? [])]);
  const { communityId } = after.place;
  const duty = openDuty(deps.store, after, actor, (role) => recipientsOf(deps, communityId, { role }, shut));
  const resolved = await Promise.all(
    drafts.map(async ({ to, clock: _clock, ...notice }) => {
      const people = await recipientsOf(deps, communityId, to, shut);
      if (people.length === 0) deps.warn(`${notice.key}: nobody to tell`);
      const told = people.map((recipient) => ({
        ...notice,
        key: `${notice.key}:${recipient}`,
        recipient,
        class: after.class,
      }));
      return isOutside(to) ? told : [...told, ...(await duty(notice, people))];
    }),
  );
  return resolved.flat().filter(({ recipient }) => !shut.has(recipient.replace(/^helper:/, '')));
}

/** The appellant, helpers and offices: what is said to them is not said to whoever is on duty. */
function isOutside(to: Recipient): boolean {
  return to === 'appellant' || 'helper' in to || 'office' in to;
}

const superior: Partial<Record<Role, Role>> = {
  clerk: 'director',
  dispatcher: 'director',
  callbackAgent: 'supervisor',
  handler: 'dispatcher',
  mediator: 'supervisor',
  convenor: 'director',
  supervisor: 'director',
};

/** `shut`: whom the case is about. What only they hold is as if nobody held it; above a director who is meant stands the supervisor. */
async function recipientsOf(
  { store }: RecordDeps,
  communityId: string,
  to: Recipient,
  shut: Set<string>,
): Promise<string[]> {
  const open = (people: string[]) => people.filter((id) => !shut.has(id));
  if (to === 'appellant') return ['appellant'];
  if ('helper' in to) return [`helper:${to.helper}`];
  if ('office' in to) return [`office:${to.office}`];
  if ('user' in to && !shut.has(to.user)) return [to.user];
  let role: Role | undefined = 'role' in to ? to.role : 'dispatcher';
  if ('unit' in to) {
    const handlers = open(await handlersOfUnit(store, to.unit));
    if (handlers.length > 0) return handlers;
  }
  const except = 'except' in to ? to.except : undefined;
  for (; role; role = superior[role]) {
    const holders = open(await holdersOfRole(store, communityId, role)).filter((id) => id !== except);
    if (holders.length > 0) return holders;
  }
  return shut.size > 0 ? open(await holdersOfRole(store, communityId, 'supervisor')) : [];
}

function textsOf(events: AppealEvent[]): string[] {
  return events.flatMap(({ data }) => ('textId' in data && typeof data.textId === 'string' ? [data.textId] : []));
}
