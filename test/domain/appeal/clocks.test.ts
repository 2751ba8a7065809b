// Every clock of every class by the default policy (domain §4.3), opened on Tuesday 2026-11-24 at 10:00.
import { describe, expect, test } from 'vitest';
import type { Appeal } from '../../../domain/appeal/types.ts';
import type { AppealClass, ClockName, State } from '../../../domain/words.ts';
import { act, anAppeal, clockOf, passTime, shown, tuesday, unsolved, type Wanted } from './builders.ts';
import { resident } from './cast.ts';

const classes: AppealClass[] = ['U1', 'U2', 'U3', 'U4', 'U0', 'MED'];
const none = '-';

/** Due and 80 % mark per class, in the order of `classes`. */
type Row = { clock: ClockName; opensIn: State; dues: string[] };

const oneDay = '11-25 18:00 (11-25 15:30)';
const threeDays = '11-27 18:00 (11-27 10:12)';
const fourHours = '11-24 16:30 (11-24 15:42)';
const halfHour = '11-24 10:30 (11-24 10:24)';

const table: Row[] = [
  {
    clock: 'acceptance',
    opensIn: 'registered',
    dues: ['11-24 10:10 (11-24 10:08)', halfHour, fourHours, oneDay, none, oneDay],
  },
  {
    clock: 'handling',
    opensIn: 'registered',
    dues: [
      '11-24 12:00 (11-24 11:36)',
      '11-25 10:00 (11-25 05:12)',
      '12-01 18:00 (11-30 16:54)',
      '12-15 18:00 (12-10 16:54)',
      oneDay,
      '12-24 18:00 (12-18 11:36)',
    ],
  },
  {
    clock: 'dispatch',
    opensIn: 'accepted',
    dues: ['11-24 10:10 (11-24 10:08)', halfHour, fourHours, fourHours, none, oneDay],
  },
  {
    clock: 'signing',
    opensIn: 'dispatched',
    dues: ['11-24 10:15 (11-24 10:12)', halfHour, oneDay, oneDay, none, oneDay],
  },
  {
    clock: 'contact',
    opensIn: 'handling',
    dues: ['11-24 10:15 (11-24 10:12)', '11-24 12:00 (11-24 11:36)', oneDay, oneDay, none, threeDays],
  },
  {
    clock: 'reply',
    opensIn: 'handled',
    dues: [halfHour, '11-24 14:00 (11-24 13:12)', oneDay, oneDay, none, oneDay],
  },
  {
    clock: 'feedback',
    opensIn: 'replied',
    dues: ['11-25 10:00 (11-25 05:12)', oneDay, threeDays, threeDays, none, threeDays],
  },
  {
    clock: 'reopen',
    opensIn: 'closed',
    dues: [
      '11-27 10:00 (-)',
      '11-27 10:00 (-)',
      '12-01 18:00 (-)',
      '12-09 18:00 (-)',
      '11-27 10:00 (-)',
      '12-09 18:00 (-)',
    ],
  },
];

function due(appeal: Appeal, name: ClockName): string {
  const clock = appeal.clocks.find((each) => each.name === name);
  return clock ? `${shown(clock.dueAt)} (${shown(clock.warnAt)})` : none;
}

describe.each(table)('§4.3 the clock $clock, opened in $opensIn', ({ clock, opensIn, dues }) => {
  test.each(classes.map((cls, i) => [cls, dues[i] ?? none] as const))(
    '%s is due %s, its 80 % mark in brackets',
    (cls, expected) => {
      expect(due(anAppeal({ state: opensIn, class: cls, at: tuesday }), clock)).toBe(expected);
    },
  );
});

describe('§4.3 a pause for the resident’s answer', () => {
  test.each<[AppealClass, string]>([
    ['U2', '11-24 14:00 (-)'],
    ['U3', '12-08 18:00 (12-01 18:00)'],
    ['U4', '12-08 18:00 (12-01 18:00)'],
    ['MED', '12-08 18:00 (12-01 18:00)'],
  ])('of class %s ends %s, the reminder in brackets', (cls, expected) => {
    expect(due(anAppeal({ state: 'awaitingResident', class: cls }), 'residentAnswer')).toBe(expected);
  });
});

