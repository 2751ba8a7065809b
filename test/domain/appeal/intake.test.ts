// The front desk: accept, decline, transfer out, answer at once, re-class, withdraw (domain §4.2, §4.6).
import { describe, expect, test } from 'vitest';
import { hourMs, minuteMs } from '../../../domain/time/shanghai.ts';
import { at } from '../time/cast.ts';
import {
  act,
  anAppeal,
  attempt,
  clockOf,
  downgraded,
  eventsOf,
  openNames,
  passTime,
  refusalOf,
  shown,
  tuesday,
} from './builders.ts';
import { clerk, dispatcher, resident, supervisor } from './cast.ts';

describe('§4.2 register', () => {
  test('stamps the version of the privacy notice and freezes policy and calendar into the case', () => {
    const appeal = anAppeal();
    expect(eventsOf(appeal, 'registered')[0]?.data.facts.privacyNoticeVersion).toBe('p-1');
    expect(appeal.terms.policyVersion).toBe('2026-1');
    expect(appeal.terms.calendar.version).toBe('CN-2026-1');
    expect(appeal.terms.officeHours).toEqual([
      [510, 720],
      [870, 1080],
    ]);
  });

  test('starts the clocks acceptance and handling', () => {
    expect(openNames(anAppeal())).toEqual(['acceptance', 'handling']);
  });

  test('of a consultation starts handling alone: it is accepted at once', () => {
    expect(openNames(anAppeal({ class: 'U0' }))).toEqual(['handling']);
  });
});

describe('§4.2 accept', () => {
  test('fixes type, category and class, and starts the dispatch clock of the new class', () => {
    const accepted = act(
      anAppeal({ class: 'U3' }),
      'accept',
      { type: 'COMPLAINT', category: 'PIPE', class: 'U2' },
      { at: tuesday + minuteMs },
    );
    expect(accepted).toMatchObject({ type: 'COMPLAINT', category: 'PIPE', class: 'U2', state: 'accepted' });
    expect(shown(clockOf(accepted, 'dispatch').dueAt)).toBe('11-24 10:31');
    expect(openNames(accepted)).toEqual(['dispatch', 'handling']);
  });

  test('into another class measures handling from registration, old and new due recorded', () => {
    const imminent = anAppeal({ class: 'U1', category: 'HAZARD' });
    const works = act(imminent, 'accept', { class: 'U4' }, { at: tuesday + minuteMs });
    expect(shown(clockOf(works, 'handling').dueAt)).toBe('12-15 18:00');
    expect(shown(clockOf(works, 'handling').warnAt)).toBe('12-10 16:54');
    expect(eventsOf(works, 'accepted')[0]?.data.moved).toMatchObject([
      { name: 'handling', from: at('2026-11-24 12:00'), to: at('2026-12-15 18:00') },
    ]);
    const urgent = act(anAppeal({ class: 'U3' }), 'accept', { class: 'U1' }, { at: tuesday + minuteMs });
    expect(shown(clockOf(urgent, 'handling').dueAt)).toBe('11-24 12:00');
  });

  test('into a class whose limit has passed since registration is late at once, stamped with that due', () => {
    const appeal = anAppeal({ class: 'U4' });
    const urgent = act(appeal, 'accept', { class: 'U1' }, { at: tuesday + 3 * hourMs });
    const late = passTime(urgent, tuesday + 3 * hourMs);
    expect(late.late).toMatchObject([
      { clock: 'handling', dueAt: tuesday + 2 * hourMs, firedAt: tuesday + 3 * hourMs },
    ]);
  });

  test('never makes a late case punctual', () => {
    const late = passTime(anAppeal({ class: 'U1' }), tuesday + 3 * hourMs);
    const accepted = act(late, 'accept', { class: 'U4' }, { at: tuesday + 3 * hourMs + minuteMs });
    expect(clockOf(accepted, 'handling')).toEqual(clockOf(late, 'handling'));
    expect(accepted.late).toEqual(late.late);
  });

  test('takes a category’s own limit, and its flags, from registration on', () => {
    const accepted = act(
      anAppeal({ category: 'OTHER' }),
      'accept',
      { category: 'ELDER', ownHandling: '3wd', flags: ['vulnerable'] },
      { at: tuesday + hourMs },
    );
    expect(shown(clockOf(accepted, 'handling').dueAt)).toBe('11-27 18:00');
    expect(accepted.flags.vulnerable).toEqual({ at: tuesday + hourMs, by: 'clerk' });
  });

  test('in another class than the category’s leaves the category’s own limit to that class', () => {
    const psy = anAppeal({ category: 'PSY', class: 'U3', ownHandling: '1wd' });
    const atRisk = act(psy, 'accept', { class: 'U1', ownHandling: '1wd' }, { at: tuesday + minuteMs });
    expect(atRisk.ownHandling).toBeNull();
    expect(shown(clockOf(atRisk, 'handling').dueAt)).toBe('11-24 12:00');
    expect(act(psy, 'accept').ownHandling).toBe('1wd');
  });

  test('of a case that was warned already warns once', () => {
    const warned = passTime(anAppeal({ class: 'U1' }), tuesday + 100 * minuteMs);
    const accepted = act(warned, 'accept', { class: 'U4' });
    const late = passTime(accepted, clockOf(accepted, 'handling').dueAt);
    expect(eventsOf(late, 'warned').filter(({ data }) => data.clock === 'handling')).toHaveLength(1);
  });
});

