// Shifts, nights and days off, and what nobody covers (domain §4.6 night and holiday).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  datesOf,
  gapsIn,
  mondayOf,
  monthSpan,
  movedBy,
  overlapping,
  restPeriodAt,
  restPeriods,
  shiftAt,
  spanOf,
  type Span,
} from '../../../domain/duty/roster.ts';
import { isOpen, alwaysOpen } from '../../../domain/time/working-time.ts';
import { hourMs, minuteMs } from '../../../domain/time/shanghai.ts';
import { shown } from '../appeal/builders.ts';
import { at, usual } from '../time/cast.ts';

const words = (spans: Span[]) => spans.map(({ from, to }) => `${shown(from)} – ${shown(to)}`);
const span = (from: string, to: string): Span => ({ from: at(from), to: at(to) });
const evening = 18 * 60;
const morning = 510;

describe('§4.6 a shift of the duty roster', () => {
  test.each([
    ['18:00 to 08:30 ends in the morning', evening, morning, '11-24 18:00 – 11-25 08:30'],
    ['08:30 to 18:00 ends on its day', morning, evening, '11-24 08:30 – 11-24 18:00'],
    ['08:30 to 08:30 is a whole day', morning, morning, '11-24 08:30 – 11-25 08:30'],
    ['18:00 to midnight ends at midnight', evening, 1440, '11-24 18:00 – 11-25 00:00'],
  ])('%s', (_name, from, to, expected) => {
    expect(words([spanOf({ date: '2026-11-24', from, to })])).toEqual([expected]);
  });

  test('the instant at which two shifts meet belongs to the one that begins', () => {
    const first = { ...span('2026-11-24 18:00', '2026-11-25 00:00'), who: 'first' };
    const second = { ...span('2026-11-25 00:00', '2026-11-25 08:30'), who: 'second' };
    expect(shiftAt([first, second], at('2026-11-24 18:00'))?.who).toBe('first');
    expect(shiftAt([first, second], at('2026-11-25 00:00'))?.who).toBe('second');
    expect(shiftAt([first, second], at('2026-11-25 08:30'))).toBeNull();
  });

  test('runs into no other one; meeting is not running into', () => {
    const night = span('2026-11-24 18:00', '2026-11-25 08:30');
    expect(overlapping([night, span('2026-11-25 08:30', '2026-11-25 18:00')])).toBeNull();
    expect(overlapping([span('2026-11-25 08:00', '2026-11-25 18:00'), night])).toBe(0);
    expect(overlapping([night, night])).toBe(1);
  });

  test('copied to the next week falls on the same weekday', () => {
    const [copied] = movedBy([{ date: '2026-11-28', from: morning, to: morning, userId: 'a' }], 7);
    expect(copied).toEqual({ date: '2026-12-05', from: morning, to: morning, userId: 'a' });
    expect(['2026-11-23', '2026-11-28', '2026-11-29'].map(mondayOf)).toEqual(Array(3).fill('2026-11-23'));
  });

  test('a month has its own days, February and December too', () => {
    expect([datesOf('2026-02').length, datesOf('2028-02').length, datesOf('2026-12').length]).toEqual([28, 29, 31]);
    expect(words([monthSpan('2026-12')])).toEqual(['12-01 00:00 – 01-01 00:00']);
  });
});

describe('§4.6 night and holiday', () => {
  test('the centre is closed from the last closing to the next opening of a working day, weekends and all', () => {
    expect(words(restPeriods(span('2026-11-26 12:00', '2026-12-01 09:00'), usual))).toEqual([
      '11-26 18:00 – 11-27 08:30',
      '11-27 18:00 – 11-30 08:30',
      '11-30 18:00 – 12-01 08:30',
    ]);
  });

  test('through the National Day break it is one period, ended by the first working day', () => {
    const day = restPeriodAt(at('2026-10-03 15:00'), usual);
    expect(words(day ? [day] : [])).toEqual(['09-30 18:00 – 10-08 08:30']);
  });

  test('a make-up Sunday is a working day', () => {
    expect(restPeriodAt(at('2026-09-20 10:00'), usual)).toBeNull();
    const night = restPeriodAt(at('2026-09-20 20:00'), usual);
    expect(words(night ? [night] : [])).toEqual(['09-20 18:00 – 09-21 08:30']);
  });

  test('the closing instant is in office hours, and the break at noon is no night', () => {
    expect(restPeriodAt(at('2026-11-24 18:00'), usual)).toBeNull();
    expect(restPeriodAt(at('2026-11-24 13:00'), usual)).toBeNull();
    expect(restPeriodAt(at('2026-11-24 18:00') + 1, usual)).not.toBeNull();
  });

  test('where time never sleeps there is no night to cover', () => {
    expect(restPeriods(span('2026-11-24 00:00', '2026-11-26 00:00'), alwaysOpen)).toEqual([]);
  });

  test('gaps are what of nights and days off no shift covers', () => {
    const week = span('2026-11-27 00:00', '2026-11-29 00:00');
    const shifts = [
      span('2026-11-26 18:00', '2026-11-27 06:00'),
      span('2026-11-27 18:00', '2026-11-28 08:30'),
      span('2026-11-28 12:00', '2026-11-28 20:00'),
    ];
    expect(words(gapsIn(week, shifts, usual))).toEqual([
      '11-27 06:00 – 11-27 08:30',
      '11-28 08:30 – 11-28 12:00',
      '11-28 20:00 – 11-29 00:00',
    ]);
    expect(gapsIn(week, [span('2026-11-01 00:00', '2026-12-01 00:00')], usual)).toEqual([]);
  });

  test('every instant is in office hours, at noon, on a shift or in a gap', () => {
    const month = monthSpan('2026-10');
    const shift = fc.record({ from: fc.nat(31 * 24), hours: fc.integer({ min: 1, max: 30 }) });
    fc.assert(
      fc.property(fc.array(shift, { maxLength: 12 }), fc.nat(31 * 24 * 60 - 1), (drawn, minute) => {
        const shifts = drawn.map(({ from, hours }) => ({
          from: month.from + from * hourMs,
          to: month.from + (from + hours) * hourMs,
        }));
        const instant = month.from + minute * minuteMs + 1;
        const gap = gapsIn(month, shifts, usual).some(({ from, to }) => from < instant && instant < to);
        const resting = restPeriodAt(instant, usual) !== null;
        expect(gap).toBe(resting && shiftAt(shifts, instant) === null);
        if (isOpen(instant, usual)) expect(resting).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
