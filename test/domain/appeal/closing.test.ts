// The end of a case: feedback, failed callbacks, redo (domain §4.2), and who may judge (§8).
import { describe, expect, test } from 'vitest';
import { hourMs } from '../../../domain/time/shanghai.ts';
import { at } from '../time/cast.ts';
import {
  act,
  anAppeal,
  answeredAgain,
  attempt,
  clockOf,
  eventsOf,
  lastAt,
  openNames,
  passTime,
  refusalOf,
  tuesday,
  unsolved,
} from './builders.ts';
import { assistant, callbackAgent, clerk, colleague, handler, resident, supervisor } from './cast.ts';

const replied = anAppeal({ state: 'replied', at: tuesday });
const asCallback = (id: string) => ({ ...callbackAgent, id });

describe('§4.2 §8 feedback', () => {
  test('solved closes the case as solved and opens the reopen window', () => {
    const closed = act(replied, 'feedback');
    expect(closed).toMatchObject({ state: 'closed', outcome: 'solved', archivedAt: null });
    expect(openNames(closed)).toEqual(['reopen']);
    expect(closed.feedbacks).toMatchObject([
      { by: 'callback', role: 'callbackAgent', round: 0, contacted: true, solved: true, satisfaction: 'satisfied' },
    ]);
  });

  test('solved but 不满意 closes as solved: the supervisor decides on a redo, within the window', () => {
    const closed = act(replied, 'feedback', { satisfaction: 'dissatisfied' });
    expect(closed).toMatchObject({ state: 'closed', outcome: 'solved' });
    const again = act(closed, 'redo', {}, { actor: supervisor });
    expect(again).toMatchObject({ state: 'handling', outcome: null, round: 1, closedAt: null });
  });

  test('not solved, but the explanation accepted, closes as explained', () => {
    const closed = act(replied, 'feedback', { solved: false, acceptsExplanation: true });
    expect(closed).toMatchObject({ state: 'closed', outcome: 'explained' });
  });

  test('not solved goes to a redo', () => {
    expect(act(replied, 'feedback', unsolved)).toMatchObject({ state: 'handling', round: 1, outcome: null });
  });

  test('may be the resident’s own, or their word by phone recorded by a clerk', () => {
    for (const actor of [resident, clerk])
      expect(act(replied, 'feedback', {}, { actor }).feedbacks[0]?.role).toBe(actor.role);
  });

  test('never comes from a person who handled the case', () => {
    expect(refusalOf(replied, 'feedback', {}, { actor: asCallback('handler') })).toBe('sameHandler');
    expect(refusalOf(replied, 'callbackFailed', {}, { actor: asCallback('handler') })).toBe('sameHandler');
    expect(refusalOf(replied, 'redo', {}, { actor: asCallback('handler') })).toBe('sameHandler');
  });

  test('nor from one who handled it before a re-dispatch, or completed it for a colleague', () => {
    const contacted = act(anAppeal({ state: 'handling' }), 'contact', {}, { actor: colleague });
    const closedBy = act(act(contacted, 'complete'), 'reply');
    expect(refusalOf(closedBy, 'feedback', {}, { actor: asCallback('colleague') })).toBe('sameHandler');
  });

  test('nor from who answered at once, or on the handler’s behalf', () => {
    const answered = act(anAppeal({ type: 'CONSULT' }), 'answerNow', {}, { actor: clerk });
    expect(refusalOf(answered, 'feedback', {}, { actor: asCallback('clerk') })).toBe('sameHandler');
    const handled = anAppeal({ state: 'handled', class: 'U1', at: tuesday });
    const onBehalf = act(handled, 'reply', {}, { actor: supervisor, at: tuesday + hourMs });
    expect(refusalOf(onBehalf, 'feedback', {}, { actor: asCallback('supervisor') })).toBe('sameHandler');
  });
});

describe('§8 the callback agent is not the handler', () => {
  test('an assistant who did a part of it has handled it as well', () => {
    const done = act(anAppeal({ state: 'handling', assist: [null] }), 'completeTask');
    const answered = act(act(act(done, 'contact'), 'complete'), 'reply');
    const actor = { id: assistant.id, role: 'callbackAgent' as const, unitId: null };
    expect(refusalOf(answered, 'feedback', {}, { actor })).toBe('sameHandler');
  });
});

