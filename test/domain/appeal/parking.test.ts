// Parking (挂账): domain §4.2 park, §4.4 park review.
import { describe, expect, test } from 'vitest';
import { noticesFor } from '../../../domain/appeal/notices.ts';
import { rowOf } from '../../../domain/appeal/row.ts';
import { dayMs, hourMs } from '../../../domain/time/shanghai.ts';
import { at } from '../time/cast.ts';
import { act, anAppeal, clockOf, eventsOf, logOf, openNames, passTime, refusalOf, shown, tuesday } from './builders.ts';
import { assistUnit, director, supervisor } from './cast.ts';

const handling = act(anAppeal({ state: 'handling', class: 'U4', assist: [null] }), 'contact');
const asked = act(handling, 'requestPark', { days: 60, textId: 'plan' });
const parked = act(asked, 'decidePark');

describe('§4.2 park', () => {
  test('is decided by the director, who is not the one that asked', () => {
    const actor = { ...director, id: 'handler' };
    expect(refusalOf(asked, 'decidePark', {}, { actor })).toBe('sameAsker');
    expect(parked).toMatchObject({
      state: 'parked',
      parkings: [{ by: 'director', planId: 'plan', after: 'handling' }],
    });
  });

  test('may be asked for by the supervisor as well', () => {
    expect(refusalOf(handling, 'requestPark', {}, { actor: supervisor })).toBeNull();
  });

  test('is looked at again within 90 日 at most', () => {
    expect(refusalOf(handling, 'requestPark', { days: 91 })).toBe('parkTooLong');
    expect(refusalOf(handling, 'requestPark', { days: 90 })).toBeNull();
    expect(shown(clockOf(parked, 'parkReview').dueAt)).toBe('01-25 18:00');
  });

  test('the resident is told, with the day of the review', () => {
    const told = noticesFor(null, parked, logOf(parked)).filter(({ kind }) => kind === 'parked');
    expect(told).toMatchObject([{ to: 'appellant', facts: { dueAt: clockOf(parked, 'parkReview').dueAt } }]);
  });

  test('all that still ran waits with the working time it had left, and goes on with it', () => {
    expect(openNames(parked)).toEqual(['handling', 'parkReview', 'task']);
    expect(clockOf(parked, 'handling').pausedRemaining).toBeGreaterThan(0);
    const back = act(parked, 'unpark', {}, { at: logOf(parked).at(-1)?.at });
    expect(clockOf(back, 'handling').dueAt).toBe(clockOf(handling, 'handling').dueAt);
    const later = act(parked, 'unpark', {}, { at: tuesday + 7 * dayMs });
    expect(clockOf(later, 'handling').dueAt).toBeGreaterThan(clockOf(handling, 'handling').dueAt);
    expect(clockOf(later, 'handling').openedAt).toBe(handling.receivedAt);
    expect(later.tasks[0]?.dueAt).toBe(clockOf(later, 'task').dueAt);
  });

  test('a sub-task in plain hours comes back no later than the lead’s due', () => {
    const assist = [{ id: 'task-1', unitId: assistUnit, limit: { value: 70, unit: 'hour' as const } }];
    // Friday morning over the weekend: of 70 hours few are worked.
    const friday = at('2026-11-27 09:00');
    const soon = act(
      anAppeal({ state: 'accepted', class: 'U3', at: at('2026-11-23 09:00') }),
      'dispatch',
      { assist },
      { at: friday },
    );
    const asked = act(act(soon, 'sign'), 'requestPark');
    const back = act(act(asked, 'decidePark'), 'unpark', {}, { at: at('2026-12-03 09:00') });
    expect(clockOf(back, 'task').dueAt).toBe(clockOf(back, 'handling').dueAt);
  });

  test('is refused for urgent classes', () => {
    for (const cls of ['U1', 'U2', 'U0'] as const)
      expect(refusalOf(anAppeal({ state: 'handling', class: cls }), 'requestPark')).toBe('parkNotAllowed');
  });

  test('what was late stays late, and is pressed again when the case comes back', () => {
    const { dueAt } = clockOf(handling, 'handling');
    const late = passTime(handling, dueAt);
    const aside = act(act(late, 'requestPark', {}, { at: dueAt + hourMs }), 'decidePark', {}, { at: dueAt + hourMs });
    expect(aside.late).toEqual(late.late);
    // It waits for nobody: overdue it was, and overdue it is shown.
    expect([clockOf(aside, 'handling').pausedRemaining, rowOf(aside).overdue]).toEqual([null, true]);
    expect(aside.escalations.every(({ endedAt }) => endedAt !== null)).toBe(true);
    const back = act(aside, 'unpark', {}, { at: dueAt + 5 * dayMs });
    expect(back.escalations.at(-1)).toMatchObject({ rung: 1, reasons: ['handling'], endedAt: null });
    expect(back.late).toEqual(late.late);
    const since = logOf(back).slice(aside.version);
    const letters = noticesFor(aside, back, since).filter(({ rung }) => rung === 1);
    expect(letters).toMatchObject([
      { kind: 'handlingOverdue', to: { role: 'supervisor' }, facts: { clock: 'handling', dueAt } },
    ]);
    expect(letters[0]?.facts.raisedSeq).toBe(back.escalations.at(-1)?.raisedSeq);
  });
});

describe('§4.4 park review', () => {
  test.each(['handling', 'inCouncil'] as const)(
    'its due leads to %s, as the plan says, and everybody is told',
    (after) => {
      const aside = act(act(handling, 'requestPark', { days: 30, after }), 'decidePark');
      const back = passTime(aside, clockOf(aside, 'parkReview').dueAt);
      expect(back.state).toBe(after);
      expect(eventsOf(back, 'unparked')[0]?.actor.role).toBe('system');
      const kinds = noticesFor(null, back, logOf(back)).map(({ kind }) => kind);
      expect(kinds).toEqual(expect.arrayContaining(['unparked', 'parkReviewDue']));
      expect(back.late).toEqual([]);
      expect(shown(at('2026-12-24 18:00'))).toBe(shown(clockOf(aside, 'parkReview').dueAt));
    },
  );
});
