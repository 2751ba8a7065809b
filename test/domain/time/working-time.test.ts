import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarWindow, dayOff, isKnownYear, isWorkingDay } from '../../../domain/time/calendar.ts';
import { addDays, hourMs, minuteMs } from '../../../domain/time/shanghai.ts';
import {
  addWorkingMs,
  alwaysOpen,
  dayEnd,
  isOpen,
  nextOpening,
  workingMsBetween,
} from '../../../domain/time/working-time.ts';
import { at, calendar, usual } from './cast.ts';

const instants = fc.integer({ min: at('2023-01-01'), max: at('2028-12-31') });
const lengths = fc.integer({ min: 0, max: 400 * 7 * hourMs });

describe('§3.2 working days', () => {
  test('Monday to Friday are worked, Saturday and Sunday are not', () => {
    expect(isWorkingDay('2026-11-24', calendar)).toBe(true);
    expect(dayOff('2026-11-28', calendar)).toBe('weekend');
    expect(dayOff('2026-11-29', calendar)).toBe('weekend');
  });

  test('a published holiday is off, its Saturday too by reason of the holiday', () => {
    expect(dayOff('2026-10-01', calendar)).toBe('holiday');
    expect(dayOff('2026-10-03', calendar)).toBe('holiday');
  });

  test('a make-up Saturday and a make-up Sunday are worked', () => {
    expect(isWorkingDay('2026-10-10', calendar)).toBe(true);
    expect(isWorkingDay('2026-09-20', calendar)).toBe(true);
  });

  test('an unknown year is Monday to Friday, whatever exceptions are listed in it', () => {
    const early = { ...calendar, holidays: [...calendar.holidays, '2027-02-08'], workdays: ['2027-02-13'] };
    expect(isKnownYear('2027-02-08', early)).toBe(false);
    expect(isWorkingDay('2027-01-01', early)).toBe(true);
    expect(isWorkingDay('2027-02-08', early)).toBe(true);
    expect(isWorkingDay('2027-02-13', early)).toBe(false);
  });

  test('the window of a case keeps the coming year’s exceptions only, about forty', () => {
    const window = calendarWindow(calendar, '2026-01-01');
    expect(window.holidays.length + window.workdays.length).toBe(39);
    expect(window.knownYears).toEqual([2026]);
    expect(calendarWindow(calendar, '2026-11-24').holidays).toEqual([]);
    for (let day = '2025-06-01'; day <= '2026-07-05'; day = addDays(day, 1)) {
      expect(isWorkingDay(day, calendarWindow(calendar, '2025-06-01'))).toBe(isWorkingDay(day, calendar));
    }
  });
});

