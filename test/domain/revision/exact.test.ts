// Exactness: every due is what it would have been had the change been known when its clock was opened (domain §3.3).
import { describe, expect, test } from 'vitest';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { parseLimit } from '../../../domain/policy/terms.ts';
import type { OfficeHours } from '../../../domain/time/types.ts';
import type { ActionName } from '../../../domain/words.ts';
import { act, clockOf, downgraded, eventsOf, passTime, shown, type Wanted } from '../appeal/builders.ts';
import { assistUnit, dispatcher, leadUnit } from '../appeal/cast.ts';
import { at, calendar } from '../time/cast.ts';
import { calendar2027, registeredBy, revisedAt, through, toCalendar2027 } from './cast.ts';

const monday = at('2027-02-01 10:00');

/** Lives of a case up to the morning of 3 February; what they do is done alike by whoever knows which calendar. */
const lives: [string, Wanted, (appeal: Appeal) => Appeal][] = [
  ['just registered', { class: 'U3' }, (appeal) => appeal],
  ['vulnerable, × 0.6', { class: 'U4', flags: ['vulnerable'] }, (appeal) => appeal],
  ['a category with a limit of its own', { class: 'U3', ownHandling: '3wd', category: 'CLEAN' }, (appeal) => appeal],
  [
    'accepted in another class',
    { class: 'U3' },
    (appeal) => act(appeal, 'accept', { class: 'U4' }, { at: at('2027-02-01 11:00') }),
  ],
  [
    'in handling, with assisting units',
    { class: 'U4' },
    (appeal) => {
      const accepted = act(appeal, 'accept', {}, { at: at('2027-02-01 11:00') });
      const assist = [null, parseLimit('6wd')].map((limit, i) => ({ id: `task-${i}`, unitId: assistUnit, limit }));
      return act(
        act(accepted, 'dispatch', { unitId: leadUnit, assist }, { at: at('2027-02-01 15:00') }),
        'sign',
        {},
        { at: at('2027-02-02 09:30') },
      );
    },
  ],
  [
    'paused',
    { class: 'U4' },
    (appeal) =>
      act(
        through(appeal, ['accept', 'dispatch', 'sign', 'contact'], at('2027-02-01 16:00')),
        'needInfo',
        {},
        { at: at('2027-02-02 11:00') },
      ),
  ],
  [
    'paused and resumed',
    { class: 'U4' },
    (appeal) => {
      const asked = act(
        through(appeal, ['accept', 'dispatch', 'sign', 'contact'], at('2027-02-01 16:00')),
        'needInfo',
        {},
        { at: at('2027-02-01 17:00') },
      );
      return act(asked, 'infoGiven', {}, { at: at('2027-02-02 16:40') });
    },
  ],
  [
    're-classed up',
    { class: 'U4' },
    (appeal) =>
      act(
        through(appeal, ['accept', 'dispatch', 'sign'], at('2027-02-01 16:00')),
        'reclass',
        { class: 'U3' },
        { at: at('2027-02-02 15:30'), actor: dispatcher },
      ),
  ],
  [
    're-classed down',
    { class: 'U3' },
    (appeal) =>
      downgraded(through(appeal, ['accept', 'dispatch', 'sign'], at('2027-02-01 16:00')), 'U4', at('2027-02-02 15:30')),
  ],
  [
    'extended',
    { class: 'U3' },
    (appeal) =>
      through(
        appeal,
        ['accept', 'dispatch', 'sign', 'contact', 'requestExtension', 'decideExtension'],
        at('2027-02-01 16:00'),
      ),
  ],
  [
    'extended, put aside and taken up again',
    { class: 'U4', assist: [null] },
    (appeal) => {
      const parked = through(
        appeal,
        [
          'accept',
          'dispatch',
          'sign',
          ...(['requestExtension', 'decideExtension', 'requestPark', 'decidePark'] as const),
        ],
        at('2027-02-01 16:00'),
      );
      return act(parked, 'unpark', {}, { at: at('2027-02-02 16:40') });
    },
  ],
  [
    'put aside',
    { class: 'U4' },
    (appeal) => through(appeal, ['accept', 'dispatch', 'sign', 'requestPark', 'decidePark'], at('2027-02-01 16:00')),
  ],
  [
    'asked to be returned, in vain',
    { class: 'U4' },
    (appeal) => {
      const asked = through(appeal, ['accept', 'dispatch', 'requestReturn'], at('2027-02-01 16:00'));
      const denied = { granted: false, textId: 'text-2' };
      return act(asked, 'decideReturn', denied, { at: at('2027-02-02 11:00') });
    },
  ],
  [
    're-classed up while new limit is the longer one by the old calendar',
    { class: 'U4' },
    (appeal) => act(appeal, 'reclass', { class: 'U3' }, { at: at('2027-02-02 15:30'), actor: dispatcher }),
  ],
];

