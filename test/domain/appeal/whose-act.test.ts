// Whose an act is, beyond the role that permits it (domain §4.2, column who): the lead unit's, the assisting unit's own part, the
// mediator's while the case is in mediation.
import { describe, expect, test } from 'vitest';
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
