// Whose an act is, beyond the role that permits it (domain §4.2, column who): the lead unit's, the assisting unit's own part, the
// mediator's while the case is in mediation.
import { describe, expect, test } from 'vitest';
import { onBehalfFrom } from '../../../domain/appeal/clocks.ts';
import { act, anAppeal, clockOf, passTime, refusalOf } from './builders.ts';
import { assistant, assistUnit, mediator, otherHandler, otherUnit } from './cast.ts';

describe('§4.2 whose the act is', () => {
  const dispute = anAppeal({ state: 'handling', class: 'MED', category: 'NEIGH' });

  test.each(['toMediation', 'requestExtension', 'needInfo', 'requestPark', 'contact', 'complete'] as const)(
    '%s is the lead unit’s, not another’s',
    (action) => {
      expect(refusalOf(dispute, action, {}, { actor: otherHandler })).toBe('notYourCase');
    },
  );

  test.each(['requestExtension', 'contact'] as const)(
    'the mediator’s %s is for the time of the mediation',
    (action) => {
      expect(refusalOf(dispute, action, {}, { actor: mediator })).toBe('notYourCase');
      expect(refusalOf(act(dispute, 'toMediation'), action, {}, { actor: mediator })).toBeNull();
    },
  );

  test('a sub-task is ended by the unit that has it, not by another that assists as well', () => {
    const assist = [
      { id: 'task-1', unitId: assistUnit, limit: null },
      { id: 'task-2', unitId: otherUnit, limit: null },
    ];
    const dispatched = act(anAppeal({ state: 'accepted' }), 'dispatch', { assist });
    expect(refusalOf(dispatched, 'completeTask', { taskId: 'task-2' }, { actor: assistant })).toBe('notYourCase');
    expect(refusalOf(dispatched, 'completeTask', { taskId: 'task-2' }, { actor: otherHandler })).toBeNull();
  });

  test('a supervisor answers for the handler at twice the limit, never before the due wherever that was moved', () => {
    const handled = anAppeal({ state: 'handled' });
    const moved = handled.clocks.map((clock) =>
      clock.name === 'reply' ? { ...clock, dueAt: clock.dueAt + 30 * 86_400_000 } : clock,
    );
    expect(onBehalfFrom({ ...handled, clocks: moved })).toBe(clockOf(handled, 'reply').dueAt + 30 * 86_400_000);
  });

  test('of whom a report is about neither handles it nor assists: each is taken off it first', () => {
    const assist = [{ id: 'task-1', unitId: assistUnit, limit: null }];
    const signed = act(act(anAppeal({ state: 'accepted', type: 'REPORT' }), 'dispatch', { assist }), 'sign');
    expect(refusalOf(signed, 'shield', { from: ['handler'] })).toBe('redispatchFirst');
    expect(refusalOf(signed, 'shield', { from: [assistUnit] })).toBe('redispatchFirst');
    expect(refusalOf(act(signed, 'completeTask'), 'shield', { from: [assistUnit] })).toBeNull();
  });

  test('a visit to the door is the lead’s to make, whoever the lead becomes', () => {
    const waiting = act(anAppeal({ state: 'handling', class: 'U3', flags: ['vulnerable'] }), 'needInfo');
    const visiting = passTime(waiting, clockOf(waiting, 'residentAnswer').dueAt);
    const designated = act(visiting, 'designate', { unitId: otherUnit });
    expect(designated.tasks).toMatchObject([{ kind: 'homeVisit', unitId: otherUnit }]);
    const moved = act(visiting, 'redispatch', { unitId: otherUnit });
    const returned = act(act(moved, 'requestReturn', {}, { actor: otherHandler }), 'decideReturn');
    const anew = act(returned, 'dispatch', { unitId: assistUnit });
    expect(anew.tasks).toMatchObject([{ kind: 'homeVisit', unitId: assistUnit }]);
  });

  test('a unit that was rid of the case is not given it again by a re-dispatch either', () => {
    const returned = act(act(anAppeal({ state: 'dispatched' }), 'requestReturn'), 'decideReturn');
    const elsewhere = act(returned, 'dispatch', { unitId: otherUnit });
    expect(refusalOf(elsewhere, 'redispatch', { unitId: 'unit-property' })).toBe('unitReturned');
  });
});