describe('§4.2 decline and transferOut', () => {
  test.each(['decline', 'transferOut'] as const)('%s ends the case at once: no clock, no window', (action) => {
    const ended = act(anAppeal({ state: 'accepted' }), action);
    expect(ended.clocks).toEqual([]);
    expect(ended.archivedAt).toBe(ended.closedAt);
    expect(ended.outcome).toBeNull();
  });

  test('carry the reason or the right place, and the words told to the resident', () => {
    const declined = act(anAppeal(), 'decline', { reason: 'inCourt', textId: 'text-7' });
    expect(eventsOf(declined, 'declined')[0]?.data).toEqual({ reason: 'inCourt', textId: 'text-7' });
    const transferred = act(anAppeal(), 'transferOut', { to: '县住建局', textId: 'text-8' });
    expect(eventsOf(transferred, 'transferredOut')[0]?.data).toEqual({ to: '县住建局', textId: 'text-8' });
  });
});

describe('§4.2 answerNow', () => {
  test('is for consultations only', () => {
    expect(refusalOf(anAppeal({ type: 'HELP' }), 'answerNow')).toBe('consultOnly');
    expect(act(anAppeal({ type: 'CONSULT', class: 'U0' }), 'answerNow').state).toBe('replied');
  });

  test('of class U0 leaves the answer open for the resident’s word until the reopen window ends', () => {
    const answered = act(anAppeal({ type: 'CONSULT', class: 'U0' }), 'answerNow', {}, { at: tuesday });
    expect(openNames(answered)).toEqual(['reopen']);
    const judged = act(answered, 'feedback', {}, { actor: resident, at: tuesday + 70 * hourMs });
    expect(judged).toMatchObject({ state: 'closed', outcome: 'solved' });
    const silent = passTime(answered, tuesday + 72 * hourMs);
    expect(silent).toMatchObject({
      state: 'closed',
      outcome: 'noFeedback',
      clocks: [],
      archivedAt: tuesday + 72 * hourMs,
    });
  });

  test('of another class is called back like any answer', () => {
    const answered = act(anAppeal({ type: 'CONSULT', class: 'U3' }), 'answerNow', {}, { at: tuesday });
    expect(openNames(answered)).toEqual(['feedback']);
  });

  test('and redone goes to be dispatched, since nobody handled it', () => {
    const answered = act(anAppeal({ type: 'CONSULT', class: 'U3' }), 'answerNow', {}, { at: tuesday });
    const again = act(answered, 'redo', {}, { actor: resident, at: tuesday + hourMs });
    expect(again).toMatchObject({ state: 'accepted', round: 1, assignment: null });
    expect(openNames(again)).toEqual(['dispatch', 'handling']);
    expect(act(again, 'dispatch').state).toBe('dispatched');
  });
});

