// What holds whatever people do and however time passes: properties of the appeal over random walks.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockKey, findClock, nextClock } from '../../../domain/appeal/clocks.ts';
import { decide, tick } from '../../../domain/appeal/decide.ts';
import type { AppealEvent } from '../../../domain/appeal/events.ts';
import { evolve, rebuild } from '../../../domain/appeal/evolve.ts';
import { feeding } from '../../../domain/ladder/climb.ts';
import { noticesFor } from '../../../domain/appeal/notices.ts';
import { rowOf } from '../../../domain/appeal/row.ts';
import type { Appeal, Clock } from '../../../domain/appeal/types.ts';
import {
  actionNames,
  appealClasses,
  states,
  terminalStates,
  type ClockName,
  type State,
} from '../../../domain/words.ts';
import { isOverlay } from '../../../domain/xinfang/overlay.ts';
import { logOf, refusalOf } from './builders.ts';
import { cast } from './cast.ts';
import { go, walk, type Stride, type Walk } from './walks.ts';

// One seed for the file, so that all properties look at the same walks and these are walked once.
const runs = { numRuns: 80, seed: Math.floor(Math.random() * 2 ** 31) };
const walked = new Map<string, { appeal: Appeal; strides: Stride[] }>();

function walkOnce(each: Walk): { appeal: Appeal; strides: Stride[] } {
  const name = JSON.stringify(each);
  const known = walked.get(name);
  if (known) return known;
  const strides: Stride[] = [];
  const appeal = go(each, (stride) => strides.push(stride));
  walked.set(name, { appeal, strides });
  return { appeal, strides };
}

function always(name: string, check: (stride: Stride) => void): void {
  test(name, () => {
    fc.assert(
      fc.property(walk, (each) => walkOnce(each).strides.forEach(check)),
      runs,
    );
  });
}

function atTheEnd(name: string, check: (appeal: Appeal, log: AppealEvent[]) => void): void {
  test(name, () => {
    fc.assert(
      fc.property(walk, (each) => {
        const { appeal } = walkOnce(each);
        check(appeal, logOf(appeal));
      }),
      runs,
    );
  });
}

function keyOf(kind: string, data: { clock: ClockName; ref: string | null; round: number; openSeq: number }): string {
  const half = 'half' in data ? (data.half as Clock['half']) : null;
  return `${kind} ${clockKey({ ...data, half, name: data.clock })}`;
}

const isTerminal = (state: State) => (terminalStates as readonly State[]).includes(state);

