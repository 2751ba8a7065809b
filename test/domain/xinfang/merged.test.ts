// A 信访 matter that follows another: the law's clocks are its own, and the written answer is owed to its own appellant.
import { describe, expect, test } from 'vitest';
import { messagesFor } from '../../../domain/appeal/case-messages.ts';
import { hear, tick } from '../../../domain/appeal/decide.ts';
import { rebuild } from '../../../domain/appeal/evolve.ts';
import { noticesFor } from '../../../domain/appeal/notices.ts';
import type { AppealEvent } from '../../../domain/appeal/events.ts';
import type { MasterMove } from '../../../domain/appeal/tell.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { rowOf } from '../../../domain/appeal/row.ts';
import { count, emptyTally } from '../../../domain/revision/preview.ts';
import { dayMs, hourMs, minuteMs } from '../../../domain/time/shanghai.ts';
import type { Outcome, State } from '../../../domain/words.ts';
import {
  act,
  anAppeal,
  append,
  attempt,
  clockOf,
  eventsOf,
  lastAt,
  logOf,
  mergedInto,
  openNames,
  passTime,
  refusalOf,
  shown,
} from '../appeal/builders.ts';
import { clerk, director, dispatcher, handler, otherHandler, supervisor } from '../appeal/cast.ts';
import { calendar2027, revisedAt } from '../revision/cast.ts';
import { at } from '../time/cast.ts';

const master = 'SQ20261124-000009';
const begun = at('2026-11-24 10:00');
const inState = (state: State = 'handling', cls: 'U1' | 'U4' = 'U4') =>
  anAppeal({ xinfang: true, class: cls, state, at: begun });
const following = (state?: State) => mergedInto(inState(state), master, begun + minuteMs);
const written = { channel: 'visit', textId: 'text-9' } as const;
const answered = (appeal: Appeal) => act(appeal, 'reply', written, { actor: supervisor });

function moved(appeal: Appeal, what: MasterMove, outcome: Outcome | null = null, when = lastAt(appeal) + minuteMs) {
  const childSeq = appeal.merge?.seq ?? 0;
  const key = `m:${master}:${logOf(appeal).length}:${what}`;
  const telling = { kind: 'masterMoved' as const, master, childSeq, masterSeq: 30, what, outcome };
  return append(appeal, hear(appeal, telling, key, when).events);
}

function unmerged(appeal: Appeal, when = lastAt(appeal) + minuteMs): Appeal {
  const asked = act(appeal, 'requestUnmerge', {}, { at: when });
  return act(asked, 'decideUnmerge', {}, { at: when });
}

const lettersOf = (before: Appeal, after: Appeal) =>
  noticesFor(before, after, logOf(after).slice(logOf(before).length))
    .filter(({ to }) => to === 'appellant')
    .map(({ kind }) => kind);

