// The calendar as published and the usual office hours, for every test that counts time.
import { readFileSync } from 'node:fs';
import { instantOf } from '../../../domain/time/shanghai.ts';
import type { Calendar, Instant, WorkingTime } from '../../../domain/time/types.ts';

export const calendar = JSON.parse(
  readFileSync(new URL('../../../prisma/data/calendar.json', import.meta.url), 'utf8'),
) as Calendar;

/** 08:30-12:00, 14:30-18:00: seven hours a day. */
export const usual: WorkingTime = {
  calendar,
  officeHours: [
    [510, 720],
    [870, 1080],
  ],
};

/** at('2026-02-12 09:30') as an instant; ':ss' may follow. */
export function at(text: string): Instant {
  const [date = '', time = '00:00'] = text.split(' ');
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return instantOf(date, hours * 60 + minutes) + seconds * 1000;
}
