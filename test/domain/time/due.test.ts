import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueAt, explainDue, reanchor, remainingOf, shareOf } from '../../../domain/time/due.ts';
import { hourMs, minuteMs, shanghaiDate } from '../../../domain/time/shanghai.ts';
import type { Duration, Instant } from '../../../domain/time/types.ts';
import { alwaysOpen, isOpen, workingMsBetween } from '../../../domain/time/working-time.ts';
import { durationUnits } from '../../../domain/words.ts';
import { at, usual } from './cast.ts';

const workingDays = (value: number): Duration => ({ value, unit: 'workingDay' });
const days = (value: number): Duration => ({ value, unit: 'day' });
const workingHours = (value: number): Duration => ({ value, unit: 'workingHour' });

const instants = fc.integer({ min: at('2023-01-01'), max: at('2028-12-31') });
const durations = fc.record({ value: fc.integer({ min: 1, max: 120 }), unit: fc.constantFrom(...durationUnits) });
const sleeping = durations.filter(({ unit }) => ['workingHour', 'workingDay', 'day'].includes(unit));

describe('§3.2 the vectors of working-days.csv', () => {
  const file = readFileSync(new URL('../../data/working-days.csv', import.meta.url), 'utf8');
  const vectors = file
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

  test.each(vectors)('%s from %s, %s of them, end on %s: %s', (kind, start, amount, expected) => {
    const duration: Duration = { value: Number(amount), unit: kind === 'workingDays' ? 'workingDay' : 'day' };
    for (const time of ['00:00', '08:30', '12:00', '14:30', '18:00', '23:59']) {
      expect(dueAt(at(`${start} ${time}`), duration, usual)).toBe(at(`${expected} 18:00`));
    }
  });
});

describe('§3.2 limits that run 24×7', () => {
  test('seconds, minutes and hours run through night, weekend and holiday', () => {
    const start = at('2026-10-02 23:50');
    expect(dueAt(start, { value: 5, unit: 'second' }, usual)).toBe(start + 5000);
    expect(dueAt(start, { value: 30, unit: 'minute' }, usual)).toBe(at('2026-10-03 00:20'));
    expect(dueAt(start, { value: 72, unit: 'hour' }, usual)).toBe(at('2026-10-05 23:50'));
  });
});

describe('§3.2 working hours', () => {
  const cases: [string, number, string][] = [
    ['2026-11-24 09:00', 4, '2026-11-24 15:30'],
    ['2026-11-24 08:30', 7, '2026-11-24 18:00'],
    ['2026-11-24 00:00', 4, '2026-11-24 15:00'],
    ['2026-11-24 12:00', 4, '2026-11-25 09:00'],
    ['2026-11-24 14:30', 4, '2026-11-25 09:00'],
    ['2026-11-24 18:00', 4, '2026-11-25 15:00'],
    ['2026-11-27 23:59', 4, '2026-11-30 15:00'],
    ['2026-09-30 16:00', 4, '2026-10-08 10:30'],
    ['2026-02-13 17:00', 4, '2026-02-14 11:30'],
    ['2026-12-31 17:00', 4, '2027-01-01 11:30'],
  ];
  test.each(cases)('from %s, %i working hours end at %s', (start, value, end) => {
    expect(dueAt(at(start), workingHours(value), usual)).toBe(at(end));
  });
});

describe('§3.2 工作日: day 0 is not counted, at any hour, working day or not', () => {
  const cases: [string, string, number, string][] = [
    ['an ordinary Tuesday', '2026-11-24', 5, '2026-12-01'],
    ['before Spring Festival, over the make-up Saturday', '2026-02-13', 1, '2026-02-14'],
    ['on the make-up Saturday before Spring Festival', '2026-02-14', 1, '2026-02-24'],
    ['in the middle of Spring Festival', '2026-02-18', 5, '2026-02-28'],
    ['on a make-up Sunday', '2026-09-20', 1, '2026-09-21'],
    ['to a make-up Sunday', '2026-09-18', 1, '2026-09-20'],
    ['on the first day of National Day', '2026-10-01', 1, '2026-10-08'],
    ['on an ordinary Saturday', '2026-11-28', 1, '2026-11-30'],
    ['on an ordinary Sunday', '2026-11-29', 1, '2026-11-30'],
    ['into a year not yet published', '2026-12-31', 1, '2027-01-01'],
    ['far into a year not yet published', '2026-12-28', 15, '2027-01-18'],
    ['New Year’s Day of a known year', '2025-12-31', 1, '2026-01-04'],
  ];
  test.each(cases)('%s: from %s, %i 工作日 end on %s', (_why, start, value, end) => {
    for (const time of ['00:00', '08:29', '12:00', '14:30', '18:00', '23:59']) {
      expect(dueAt(at(`${start} ${time}`), workingDays(value), usual)).toBe(at(`${end} 18:00`));
    }
  });
});