describe('§3.1 信访工作条例 §22-23, 34: a 信访 matter that follows another', () => {
  test.each(['accepted', 'dispatched', 'handling'] as const)(
    'merged out of %s keeps the law’s clocks as they were; the service promises wait',
    (state) => {
      const before = inState(state);
      const after = following(state);
      expect(openNames(after)).toEqual(['xinfangClose', 'xinfangInform']);
      for (const name of ['xinfangClose', 'xinfangInform'] as const)
        expect(clockOf(after, name)).toEqual(clockOf(before, name));
      const names = (appeal: Appeal) => [...appeal.clocks, ...(appeal.merge?.clocks ?? [])].map(({ name }) => name);
      expect(names(after).sort()).toEqual(names(before).sort());
      expect(rowOf(after)).toMatchObject({
        dueClock: 'xinfangInform',
        nextWake: clockOf(after, 'xinfangInform').warnAt,
      });
    },
  );

  test('the decision of the merge does it, and one of an ordinary matter pauses all as before', () => {
    const decided = (appeal: Appeal) => act(act(appeal, 'requestMerge', { into: master }), 'decideMerge');
    expect(openNames(decided(inState()))).toEqual(['xinfangClose', 'xinfangInform']);
    const late = passTime(anAppeal({ state: 'handling' }), clockOf(anAppeal({ state: 'handling' }), 'handling').dueAt);
    expect(openNames(late)).toContain('supervision');
    const merged = decided(late);
    expect(merged).toMatchObject({ clocks: [], state: 'merged' });
    const [{ raisedSeq = 0 } = {}] = late.escalations;
    const acknowledge = { rung: 1 as const, raisedSeq };
    expect(refusalOf(merged, 'acknowledgeEscalation', acknowledge, { actor: supervisor })).toBe('wrongState');
  });

  test('a merge recorded by an older version waits as it did then, and comes back as it was', () => {
    const now = following();
    const log = logOf(now).map((event): AppealEvent =>
      event.kind === 'merged' ? { ...event, data: { into: master } } : event,
    );
    const old = rebuild(log);
    expect(old).toMatchObject({ clocks: [], state: 'merged' });
    if (!old) return;
    expect(attempt(old, 'informXinfang').refusal).toEqual({ code: 'wrongState', params: { state: 'merged' } });
    expect(attempt(old, 'reply', written, { actor: supervisor }).refusal?.code).toBe('wrongState');
    const back = { kind: 'unmerged', data: { from: master, reason: 'decided' } } as const;
    const by = { seq: old.version + 1, key: 'u', at: begun + dayMs, actor: supervisor, action: null, bodyHash: null };
    expect(append(old, [{ ...by, ...back }]).clocks).toEqual(inState().clocks);
  });

  test('is warned of 15, 7 and 3 日 before its due, and late at its due: recorded, raised, and said to who answers for it', () => {
    const before = following();
    const { dueAt } = clockOf(before, 'xinfangClose');
    const late = passTime(before, dueAt);
    const warned = eventsOf(late, 'warned').filter(({ data }) => data.clock === 'xinfangClose');
    expect(warned.map(({ data }) => (dueAt - data.markAt) / dayMs)).toEqual([15, 7, 3]);
    const [expired] = eventsOf(late, 'expired').filter(({ data }) => data.clock === 'xinfangClose');
    expect(expired?.data).toMatchObject({ dueAt, firedAt: dueAt });
    const broken = late.late.map(({ clock }) => clock).filter((clock) => clock !== 'supervision');
    expect(broken).toEqual(['xinfangInform', 'xinfangClose']);
    expect(late).toMatchObject({ state: 'merged', escalations: [{ rung: 1 }, { rung: 4 }, { rung: 5 }] });
    expect(rowOf(late).overdue).toBe(true);
    expect(expired && noticesFor(before, late, [expired]).map(({ kind, to }) => [kind, to])).toEqual([
      ['xinfangOverdue', { role: 'supervisor' }],
      ['xinfangOverdue', { role: 'director' }],
    ]);
  });

  test('its warnings go to its own handler, or where nobody was given it to the supervisor', () => {
    const warnedOf = (appeal: Appeal) => {
      const after = passTime(appeal, clockOf(appeal, 'xinfangClose').dueAt - 1);
      const [first] = eventsOf(after, 'warned').filter(({ data }) => data.clock === 'xinfangClose');
      return first && noticesFor(appeal, after, [first]).map(({ to }) => to);
    };
    expect(warnedOf(following())).toEqual([{ user: handler.id }]);
    expect(warnedOf(following('accepted'))).toEqual([{ role: 'supervisor' }]);
  });

  test('is informed and extended as anywhere; the rung raised for it is acknowledged', () => {
    const informed = act(following(), 'informXinfang', {}, { actor: clerk });
    expect(openNames(informed)).toEqual(['xinfangClose']);
    expect(informed.state).toBe('merged');
    const extended = act(act(informed, 'requestXinfangExtension'), 'decideXinfangExtension');
    expect(shown(clockOf(extended, 'xinfangClose').dueAt)).toBe('02-24 18:00');
    const late = passTime(following(), clockOf(following(), 'xinfangInform').dueAt);
    const [{ raisedSeq = 0 } = {}] = late.escalations;
    const acknowledged = act(late, 'acknowledgeEscalation', { rung: 1, raisedSeq }, { actor: supervisor });
    expect(clockOf(acknowledged, 'supervision')).toMatchObject({ rung: 1, half: 'act' });
    const done = act(acknowledged, 'informXinfang', {}, { actor: clerk });
    expect(done.escalations).toMatchObject([{ rung: 1, endedAt: lastAt(done) }]);
    expect(openNames(done)).toEqual(['xinfangClose']);
  });
});