describe('§4.3 a redo', () => {
  const dues = [
    '11-24 11:00 (11-24 10:48)',
    '11-24 22:00 (11-24 19:36)',
    threeDays,
    '12-04 18:00 (12-03 10:12)',
    oneDay,
    '12-09 18:00 (12-07 15:30)',
  ];
  test.each(classes.map((cls, i) => [cls, dues[i] ?? none] as const))(
    'of class %s is due %s, from that instant on',
    (cls, expected) => {
      const replied = anAppeal({ state: 'replied', class: cls, at: tuesday - 60_000 });
      expect(due(act(replied, 'feedback', unsolved, { at: tuesday, actor: resident }), 'handling')).toBe(expected);
    },
  );
});

describe('§4.3 a rung’s supervision clock', () => {
  test.each<[AppealClass, string]>([
    ['U1', '11-24 12:15'],
    ['U2', '11-25 11:00'],
    ['U3', '12-02 18:00'],
    ['U4', '12-17 18:00'],
    ['U0', '11-26 18:00'],
    ['MED', '12-25 18:00'],
  ])('of class %s, handling expired, is due %s', (cls, expected) => {
    const accepted = act(anAppeal({ class: cls }), 'accept', {}, { at: tuesday + 60_000 });
    const late = passTime(accepted, clockOf(accepted, 'handling').dueAt);
    expect(shown(clockOf(late, 'supervision').dueAt)).toBe(expected);
  });

  test('has a second half of the same length from the acknowledgement on', () => {
    const accepted = act(anAppeal({ class: 'U2' }), 'accept', {}, { at: tuesday + 60_000 });
    const late = passTime(accepted, clockOf(accepted, 'handling').dueAt);
    const acknowledged = act(late, 'acknowledgeEscalation', {}, { at: clockOf(late, 'handling').dueAt + 5 * 60_000 });
    expect(clockOf(acknowledged, 'supervision')).toMatchObject({ half: 'act', rung: 1 });
    expect(shown(clockOf(acknowledged, 'supervision').dueAt)).toBe('11-25 11:05');
  });
});

describe('§4.3 a vulnerable appellant', () => {
  test.each<[AppealClass, string]>([
    ['U1', '11-24 11:12 (11-24 10:57:36)'],
    ['U2', '11-25 00:24 (11-24 21:31:12)'],
    ['U3', '11-27 15:48 (11-26 17:56:24)'],
    ['U4', '12-07 15:48 (12-03 16:32:24)'],
    ['U0', '11-25 10:30 (11-25 09:00)'],
    ['MED', '12-11 17:12 (12-09 09:33:36)'],
  ])('of class %s waits 0.6 of the handling limit: %s', (cls, expected) => {
    expect(due(anAppeal({ class: cls, flags: ['vulnerable'] }), 'handling')).toBe(expected);
  });

  test('has other clocks like everybody', () => {
    const appeal = anAppeal({ class: 'U3', flags: ['vulnerable'] });
    expect(due(appeal, 'acceptance')).toBe(fourHours);
  });

  test('has the category’s own limit unshortened', () => {
    const appeal = anAppeal({ class: 'U3', category: 'ELDER', ownHandling: '3wd', flags: ['vulnerable'] });
    expect(due(appeal, 'handling')).toBe(threeDays);
  });

  test('has 0.6 of the redo limit, which is never a category’s own', () => {
    const elder: Wanted = { class: 'U1', category: 'ELDER', ownHandling: '3wd', flags: ['vulnerable'] };
    const replied = anAppeal({ ...elder, state: 'replied', at: tuesday - 60_000 });
    const again = act(replied, 'feedback', unsolved, { at: tuesday, actor: resident });
    expect(shown(clockOf(again, 'handling').dueAt)).toBe('11-24 10:36');
  });
});

describe('§4.3 a category’s own limit', () => {
  test.each([
    ['3wd', '11-27 18:00'],
    ['1wd', '11-25 18:00'],
    ['2wd', '11-26 18:00'],
    ['10wd', '12-08 18:00'],
    ['4wh', '11-24 16:30'],
  ])('%s ends %s instead of the class’s', (own, expected) => {
    expect(shown(clockOf(anAppeal({ ownHandling: own }), 'handling').dueAt)).toBe(expected);
  });
});

test('the clocks of a case start when it was received, not when it was written down', () => {
  const appeal = anAppeal({ class: 'U3' });
  expect(clockOf(appeal, 'acceptance').openedAt).toBe(appeal.receivedAt);
  expect(clockOf(appeal, 'handling').openedAt).toBe(appeal.receivedAt);
});
