// A case and its log: the state the workflow has in memory, and `change`, the only way in which it moves on.
// The log in PostgreSQL is the truth: state evolves only from events that the append returned (docs/decisions, "one case, one writer").
import { ApplicationFailure, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { Answer } from '../domain/appeal/answer.ts';
import { decide, hear, resume, tick } from '../domain/appeal/decide.ts';
import { nextClock } from '../domain/appeal/clocks.ts';
import type { Command } from '../domain/appeal/commands.ts';
import type { AppealEvent } from '../domain/appeal/events.ts';
import { evolve, rebuild } from '../domain/appeal/evolve.ts';
import type { Told, Telling } from '../domain/appeal/tell.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import type { Refusal } from '../domain/errors.ts';
import { revisionEvents, revisionKey } from '../domain/revision/revise.ts';
import type { Revision } from '../domain/revision/types.ts';
import { seekingRung } from '../domain/ladder/ask.ts';
import type { Instant } from '../domain/time/types.ts';
import type { RecordActivities } from '../activities/record.ts';
import { summaryOf } from './messages.ts';
import { seekHelp } from './seeking.ts';
import { spread } from './spread.ts';

const record = proxyLocalActivities<RecordActivities>({
  startToCloseTimeout: '15 seconds',
  // PostgreSQL may be away for long: the case waits for it and loses nothing.
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
});

/** Two writers of one log settle within one or two rounds; more means that something else is wrong, and the task is retried. */
const rounds = 20;

/** Others were quicker at every helper found: after so long, and up to twice that, the rung looks again. */
const lookAgainMs = 5_000;

export class CaseLog {
  appeal: Appeal | null = null;
  /** Rebuilt from a log that was behind: this run's history no longer tells what happened, continue-as-new at once. */
  stale = false;
  /** Another run owns the log. */
  lost = false;
  /** Whether the state is also shown as a search attribute (a setting of the worker, read once per run). */
  showsState = true;
  /** Events of history after which the run continues as new (a setting of the worker, read once per run). */
  historyBound = 2_000;
  /** The case in one line, where this run has no static summary: a run that continues as new does not inherit it. */
  headline = '';
  /** A rung could not be settled because others were quicker at every helper found: when it looks again. */
  private lookAgainAt: Instant | null = null;
  private head = '';
  private timesAnew = 0;
  private readonly owner = workflowInfo().firstExecutionRunId;
  /** Resolved when the log is this run's to go on with, or nobody's any more. */
  readonly ready: Promise<void>;
  private settle: () => void = () => undefined;
  /** Called after every change: what the workflow sleeps on. */
  onChange: (() => void) | null = null;
  private changing = false;
  private readonly waiting: (() => void)[] = [];

  constructor(readonly no: string) {
    this.ready = new Promise((resolve) => (this.settle = resolve));
  }

  get begun(): boolean {
    return this.appeal !== null && this.appeal.owner === this.owner;
  }

  /** Nothing more can happen here: the case is archived, or it is another run's. */
  get over(): boolean {
    return this.lost || (this.appeal?.archivedAt ?? null) !== null;
  }

  /** What this run built its case from (activities/case-memory.ts). */
  private get line(): string {
    return `${workflowInfo().runId}:${this.timesAnew}`;
  }

  private get standpoint() {
    const { no, head: headKey, appeal, line } = this;
    return { no, expected: appeal?.version ?? 0, headKey, owner: appeal?.owner ?? '', line };
  }

  /** When the workflow must wake: to look for helpers again, or at the next clock plus the case's own offset, which spreads dues of one instant. None for U1. */
  wakeAt(): Instant | null {
    const next = this.appeal && nextClock(this.appeal);
    if (!this.appeal || !next) return this.lookAgainAt;
    const offset = this.appeal.class === 'U1' ? 0 : spread(this.no, this.appeal.terms.settings.offsetSeconds * 1000);
    return Math.min(next.at + offset, this.lookAgainAt ?? Number.POSITIVE_INFINITY);
  }

  /** Registers a new case, or takes over the log of one that ran before. */
  async begin(): Promise<void> {
    const continued = workflowInfo().continuedFromExecutionRunId !== undefined;
    const found = await record.begin({ no: this.no, owner: this.owner, line: this.line, now: Date.now(), continued });
    if (found.card) this.headline = summaryOf(found.card);
    this.showsState = found.showsState;
    this.historyBound = found.historyBound;
    this.adopt(found.events);
    if (!this.appeal) throw ApplicationFailure.nonRetryable(`no intake with number ${this.no}`, 'unknownAppeal');
    if (!this.over && !this.begun) await this.takeOver();
    // The last run ended between a rung that was raised and whom it asks.
    else if (this.appeal && !this.over && seekingRung(this.appeal)) await this.store(nothing);
    this.settle();
  }

  /**
   * What the clocks have done by now, then the command; recorded together, one change at a time. Throws the refusal as an
   * ApplicationFailure of its code. `wokenFor`: the instant whose timer fired; time is never taken to be before it. Answers only
   * for a request that the log knew already: what it was answered with.
   */
  change(command: Command | null, wokenFor: Instant = 0): Promise<Answer | null> {
    return this.store((appeal, capped) => proposal(appeal, command, wokenFor, capped));
  }

  /** A revision of calendar, office hours or policy, and at once what is due by the new reckoning; once, however often it is sent. */
  async revise(revision: Revision): Promise<void> {
    await this.store((appeal) => revisedBy(appeal, revision));
  }

  /** What the clocks have done by now, then what the case is told (domain/appeal/tell.ts); told twice it changes nothing. */
  async hear(key: string, telling: Telling): Promise<Told> {
    let answer: Told = 'taken';
    await this.store((appeal) => {
      const proposed = proposal(appeal, null, 0, false);
      const moved = proposed.events.reduce((state, event) => evolve(state, event), appeal);
      if (!moved) return proposed;
      const { events, told } = hear(moved, telling, key, Date.now());
      answer = told;
      return { ...proposed, events: [...proposed.events, ...events], command: { key, bodyHash: key } };
    });
    return answer;
  }

  private async takeOver(): Promise<void> {
    await this.store((appeal) =>
      appeal && appeal.owner !== this.owner
        ? { events: [resume(appeal, this.owner, Date.now())], command: null, refusal: null }
        : { events: [], command: null, refusal: null },
    );
  }

  /**
   * Appends what `propose` makes of the newest state, again after every conflict. The append's answer alone steers what follows.
   * A promise costs a workflow much more than it costs other code, hence one function, and no waiting where nobody is before us.
   */
  private async store(propose: (appeal: Appeal | null, capped: boolean) => Proposal): Promise<Answer | null> {
    if (this.changing) await new Promise<void>((next) => this.waiting.push(next));
    this.changing = true;
    try {
      if (this.lost) throw lostFailure();
      let capped = false;
      for (let round = 0; round < rounds; round += 1) {
        const { events, command, refusal } = propose(this.appeal, capped);
        const answer = await record.append({
          ...this.standpoint,
          events,
          key: command?.key ?? null,
          bodyHash: command?.bodyHash ?? null,
          refusal,
        });
        if (answer.kind === 'behind') {
          this.learnAnew(answer.events);
          continue;
        }
        this.adopt(answer.events);
        if (this.lost) throw lostFailure();
        capped ||= answer.kind === 'capped';
        if (answer.kind === 'adopt' || answer.kind === 'capped') continue;
        if (this.appeal && seekingRung(this.appeal)) await this.seek();
        if (answer.kind === 'known') return answer.known;
        if (answer.kind === 'otherBody') throw refused({ code: 'sameKeyOtherBody' });
        if (answer.refusal) throw refused(answer.refusal);
        return null;
      }
      throw new Error(`the log of ${this.no} does not come to rest`);
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.changing = false;
      this.onChange?.();
    }
  }

  /** Part of the change that raised the rung, so that nothing comes between (seeking.ts). */
  private async seek(): Promise<void> {
    this.lookAgainAt = null;
    const settled = await seekHelp({
      appeal: () => this.appeal,
      match: (input) => record.match(input),
      put: (events) => this.put(events),
    });
    if (!settled) this.lookAgainAt = Date.now() + lookAgainMs + spread(this.no, lookAgainMs);
  }

  /** Appends what was decided on the state as it is; null: the log was behind, and what it holds is something else. */
  private async put(events: AppealEvent[]): Promise<'capped' | 'done' | null> {
    const answer = await record.append({
      ...{ ...this.standpoint, events },
      ...{ key: null, bodyHash: null, refusal: null },
    });
    if (answer.kind === 'behind') {
      this.learnAnew(answer.events);
      return null;
    }
    this.adopt(answer.events);
    if (this.lost) throw lostFailure();
    return answer.kind === 'capped' ? 'capped' : 'done';
  }

  private learnAnew(events: AppealEvent[]): void {
    this.timesAnew += 1;
    this.appeal = null;
    this.adopt(events);
    this.stale = true;
    // The log has not even begun (a number given anew after a restored backup): the next run begins it.
    if (!this.appeal) throw lostFailure();
  }

  private adopt(events: AppealEvent[]): void {
    const owned = this.begun;
    if (this.appeal === null) this.appeal = rebuild(events);
    else for (const event of events) this.appeal = evolve(this.appeal, event);
    this.head = events.at(-1)?.key ?? this.head;
    if (owned && !this.begun) this.lost = true;
  }
}

/** The ticks due by now, and what the command makes of the case after them; a refusal keeps the ticks' events. */
function proposal(appeal: Appeal | null, command: Command | null, wokenFor: Instant, capped: boolean): Proposal {
  if (!appeal) throw ApplicationFailure.nonRetryable('not registered', 'unknownAppeal');
  const now = Math.max(Date.now(), wokenFor);
  const ticked = appeal.archivedAt === null ? tick(appeal, now, command === null) : [];
  const moved = ticked.reduce((state, event) => evolve(state, event), appeal);
  const decision = command ? decide(moved, command, now) : { events: [], refusal: null };
  // Only a claim adds to a load, and the record has just said that the helper's is full.
  if (capped) return { events: ticked, command, refusal: decision.refusal ?? { code: 'capReached' } };
  return { events: [...ticked, ...decision.events], command, refusal: decision.refusal };
}

const nothing = (): Proposal => ({ events: [], command: null, refusal: null });

/** What is known only now counts first: a due that it moves must not fire by what was believed before. */
function revisedBy(appeal: Appeal | null, revision: Revision): Proposal {
  if (!appeal) throw ApplicationFailure.nonRetryable('not registered', 'unknownAppeal');
  const now = Date.now();
  const key = revisionKey(revision.id);
  const revised = revisionEvents(appeal, revision, now);
  const after = revised.reduce((state, event) => evolve(state, event), appeal);
  const ticked = revised.length > 0 ? tick(after, now, true) : [];
  return { events: [...revised, ...ticked], command: { key, bodyHash: key }, refusal: null };
}

type Proposal = {
  events: AppealEvent[];
  command: Pick<Command, 'key' | 'bodyHash'> | null;
  refusal: Refusal | null;
};

function refused({ code, params }: Refusal): ApplicationFailure {
  return ApplicationFailure.create({ message: code, type: code, nonRetryable: true, details: [params ?? {}] });
}

function lostFailure(): ApplicationFailure {
  return ApplicationFailure.nonRetryable('another run has taken over this case', 'superseded');
}