describe('§3.1 信访工作条例 §32, 34: the written answer of a matter that follows another', () => {
  test('is owed whatever the master was answered, until its own appellant has it in writing', () => {
    const told = moved(following(), 'replied');
    expect(lettersOf(following(), told)).toEqual(['replied']);
    expect(openNames(told)).toContain('xinfangClose');
    expect(refusalOf(told, 'reply', { ...written, channel: 'phone' }, { actor: supervisor })).toBe(
      'writtenReplyNeeded',
    );
    const after = answered(told);
    expect(after).toMatchObject({ state: 'merged', replyChannel: 'visit', replies: ['text-9'] });
    // Who answered it calls nobody back about it.
    expect(after.handlers).toContain(supervisor.id);
    expect(openNames(after)).toEqual(['xinfangInform']);
    expect(lettersOf(told, after)).toEqual(['replied']);
    expect(refusalOf(after, 'reply', written, { actor: supervisor })).toBe('wrongState');
  });

  test('is given by its own lead or a supervisor, by nobody else', () => {
    expect(refusalOf(following(), 'reply', written, { actor: handler })).toBeNull();
    expect(refusalOf(following(), 'reply', written, { actor: otherHandler })).toBe('notYourCase');
    expect(refusalOf(following(), 'reply', written, { actor: dispatcher })).toBe('notPermitted');
    expect(refusalOf(anAppeal({ state: 'merged' }), 'reply', written, { actor: supervisor })).toBe('wrongState');
  });

  test('given in time it is not late; given after the due it is, and ends what was raised', () => {
    const { dueAt } = clockOf(following(), 'xinfangClose');
    const inTime = act(passTime(following(), dueAt - 1), 'reply', written, { actor: supervisor, at: dueAt });
    expect(inTime.late.map(({ clock }) => clock)).not.toContain('xinfangClose');
    const informed = act(following(), 'informXinfang', {}, { actor: clerk });
    const late = act(passTime(informed, dueAt), 'reply', written, { actor: supervisor, at: dueAt + hourMs });
    expect(late.late.map(({ clock }) => clock)).toEqual(['xinfangClose']);
    expect(late.escalations.every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect(late.clocks).toEqual([]);
  });

  test.each([
    ['before the master is closed', (appeal: Appeal) => moved(answered(appeal), 'closed', 'solved')],
    ['after it', (appeal: Appeal) => answered(moved(appeal, 'closed', 'solved'))],
    [
      'days before it',
      (appeal: Appeal) => moved(answered(appeal), 'closed', 'solved', lastAt(answered(appeal)) + 5 * dayMs),
    ],
  ])('given %s, the case closes by itself, and for 30 日 from the answer its review may be asked for', (_when, end) => {
    const after = end(following());
    expect(after).toMatchObject({ state: 'closed', outcome: 'solved', merge: null, archivedAt: null });
    expect(openNames(after)).toEqual(['reopen']);
    expect(shown(clockOf(after, 'reopen').dueAt)).toBe('12-24 18:00');
    expect(act(after, 'requestXinfangReview').xinfang?.reviews).toHaveLength(1);
    const left = messagesFor(following(), after, logOf(after).slice(logOf(following()).length));
    expect(left).toMatchObject([{ to: master, body: { kind: 'childLeft' } }]);
    expect(lettersOf(following(), after).at(-1)).toBe('closed');
    expect(lettersOf(following(), after)).not.toContain('unmerged');
    expect(refusalOf(after, 'decideXinfangReview', {}, { actor: director })).toBe('xinfangNothingAsked');
  });

  test('still owed when the master is over for good, the case goes on by itself instead of ending with it', () => {
    const after = moved(moved(following(), 'closed', 'solved'), 'archived');
    expect(after).toMatchObject({ state: 'handling', merge: null, archivedAt: null, closedAt: null });
    expect(after.clocks.map(({ name }) => name).sort()).toEqual(
      inState()
        .clocks.map(({ name }) => name)
        .sort(),
    );
    expect(eventsOf(after, 'unmerged').at(-1)?.data.reason).toBe('answerOwed');
    expect(lettersOf(following(), after)).toEqual(['closed', 'unmerged']);
  });
});

describe('§4.2 unmerge of a 信访 matter', () => {
  test('gives back what waited beside what ran on, each as it is then', () => {
    const before = inState();
    const informed = act(following(), 'informXinfang', {}, { actor: clerk });
    const back = unmerged(passTime(informed, begun + 50 * dayMs));
    expect(back.state).toBe('handling');
    expect(openNames(back)).toEqual(openNames(before).filter((name) => name !== 'xinfangInform'));
    expect(clockOf(back, 'handling')).toEqual(clockOf(before, 'handling'));
    expect(clockOf(back, 'xinfangClose').marks).toEqual([7, 3]);
  });

  test('a rung that had ended with the merge lives again; one that both have raised presses for both', () => {
    const late = (appeal: Appeal) => passTime(appeal, clockOf(appeal, 'handling').dueAt);
    const promise = late(anAppeal({ xinfang: true, class: 'U1', state: 'handling', at: begun }));
    const merged = mergedInto(promise, master, lastAt(promise) + 1);
    expect(merged.escalations.filter(({ endedAt }) => endedAt === null)).toEqual([]);
    const soon = unmerged(merged);
    const [now] = tick(soon, lastAt(soon), true);
    expect(now?.kind).not.toBe('escalated');
    expect(soon).toMatchObject({ escalations: promise.escalations, climbed: promise.climbed });
    const raised = passTime(merged, clockOf(merged, 'xinfangInform').dueAt);
    const own = raised.escalations.findLast(({ rung }) => rung === 1);
    expect(own).toMatchObject({ reasons: ['xinfangInform'], endedAt: null });
    const both = unmerged(raised);
    const live = both.escalations.filter(({ rung, endedAt }) => rung === 1 && endedAt === null);
    expect(live).toMatchObject([{ reasons: ['xinfangInform', 'handling'] }]);
    expect(both.clocks.filter(({ name, rung }) => name === 'supervision' && rung === 1)).toHaveLength(1);
  });
});

describe('§3.3 a revision under a 信访 matter that follows another', () => {
  const revision = { id: 1, kind: 'calendar' as const, calendar: calendar2027 };

  test('reaches what runs and what waits, and counts as past only what runs', () => {
    const before = following();
    const after = revisedAt(before, revision, begun + dayMs);
    const sorted = ({ clocks }: Appeal) => [...clocks].sort((a, b) => a.name.localeCompare(b.name));
    expect(sorted(unmerged(after))).toEqual(sorted(revisedAt(inState(), revision, begun + dayMs)));
    const tally = emptyTally();
    const days = Array.from({ length: 30 }, (_, day) => `2026-12-${String(day + 1).padStart(2, '0')}`);
    const none = { ...calendar2027, version: 'none', workdays: [], holidays: days };
    count(tally, before, { ...revision, calendar: none }, begun + 400 * dayMs);
    const past = tally.rows.filter((row) => row.past > 0).map(({ clock }) => clock);
    expect(past).toContain('xinfangInform');
    expect(past).not.toContain('handling');
  });
});