describe('§3.3 recomputation is exact', () => {
  const now = at('2027-02-03 08:45');
  const open = (appeal: Appeal) =>
    appeal.clocks
      .map(({ name, ref, dueAt, warnAt, pausedRemaining, unit }) => ({
        name,
        ref,
        dueAt: shown(dueAt),
        warnAt: shown(warnAt),
        pausedRemaining,
        unit,
      }))
      .sort((a, b) => `${a.name}${a.ref}`.localeCompare(`${b.name}${b.ref}`));

  test.each(lives)('%s: as if the calendar had been known from the beginning', (_name, wanted, live) => {
    const late = revisedAt(live(registeredBy(calendar, monday, wanted)), toCalendar2027, now);
    const early = live(registeredBy(calendar2027, monday, wanted));
    expect(open(late)).toEqual(open(early));
  });

  test.each(lives)('%s: as if the office hours had been known from the beginning', (_name, wanted, live) => {
    const hours: OfficeHours = [[540, 1020]];
    const late = revisedAt(
      live(registeredBy(calendar2027, monday, wanted)),
      { id: 1, kind: 'officeHours', officeHours: hours },
      now,
    );
    const early = live(registeredBy(calendar2027, monday, wanted, hours));
    expect(open(late)).toEqual(open(early));
  });

  test.each(lives)('%s: there and back again is where it was', (_name, wanted, live) => {
    const before = live(registeredBy(calendar, monday, wanted));
    const there = revisedAt(before, toCalendar2027, now);
    expect(open(revisedAt(there, { id: 2, kind: 'calendar', calendar }, now))).toEqual(open(before));
  });

  // No older version put a case aside.
  test.each(lives.filter(([name]) => name !== 'put aside'))(
    '%s: a case written by an older version, without a word of how its dues came about, keeps what it was given',
    (_name, wanted, live) => {
      const appeal = live(registeredBy(calendar, monday, wanted));
      const older = { ...appeal, clocks: appeal.clocks.map(({ reckoning: _r, pausedAt: _p, ...clock }) => clock) };
      const late = revisedAt(older, toCalendar2027, now);
      const early = live(registeredBy(calendar2027, monday, wanted));
      const due = (each: Appeal) =>
        open(each)
          .filter(({ pausedRemaining }) => pausedRemaining === null)
          .map(({ name, dueAt }) => [name, dueAt]);
      expect(due(late)).toEqual(due(early));
    },
  );

  test('§4.6 a due that moves on ends the grace of an extension: what is done by the new due is in time', () => {
    const steps: ActionName[] = ['accept', 'dispatch', 'sign', 'contact', 'requestExtension'];
    const asked = through(registeredBy(calendar, monday, { class: 'U3' }), steps, at('2027-02-01 11:00'));
    const now = at('2027-02-09 09:00');
    const grace = passTime(asked, at('2027-02-08 18:00'));
    expect(clockOf(grace, 'handling').graceUntil).not.toBeNull();
    const after = revisedAt(grace, toCalendar2027, now);
    expect(clockOf(after, 'handling').graceUntil).toBeNull();
    expect(act(after, 'complete', {}, { at: at('2027-02-13 10:00') })).toMatchObject({ state: 'handled', late: [] });
    // Still undecided at the new due, it has a grace of its own there.
    const again = passTime(after, at('2027-02-13 18:00'));
    expect(again.late).toEqual([]);
    expect(clockOf(again, 'handling').graceUntil).toBeGreaterThan(at('2027-02-13 18:00'));
  });

  test('a pause keeps the working time it had left, and goes on with it in the new calendar', () => {
    const steps: ActionName[] = ['accept', 'dispatch', 'sign', 'contact', 'needInfo'];
    const paused = through(registeredBy(calendar, monday, { class: 'U3' }), steps, at('2027-02-02 11:00'));
    const after = revisedAt(paused, toCalendar2027, at('2027-02-03 09:00'));
    expect(clockOf(after, 'handling').pausedRemaining).toBe(clockOf(paused, 'handling').pausedRemaining);
    const resumed = act(after, 'infoGiven', {}, { at: at('2027-02-04 11:00') });
    // Four working days and an hour were left of it: 5–11 February do not count, Saturday the 13th does.
    expect(shown(clockOf(resumed, 'handling').dueAt)).toBe('02-16 18:00');
  });
});