describe('§3 no sequence of actions and ticks', () => {
  always('reaches an undeclared state', ({ after }) => {
    expect(states).toContain(after.state);
    expect(appealClasses).toContain(after.class);
    expect(after.outcome !== null).toBe(after.state === 'closed');
    expect(after.round).toBeLessThanOrEqual(after.terms.settings.maxRounds);
  });

  atTheEnd('loses an event: versions are contiguous, keys unique', (appeal, log) => {
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
    expect(appeal.version).toBe(log.length);
    expect(new Set(log.map(({ key }) => key)).size).toBe(log.length);
    const instants = log.map((event) => event.at);
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
  });

  /** A statutory clock has several marks, each of them once. */
  const markOf = (event: AppealEvent) =>
    event.kind === 'warned' && isOverlay(event.data.clock) ? event.data.markAt : '';

  atTheEnd('fires or warns one clock twice', (_appeal, log) => {
    const fired = log.flatMap((event) =>
      event.kind === 'expired' || event.kind === 'warned' ? [`${keyOf(event.kind, event.data)}:${markOf(event)}`] : [],
    );
    expect(new Set(fired).size).toBe(fired.length);
  });

  atTheEnd(
    'moves a resident’s clock back to zero, or later but by resume, acceptance or re-class down',
    (_appeal, log) => {
      let before: Appeal | null = null;
      for (const event of log) {
        const after: Appeal = evolve(before, event);
        const old = before && findClock(before, 'handling');
        const now = findClock(after, 'handling');
        expect(after.clocks.filter(({ name }) => name === 'handling').length).toBeLessThanOrEqual(1);
        if (now?.round === 0) expect(now.openedAt).toBe(after.receivedAt);
        if (old && now && old.round === now.round) {
          expect(now.openSeq).toBe(old.openSeq);
          const may = [
            ...['infoGiven', 'homeVisitRaised', 'accepted', 'reclassified'],
            ...['extensionGranted', 'downgradeGranted', 'unparked'],
          ].includes(event.kind);
          if (!may) expect(now.dueAt).toBe(old.dueAt);
          if (old.firedAt !== null) expect(now).toEqual(old);
          if (event.kind === 'reclassified') expect(now.dueAt).toBeLessThanOrEqual(old.dueAt);
        }
        before = after;
      }
    },
  );

  always('takes lateness back', ({ before, after }) => {
    expect(after.late.slice(0, before.late.length)).toEqual(before.late);
    for (const clock of before.clocks.filter(({ firedAt }) => firedAt !== null)) {
      const same = after.clocks.find((each) => clockKey(each) === clockKey(clock));
      if (same) expect(same.firedAt).toBe(clock.firedAt);
    }
  });

  always('leaves a case that is open without a clock: nothing waits unseen', ({ after }) => {
    if (!isTerminal(after.state)) expect(after.clocks.length).toBeGreaterThan(0);
    if (isTerminal(after.state) && after.state !== 'closed' && after.state !== 'merged')
      expect(after.archivedAt).not.toBeNull();
    if (after.archivedAt !== null) expect(after.clocks).toEqual([]);
    if (after.state === 'closed')
      expect(after.clocks.map(({ name }) => name)).toEqual(after.archivedAt ? [] : ['reopen']);
    if (!['awaitingResident', 'returnReview', 'parked'].includes(after.state))
      expect(after.clocks.filter(({ pausedRemaining }) => pausedRemaining !== null)).toEqual([]);
  });

  always(
    'makes time run backwards or stand still: the next instant is null or lies ahead',
    ({ after, now, command }) => {
      const next = nextClock(after);
      if (next) expect(Number.isFinite(next.at)).toBe(true);
      if (next && command === null) expect(next.at).toBeGreaterThan(now);
      for (const clock of after.clocks) expect(Number.isSafeInteger(clock.dueAt)).toBe(true);
      // Accepted into a class whose limit has passed since registration, a case is late at once.
      // An extension denied in its grace leaves a due that has passed: it fires at the next wake, which is at once.
      // What comes back from a merge may have come due meanwhile: likewise.
      if (!['accept', 'decideExtension', 'decideUnmerge', 'shield'].includes(command?.action ?? ''))
        expect(tick(after, now, command === null)).toEqual([]);
    },
  );
});

