import { describe, expect, test } from 'vitest';
import { tick } from '../../../domain/appeal/decide.ts';
import { revise } from '../../../domain/revision/revise.ts';
import type { ActionName, AppealClass } from '../../../domain/words.ts';
import { append, clockOf, eventsOf, passTime, shown, type Wanted } from '../appeal/builders.ts';
import { at, calendar, usual } from '../time/cast.ts';
import { calendar2027, registeredBy, revisedAt, through, toCalendar2027 } from './cast.ts';

const monday = at('2027-02-01 10:00');
const revisedOn = at('2027-02-02 09:00');

/** When the case's handling is due before and after the list is known. */
function handling(wanted: Wanted, receivedAt = monday) {
  const before = registeredBy(calendar, receivedAt, wanted);
  const after = revisedAt(before, toCalendar2027, receivedAt);
  return { before: shown(clockOf(before, 'handling').dueAt), after: shown(clockOf(after, 'handling').dueAt) };
}

describe('§3.3 a calendar that arrives late', () => {
  test.each<[AppealClass, string, string, string]>([
    ['U3', '2027-02-01 10:00', '02-08 18:00', '02-13 18:00'],
    ['U4', '2027-02-01 10:00', '02-22 18:00', '02-25 18:00'],
    ['U0', '2027-02-04 10:00', '02-05 18:00', '02-12 18:00'],
    // A make-up Sunday before the break brings it forward.
    ['U3', '2027-01-27 10:00', '02-03 18:00', '02-02 18:00'],
    ['U1', '2027-02-05 10:00', '02-05 12:00', '02-05 12:00'],
    ['U2', '2027-02-05 10:00', '02-06 10:00', '02-06 10:00'],
  ])('a working-day due of %s from %s moves from %s to %s, a 24×7 one stays', (cls, from, before, after) => {
    const due = handling({ class: cls }, at(from));
    expect(due.before).toBe(before);
    expect(due.after).toBe(after);
  });

  test('a 日 limit that now ends in the break moves to the next working day (民法典 §203)', () => {
    expect(handling({ class: 'MED' }, at('2027-01-06 10:00'))).toEqual({ before: '02-05 18:00', after: '02-12 18:00' });
  });

  test('old and new due are recorded, with the version of the calendar and the number of the revision', () => {
    const before = registeredBy(calendar, monday, { class: 'U3' });
    const after = revisedAt(before, toCalendar2027, revisedOn);
    const [event] = eventsOf(after, 'rescheduled');
    expect(event?.data).toMatchObject({ revisionId: 1, change: 'calendar', calendarVersion: 'CN-2027-1' });
    const moved = event?.data.moved.find((each) => each.name === 'handling');
    expect([shown(moved?.from ?? 0), shown(moved?.to ?? 0)]).toEqual(['02-08 18:00', '02-13 18:00']);
    expect(after.terms.calendar.version).toBe('CN-2027-1');
  });

  test('the 80 % mark moves with its due; one that was raised stays where it was', () => {
    const before = registeredBy(calendar, monday, { class: 'U3' });
    const known = registeredBy(calendar2027, monday, { class: 'U3' });
    expect(clockOf(revisedAt(before, toCalendar2027, revisedOn), 'handling').warnAt).toBe(
      clockOf(known, 'handling').warnAt,
    );
    const warned = passTime(before, at('2027-02-08 09:00'));
    const { warnAt, warnedAt } = clockOf(warned, 'handling');
    expect(warnedAt).not.toBeNull();
    expect(clockOf(revisedAt(warned, toCalendar2027, at('2027-02-08 09:00')), 'handling')).toMatchObject({
      warnAt,
      warnedAt,
    });
  });

  test('a due that is past by the new calendar fires once, with its due and when it was noticed', () => {
    const before = registeredBy(calendar, at('2027-01-27 10:00'), { class: 'U3' });
    const now = at('2027-02-03 09:00');
    const after = revisedAt(passTime(before, now), toCalendar2027, now);
    const fired = append(after, tick(after, now, true));
    const expired = eventsOf(fired, 'expired').filter(({ data }) => data.clock === 'handling');
    expect(expired.map(({ data }) => [shown(data.dueAt), shown(data.firedAt)])).toEqual([
      ['02-02 18:00', '02-03 09:00'],
    ]);
    expect(tick(fired, at('2027-02-03 09:05'), true).filter((event) => event.kind === 'expired')).toEqual([]);
  });

  test('what was late stays late', () => {
    const late = passTime(registeredBy(calendar, monday, { class: 'U3' }), at('2027-02-09 09:00'));
    const after = revisedAt(late, toCalendar2027, at('2027-02-09 09:00'));
    expect(after.late).toEqual(late.late);
    expect(clockOf(after, 'handling').firedAt).toBe(clockOf(late, 'handling').firedAt);
    expect(shown(clockOf(after, 'handling').dueAt)).toBe('02-08 18:00');
  });

  test('clocks that open later run by the new calendar', () => {
    const before = revisedAt(registeredBy(calendar, monday, { class: 'U3' }), toCalendar2027, revisedOn);
    const handled = through(before, ['accept', 'dispatch', 'sign', 'contact', 'complete'], at('2027-02-04 15:00'));
    expect(shown(clockOf(handled, 'reply').dueAt)).toBe('02-12 18:00');
  });

  test('a revision reaches a case once, and an older one never after a newer', () => {
    const before = registeredBy(calendar, monday);
    const after = revisedAt(before, { ...toCalendar2027, id: 7 }, revisedOn);
    expect(revise(after, { ...toCalendar2027, id: 7 }, revisedOn)).toBeNull();
    expect(revise(after, { id: 6, kind: 'calendar', calendar }, revisedOn)).toBeNull();
    expect(revise(after, { id: 8, kind: 'calendar', calendar }, revisedOn)).not.toBeNull();
    expect(revise(after, { id: 6, kind: 'officeHours', officeHours: usual.officeHours }, revisedOn)).not.toBeNull();
  });

  test('a closed case in its reopen window is revised too, an archived one is not', () => {
    const done: ActionName[] = ['accept', 'dispatch', 'sign', 'contact', 'complete', 'reply', 'feedback'];
    const closed = through(registeredBy(calendar, at('2027-01-28 09:00')), done, at('2027-01-29 10:00'));
    const after = revisedAt(closed, toCalendar2027, monday);
    expect([shown(clockOf(closed, 'reopen').dueAt), shown(clockOf(after, 'reopen').dueAt)]).toEqual([
      '02-05 18:00',
      '02-12 18:00',
    ]);
    const archived = passTime(closed, at('2027-02-05 18:00'));
    expect(revise(archived, toCalendar2027, at('2027-02-06 09:00'))).toBeNull();
  });
});
