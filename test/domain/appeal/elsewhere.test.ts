// Mediation, council, a redo after a dissatisfied yes, the pause: domain §4.2.
import { describe, expect, test } from 'vitest';
import { hourMs } from '../../../domain/time/shanghai.ts';
import { act, anAppeal, clockOf, eventsOf, openNames, passTime, refusalOf, shown, tuesday } from './builders.ts';
import {
  assistUnit,
  callbackAgent,
  clerk,
  colleague,
  handler,
  mediator,
  otherHandler,
  resident,
  supervisor,
} from './cast.ts';

describe('§4.2 mediation', () => {
  const dispute = anAppeal({ state: 'handling', class: 'MED', category: 'NEIGH' });

  test('is begun only where neither party refuses', () => {
    expect(refusalOf(dispute, 'toMediation', { otherAgrees: false })).toBe('partyRefuses');
    expect(refusalOf(dispute, 'toMediation', { appellantAgrees: false })).toBe('partyRefuses');
    expect(act(dispute, 'toMediation').state).toBe('inMediation');
  });

  test('has its first meeting within 3 工作日 and its 30 日 from registration: both clocks run on', () => {
    const mediating = act(dispute, 'toMediation');
    expect(mediating.clocks).toEqual(dispute.clocks);
    expect(shown(clockOf(mediating, 'contact').dueAt)).toBe('11-27 18:00');
    expect(shown(clockOf(mediating, 'handling').dueAt)).toBe('12-24 18:00');
    expect(openNames(act(mediating, 'contact', {}, { actor: mediator }))).toEqual(['handling']);
  });

  test.each(['agreed', 'failed', 'refused'] as const)(
    '%s leads back to handling, and the mediator never calls back',
    (result) => {
      const back = act(act(dispute, 'toMediation'), 'mediated', { result });
      expect(back).toMatchObject({ state: 'handling', mediations: [{ result, mediatorId: 'mediator' }] });
      const replied = act(act(act(back, 'contact'), 'complete'), 'reply');
      const asAgent = { id: 'mediator', role: 'callbackAgent' as const, unitId: null };
      expect(refusalOf(replied, 'feedback', {}, { actor: asAgent })).toBe('sameHandler');
    },
  );

  test.each(['U0', 'U1', 'U2'] as const)('is not for what must be done within hours, nor is the council: %s', (cls) => {
    const urgent = anAppeal({ state: 'handling', class: cls });
    expect(refusalOf(urgent, 'toMediation')).toBe('mediationNotAllowed');
    expect(refusalOf(urgent, 'toCouncil')).toBe('mediationNotAllowed');
  });

  test('a dispute that turns dangerous is classed up in the middle of it', () => {
    expect(act(act(dispute, 'toMediation'), 'reclass', { class: 'U1' }).class).toBe('U1');
  });
});

describe('§4.2 council', () => {
  const handling = anAppeal({ state: 'handling', class: 'U4' });

  test('becomes an agenda item by the supervisor; the resident’s clock runs on', () => {
    const council = act(handling, 'toCouncil', { textId: 'topic' });
    expect(council).toMatchObject({
      state: 'inCouncil',
      councils: [{ by: 'supervisor', textId: 'topic', endedAt: null }],
    });
    expect(council.clocks).toEqual(handling.clocks);
  });

  test('its resolution comes back to handling, with tasks that stay within the lead’s due', () => {
    const assist = [{ id: 'task-9', unitId: assistUnit, limit: null }];
    const back = act(act(handling, 'toCouncil'), 'resolved', { assist });
    expect(back).toMatchObject({ state: 'handling', tasks: [{ id: 'task-9', state: 'open' }] });
    expect(clockOf(back, 'task').dueAt).toBe(clockOf(handling, 'handling').dueAt);
  });
});

