// What each expiry does (domain §4.4).
import { describe, expect, test } from 'vitest';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { dayMs, hourMs, minuteMs } from '../../../domain/time/shanghai.ts';
import type { ClockName, State } from '../../../domain/words.ts';
import { at } from '../time/cast.ts';
import {
  act,
  anAppeal,
  clockOf,
  eventsOf,
  logOf,
  openNames,
  passTime,
  refusalOf,
  shown,
  tuesday,
  wake,
  type Wanted,
} from './builders.ts';
import { callbackAgent, director, otherHandler, resident } from './cast.ts';

/** The case at the due instant of that clock. */
function expired(appeal: Appeal, name: ClockName): Appeal {
  return passTime(appeal, clockOf(appeal, name).dueAt);
}

function kindsAt(appeal: Appeal, name: ClockName): string[] {
  const log = logOf(appeal);
  const start = log.findIndex((event) => event.kind === 'expired' && event.data.clock === name);
  return start < 0 ? [] : log.slice(start).map(({ kind }) => kind);
}

describe('§4.4 80 % of a clock', () => {
  const promises: [ClockName, State, Wanted][] = [
    ['acceptance', 'registered', {}],
    ['dispatch', 'accepted', {}],
    ['signing', 'dispatched', {}],
    ['contact', 'handling', {}],
    ['task', 'handling', { assist: [{ value: 1, unit: 'hour' }] }],
    ['reply', 'handled', {}],
    ['feedback', 'replied', {}],
    ['handling', 'registered', { class: 'U1' }],
  ];
  test.each(promises)('of %s warns once and escalates nothing', (name, state, wanted) => {
    const before = anAppeal({ ...wanted, state });
    const { warnAt } = clockOf(before, name);
    expect(eventsOf(passTime(before, (warnAt ?? 0) - 1), 'warned').map(({ data }) => data.clock)).not.toContain(name);
    const after = passTime(before, warnAt ?? 0);
    const warned = eventsOf(after, 'warned').filter(({ data }) => data.clock === name);
    expect(warned.map(({ data }) => data.markAt)).toEqual([warnAt]);
    expect(clockOf(after, name)).toMatchObject({ warnedAt: warnAt, firedAt: null });
    if (name !== 'handling') expect(after.escalations).toEqual([]);
  });
});

describe('§4.4 acceptance', () => {
  const late = expired(anAppeal(), 'acceptance');

  test('expired urges the clerk; the case stays registered and is counted late', () => {
    expect(kindsAt(late, 'acceptance')).toEqual(['expired', 'urged']);
    expect(late).toMatchObject({ state: 'registered', escalations: [] });
    expect(late.late).toMatchObject([{ clock: 'acceptance', dueAt: clockOf(late, 'acceptance').dueAt }]);
    expect(late.supervision).toMatchObject([{ level: 'urged', by: 'system' }]);
  });

  test('late stays on record after the case is accepted', () => {
    const accepted = act(late, 'accept');
    expect(accepted.late).toEqual(late.late);
    expect(openNames(accepted)).toEqual(['dispatch', 'handling']);
  });
});

test('dispatch expired urges the dispatcher and raises no rung', () => {
  const late = expired(anAppeal({ state: 'accepted' }), 'dispatch');
  expect(kindsAt(late, 'dispatch')).toEqual(['expired', 'urged']);
  expect(late).toMatchObject({ state: 'accepted', escalations: [], late: [{ clock: 'dispatch' }] });
});

describe('§4.4 signing', () => {
  const late = expired(anAppeal({ state: 'dispatched' }), 'signing');

  test('expired raises rung 1', () => {
    expect(kindsAt(late, 'signing')).toEqual(['expired', 'escalated']);
    expect(late.escalations).toMatchObject([{ rung: 1, reasons: ['signing'], endedAt: null }]);
    expect(openNames(late)).toEqual(['handling', 'signing', 'supervision']);
  });

  test('the dispatcher may re-dispatch, which ends the rung with its cause', () => {
    const after = act(late, 'redispatch');
    expect(after.escalations).toMatchObject([{ endedAt: expect.any(Number) as number }]);
    expect(openNames(after)).toEqual(['handling', 'signing']);
    expect(act(after, 'sign', {}, { actor: otherHandler }).state).toBe('handling');
  });
});

test('contact expired urges and counts as late, without a rung', () => {
  const late = expired(anAppeal({ state: 'handling' }), 'contact');
  expect(kindsAt(late, 'contact')).toEqual(['expired', 'urged']);
  expect(late).toMatchObject({ escalations: [], late: [{ clock: 'contact' }] });
});