describe('§4.6 reclass', () => {
  test('up: the new limit from now where that is sooner', () => {
    const handling = anAppeal({ state: 'handling', class: 'U3' });
    const up = act(handling, 'reclass', { class: 'U1' }, { actor: clerk, at: tuesday + 5 * minuteMs });
    expect(shown(clockOf(up, 'handling').dueAt)).toBe('11-24 12:05');
    expect(shown(clockOf(up, 'handling').warnAt)).toBe('11-24 11:41');
    expect(shown(clockOf(up, 'contact').dueAt)).toBe('11-24 10:20');
  });

  test('up: the old due where that is sooner', () => {
    const handling = anAppeal({ state: 'handling', class: 'U3' });
    const { dueAt } = clockOf(handling, 'handling');
    const up = act(handling, 'reclass', { class: 'U2' }, { actor: dispatcher, at: dueAt - hourMs });
    expect(clockOf(up, 'handling').dueAt).toBe(dueAt);
  });

  test('up: sub-tasks stay within the lead’s due', () => {
    const handling = anAppeal({ state: 'handling', class: 'U3', assist: [null, { value: 30, unit: 'minute' }] });
    const up = act(handling, 'reclass', { class: 'U1' }, { actor: clerk, at: tuesday + 5 * minuteMs });
    const lead = clockOf(up, 'handling').dueAt;
    expect(up.tasks.map((task) => shown(task.dueAt))).toEqual([shown(lead), '11-24 10:29']);
    expect(up.clocks.filter((clock) => clock.name === 'task').map((clock) => clock.dueAt)).toEqual(
      up.tasks.map((task) => task.dueAt),
    );
  });

  test('down is asked for and decided by a supervisor, and measures from the opening', () => {
    const handling = anAppeal({ state: 'handling', class: 'U3' });
    for (const actor of [clerk, dispatcher, supervisor])
      expect(refusalOf(handling, 'reclass', { class: 'U4' }, { actor })).toBe('downgradeNeedsSupervisor');
    const down = downgraded(handling, 'U4');
    expect(shown(clockOf(down, 'handling').dueAt)).toBe('12-15 18:00');
    expect(eventsOf(down, 'downgradeGranted')[0]?.data.moved).toContainEqual(
      expect.objectContaining({ name: 'handling', from: at('2026-12-01 18:00'), to: at('2026-12-15 18:00') }),
    );
  });

  test('down cannot make a late case punctual', () => {
    const handling = anAppeal({ state: 'handling', class: 'U1' });
    const late = passTime(handling, clockOf(handling, 'handling').dueAt);
    const down = downgraded(late, 'U4');
    expect(clockOf(down, 'handling')).toEqual(clockOf(late, 'handling'));
    expect(down.late).toEqual(late.late);
    const later = passTime(down, at('2027-01-20 18:00'));
    expect(later.late.filter(({ clock }) => clock === 'handling')).toHaveLength(1);
  });

  test('ends a category’s own limit', () => {
    const own = anAppeal({ state: 'handling', class: 'U3', ownHandling: '10wd' });
    const down = downgraded(own, 'U4');
    expect(down.ownHandling).toBeNull();
    expect(shown(clockOf(down, 'handling').dueAt)).toBe('12-15 18:00');
  });

  test('to the same class is refused', () => {
    expect(refusalOf(anAppeal({ class: 'U3' }), 'reclass', { class: 'U3' })).toBe('sameClass');
  });
});

describe('§4.2 withdraw', () => {
  test('ends the case, whatever its state', () => {
    const withdrawn = act(anAppeal({ state: 'handling' }), 'withdraw');
    expect(withdrawn).toMatchObject({ state: 'withdrawn', clocks: [], outcome: null });
    expect(withdrawn.archivedAt).toBe(withdrawn.closedAt);
  });

  test.each([{ class: 'U1' as const }, { class: 'U4' as const, flags: ['safety' as const] }])(
    'of a safety case (%o) does not end it: it goes on as proactive, its clocks untouched',
    (wanted) => {
      const before = anAppeal({ ...wanted, state: 'dispatched' });
      const after = act(before, 'withdraw');
      expect(after.state).toBe('dispatched');
      expect(after.proactive).toEqual({ at: tuesday + minuteMs, by: 'resident' });
      expect(after.clocks).toEqual(before.clocks);
      expect(attempt(after, 'withdraw').refusal?.code).toBe('wrongState');
    },
  );

  test('of a safety case that waits for the resident sends it back to handling: nobody is left to wait for', () => {
    const waiting = anAppeal({ state: 'awaitingResident', class: 'U4', flags: ['safety'] });
    const after = act(waiting, 'withdraw');
    expect(after.state).toBe('handling');
    expect(openNames(after)).toEqual(['contact', 'handling']);
    expect(clockOf(after, 'handling').pausedRemaining).toBeNull();
  });
});