describe('§3 on every walk', () => {
  atTheEnd('evolve over the events rebuilds the state exactly, also from their JSON', (appeal, log) => {
    expect(rebuild(log)).toStrictEqual(appeal);
    const stored = JSON.parse(JSON.stringify(log)) as AppealEvent[];
    expect(rebuild(stored)).toStrictEqual(JSON.parse(JSON.stringify(appeal)));
  });

  always(
    'a refusal changes nothing, and a decision is the same every time',
    ({ before, after, now, command, decision }) => {
      if (!command) return;
      if (decision.refusal) {
        expect(decision.events).toEqual([]);
        expect(after).toBe(before);
      } else if (command.action !== 'seeOffer') expect(decision.events.length).toBeGreaterThan(0);
      expect(decide(before, command, now)).toEqual(decision);
    },
  );

  always(
    'an end other than a merge accepts nothing but a redo in the window, and to be kept from somebody',
    ({ after, now }) => {
      if (!isTerminal(after.state) || after.state === 'merged') return;
      for (const action of actionNames.filter((each) => each !== 'shield')) {
        const code = refusalOf(after, action, {}, { at: now, actor: cast.supervisor });
        if (code === null) {
          expect([after.state, after.archivedAt]).toEqual(['closed', null]);
          expect(['redo', 'decideRedo']).toContain(action);
        }
      }
    },
  );

  always('a live rung has one supervision clock and a cause; a rung that is over has none', ({ after }) => {
    const live = after.escalations.filter(({ endedAt }) => endedAt === null);
    expect(new Set(live.map(({ rung }) => rung)).size).toBe(live.length);
    const clocks = after.clocks.filter(({ name }) => name === 'supervision');
    expect(clocks.map(({ rung, half }) => `${rung} ${half}`).sort()).toEqual(
      live.map(({ rung, acknowledgedAt }) => `${rung} ${acknowledgedAt === null ? 'acknowledge' : 'act'}`).sort(),
    );
    for (const { rung, reasons } of live) {
      const causes = rung === 1 ? reasons : feeding;
      expect(after.clocks.some(({ name, firedAt }) => causes.includes(name) && firedAt !== null)).toBe(true);
    }
  });

  always('open sub-tasks have a clock each, those of assisting units within the lead’s due', ({ after }) => {
    if (isTerminal(after.state)) return;
    const open = after.tasks.filter(({ state }) => state === 'open');
    const clocks = after.clocks.filter(({ name }) => name === 'task');
    expect(clocks.map(({ ref, dueAt }) => [ref, dueAt])).toEqual(open.map(({ id, dueAt }) => [id, dueAt]));
    const lead = findClock(after, 'handling');
    if (lead && lead.firedAt === null && lead.pausedRemaining === null)
      for (const task of open) if (task.kind === 'assist') expect(task.dueAt).toBeLessThanOrEqual(lead.dueAt);
  });

  atTheEnd('nobody decides what they asked for', (appeal) => {
    for (const { by, decidedBy, state } of appeal.requests) {
      if (state === 'granted' || state === 'denied') expect(decidedBy).not.toBe(by);
      else expect(decidedBy).toBeNull();
    }
  });

  always('what waits for a decision has its ground, at most one of a kind', ({ after }) => {
    const pending = after.requests.filter(({ state }) => state === 'pending');
    expect(new Set(pending.map(({ kind }) => kind)).size).toBe(pending.length);
    if (after.archivedAt !== null) expect(pending).toEqual([]);
    if (after.state === 'returnReview') expect(pending.map(({ kind }) => kind)).toContain('return');
    const grace = after.clocks.filter(({ graceUntil }) => graceUntil !== null);
    if (grace.length > 0) expect(pending.map(({ kind }) => kind)).toContain('extension');
  });

  always('a parked case has its review before it, and no other case has one', ({ after }) => {
    expect(after.state === 'parked').toBe(findClock(after, 'parkReview') !== undefined);
  });

  atTheEnd('nobody judges what they handled', (_appeal, log) => {
    const worked = new Set<string>();
    for (const event of log) {
      if (['signed', 'contacted', 'completed', 'replied', 'answeredNow', 'mediated'].includes(event.kind))
        worked.add(event.actor.id);
      if (event.kind === 'feedbackGiven' || event.kind === 'callbackFailed')
        expect(worked).not.toContain(event.actor.id);
    }
  });

  atTheEnd('notices have keys of their own, and the row says what the case says', (appeal, log) => {
    const keys = noticesFor(null, appeal, log).map(({ key, to }) => `${key}:${JSON.stringify(to)}`);
    expect(new Set(keys).size).toBe(keys.length);
    const row = rowOf(appeal);
    expect(row.state).toBe(appeal.state);
    expect(row.nextWake).toBe(nextClock(appeal)?.at ?? null);
    expect(row.overdue).toBe(
      appeal.clocks.some(
        (clock) =>
          clock.firedAt !== null &&
          clock.name !== 'supervision' &&
          clock.name !== 'residentAnswer' &&
          clock.name !== 'reopen',
      ),
    );
  });
});
