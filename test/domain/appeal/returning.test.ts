// Return (退单) and designation (指定): domain §4.2.
import { describe, expect, test } from 'vitest';
import { hourMs } from '../../../domain/time/shanghai.ts';
import { at } from '../time/cast.ts';
import { act, anAppeal, clockOf, eventsOf, openNames, passTime, refusalOf, shown, tuesday } from './builders.ts';
import { dispatcher, handler, leadUnit, otherHandler, otherUnit, supervisor } from './cast.ts';

const dispatched = anAppeal({ state: 'dispatched' });
const denied = { granted: false, textId: 'text-2' };

describe('§4.2 return', () => {
  test('is asked for within one 工作日 of dispatch, that instant included', () => {
    expect(refusalOf(dispatched, 'requestReturn', {}, { at: at('2026-11-25 18:00') })).toBeNull();
    const signed = act(dispatched, 'sign');
    expect(refusalOf(signed, 'requestReturn', {}, { at: at('2026-11-25 18:01') })).toBe('returnTooLate');
  });

  test('is the lead’s to ask for, nobody else’s', () => {
    expect(refusalOf(dispatched, 'requestReturn', {}, { actor: otherHandler })).toBe('notYourCase');
  });

  test('leaves the resident’s clock running; the lead’s own wait and go on with what they had left', () => {
    const asked = act(dispatched, 'requestReturn', {}, { at: tuesday + hourMs });
    expect(asked.state).toBe('returnReview');
    expect(clockOf(asked, 'handling')).toEqual(clockOf(dispatched, 'handling'));
    expect(clockOf(asked, 'signing').pausedRemaining).toBeGreaterThan(0);
    const again = act(asked, 'decideReturn', denied, { at: tuesday + 2 * hourMs });
    expect(again.state).toBe('dispatched');
    // Signing was due at the end of the next day; the hour of the review is given back.
    expect(shown(clockOf(dispatched, 'signing').dueAt)).toBe('11-25 18:00');
    expect(shown(clockOf(again, 'signing').dueAt)).toBe('11-26 09:30');
  });

  test('after the signing the first contact waits as well, and the time of the dispatch begins when it is granted', () => {
    const when = tuesday + 3 * hourMs;
    const asked = act(anAppeal({ state: 'handling' }), 'requestReturn', {}, { at: when });
    expect(clockOf(asked, 'contact').pausedRemaining).toBeGreaterThan(0);
    const granted = act(asked, 'decideReturn', {}, { at: at('2026-11-24 15:00') });
    expect(shown(clockOf(granted, 'dispatch').dueAt)).toBe('11-25 09:30');
    // Nobody has spoken with the appellant for the lead that is to come.
    const spoken = act(act(anAppeal({ state: 'handling' }), 'contact'), 'requestReturn');
    expect(spoken.contactedAt).not.toBeNull();
    expect(act(spoken, 'decideReturn').contactedAt).toBeNull();
  });

  test('granted, an assistant can say that its part is done before there is a new lead', () => {
    const asked = act(anAppeal({ state: 'handling', assist: [null] }), 'requestReturn');
    const done = act(act(asked, 'decideReturn'), 'completeTask');
    expect(done).toMatchObject({ state: 'accepted', tasks: [{ state: 'done' }] });
  });

  test('denied, the case goes back to where it was', () => {
    const handling = anAppeal({ state: 'handling' });
    expect(act(act(handling, 'requestReturn'), 'decideReturn', denied).state).toBe('handling');
  });

  test('granted, another lead is to be found: the case is dispatched anew, its assistants work on', () => {
    const handling = anAppeal({ state: 'handling', assist: [null] });
    const granted = act(act(handling, 'requestReturn'), 'decideReturn');
    expect(granted).toMatchObject({ state: 'accepted', assignment: null, tasks: [{ state: 'open' }] });
    expect(openNames(granted)).toEqual(['dispatch', 'handling', 'task']);
    expect(clockOf(granted, 'handling')).toEqual(clockOf(handling, 'handling'));
    expect(refusalOf(granted, 'dispatch', { unitId: leadUnit })).toBe('unitReturned');
    expect(act(granted, 'dispatch', { unitId: otherUnit }).assignment?.unitId).toBe(otherUnit);
  });

  test('is decided by another person, whatever roles they hold', () => {
    const asked = act(dispatched, 'requestReturn');
    const asDispatcher = { ...handler, role: 'dispatcher' as const, unitId: null };
    expect(refusalOf(asked, 'decideReturn', {}, { actor: asDispatcher })).toBe('sameAsker');
    expect(act(asked, 'decideReturn', {}, { actor: supervisor }).requests).toMatchObject([
      { kind: 'return', state: 'granted', by: 'handler', decidedBy: 'supervisor' },
    ]);
  });

  test('a denial says why', () => {
    const asked = act(dispatched, 'requestReturn');
    expect(refusalOf(asked, 'decideReturn', { granted: false })).toBe('denialNeedsReason');
  });

  test('is asked for at most twice in a case', () => {
    const once = act(act(dispatched, 'requestReturn'), 'decideReturn', denied);
    const twice = act(act(once, 'requestReturn'), 'decideReturn', denied);
    expect(refusalOf(twice, 'requestReturn')).toBe('returnsUsedUp');
  });

  test.each([
    ['U1', '11-24 10:11'],
    ['U2', '11-24 10:31'],
    ['U3', '11-24 16:31'],
    ['U4', '11-25 18:00'],
    ['MED', '11-25 18:00'],
  ] as const)('of class %s undecided by %s is denied', (cls, due) => {
    const asked = act(anAppeal({ state: 'dispatched', class: cls }), 'requestReturn');
    const { dueAt } = clockOf(asked, 'returnDecision');
    expect(shown(dueAt)).toBe(due);
    const late = passTime(asked, dueAt);
    expect(late.state).toBe('dispatched');
    expect(late.requests).toMatchObject([{ state: 'denied', decidedBy: 'system' }]);
    expect(eventsOf(late, 'requestDenied')).toHaveLength(1);
    // Nobody’s promise to the resident was broken by it.
    expect(late.late.filter(({ clock }) => clock === 'returnDecision')).toEqual([]);
  });

  test('is refused for 咨询, whose day is too short for it', () => {
    expect(refusalOf(anAppeal({ state: 'dispatched', class: 'U0' }), 'requestReturn')).toBe('returnNotAllowed');
  });
});

