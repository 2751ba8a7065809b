// The work itself: dispatch, sign, contact, the resident's information, sub-tasks, completion, reply (domain §4.2).
import { describe, expect, test } from 'vitest';
import { hourMs, minuteMs } from '../../../domain/time/shanghai.ts';
import { workingMsBetween } from '../../../domain/time/working-time.ts';
import { at, usual } from '../time/cast.ts';
import { act, anAppeal, clockOf, eventsOf, openNames, passTime, refusalOf, shown, tasks, tuesday } from './builders.ts';
import { assistant, assistUnit, colleague, handler, leadUnit, otherHandler, otherUnit, supervisor } from './cast.ts';

describe('§4.2 dispatch', () => {
  test('names the lead and starts the signing clock; handling goes on', () => {
    const accepted = anAppeal({ state: 'accepted' });
    const dispatched = act(accepted, 'dispatch');
    expect(dispatched.assignment).toMatchObject({ unitId: leadUnit, by: 'dispatcher', handlerId: null });
    expect(openNames(dispatched)).toEqual(['handling', 'signing']);
    expect(clockOf(dispatched, 'handling')).toEqual(clockOf(accepted, 'handling'));
  });

  test('the lead is not its own assistant', () => {
    const assist = [{ id: 'task-1', unitId: leadUnit, limit: null }];
    expect(refusalOf(anAppeal({ state: 'accepted' }), 'dispatch', { unitId: leadUnit, assist })).toBe('assistIsLead');
    expect(refusalOf(anAppeal({ state: 'accepted' }), 'dispatch', { unitId: otherUnit, assist })).toBeNull();
  });

  test('gives each assisting unit a sub-task with its own limit', () => {
    const limits = [
      { value: 2, unit: 'workingDay' as const },
      { value: 3, unit: 'hour' as const },
    ];
    const dispatched = act(anAppeal({ state: 'accepted', at: tuesday }), 'dispatch', { assist: tasks(limits) });
    expect(dispatched.tasks.map((task) => [task.unitId, task.state, shown(task.dueAt)])).toEqual([
      [assistUnit, 'open', '11-26 18:00'],
      [assistUnit, 'open', '11-24 13:01'],
    ]);
    const clocks = dispatched.clocks.filter(({ name }) => name === 'task');
    expect(clocks.map((clock) => [clock.ref, clock.dueAt])).toEqual(
      dispatched.tasks.map((task) => [task.id, task.dueAt]),
    );
    expect(shown(clocks[1]?.warnAt ?? null)).toBe('11-24 12:25');
  });

  test('a sub-task without a limit of its own is due with the lead', () => {
    const dispatched = anAppeal({ state: 'dispatched', assist: [null] });
    expect(dispatched.tasks[0]?.dueAt).toBe(clockOf(dispatched, 'handling').dueAt);
  });

  test('a sub-task due at the lead’s instant is accepted, one due later is refused', () => {
    const accepted = anAppeal({ state: 'accepted', class: 'U3' });
    const within = tasks([{ value: 5, unit: 'workingDay' }]);
    expect(act(accepted, 'dispatch', { assist: within }).tasks[0]?.dueAt).toBe(clockOf(accepted, 'handling').dueAt);
    const beyond = tasks([null, { value: 6, unit: 'workingDay' }]);
    expect(refusalOf(accepted, 'dispatch', { assist: beyond })).toBe('taskDueTooLate');
  });

  test('of a case that is late already gives assisting units the redo limit', () => {
    const accepted = anAppeal({ state: 'accepted', class: 'U1' });
    const late = act(accepted, 'dispatch', { assist: tasks([null]) }, { at: tuesday + 3 * hourMs });
    expect(shown(late.tasks[0]?.dueAt ?? null)).toBe('11-24 14:00');
  });
});

describe('§4.2 redispatch', () => {
  test('gives the case to another lead: assignment clocks anew, the resident’s go on', () => {
    const before = anAppeal({ state: 'handling' });
    const after = act(before, 'redispatch', {}, { at: tuesday + 2 * hourMs });
    expect(after.assignment).toMatchObject({ unitId: otherUnit, handlerId: null, signedAt: null });
    expect(openNames(after)).toEqual(['handling', 'signing']);
    expect(clockOf(after, 'signing').openedAt).toBe(tuesday + 2 * hourMs);
    expect(clockOf(after, 'handling')).toEqual(clockOf(before, 'handling'));
  });

  test('carries a reason', () => {
    const after = act(anAppeal({ state: 'dispatched' }), 'redispatch', { textId: 'text-9' });
    expect(eventsOf(after, 'redispatched')[0]?.data.textId).toBe('text-9');
  });

  test('to the same lead is refused', () => {
    expect(refusalOf(anAppeal({ state: 'handling' }), 'redispatch', { unitId: leadUnit })).toBe('sameUnit');
  });

  test('asks the new lead for a contact of its own', () => {
    const contacted = act(anAppeal({ state: 'handling' }), 'contact');
    const signed = act(act(contacted, 'redispatch'), 'sign', {}, { actor: otherHandler });
    expect(openNames(signed)).toEqual(['contact', 'handling']);
    expect(refusalOf(signed, 'complete', {}, { actor: otherHandler })).toBe('contactFirst');
  });

  test('leaves the former lead nothing to do with the case', () => {
    const after = act(anAppeal({ state: 'handling' }), 'redispatch');
    expect(refusalOf(after, 'sign', {}, { actor: handler })).toBe('notYourCase');
    expect(act(after, 'sign', {}, { actor: otherHandler }).assignment?.handlerId).toBe('other-handler');
  });
});