describe('§3.2 日: an end on a holiday or an ordinary weekend moves to the next working day', () => {
  const cases: [string, string, number, string][] = [
    ['an end on a working day stays', '2026-11-24', 30, '2026-12-24'],
    ['an end on a Saturday', '2026-11-24', 4, '2026-11-30'],
    ['an end on a Sunday', '2026-11-24', 5, '2026-11-30'],
    ['an end on a make-up Saturday stays', '2026-10-03', 7, '2026-10-10'],
    ['an end on a make-up Sunday stays', '2026-09-13', 7, '2026-09-20'],
    ['an end in Spring Festival', '2026-01-20', 30, '2026-02-24'],
    ['an end on New Year’s Day of an unknown year stays', '2026-12-25', 7, '2027-01-01'],
  ];
  test.each(cases)('%s: from %s, %i 日 end on %s', (_why, start, value, end) => {
    for (const time of ['00:00', '18:00', '23:59']) {
      expect(dueAt(at(`${start} ${time}`), days(value), usual)).toBe(at(`${end} 18:00`));
    }
  });
});

describe('§3.2 every limit', () => {
  test('a limit that sleeps never ends outside office hours, nor before its start', () => {
    fc.assert(
      fc.property(instants, sleeping, (start, duration) => {
        const due = dueAt(start, duration, usual);
        expect(isOpen(due, usual)).toBe(true);
        expect(due).toBeGreaterThan(start);
      }),
    );
  });

  test('a later start never ends earlier, a longer limit never ends earlier', () => {
    fc.assert(
      fc.property(instants, durations, fc.nat(20 * 24 * hourMs), (start, duration, later) => {
        const due = dueAt(start, duration, usual);
        expect(dueAt(start + later, duration, usual)).toBeGreaterThanOrEqual(due);
        const longer = { ...duration, value: duration.value + 1 };
        expect(dueAt(start, longer, usual)).toBeGreaterThanOrEqual(due);
      }),
    );
  });

  test('office hours of the community decide when its day ends', () => {
    const morning = { ...usual, officeHours: [[540, 690]] as [number, number][] };
    expect(dueAt(at('2026-11-24 16:00'), workingDays(1), morning)).toBe(at('2026-11-25 11:30'));
  });

  test('days of nothing or of a part are refused', () => {
    for (const value of [0, -1, 1.5])
      expect(() => dueAt(at('2026-11-24'), workingDays(value), usual)).toThrow(RangeError);
  });
});

describe('an explanation of a limit', () => {
  test('names the working days counted and the days skipped with why', () => {
    const { dueAt: due, counted, skipped } = explainDue(at('2026-09-30 09:00'), workingDays(2), usual);
    expect(due).toBe(at('2026-10-09 18:00'));
    expect(counted).toEqual([{ date: '2026-10-08' }, { date: '2026-10-09' }]);
    expect(skipped.map(({ date }) => date)).toEqual(
      ['01', '02', '03', '04', '05', '06', '07'].map((d) => `2026-10-${d}`),
    );
    expect(new Set(skipped.map(({ why }) => why))).toEqual(new Set(['holiday']));
    expect(explainDue(at('2026-11-27 09:00'), workingDays(1), usual).skipped).toEqual([
      { date: '2026-11-28', why: 'weekend' },
      { date: '2026-11-29', why: 'weekend' },
    ]);
  });

  test('of 日 counts every calendar day; of those over which the end rolled it counts the one to which it rolled', () => {
    const { counted, skipped } = explainDue(at('2026-08-05 09:00'), days(60), usual);
    expect(counted).toHaveLength(60);
    expect(counted[0]).toEqual({ date: '2026-08-06' });
    expect(counted.slice(-2)).toEqual([{ date: '2026-10-03' }, { date: '2026-10-08' }]);
    expect(skipped.map(({ date }) => date)).toEqual(['2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07']);
  });

  test('of hours gives the minutes of each day', () => {
    expect(explainDue(at('2026-11-27 16:00'), workingHours(4), usual)).toEqual({
      dueAt: at('2026-11-30 10:30'),
      counted: [
        { date: '2026-11-27', minutes: 120 },
        { date: '2026-11-30', minutes: 120 },
      ],
      skipped: [
        { date: '2026-11-28', why: 'weekend' },
        { date: '2026-11-29', why: 'weekend' },
      ],
    });
    expect(explainDue(at('2026-11-28 23:30'), { value: 1, unit: 'hour' }, usual)).toEqual({
      dueAt: at('2026-11-29 00:30'),
      counted: [
        { date: '2026-11-28', minutes: 30 },
        { date: '2026-11-29', minutes: 30 },
      ],
      skipped: [],
    });
  });

  test('of a limit in days names every day from day 1 to the due once, counted or skipped, and counts as many as it has', () => {
    const limits = durations.filter(({ unit }) => unit === 'day' || unit === 'workingDay');
    fc.assert(
      fc.property(instants, limits, (start, duration) => {
        const { dueAt: due, counted, skipped } = explainDue(start, duration, usual);
        expect(counted).toHaveLength(duration.value);
        const named = [...counted, ...skipped].map(({ date }) => date).sort();
        const span = Math.round((at(shanghaiDate(due - 1)) - at(shanghaiDate(start))) / (24 * hourMs));
        const all = Array.from({ length: span }, (_, i) =>
          shanghaiDate(at(shanghaiDate(start)) + (i + 1) * 24 * hourMs),
        );
        expect(named).toEqual(all);
      }),
    );
  });

  test('of any limit agrees with the limit, and its parts add up', () => {
    fc.assert(
      fc.property(instants, durations, (start, duration) => {
        const { dueAt: due, counted } = explainDue(start, duration, usual);
        expect(due).toBe(dueAt(start, duration, usual));
        const minutes = counted.reduce((sum, day) => sum + (day.minutes ?? 0), 0);
        if (duration.unit === 'workingHour') expect(minutes).toBeCloseTo(duration.value * 60, 6);
        if (duration.unit === 'hour') expect(minutes).toBeCloseTo(duration.value * 60, 6);
        if (['workingDay', 'day'].includes(duration.unit)) expect(counted).toHaveLength(duration.value);
      }),
    );
  });
});