describe('§4.4 handling', () => {
  test('expired puts the case under supervision and raises rung 1', () => {
    const late = expired(act(anAppeal({ state: 'handling' }), 'contact'), 'handling');
    expect(kindsAt(late, 'handling')).toEqual(['expired', 'supervised', 'escalated']);
    expect(late.supervision).toMatchObject([{ level: 'supervised', by: 'system' }]);
    expect(late.escalations).toMatchObject([{ rung: 1, reasons: ['handling'] }]);
    expect(late.state).toBe('handling');
  });

  test.each(['registered', 'accepted', 'dispatched'] as const)(
    'expired in %s escalates as well: escalation needs no assignee',
    (state) => {
      const late = expired(anAppeal({ state, class: 'U1' }), 'handling');
      expect(late.state).toBe(state);
      expect(late.escalations.flatMap(({ reasons }) => reasons)).toContain('handling');
    },
  );

  test('ends with completion, and the rung with it', () => {
    const late = expired(act(anAppeal({ state: 'handling' }), 'contact'), 'handling');
    const handled = act(late, 'complete');
    expect(handled.escalations[0]?.endedAt).not.toBeNull();
    expect(openNames(handled)).toEqual(['reply']);
    expect(handled.late).toEqual(late.late);
  });
});

test('reply expired urges the handler and raises rung 1', () => {
  const late = expired(anAppeal({ state: 'handled' }), 'reply');
  expect(kindsAt(late, 'reply')).toEqual(['expired', 'urged', 'escalated']);
  expect(late.escalations).toMatchObject([{ rung: 1, reasons: ['reply'] }]);
  expect(act(late, 'reply').escalations[0]?.endedAt).not.toBeNull();
});

test('a sub-task expired urges and counts as late, without a rung', () => {
  const late = expired(anAppeal({ state: 'handling', assist: [{ value: 1, unit: 'hour' }] }), 'task');
  expect(kindsAt(late, 'task')).toEqual(['expired', 'urged']);
  expect(late.escalations).toEqual([]);
});

describe('§4.4 feedback', () => {
  const replied = anAppeal({ state: 'replied' });
  const failedOn = (dates: string[]) =>
    dates.reduce((appeal, text) => act(appeal, 'callbackFailed', {}, { at: at(text) }), replied);

  test('expired with no attempt raises rung 1', () => {
    const late = expired(replied, 'feedback');
    expect(kindsAt(late, 'feedback')).toEqual(['expired', 'escalated']);
    expect(late).toMatchObject({ state: 'replied', escalations: [{ rung: 1, reasons: ['feedback'] }] });
  });

  test('expired with three attempts on two dates raises rung 1: neglect must not improve a rate', () => {
    const late = expired(failedOn(['2026-11-24 16:00', '2026-11-25 09:00', '2026-11-25 17:00']), 'feedback');
    expect(late).toMatchObject({ state: 'replied', escalations: [{ reasons: ['feedback'] }] });
  });

  test('with three attempts on different dates the case is closed without feedback before it can expire', () => {
    const closed = failedOn(['2026-11-24 16:00', '2026-11-25 09:00', '2026-11-26 17:00']);
    expect(closed).toMatchObject({ state: 'closed', outcome: 'noFeedback', escalations: [], late: [] });
  });

  test('given late ends the rung and closes the case', () => {
    const late = expired(replied, 'feedback');
    const closed = act(late, 'feedback', {}, { actor: callbackAgent });
    expect(closed.state).toBe('closed');
    expect(closed.escalations[0]?.endedAt).not.toBeNull();
    expect(openNames(closed)).toEqual(['reopen']);
  });
});

describe('§4.4 the resident’s answer', () => {
  test('of class U2 missing after 4 hours resumes the handling', () => {
    const waiting = anAppeal({ state: 'awaitingResident', class: 'U2', at: tuesday });
    const left = clockOf(waiting, 'handling').pausedRemaining ?? 0;
    const after = passTime(waiting, tuesday + 4 * hourMs);
    expect(after.state).toBe('handling');
    expect(clockOf(after, 'handling')).toMatchObject({ pausedRemaining: null, dueAt: tuesday + 4 * hourMs + left });
  });

  test('of class U3 is reminded of after 5 工作日 and missing after 10 closes the case as unreachable', () => {
    const waiting = act(act(anAppeal({ state: 'handling' }), 'contact'), 'needInfo');
    const reminded = passTime(waiting, at('2026-12-01 18:00'));
    expect(eventsOf(reminded, 'warned').map(({ data, at: when }) => [data.clock, shown(when)])).toEqual([
      ['residentAnswer', '12-01 18:00'],
    ]);
    const closed = passTime(waiting, at('2026-12-08 18:00'));
    expect(closed).toMatchObject({ state: 'closed', outcome: 'unreachable', late: [] });
    expect(openNames(closed)).toEqual(['reopen']);
    expect(act(closed, 'redo', {}, { actor: resident }).state).toBe('handling');
  });

  test.each([{ flags: ['vulnerable' as const] }, { flags: ['safety' as const] }])(
    'of %o missing to the end becomes a visit to the door, and the handling goes on',
    (wanted) => {
      const waiting = act(act(anAppeal({ ...wanted, state: 'handling' }), 'contact'), 'needInfo');
      const left = clockOf(waiting, 'handling').pausedRemaining ?? 0;
      const after = passTime(waiting, at('2026-12-08 18:00'));
      expect(after.state).toBe('handling');
      expect(after.tasks).toMatchObject([{ kind: 'homeVisit', unitId: 'unit-property', state: 'open' }]);
      expect(clockOf(after, 'task')).toMatchObject({ openedAt: at('2026-12-08 18:00') });
      expect(clockOf(after, 'handling').pausedRemaining).toBeNull();
      expect(left).toBeGreaterThan(0);
      expect(refusalOf(after, 'complete')).toBe('tasksOpen');
      const visited = act(
        after,
        'completeTask',
        {},
        { actor: { id: 'handler', role: 'handler', unitId: 'unit-property' } },
      );
      expect(act(visited, 'complete').state).toBe('handled');
    },
  );

  test('the visit goes with the case to another lead', () => {
    const waiting = act(anAppeal({ state: 'handling', flags: ['vulnerable'] }), 'needInfo');
    const moved = act(passTime(waiting, at('2026-12-08 18:00')), 'redispatch');
    const signed = act(moved, 'sign', {}, { actor: otherHandler });
    expect(act(signed, 'completeTask', {}, { actor: otherHandler }).tasks).toMatchObject([{ state: 'done' }]);
  });
});