describe('§4.2 redo', () => {
  const yes = anAppeal({ state: 'closed', dissatisfied: true });

  test('solved but 不满意 goes to the supervisor, who decides on a redo', () => {
    expect(yes).toMatchObject({ outcome: 'solved', requests: [{ kind: 'redo', state: 'pending', by: 'callback' }] });
    const again = act(yes, 'decideRedo');
    expect(again).toMatchObject({
      state: 'handling',
      round: 1,
      requests: [{ state: 'granted', decidedBy: 'supervisor' }],
    });
  });

  test('not by the one who took the callback', () => {
    const actor = { ...callbackAgent, role: 'supervisor' as const };
    expect(refusalOf(yes, 'decideRedo', {}, { actor })).toBe('sameAsker');
  });

  test('denied with a reason, the case stays closed; undecided, it lapses with the window', () => {
    expect(act(yes, 'decideRedo', { granted: false, textId: 'text-2' })).toMatchObject({ state: 'closed', round: 0 });
    const over = passTime(yes, clockOf(yes, 'reopen').dueAt);
    expect(over.requests).toMatchObject([{ state: 'lapsed' }]);
  });

  test('satisfied, nothing is asked', () => {
    expect(anAppeal({ state: 'closed' }).requests).toEqual([]);
  });

  test('a third one is refused, with the route named', () => {
    const twice = { solved: false, satisfaction: 'dissatisfied' } as const;
    let appeal = anAppeal({ state: 'replied' });
    for (let round = 0; round < 2; round += 1)
      appeal = act(act(act(appeal, 'feedback', twice, { actor: resident }), 'complete'), 'reply');
    expect(refusalOf(appeal, 'redo', {}, { actor: supervisor })).toBe('roundsUsedUp');
    expect(act(appeal, 'feedback', twice, { actor: resident })).toMatchObject({ state: 'closed', outcome: 'unsolved' });
    // And none is proposed to the supervisor, who could not grant it.
    const yes = { solved: true, satisfaction: 'dissatisfied' } as const;
    expect(act(appeal, 'feedback', yes, { actor: resident })).toMatchObject({ outcome: 'solved', requests: [] });
  });
});

describe('§4.2 pause', () => {
  const waiting = act(
    anAppeal({ state: 'handling', class: 'U3', at: tuesday }),
    'needInfo',
    {},
    { at: tuesday + hourMs },
  );

  test.each([
    ['the resident’s own page', resident],
    ['the clerk on the telephone', clerk],
    ['the handler’s note of a call', handler],
    ['a colleague of the handler', colleague],
  ])('is ended by an answer through %s, with the working time that was left', (_way, actor) => {
    const back = act(waiting, 'infoGiven', {}, { actor, at: tuesday + 25 * hourMs });
    expect(back.state).toBe('handling');
    // A day of waiting moves the due by a day.
    expect(shown(clockOf(back, 'handling').dueAt)).toBe('12-02 18:00');
  });

  test('a mark that was raised before the pause stays where it was, and is not raised again', () => {
    const { warnAt } = clockOf(waiting, 'handling');
    const handling = anAppeal({ state: 'handling', class: 'U3', at: tuesday });
    const warned = passTime(handling, warnAt ?? 0);
    const back = act(act(warned, 'needInfo'), 'infoGiven', {}, { at: (warnAt ?? 0) + 24 * hourMs });
    expect(clockOf(back, 'handling').warnAt).toBe(clockOf(warned, 'handling').warnAt);
    const due = passTime(back, clockOf(back, 'handling').dueAt);
    expect(eventsOf(due, 'warned').filter(({ data }) => data.clock === 'handling')).toHaveLength(1);
  });

  test('not by another unit’s handler', () => {
    expect(refusalOf(waiting, 'infoGiven', {}, { actor: otherHandler })).toBe('notYourCase');
  });

  test('reminds at 5 工作日 and ends at 10 as unreachable', () => {
    const { warnAt, dueAt } = clockOf(waiting, 'residentAnswer');
    expect([shown(warnAt), shown(dueAt)]).toEqual(['12-01 18:00', '12-08 18:00']);
    expect(passTime(waiting, dueAt)).toMatchObject({ state: 'closed', outcome: 'unreachable' });
  });

  test('U2 is waited for 4 hours, then it goes on; U1 never waits', () => {
    const urgent = act(anAppeal({ state: 'handling', class: 'U2', at: tuesday }), 'needInfo', {}, { at: tuesday });
    expect(passTime(urgent, tuesday + 4 * hourMs).state).toBe('handling');
    expect(refusalOf(anAppeal({ state: 'handling', class: 'U1' }), 'needInfo')).toBe('pauseNotAllowed');
  });
});
