// The rules that shape everything (domain §3), as far as they are the appeal's; the calendar's own are in test/domain/time.
import { describe, expect, test } from 'vitest';
import { register, tick } from '../../../domain/appeal/decide.ts';
import { evolve } from '../../../domain/appeal/evolve.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { hourMs, minuteMs } from '../../../domain/time/shanghai.ts';
import { defaultPolicy } from '../../../domain/policy/defaults.ts';
import { at } from '../time/cast.ts';
import {
  act,
  anAppeal,
  answeredAgain,
  attempt,
  clockOf,
  command,
  downgraded,
  eventsOf,
  facts,
  logOf,
  passTime,
  tuesday,
  unsolved,
} from './builders.ts';
import { clerk, otherHandler, otherSupervisor, resident, supervisor } from './cast.ts';

const handlingDue = (appeal: Appeal) => clockOf(appeal, 'handling').dueAt;

describe('§3.2 hour limits of urgent classes run 24×7, others sleep outside office hours', () => {
  test('U2 registered at 22:00 is due at 22:00; U3 is not accepted by night', () => {
    const night = at('2026-11-24 22:00');
    expect(handlingDue(anAppeal({ class: 'U2', at: night }))).toBe(at('2026-11-25 22:00'));
    expect(clockOf(anAppeal({ class: 'U3', at: night }), 'acceptance').dueAt).toBe(at('2026-11-25 15:00'));
  });

  test('a weekend can be worked: registered on Friday 2026-09-18, one 工作日 ends on Sunday', () => {
    const friday = anAppeal({ class: 'U0', at: at('2026-09-18 10:00') });
    expect(handlingDue(friday)).toBe(at('2026-09-20 18:00'));
  });
});

test('§4.3 handling and acceptance run from when the appeal was received, however late it is written down', () => {
  const event = register(facts({ class: 'U2' }, tuesday), 'run-1', clerk, tuesday + 3 * hourMs);
  const appeal = evolve(null, event);
  expect([handlingDue(appeal), clockOf(appeal, 'acceptance').dueAt]).toEqual([
    tuesday + 24 * hourMs,
    tuesday + 30 * minuteMs,
  ]);
});

describe('§3.4 the resident’s clock never resets', () => {
  const dispatched = anAppeal({ state: 'dispatched' });

  test('on dispatch, signing and contact', () => {
    const due = handlingDue(anAppeal({ at: dispatched.receivedAt }));
    expect(handlingDue(dispatched)).toBe(due);
    expect(handlingDue(act(act(dispatched, 'sign'), 'contact'))).toBe(due);
  });

  test('on re-dispatch: only the assignment’s clock does', () => {
    const moved = act(dispatched, 'redispatch', {}, { at: tuesday + 20 * hourMs });
    expect(clockOf(moved, 'handling')).toEqual(clockOf(dispatched, 'handling'));
    expect(clockOf(moved, 'signing').openedAt).toBe(tuesday + 20 * hourMs);
  });

  test('on an edit of type and category at acceptance', () => {
    const before = anAppeal();
    const after = act(before, 'accept', { type: 'COMPLAINT', category: 'PROP' }, { at: tuesday + 2 * hourMs });
    expect(clockOf(after, 'handling')).toEqual(clockOf(before, 'handling'));
  });

  test('on re-class: up it only comes nearer, down it still counts from registration', () => {
    const up = act(dispatched, 'reclass', { class: 'U2' }, { actor: clerk });
    expect(handlingDue(up)).toBeLessThan(handlingDue(dispatched));
    const down = downgraded(dispatched, 'U4');
    expect(clockOf(down, 'handling').openedAt).toBe(dispatched.receivedAt);
  });

  test('on escalation', () => {
    const late = passTime(act(act(dispatched, 'sign'), 'contact'), handlingDue(dispatched));
    expect(clockOf(late, 'handling')).toMatchObject({ dueAt: handlingDue(dispatched), openSeq: 1 });
  });

  test('on a redo a clock of that round begins, and what the first round was late stays written', () => {
    const late = passTime(act(act(dispatched, 'sign'), 'contact'), handlingDue(dispatched));
    const again = act(act(act(late, 'complete'), 'reply'), 'feedback', unsolved, { actor: resident });
    expect(clockOf(again, 'handling').round).toBe(1);
    expect(again.late).toEqual(late.late);
  });
});

test('§3.5 escalation needs no named assignee: a case in nobody’s inbox escalates as well', () => {
  const nobody = passTime(anAppeal({ class: 'U3' }), at('2026-12-01 18:00'));
  expect(nobody).toMatchObject({ assignment: null, state: 'registered' });
  expect(nobody.escalations).toMatchObject([{ rung: 1, reasons: ['handling'] }]);
});

test('§3.6 late is recorded even if later solved', () => {
  const handling = act(anAppeal({ state: 'handling', class: 'U1' }), 'contact');
  const late = passTime(handling, handlingDue(handling));
  const closed = act(act(act(late, 'complete'), 'reply'), 'feedback');
  expect(closed).toMatchObject({ outcome: 'solved', late: [{ clock: 'handling', dueAt: handlingDue(handling) }] });
});