describe('§4.2 callbackFailed', () => {
  const attemptAt = (appeal: typeof replied, text: string) =>
    act(appeal, 'callbackFailed', { way: 'phone' }, { at: at(text) });

  test('three on different dates in Shanghai close the case without feedback', () => {
    const twice = attemptAt(attemptAt(replied, '2026-11-24 16:00'), '2026-11-25 09:00');
    expect(twice.state).toBe('replied');
    expect(attemptAt(twice, '2026-11-26 09:00')).toMatchObject({ state: 'closed', outcome: 'noFeedback' });
  });

  test('three on two dates do not', () => {
    const twice = attemptAt(attemptAt(replied, '2026-11-24 16:00'), '2026-11-25 09:00');
    const thrice = attemptAt(twice, '2026-11-25 17:00');
    expect(thrice.state).toBe('replied');
    expect(thrice.callbackAttempts).toHaveLength(3);
  });

  test('dates are Shanghai’s: a minute before and after its midnight are two', () => {
    const twice = attemptAt(attemptAt(replied, '2026-11-24 16:00'), '2026-11-25 23:59');
    expect(attemptAt(twice, '2026-11-26 00:00').state).toBe('closed');
    // 07:59 and 08:01 in Shanghai are two dates in London and one here.
    const morning = attemptAt(attemptAt(replied, '2026-11-25 07:59'), '2026-11-25 08:01');
    expect(attemptAt(morning, '2026-11-26 00:00').state).toBe('replied');
  });

  test('keeps time and way of each attempt', () => {
    const once = attemptAt(replied, '2026-11-24 16:00');
    expect(once.callbackAttempts).toEqual([{ at: at('2026-11-24 16:00'), by: 'callback' }]);
    expect(eventsOf(once, 'callbackFailed')[0]?.data.way).toBe('phone');
  });

  test('attempts of an earlier round do not count', () => {
    const twice = attemptAt(attemptAt(replied, '2026-11-24 16:00'), '2026-11-25 09:00');
    const again = answeredAgain(twice);
    expect(attemptAt(again, '2026-11-27 09:00').state).toBe('replied');
  });
});

describe('§4.2 redo', () => {
  test('begins clock and ladder anew at that instant, and keeps handler and recorded lateness', () => {
    const handling = act(anAppeal({ state: 'handling' }), 'contact');
    const late = passTime(handling, clockOf(handling, 'handling').dueAt);
    const answered = act(act(late, 'complete'), 'reply');
    const when = lastAt(answered) + hourMs;
    const again = act(answered, 'redo', {}, { actor: resident, at: when });
    expect(again).toMatchObject({ state: 'handling', round: 1, late: late.late });
    expect(again.assignment).toEqual(answered.assignment);
    expect(again.escalations.filter((each) => each.endedAt === null)).toEqual([]);
    expect(openNames(again)).toEqual(['handling']);
    expect(clockOf(again, 'handling')).toMatchObject({ openedAt: when, round: 1 });
  });

  test('late again is recorded again, and climbs again', () => {
    const again = act(replied, 'feedback', unsolved);
    const late = passTime(again, clockOf(again, 'handling').dueAt);
    expect(late.late).toMatchObject([{ clock: 'handling', round: 1 }]);
    expect(late.escalations).toMatchObject([{ rung: 1, reasons: ['handling'], endedAt: null }]);
  });

  test('of a case closed as unreachable asks its assisting units again, by the lead’s new due', () => {
    const waiting = act(anAppeal({ state: 'handling', assist: [null] }), 'needInfo');
    const closed = passTime(waiting, at('2026-12-08 18:00'));
    expect(closed).toMatchObject({ outcome: 'unreachable', tasks: [{ state: 'open' }] });
    const again = act(closed, 'redo', {}, { actor: resident });
    expect(openNames(again)).toEqual(['handling', 'task']);
    expect(again.tasks[0]?.dueAt).toBe(clockOf(again, 'handling').dueAt);
    expect(clockOf(again, 'task').dueAt).toBe(again.tasks[0]?.dueAt);
  });

  test('is open to the resident until the window’s last instant, and no longer', () => {
    const closed = act(replied, 'feedback');
    const { dueAt } = clockOf(closed, 'reopen');
    expect(act(closed, 'redo', {}, { actor: resident, at: dueAt }).round).toBe(1);
    expect(refusalOf(closed, 'redo', {}, { actor: resident, at: dueAt + 1 })).toBe('windowClosed');
  });

  test('happens at most twice; the third is refused and changes nothing', () => {
    const twice = answeredAgain(answeredAgain(replied));
    expect(twice.round).toBe(2);
    const decision = attempt(twice, 'redo', {}, { actor: resident });
    expect(decision).toEqual({ events: [], refusal: { code: 'roundsUsedUp', params: { rounds: 2 } } });
  });

  test('where a third would follow, the outcome is unsolved', () => {
    const closed = act(answeredAgain(answeredAgain(replied)), 'feedback', unsolved, { actor: resident });
    expect(closed).toMatchObject({ state: 'closed', outcome: 'unsolved', round: 2 });
    expect(refusalOf(closed, 'redo', {}, { actor: resident })).toBe('roundsUsedUp');
  });

  test('may be asked for by who recorded the resident’s words, handler or not', () => {
    expect(act(replied, 'redo', {}, { actor: { ...clerk, id: handler.id } }).round).toBe(1);
  });
});

test('§4.1 closing and solving are two things: closed without feedback is not solved', () => {
  const dates = ['2026-11-24 16:00', '2026-11-25 09:00', '2026-11-26 09:00'];
  const closed = dates.reduce((appeal, text) => act(appeal, 'callbackFailed', {}, { at: at(text) }), replied);
  expect(closed).toMatchObject({ state: 'closed', outcome: 'noFeedback' });
  expect(closed.closedAt).toBe(at('2026-11-26 09:00'));
  expect(closed.feedbacks).toEqual([]);
});