describe('§4.2 sign and contact', () => {
  test('signing starts the contact clock and ends the signing clock', () => {
    const signed = act(anAppeal({ state: 'dispatched' }), 'sign');
    expect(signed.assignment?.handlerId).toBe('handler');
    expect(openNames(signed)).toEqual(['contact', 'handling']);
    expect(openNames(act(signed, 'contact'))).toEqual(['handling']);
  });

  test('only the lead’s people sign', () => {
    expect(refusalOf(anAppeal({ state: 'dispatched' }), 'sign', {}, { actor: otherHandler })).toBe('notYourCase');
  });

  test('nobody need be contacted where the appellant is anonymous', () => {
    const signed = anAppeal({ state: 'handling', flags: ['anonymous'] });
    expect(openNames(signed)).toEqual(['handling']);
    expect(act(signed, 'complete').state).toBe('handled');
  });
});

describe('§4.2 needInfo and infoGiven', () => {
  test('pause handling only', () => {
    const before = anAppeal({ state: 'handling', assist: [null] });
    const waiting = act(before, 'needInfo');
    expect(clockOf(waiting, 'handling').pausedRemaining).not.toBeNull();
    expect(openNames(waiting)).toEqual(['contact', 'handling', 'residentAnswer', 'task']);
    for (const name of ['contact', 'task'] as const) expect(clockOf(waiting, name)).toEqual(clockOf(before, name));
  });

  test('store the remaining working time and re-anchor it on resume', () => {
    const handling = act(anAppeal({ state: 'handling' }), 'contact');
    const { dueAt } = clockOf(handling, 'handling');
    const asked = at('2026-11-25 10:00');
    const left = workingMsBetween(asked, dueAt, usual);
    const waiting = act(handling, 'needInfo', {}, { at: asked });
    expect(clockOf(waiting, 'handling').pausedRemaining).toBe(left);
    const answered = at('2026-12-03 21:00');
    const again = act(waiting, 'infoGiven', {}, { at: answered });
    expect(workingMsBetween(answered, clockOf(again, 'handling').dueAt, usual)).toBe(left);
    expect(shown(clockOf(again, 'handling').dueAt)).toBe('12-10 16:30');
  });

  test('a pause of no length moves nothing', () => {
    const handling = anAppeal({ state: 'handling' });
    const when = tuesday + hourMs;
    const again = act(act(handling, 'needInfo', {}, { at: when }), 'infoGiven', {}, { at: when });
    expect(clockOf(again, 'handling')).toEqual(clockOf(handling, 'handling'));
  });

  test('the 80 % mark waits with the clock', () => {
    const handling = act(anAppeal({ state: 'handling' }), 'contact');
    const before = clockOf(handling, 'handling');
    const waiting = act(handling, 'needInfo', {}, { at: at('2026-11-25 10:00') });
    expect(eventsOf(passTime(waiting, at('2026-12-01 17:00')), 'warned')).toEqual([]);
    const after = clockOf(act(waiting, 'infoGiven', {}, { at: at('2026-12-02 10:00') }), 'handling');
    expect(shown(before.warnAt)).toBe('11-30 16:53:24');
    expect(shown(after.warnAt)).toBe('12-07 16:53:24');
    expect(shown(after.dueAt)).toBe('12-08 18:00');
  });

  test('a mark raised before the pause is not raised again', () => {
    const handling = act(anAppeal({ state: 'handling' }), 'contact');
    const asked = clockOf(handling, 'handling').dueAt - minuteMs;
    const again = act(act(handling, 'needInfo', {}, { at: asked }), 'infoGiven', {}, { at: asked + 24 * hourMs });
    const late = passTime(again, clockOf(again, 'handling').dueAt);
    expect(eventsOf(late, 'warned').filter(({ data }) => data.clock === 'handling')).toHaveLength(1);
  });

  test('a late clock is not paused: it stays late', () => {
    const handling = act(anAppeal({ state: 'handling' }), 'contact');
    const late = passTime(handling, clockOf(handling, 'handling').dueAt);
    const waiting = act(late, 'needInfo');
    expect(clockOf(waiting, 'handling')).toEqual(clockOf(late, 'handling'));
    expect(clockOf(act(waiting, 'infoGiven'), 'handling')).toEqual(clockOf(late, 'handling'));
  });

  test.each(['U1', 'U0'] as const)('class %s has no pause', (cls) => {
    expect(refusalOf(anAppeal({ state: 'handling', class: cls }), 'needInfo')).toBe('pauseNotAllowed');
  });
});