describe('§3.2 working time', () => {
  test('hours used up exactly at the end of a period end there, not at the next opening', () => {
    expect(addWorkingMs(at('2026-11-24 08:30'), 3.5 * hourMs, usual)).toBe(at('2026-11-24 12:00'));
    expect(addWorkingMs(at('2026-11-24 08:30'), 7 * hourMs, usual)).toBe(at('2026-11-24 18:00'));
    expect(addWorkingMs(at('2026-11-24 08:30'), 7 * hourMs + 1, usual)).toBe(at('2026-11-25 08:30') + 1);
  });

  test('hours started outside office hours begin at the next opening', () => {
    const fourHours = 4 * hourMs;
    expect(addWorkingMs(at('2026-11-24 00:00'), fourHours, usual)).toBe(at('2026-11-24 15:00'));
    expect(addWorkingMs(at('2026-11-24 12:00'), fourHours, usual)).toBe(at('2026-11-25 09:00'));
    expect(addWorkingMs(at('2026-11-24 13:10'), fourHours, usual)).toBe(at('2026-11-25 09:00'));
    expect(addWorkingMs(at('2026-11-24 14:30'), fourHours, usual)).toBe(at('2026-11-25 09:00'));
    expect(addWorkingMs(at('2026-11-24 18:00'), fourHours, usual)).toBe(at('2026-11-25 15:00'));
    expect(addWorkingMs(at('2026-11-24 23:59'), fourHours, usual)).toBe(at('2026-11-25 15:00'));
    expect(addWorkingMs(at('2026-11-27 18:00'), fourHours, usual)).toBe(at('2026-11-30 15:00'));
    expect(addWorkingMs(at('2026-10-01 09:00'), fourHours, usual)).toBe(at('2026-10-08 15:00'));
  });

  test('nothing passes at night, over noon and on days off', () => {
    expect(workingMsBetween(at('2026-11-24 12:00'), at('2026-11-24 14:30'), usual)).toBe(0);
    expect(workingMsBetween(at('2026-11-27 18:00'), at('2026-11-30 08:30'), usual)).toBe(0);
    expect(workingMsBetween(at('2026-02-14 18:00'), at('2026-02-24 08:30'), usual)).toBe(0);
    expect(workingMsBetween(at('2026-11-24 11:00'), at('2026-11-24 15:00'), usual)).toBe(1.5 * hourMs);
    expect(workingMsBetween(at('2026-11-25'), at('2026-11-24'), usual)).toBe(0);
  });

  test('the opening and the closing instant are within office hours, a millisecond beyond is not', () => {
    for (const time of ['08:30', '12:00', '14:30', '18:00']) expect(isOpen(at(`2026-11-24 ${time}`), usual)).toBe(true);
    expect(isOpen(at('2026-11-24 08:30') - 1, usual)).toBe(false);
    expect(isOpen(at('2026-11-24 18:00') + 1, usual)).toBe(false);
    expect(isOpen(at('2026-11-28 10:00'), usual)).toBe(false);
    expect(isOpen(at('2026-10-10 10:00'), usual)).toBe(true);
  });

  test('the next opening is the instant itself while open, else when the office opens again', () => {
    expect(nextOpening(at('2026-11-24 18:00'), usual)).toBe(at('2026-11-24 18:00'));
    expect(nextOpening(at('2026-11-24 18:00:01'), usual)).toBe(at('2026-11-25 08:30'));
    expect(nextOpening(at('2026-11-24 12:30'), usual)).toBe(at('2026-11-24 14:30'));
    expect(nextOpening(at('2026-09-30 20:00'), usual)).toBe(at('2026-10-08 08:30'));
  });

  test('a day ends when its last period closes', () => {
    expect(dayEnd('2026-11-24', usual)).toBe(at('2026-11-24 18:00'));
  });

  test('always open: every instant counts, weekends and holidays too', () => {
    const from = at('2026-10-02 23:59:50');
    expect(isOpen(from, alwaysOpen)).toBe(true);
    expect(addWorkingMs(from, 20_000, alwaysOpen)).toBe(from + 20_000);
    expect(workingMsBetween(from, from + 72 * hourMs, alwaysOpen)).toBe(72 * hourMs);
  });

  test('what is added is what lies between', () => {
    fc.assert(
      fc.property(instants, lengths, (from, ms) => {
        expect(workingMsBetween(from, addWorkingMs(from, ms, usual), usual)).toBe(ms);
      }),
    );
  });

  test('time used up is an open instant, and the earliest one with that much before it', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 400 * 7 * hourMs }), (from, ms) => {
        const end = addWorkingMs(from, ms, usual);
        expect(isOpen(end, usual)).toBe(true);
        expect(workingMsBetween(from, end - 1, usual)).toBe(ms - 1);
      }),
    );
  });

  test('a later start or a longer time never ends earlier', () => {
    fc.assert(
      fc.property(instants, lengths, fc.nat(10 * 24 * hourMs), fc.nat(hourMs), (from, ms, later, longer) => {
        const end = addWorkingMs(from, ms, usual);
        expect(addWorkingMs(from + later, ms, usual)).toBeGreaterThanOrEqual(end);
        expect(addWorkingMs(from, ms + longer, usual)).toBeGreaterThanOrEqual(end);
      }),
    );
  });

  test('adding in two steps is adding at once', () => {
    fc.assert(
      fc.property(instants, lengths, lengths, (from, a, b) => {
        expect(addWorkingMs(addWorkingMs(from, a, usual), b, usual)).toBe(addWorkingMs(from, a + b, usual));
      }),
    );
  });

  test('counting minute by minute gives the same', () => {
    const minutes = fc.integer({ min: at('2026-02-01') / minuteMs, max: at('2026-03-15') / minuteMs });
    fc.assert(
      fc.property(minutes, fc.nat(6 * 24 * 60), (start, length) => {
        let open = 0;
        for (let minute = start; minute < start + length; minute++) {
          const instant = minute * minuteMs + 1;
          if (isOpen(instant, usual)) open++;
        }
        expect(workingMsBetween(start * minuteMs, (start + length) * minuteMs, usual)).toBe(open * minuteMs);
      }),
      { numRuns: 5 },
    );
  });

  test('twenty sums over twenty years take less than two seconds', () => {
    const started = performance.now();
    for (let i = 0; i < 20; i++) workingMsBetween(at('2023-01-01') + i, at('2043-01-01'), usual);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('office hours that never open are refused', () => {
    expect(() => addWorkingMs(at('2026-11-24'), 1, { calendar, officeHours: [] })).toThrow(RangeError);
    expect(() => addWorkingMs(at('2026-11-24'), Number.NaN, usual)).toThrow(RangeError);
  });
});
