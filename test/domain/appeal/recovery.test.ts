// The worker was down past a due: it fires once on recovery, stamped dueAt and firedAt, the lag visible (domain §4.6).
import { expect, test } from 'vitest';
import { clockKey, nextClock } from '../../../domain/appeal/clocks.ts';
import { resume, tick } from '../../../domain/appeal/decide.ts';
import { evolve, rebuild } from '../../../domain/appeal/evolve.ts';
import type { AppealEvent } from '../../../domain/appeal/events.ts';
import { dayMs, hourMs, minuteMs } from '../../../domain/time/shanghai.ts';
import { at } from '../time/cast.ts';
import { act, anAppeal, append, clockOf, downgraded, eventsOf, logOf, passTime, tuesday, wake } from './builders.ts';

const back = at('2026-12-20 11:00');

test('§4.6 several clocks each fire once, in the order of their dues', () => {
  const dispatched = anAppeal({
    state: 'dispatched',
    assist: [
      { value: 3, unit: 'workingDay' },
      { value: 1, unit: 'hour' },
    ],
  });
  const late = wake(dispatched, back);
  const fired = eventsOf(late, 'expired').map(({ data }) => [data.clock, data.ref, data.dueAt]);
  const dues = dispatched.clocks.map((clock) => [clock.name, clock.ref, clock.dueAt] as const);
  expect(fired).toEqual([...dues].sort((a, b) => a[2] - b[2]));
  expect(fired.map(([name, ref]) => [name, ref])).toEqual([
    ['task', 'task-2'],
    ['signing', null],
    ['task', 'task-1'],
    ['handling', null],
  ]);
  for (const event of eventsOf(late, 'expired')) expect(event).toMatchObject({ at: back, data: { firedAt: back } });
});

test('§4.6 a mark that is found with its due says nothing any more, and takes nothing out of order', () => {
  // The mark of handling lies before the due of signing, the due of handling behind it.
  const dispatched = anAppeal({ state: 'dispatched', class: 'U2', at: tuesday });
  const reclassed = downgraded(dispatched, 'U3', tuesday + minuteMs);
  const late = wake(reclassed, back);
  expect(eventsOf(late, 'warned')).toEqual([]);
  const dues = eventsOf(late, 'expired').map(({ data }) => data.dueAt);
  expect(dues).toEqual([...dues].sort((a, b) => a - b));
});

test('§4.6 a mark whose due is still ahead is raised late rather than never', () => {
  const appeal = anAppeal({ class: 'U1', at: tuesday });
  const warned = wake(appeal, tuesday + 119 * minuteMs);
  expect(eventsOf(warned, 'warned').map(({ data }) => data.clock)).toEqual(['handling']);
  expect(eventsOf(warned, 'expired').map(({ data }) => data.clock)).toEqual(['acceptance']);
});

test('§4.6 a second wake finds nothing more', () => {
  const late = wake(anAppeal({ state: 'handling' }), back);
  expect(tick(late, back, true)).toEqual([]);
});

test('§4.6 clocks opened on recovery wait for their own time', () => {
  const late = wake(anAppeal({ class: 'U1' }), back);
  expect(clockOf(late, 'supervision').dueAt).toBe(back + 15 * minuteMs);
  expect(late.late.map(({ clock }) => clock)).toEqual(['acceptance', 'handling']);
});

test('§4.6 a pause that ended long ago goes on from the recovery, with the working time it had', () => {
  const waiting = anAppeal({ state: 'awaitingResident', class: 'U2', at: tuesday });
  const left = clockOf(waiting, 'handling').pausedRemaining ?? 0;
  const after = wake(waiting, tuesday + 3 * dayMs);
  expect(after.state).toBe('handling');
  expect(clockOf(after, 'handling').dueAt).toBe(tuesday + 3 * dayMs + left);
});

test('§4.6 the case that closes on recovery fires nothing behind its closing', () => {
  const waiting = act(act(anAppeal({ state: 'handling', assist: [null] }), 'contact'), 'needInfo');
  const late = wake(waiting, back);
  expect(late).toMatchObject({ state: 'closed', outcome: 'unreachable' });
  const kinds = logOf(late)
    .slice(waiting.version)
    .map(({ kind }) => kind);
  expect(kinds.at(-1)).toBe('closed');
});

test('§4.6 woken at every instant or once at the end, the same clocks are late by the same dues', () => {
  const handling = act(anAppeal({ state: 'handling', class: 'U1' }), 'contact');
  const until = tuesday + 2 * hourMs + 5 * minuteMs;
  const dues = (events: AppealEvent[]) =>
    events.flatMap((event) => (event.kind === 'expired' ? [[event.key, event.data.dueAt]] : []));
  expect(dues(logOf(passTime(handling, until)))).toEqual(dues(logOf(wake(handling, until))));
});

test('§4.6 dues of one instant come before the marks of that instant', () => {
  const appeal = anAppeal({ state: 'handling' });
  const clock = clockOf(appeal, 'contact');
  const twins = {
    ...appeal,
    clocks: [
      { ...clock, warnAt: tuesday, dueAt: tuesday + hourMs },
      { ...clock, name: 'reply' as const, warnAt: null, dueAt: tuesday },
    ],
  };
  expect(nextClock(twins)).toMatchObject({ what: 'due', at: tuesday });
});

test('another run takes over with an entry of its own, and the case is as it was', () => {
  const appeal = anAppeal({ state: 'handling' });
  const taken = append(appeal, [resume(appeal, 'run-2', tuesday + hourMs)]);
  expect(taken).toEqual({ ...appeal, owner: 'run-2', version: appeal.version + 1 });
});

test('events of kinds it does not know are counted and otherwise left alone', () => {
  const appeal = anAppeal({ state: 'handling' });
  const last = logOf(appeal).at(-1);
  const unknown = { ...last, seq: appeal.version + 1, key: 'x', kind: 'beamedUp', data: {} } as unknown as AppealEvent;
  const after = evolve(appeal, { ...unknown, actor: { id: 'system', role: 'system', unitId: null } });
  expect(after).toEqual({ ...appeal, version: appeal.version + 1 });
});

test('a log begins with registered', () => {
  const [, ...rest] = logOf(anAppeal({ state: 'accepted' }));
  expect(() => rebuild(rest)).toThrow(RangeError);
  expect(rebuild([])).toBeNull();
});

test('a clock’s key names clock, use, round and the event that opened it', () => {
  const handling = anAppeal({ state: 'handling', assist: [null] });
  expect(handling.clocks.map(clockKey).sort()).toEqual(['c:contact::0:4', 'c:handling::0:1', 'c:task:task-1:0:3']);
});
