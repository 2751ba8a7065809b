// Two cases, two logs, and messages between them that come late, twice, or when the other is over.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messagesFor, refusalOf, type CaseMessage } from '../../../domain/appeal/case-messages.ts';
import { findClock, nextClock } from '../../../domain/appeal/clocks.ts';
import { hear, tick } from '../../../domain/appeal/decide.ts';
import { noticesFor } from '../../../domain/appeal/notices.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { dayMs, minuteMs } from '../../../domain/time/shanghai.ts';
import type { Instant } from '../../../domain/time/types.ts';
import type { ActionName } from '../../../domain/words.ts';
import {
  act,
  anAppeal,
  append,
  attempt,
  eventsOf,
  lastAt,
  logOf,
  mergedInto,
  openNames,
  renumbered,
  tuesday,
} from './builders.ts';

const masterNo = 'SQ20261124-000009';
const childNos = ['SQ20261124-000002', 'SQ20261124-000003'];
const named = renumbered;

/** Cases by number and the messages that are under way between them, as the record would hold them. */
class Both {
  readonly cases = new Map<string, Appeal>();
  readonly waiting: CaseMessage[] = [];
  private readonly sent = new Set<string>();
  /** Kinds of letters each case's appellant was told. */
  readonly told = new Map<string, string[]>();

  add(appeal: Appeal): void {
    this.cases.set(appeal.no, appeal);
  }

  of(no: string): Appeal {
    const found = this.cases.get(no);
    if (!found) throw new Error(no);
    return found;
  }

  change(no: string, after: Appeal): void {
    const before = this.of(no);
    const events = logOf(after).slice(logOf(before).length);
    this.cases.set(no, after);
    for (const message of messagesFor(before, after, events)) this.send(message);
    const letters = noticesFor(before, after, events).filter(({ to }) => to === 'appellant');
    this.told.set(no, [...(this.told.get(no) ?? []), ...letters.map(({ kind }) => kind)]);
  }

  merge(child: string, now: Instant): void {
    if (!this.of(child).merge) this.change(child, mergedInto(this.of(child), masterNo, now));
  }

  unmerge(child: string, now: Instant): void {
    const appeal = this.of(child);
    if (!appeal.merge || appeal.archivedAt) return;
    const { version: seq } = appeal;
    const base = {
      seq: seq + 1,
      key: `u:${seq}`,
      at: now,
      actor: { id: 'system', role: 'system', unitId: null } as const,
    };
    const data = { from: masterNo, reason: 'decided' as const };
    this.change(child, append(appeal, [{ ...base, kind: 'unmerged', action: null, bodyHash: null, data }]));
  }

  /** Delivers what a case waits for; `twice`: it is said again, as after a fault between the case's answer and its note. */
  deliver(index: number, now: Instant, twice = false): void {
    const message = this.waiting.find((each, at) => at >= index % this.waiting.length && this.isFirst(each, at));
    if (!message) return;
    for (let time = 0; time < (twice ? 2 : 1); time += 1) {
      const appeal = this.of(message.to);
      // The log tells a key that it knows.
      if (logOf(appeal).some(({ key }) => key === message.key)) continue;
      const { events, told } = appeal.archivedAt
        ? { events: [], told: 'refused' as const }
        : hear(appeal, message.body, message.key, now);
      this.change(message.to, append(appeal, events));
      const { body } = message;
      if (told === 'refused' && body.kind === 'childJoined') this.send(refusalOf(message.to, body));
    }
    this.waiting.splice(this.waiting.indexOf(message), 1);
  }

  /** Until nothing waits, clocks included up to `now`. */
  settle(now: Instant): void {
    for (let i = 0; i < 200 && this.waiting.length > 0; i += 1) this.deliver(0, now);
    for (const no of this.cases.keys()) this.change(no, append(this.of(no), tick(this.of(no), now, true)));
    if (this.waiting.length > 0) this.settle(now);
  }