describe('§4.2 sub-tasks', () => {
  const handling = anAppeal({ state: 'handling', assist: [null] });

  test('are completed by their own unit only', () => {
    expect(refusalOf(handling, 'completeTask', {}, { actor: handler })).toBe('notYourCase');
    const done = act(handling, 'completeTask', {}, { actor: assistant });
    expect(done.tasks[0]).toMatchObject({ state: 'done', by: 'assistant' });
    expect(openNames(done)).not.toContain('task');
  });

  test('are waived with a reason by dispatcher or supervisor', () => {
    const waived = act(handling, 'waiveTask', { textId: 'text-3' }, { actor: supervisor });
    expect(waived.tasks[0]).toMatchObject({ state: 'waived', by: 'supervisor' });
    expect(openNames(waived)).not.toContain('task');
  });

  test('that do not exist or are over are refused', () => {
    expect(refusalOf(handling, 'completeTask', { taskId: 'task-7' })).toBe('unknownTask');
    const done = act(handling, 'completeTask');
    expect(refusalOf(done, 'completeTask', { taskId: 'task-1' })).toBe('unknownTask');
    expect(refusalOf(done, 'waiveTask', { taskId: 'task-1' })).toBe('unknownTask');
  });

  test('late ones are recorded as late and can still be completed', () => {
    const late = passTime(anAppeal({ state: 'handling', assist: [{ value: 1, unit: 'hour' }] }), tuesday + 2 * hourMs);
    expect(late.late).toMatchObject([{ clock: 'task', ref: 'task-1' }]);
    expect(act(late, 'completeTask').late).toEqual(late.late);
  });
});

describe('§4.2 complete', () => {
  const ready = act(anAppeal({ state: 'handling', assist: [null] }), 'contact');

  test('needs all sub-tasks done or waived', () => {
    expect(refusalOf(ready, 'complete')).toBe('tasksOpen');
    expect(act(act(ready, 'waiveTask'), 'complete').state).toBe('handled');
    expect(act(act(ready, 'completeTask'), 'complete').state).toBe('handled');
  });

  test('needs the contact, but not for an anonymous appellant', () => {
    expect(refusalOf(anAppeal({ state: 'handling' }), 'complete')).toBe('contactFirst');
  });

  test('is the lead’s alone, any of its people', () => {
    const contacted = act(anAppeal({ state: 'handling' }), 'contact');
    expect(refusalOf(contacted, 'complete', {}, { actor: assistant })).toBe('notYourCase');
    expect(act(contacted, 'complete', {}, { actor: colleague }).handlers).toEqual(['handler', 'colleague']);
  });

  test('carries evidence, ends handling and its open clocks, and starts the reply clock', () => {
    const handled = act(act(anAppeal({ state: 'handling' }), 'contact'), 'complete', {
      evidence: ['photo-1', 'photo-2'],
    });
    expect(eventsOf(handled, 'completed')[0]?.data.evidence).toEqual(['photo-1', 'photo-2']);
    expect(openNames(handled)).toEqual(['reply']);
  });

  test('of a consultation leaves its handling clock running until the answer, which is due with it', () => {
    const handled = anAppeal({ state: 'handled', class: 'U0' });
    expect(openNames(handled)).toEqual(['handling']);
    expect(openNames(act(handled, 'reply'))).toEqual(['reopen']);
    const late = passTime(handled, clockOf(handled, 'handling').dueAt);
    expect(late.escalations).toMatchObject([{ rung: 1, reasons: ['handling'] }]);
  });
});

describe('§4.2 reply', () => {
  test('keeps the public text and its channel, and starts the feedback clock', () => {
    const replied = act(anAppeal({ state: 'handled' }), 'reply', { channel: 'visit', textId: 'reply-7' });
    expect(replied).toMatchObject({ replies: ['reply-7'], replyChannel: 'visit' });
    expect(openNames(replied)).toEqual(['feedback']);
  });

  test('to an anonymous appellant starts no callback: the answer stands until the reopen window ends', () => {
    const replied = anAppeal({ state: 'replied', flags: ['anonymous'], at: tuesday });
    expect(openNames(replied)).toEqual(['reopen']);
    const over = passTime(replied, at('2026-12-01 18:00'));
    expect(over).toMatchObject({ state: 'closed', outcome: 'noFeedback', archivedAt: at('2026-12-01 18:00') });
  });

  test.each([
    ['U1', '2026-11-24 11:00'],
    ['U2', '2026-11-24 18:00'],
    ['U3', '2026-11-26 18:00'],
    ['U0', '2026-11-26 18:00'],
  ] as const)('of class %s may be given by the supervisor on behalf at 2× the limit: from %s', (cls, text) => {
    const handled = anAppeal({ state: 'handled', class: cls, at: tuesday });
    const from = at(text);
    expect(refusalOf(handled, 'reply', {}, { actor: supervisor, at: from - 1 })).toBe('notOnBehalfYet');
    expect(act(handled, 'reply', {}, { actor: supervisor, at: from }).state).toBe('replied');
  });

  test('is the lead unit’s otherwise', () => {
    expect(refusalOf(anAppeal({ state: 'handled' }), 'reply', {}, { actor: otherHandler })).toBe('notYourCase');
  });
});