describe('§3.3 what waits is recomputed as well', () => {
  const now = at('2027-02-03 08:45');
  const dues = (clocks: Appeal['clocks']) =>
    clocks.map(({ name, dueAt, warnAt }) => [name, shown(dueAt), shown(warnAt)]).sort();
  const merged = (known: typeof calendar) => {
    const working = through(
      registeredBy(known, monday, { class: 'U3' }),
      ['accept', 'dispatch', 'sign'],
      monday + 3_600_000,
    );
    return through(working, ['requestMerge', 'decideMerge'], at('2027-02-02 15:00'));
  };

  test('the clocks that a merged case keeps for itself move, and it comes back with them', () => {
    const late = revisedAt(merged(calendar), toCalendar2027, now);
    const early = merged(calendar2027);
    expect(late.state).toBe('merged');
    expect(dues(late.merge?.clocks ?? [])).toEqual(dues(early.merge?.clocks ?? []));
    expect(dues(late.merge?.clocks ?? [])).not.toEqual(dues(merged(calendar).merge?.clocks ?? []));
    const moved = eventsOf(late, 'rescheduled')[0]?.data.moved.map(({ name }) => name);
    expect(moved).toContain('handling');
    const apart = (appeal: Appeal) => through(appeal, ['requestUnmerge', 'decideUnmerge'], at('2027-02-04 10:00'));
    expect(dues(apart(late).clocks)).toEqual(dues(apart(early).clocks));
  });

  test('a due of a merged case that is past by the new calendar fires when it is its own again, once', () => {
    const sooner = { ...toCalendar2027, calendar };
    const before = merged(calendar2027);
    const due = before.merge?.clocks.find(({ name }) => name === 'handling')?.dueAt ?? 0;
    const late = revisedAt(before, sooner, due - 60_000);
    expect(passTime(late, due - 30_000).late).toEqual([]);
    const back = passTime(through(late, ['requestUnmerge', 'decideUnmerge'], due - 20_000), due - 10_000);
    expect(back.late.filter(({ clock }) => clock === 'handling')).toHaveLength(1);
  });

  test('a case that awaits its resident keeps its working time when office hours change, and its answer’s due moves', () => {
    const steps: ActionName[] = ['accept', 'dispatch', 'sign', 'contact', 'needInfo'];
    const waiting = (known: typeof calendar, hours?: OfficeHours) =>
      through(registeredBy(known, monday, { class: 'U3' }, hours), steps, at('2027-02-02 11:00'));
    const hours: OfficeHours = [[540, 1020]];
    const late = revisedAt(
      revisedAt(waiting(calendar), toCalendar2027, now),
      { id: 1, kind: 'officeHours', officeHours: hours },
      now,
    );
    const early = waiting(calendar2027, hours);
    expect(clockOf(late, 'handling').pausedRemaining).toBe(clockOf(early, 'handling').pausedRemaining);
    expect(clockOf(late, 'residentAnswer').dueAt).toBe(clockOf(early, 'residentAnswer').dueAt);
    const answered = (appeal: Appeal) => act(appeal, 'infoGiven', {}, { at: at('2027-02-04 11:00') });
    expect(clockOf(answered(late), 'handling').dueAt).toBe(clockOf(answered(early), 'handling').dueAt);
  });
});
