import { expect, test } from 'vitest';
import { addDays, instantOf, shanghaiDate, shanghaiMinutes, weekday } from '../../../domain/time/shanghai.ts';
import { at } from './cast.ts';

test('the date of an instant is Shanghai’s, eight hours before UTC’s', () => {
  expect(shanghaiDate(Date.parse('2026-11-23T15:59:59.999Z'))).toBe('2026-11-23');
  expect(shanghaiDate(Date.parse('2026-11-23T16:00:00.000Z'))).toBe('2026-11-24');
  expect(shanghaiDate(Date.parse('2025-12-31T16:00:00Z'))).toBe('2026-01-01');
});

test('a date and minutes make the instant they are read from', () => {
  const instant = instantOf('2026-11-24', 510);
  expect(new Date(instant).toISOString()).toBe('2026-11-24T00:30:00.000Z');
  expect(shanghaiDate(instant)).toBe('2026-11-24');
  expect(shanghaiMinutes(instant)).toBe(510);
  expect(instantOf('2026-11-24', 1440)).toBe(instantOf('2026-11-25', 0));
  expect(shanghaiMinutes(at('2026-11-24 08:30:30'))).toBe(510.5);
});

test('days are added across months, years and leap days', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
});

test('weekdays run from Sunday 0 to Saturday 6', () => {
  expect(weekday('2026-11-24')).toBe(2);
  expect(weekday('2026-11-22')).toBe(0);
  expect(weekday('1969-12-31')).toBe(3);
});

test('what is no date is refused', () => {
  for (const text of ['2026-02-30', '2026-2-3', '', '2026-13-01', '24/11/2026']) {
    expect(() => addDays(text, 1)).toThrow(RangeError);
  }
});