  private send(message: CaseMessage): void {
    const name = `${message.to} ${message.key}`;
    if (this.sent.has(name)) return;
    this.sent.add(name);
    this.waiting.push(message);
  }

  private isFirst(message: CaseMessage, at: number): boolean {
    return !this.waiting.slice(0, at).some(({ to }) => to === message.to);
  }
}

function record(state: 'handling' | 'accepted' | 'registered' = 'handling'): Both {
  const all = new Both();
  all.add(named(anAppeal({ state: 'handling' }), masterNo));
  for (const no of childNos) all.add(named(anAppeal({ state }), no));
  return all;
}

const [first = ''] = childNos;
const soon = tuesday + 30 * minuteMs;

describe('§4.2 merge', () => {
  test('the child follows: its clocks stand, the master knows it, the appellant is told', () => {
    const all = record();
    all.merge(first, soon);
    expect(all.of(first)).toMatchObject({ state: 'merged', clocks: [], archivedAt: null });
    all.settle(soon);
    expect(all.of(masterNo).children).toMatchObject([{ no: first }]);
    expect(all.told.get(first)).toEqual(['merged']);
  });

  test('the master’s reply and its closing reach every child’s appellant', () => {
    const all = record();
    for (const no of childNos) all.merge(no, soon);
    all.settle(soon);
    for (const action of ['contact', 'complete', 'reply', 'feedback'] as ActionName[]) {
      all.change(masterNo, act(all.of(masterNo), action));
      all.settle(lastAt(all.of(masterNo)));
    }
    for (const no of childNos) {
      expect(all.told.get(no)).toEqual(['merged', 'replied', 'closed']);
      expect(all.of(no).merge?.outcome).toBe('solved');
    }
  });

  test('who joins after the answer is told of it all the same', () => {
    const all = record();
    for (const action of ['contact', 'complete', 'reply'] as ActionName[])
      all.change(masterNo, act(all.of(masterNo), action));
    all.merge(first, lastAt(all.of(masterNo)) + minuteMs);
    all.settle(lastAt(all.of(masterNo)) + 2 * minuteMs);
    expect(all.told.get(first)).toEqual(['merged', 'replied']);
  });

  test('the child is archived with its master', () => {
    const all = record();
    all.merge(first, soon);
    all.settle(soon);
    for (const action of ['contact', 'complete', 'reply', 'feedback'] as ActionName[])
      all.change(masterNo, act(all.of(masterNo), action));
    all.settle(tuesday + 60 * dayMs);
    expect(all.of(masterNo).archivedAt).not.toBeNull();
    const over = all.of(first);
    expect(over).toMatchObject({ state: 'merged' });
    expect(over.archivedAt).not.toBeNull();
    // Whatever reaches it later of its master's course leads to nothing.
    for (const what of ['replied', 'redone', 'ended', 'archived'] as const) {
      const ids = { master: masterNo, childSeq: over.merge?.seq ?? 0, masterSeq: 30 };
      const telling = { kind: 'masterMoved' as const, ...ids, what, outcome: null };
      expect(hear(over, telling, `m:late:${what}`, lastAt(over) + dayMs).events).toEqual([]);
    }
  });

  test('a master that is over cannot take it: the child goes back to its own state by itself', () => {
    const all = record();
    const before = all.of(first);
    all.change(masterNo, act(named(anAppeal({ state: 'registered' }), masterNo), 'decline'));
    all.add(act(named(anAppeal({ state: 'registered' }), masterNo), 'decline'));
    all.merge(first, soon);
    all.settle(soon);
    expect(all.of(first)).toMatchObject({ state: 'handling', merge: null });
    expect(all.of(first).clocks).toEqual(before.clocks);
    expect(all.told.get(first)).toEqual(['merged', 'unmerged']);
  });

  test('a master that ends without an answer gives every child back', () => {
    const all = new Both();
    all.add(named(anAppeal({ state: 'registered' }), masterNo));
    for (const no of childNos) all.add(named(anAppeal({ state: 'registered' }), no));
    for (const no of childNos) all.merge(no, soon);
    all.settle(soon);
    all.change(masterNo, act(all.of(masterNo), 'transferOut', {}, { at: soon + minuteMs }));
    all.settle(soon + minuteMs);
    for (const no of childNos) expect(all.of(no)).toMatchObject({ state: 'registered', merge: null });
  });

  test('whoever withdraws the master takes nothing from those who joined it: it goes on as proactive', () => {
    const all = record();
    all.merge(first, soon);
    all.settle(soon);
    const after = act(all.of(masterNo), 'withdraw');
    expect(after).toMatchObject({ state: 'handling' });
    expect(after.proactive).not.toBeNull();
  });
});