describe('§3.2 marks and pauses', () => {
  test('80 % of a 24×7 limit is plain time', () => {
    const start = at('2026-11-28 20:00');
    const limit: Duration = { value: 2, unit: 'hour' };
    expect(shareOf(start, dueAt(start, limit, usual), limit, 0.8, usual)).toBe(start + 96 * minuteMs);
  });

  test('80 % of 5 工作日 counts working seconds, what is left of day 0 included, and falls within a day', () => {
    const start = at('2026-11-24 14:30');
    const due = dueAt(start, workingDays(5), usual);
    // 3.5 h of day 0 and five days of 7 h: 38.5 h, of which 30.8 h
    expect(shareOf(start, due, workingDays(5), 0.8, usual)).toBe(at('2026-11-30 17:18'));
  });

  test('× 0.6 of 30 日 counts working seconds too', () => {
    const start = at('2026-11-24 18:00');
    const due = dueAt(start, days(30), usual);
    const share = shareOf(start, due, days(30), 0.6, usual);
    expect(workingMsBetween(start, share, usual)).toBe(Math.round(workingMsBetween(start, due, usual) * 0.6));
  });

  test('a share of a clock lies between its start and its due', () => {
    fc.assert(
      fc.property(instants, durations, fc.double({ min: 0.01, max: 1, noNaN: true }), (start, duration, share) => {
        const due = dueAt(start, duration, usual);
        const mark = shareOf(start, due, duration, share, usual);
        expect(mark).toBeGreaterThanOrEqual(start);
        expect(mark).toBeLessThanOrEqual(due);
      }),
    );
  });

  test('a pause keeps the remaining working time and re-anchors it when the clock goes on', () => {
    const due = dueAt(at('2026-11-24 09:00'), workingDays(5), usual);
    const left = remainingOf(at('2026-11-26 16:00'), due, 'workingDay', usual);
    expect(left).toBe((2 + 3 * 7) * hourMs);
    expect(reanchor(at('2026-12-05 10:00'), left, 'workingDay', usual)).toBe(at('2026-12-10 10:30'));
    expect(remainingOf(at('2026-11-24 10:00'), at('2026-11-24 12:00'), 'hour', usual)).toBe(2 * hourMs);
    expect(reanchor(at('2026-11-28 10:00'), 2 * hourMs, 'hour', usual)).toBe(at('2026-11-28 12:00'));
  });

  test('a pause of no working time moves nothing, and any other never brings the due forward', () => {
    const pause = (now: Instant, resumed: Instant, due: Instant, unit: Duration['unit']) =>
      reanchor(resumed, remainingOf(now, due, unit, usual), unit, usual);
    fc.assert(
      fc.property(
        instants,
        durations,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(9e8),
        (start, limit, part, ms) => {
          const due = dueAt(start, limit, usual);
          const now = start + Math.floor((due - start) * part);
          expect(pause(now, now, due, limit.unit)).toBe(due);
          expect(pause(now, now + ms, due, limit.unit)).toBeGreaterThanOrEqual(due);
        },
      ),
    );
  });

  test('under a policy that is always open a limit in seconds behaves as plain time in every way', () => {
    const start = at('2026-10-02 03:00');
    const limit: Duration = { value: 12, unit: 'second' };
    const due = dueAt(start, limit, alwaysOpen);
    expect(due - start).toBe(12_000);
    expect(shareOf(start, due, limit, 0.6, alwaysOpen) - start).toBe(7200);
    expect(remainingOf(start + 5000, due, 'second', alwaysOpen)).toBe(7000);
    expect(shanghaiDate(dueAt(start, workingDays(1), alwaysOpen) - 1)).toBe('2026-10-03');
  });
});