describe('§4.2 an action at or before the due instant, by the case’s own clock, is in time', () => {
  const handling = act(anAppeal({ state: 'handling', class: 'U1' }), 'contact');
  const due = handlingDue(handling);

  test('at the due instant itself', () => {
    expect(act(handling, 'complete', {}, { at: due })).toMatchObject({ state: 'handled', late: [] });
  });

  test('a millisecond later it is late, and done all the same', () => {
    const after = act(handling, 'complete', {}, { at: due + 1 });
    expect(after).toMatchObject({ state: 'handled', late: [{ clock: 'handling', dueAt: due }] });
  });

  test('left alone the clock fires at its due instant, not before', () => {
    expect(tick(handling, due - 1, true).filter(({ kind }) => kind === 'expired')).toEqual([]);
    expect(passTime(handling, due).late).toHaveLength(1);
  });

  test('what is due at the very instant of a command waits until after it', () => {
    const fires = (now: number, inclusive: boolean) =>
      tick(handling, now, inclusive).some(({ kind }) => kind === 'expired');
    expect([fires(due, false), fires(due + 1, false), fires(due, true)]).toEqual([false, true, true]);
  });

  test('no command carries a time: what it leads to is stamped with the case’s clock', () => {
    const { events } = attempt(handling, 'complete', {}, { at: due });
    expect(events.map((event) => event.at)).toEqual([due]);
    expect(Object.keys(command(handling, 'complete', {})).sort()).toEqual([
      'action',
      'actor',
      'bodyHash',
      'key',
      'payload',
      'seq',
    ]);
  });
});

test('§3.7 a downgrade has a decider who is not the clerk or dispatcher that wants it', () => {
  const appeal = anAppeal({ state: 'accepted', class: 'U2' });
  expect(attempt(appeal, 'reclass', { class: 'U3' }, { actor: clerk }).refusal?.code).toBe('downgradeNeedsSupervisor');
  const asked = act(appeal, 'requestDowngrade', { class: 'U3' }, { actor: supervisor });
  expect(attempt(asked, 'decideDowngrade', {}, { actor: supervisor }).refusal?.code).toBe('sameAsker');
  expect(act(asked, 'decideDowngrade', {}, { actor: otherSupervisor }).class).toBe('U3');
});

test('§3.9 the case holds ids of texts, never the texts or persons’ names and phones', () => {
  const closed = act(answeredAgain(anAppeal({ state: 'replied' })), 'feedback');
  const keys = new Set<string>();
  JSON.stringify([closed, logOf(closed)], (key, value: unknown) => {
    keys.add(key);
    return value;
  });
  for (const personal of ['phone', 'email', 'address', 'appellant', 'text', 'title'])
    expect(keys).not.toContain(personal);
  // The only names are those of clocks.
  expect(JSON.stringify(closed).match(/"name":"(\w+)"/g)).toEqual(['"name":"reopen"']);
});

test('§3.10 nothing is deleted by an action: the log only grows', () => {
  let appeal = anAppeal({ state: 'replied' });
  const before = logOf(appeal);
  appeal = act(act(appeal, 'feedback'), 'redo');
  expect(logOf(appeal).slice(0, before.length)).toEqual(before);
});

describe('§4.2 every action carries actor, role, time and idempotency key', () => {
  test('in each of its entries; what follows from it has the key with a number', () => {
    const closed = act(anAppeal({ state: 'replied' }), 'feedback', {}, { key: 'a:callback:7' });
    const mine = logOf(closed).slice(-2);
    expect(mine.map(({ kind, key }) => [kind, key])).toEqual([
      ['feedbackGiven', 'a:callback:7'],
      ['closed', 'a:callback:7#1'],
    ]);
    for (const event of mine) {
      expect(event.actor).toEqual({ id: 'callback', role: 'callbackAgent', unitId: null });
      expect(event).toMatchObject({ action: 'feedback', at: tuesday + minuteMs });
    }
  });

  test('the handler’s with the unit they act for', () => {
    const signed = act(act(anAppeal({ state: 'dispatched' }), 'redispatch'), 'sign', {}, { actor: otherHandler });
    expect(eventsOf(signed, 'signed')[0]?.actor.unitId).toBe('unit-sanitation');
  });
});

describe('§4.3 policy and calendar are frozen at registration', () => {
  test('a case runs by its own terms whatever the policy says later', () => {
    const strict = {
      ...defaultPolicy,
      version: 'strict',
      limits: defaultPolicy.limits.map((row) =>
        row.name === 'dispatch' ? { ...row, limit: { value: 1, unit: 'minute' as const } } : row,
      ),
    };
    const accepted = act(anAppeal({ policy: strict }), 'accept', {}, { at: tuesday });
    expect(clockOf(accepted, 'dispatch').dueAt).toBe(tuesday + minuteMs);
    expect(clockOf(act(anAppeal(), 'accept', {}, { at: tuesday }), 'dispatch').dueAt).toBe(at('2026-11-24 16:30'));
  });

  test('accept keeps them', () => {
    const before = anAppeal();
    expect(act(before, 'accept').terms).toEqual(before.terms);
  });
});