describe('§4.2 designation', () => {
  test('of the present lead changes no clock, and that lead cannot return the case any more', () => {
    const designated = act(dispatched, 'designate', { unitId: leadUnit });
    expect(designated.clocks).toEqual(dispatched.clocks);
    expect(refusalOf(designated, 'requestReturn')).toBe('designatedUnit');
    expect(refusalOf(designated, 'designate', { unitId: leadUnit })).toBe('sameUnit');
  });

  test('of another unit, also one that returned it: dispatched anew, the resident’s clock goes on', () => {
    const returned = act(act(dispatched, 'requestReturn'), 'decideReturn');
    const designated = act(returned, 'designate', { unitId: leadUnit }, { actor: dispatcher });
    expect(designated).toMatchObject({ state: 'dispatched', designated: { unitId: leadUnit, by: 'dispatcher' } });
    expect(clockOf(designated, 'handling')).toEqual(clockOf(dispatched, 'handling'));
    expect(refusalOf(designated, 'requestReturn')).toBe('designatedUnit');
  });

  test('ends with a re-dispatch to somebody else', () => {
    const designated = act(dispatched, 'designate', { unitId: leadUnit });
    const moved = act(designated, 'redispatch', { unitId: otherUnit });
    expect(moved.designated).toBeNull();
    expect(refusalOf(moved, 'requestReturn', {}, { actor: otherHandler })).toBeNull();
  });
});