describe('§4.2 unmerge', () => {
  test('gives the child its own state and its own clocks back: the resident’s clock was never reset', () => {
    const all = record();
    const before = all.of(first);
    all.merge(first, soon);
    all.settle(soon);
    all.unmerge(first, soon + dayMs);
    const after = all.of(first);
    expect(after.state).toBe(before.state);
    expect(findClock(after, 'handling')).toEqual(findClock(before, 'handling'));
    expect(openNames(after)).toEqual(openNames(before));
    all.settle(soon + dayMs);
    expect(all.of(masterNo).children).toEqual([]);
  });

  test('a due that passed meanwhile fires once, with its own instant', () => {
    const all = record();
    const due = findClock(all.of(first), 'handling')?.dueAt;
    all.merge(first, soon);
    all.unmerge(first, soon + 30 * dayMs);
    all.settle(soon + 30 * dayMs);
    const fired = eventsOf(all.of(first), 'expired').filter(({ data }) => data.clock === 'handling');
    expect(fired).toHaveLength(1);
    expect(fired[0]?.data).toMatchObject({ dueAt: due, firedAt: soon + 30 * dayMs });
  });
});

const steps = fc.array(
  fc.record({ what: fc.constantFrom('merge', 'unmerge', 'deliver', 'twice', 'act', 'act', 'time'), pick: fc.nat(20) }),
  { minLength: 3, maxLength: 40 },
);
const masterActs: ActionName[] = ['contact', 'complete', 'reply', 'feedback', 'redo', 'withdraw', 'redispatch', 'sign'];

describe('§6 a merge', () => {
  test('never loses an appellant, whatever is done to either and whatever comes late or twice', () => {
    fc.assert(
      fc.property(steps, (each) => {
        const all = record();
        let now = soon;
        for (const { what, pick } of each) {
          now += minuteMs;
          const child = childNos[pick % 2] ?? first;
          if (what === 'merge') all.merge(child, now);
          if (what === 'unmerge') all.unmerge(child, now);
          if (what === 'deliver' || what === 'twice') all.deliver(pick, now, what === 'twice');
          if (what === 'time') now += (pick % 5) * dayMs;
          if (what === 'act') {
            const master = all.of(masterNo);
            const action = masterActs[pick % masterActs.length] ?? 'contact';
            const ticked = append(master, tick(master, now, true));
            if (ticked.archivedAt === null) {
              const { events } = attempt(ticked, action, {}, { at: now });
              all.change(masterNo, append(ticked, events));
            } else all.change(masterNo, ticked);
          }
        }
        all.settle(now);
        const master = all.of(masterNo);
        for (const no of childNos) {
          const child = all.of(no);
          if (child.merge && child.archivedAt === null) {
            // It follows, and the master knows.
            expect(master.children).toContainEqual(expect.objectContaining({ no, seq: child.merge.seq }));
            // A closing that the master still stands by was said to it.
            if (master.state === 'closed') expect(all.told.get(no)?.at(-1)).toBe('closed');
            if (master.state === 'replied') expect(all.told.get(no)).toContain('replied');
          } else if (child.archivedAt === null) {
            // It is its own again, and something drives it.
            expect(child.state).not.toBe('merged');
            expect(nextClock(child) ?? child.clocks[0]).toBeDefined();
          } else expect(all.told.get(no)).toContain('closed');
          expect(master.children.filter((known) => known.no === no).length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });
});