describe('§4.4 two reasons on one rung', () => {
  const signing = expired(anAppeal({ state: 'dispatched', class: 'U1' }), 'signing');

  test('the second adds its reason and restarts nothing', () => {
    const silent = clockOf(signing, 'supervision');
    const both = passTime(signing, clockOf(signing, 'handling').dueAt);
    const first = both.escalations.filter(({ rung }) => rung === 1);
    expect(first).toMatchObject([{ rung: 1, reasons: ['signing', 'handling'] }]);
    expect(first[0]?.raisedAt).toBe(signing.escalations[0]?.raisedAt);
    expect(clockOf(both, 'supervision')).toMatchObject({ openSeq: silent.openSeq, dueAt: silent.dueAt });
    const raised = eventsOf(both, 'escalated').filter(({ data }) => data.rung === 1);
    expect(raised.map(({ data }) => data.clocks.length)).toEqual([1, 0]);
  });

  test('the rung is over only when both causes are', () => {
    const both = passTime(signing, clockOf(signing, 'handling').dueAt);
    const signed = act(both, 'sign');
    expect(signed.escalations[0]?.endedAt).toBeNull();
    const handled = act(act(signed, 'contact'), 'complete');
    expect(handled.escalations[0]?.endedAt).not.toBeNull();
  });

  test('after the rung is over a new reason raises it anew', () => {
    const signed = act(signing, 'sign');
    expect(signed.escalations[0]?.endedAt).not.toBeNull();
    const again = passTime(signed, clockOf(signed, 'handling').dueAt);
    const first = again.escalations.filter(({ rung }) => rung === 1);
    expect(first).toHaveLength(2);
    expect(first[1]).toMatchObject({ reasons: ['handling'], endedAt: null });
  });
});

test('§4.4 a silent rung 1 is recorded and stays open while the next is raised', () => {
  const late = expired(anAppeal({ state: 'accepted', class: 'U2' }), 'handling');
  const silent = expired(late, 'supervision');
  expect(kindsAt(silent, 'supervision')).toEqual(['expired', 'escalated']);
  expect(silent.escalations[0]).toMatchObject({ endedAt: null, silentAt: clockOf(silent, 'supervision').dueAt });
  const acknowledged = act(silent, 'acknowledgeEscalation', {}, { actor: director });
  expect(acknowledged.escalations[0]).toMatchObject({ acknowledgedBy: 'director', silentAt: null });
});

test('§4.4 clocks opened by an expiry start when it fired, not when it was due: an outage skips nobody', () => {
  const handling = act(anAppeal({ state: 'handling', class: 'U1', at: tuesday }), 'contact');
  const back = tuesday + 2 * dayMs;
  const late = wake(handling, back);
  expect(late.late).toMatchObject([{ clock: 'handling', dueAt: tuesday + 2 * hourMs - 3 * minuteMs, firedAt: back }]);
  expect(clockOf(late, 'supervision')).toMatchObject({ openedAt: back, dueAt: back + 15 * minuteMs, firedAt: null });
  const waiting = anAppeal({ state: 'awaitingResident', class: 'U4', flags: ['safety'], at: tuesday });
  const visit = wake(waiting, at('2026-12-15 10:00'));
  expect(clockOf(visit, 'task')).toMatchObject({ openedAt: at('2026-12-15 10:00'), dueAt: at('2026-12-16 18:00') });
});

test('§4.2 the reopen window ended archives the case: nothing more can happen', () => {
  const archived = expired(anAppeal({ state: 'closed' }), 'reopen');
  expect(archived).toMatchObject({ state: 'closed', outcome: 'solved', clocks: [], late: [] });
  expect(archived.archivedAt).not.toBeNull();
});
