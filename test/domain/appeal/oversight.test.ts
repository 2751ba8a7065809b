// Oversight: urge, supervise, acknowledging a rung and what ends it (domain §4.2), and acting on what one has seen (§4.2, last lines).
import { describe, expect, test } from 'vitest';
import { allowedActions } from '../../../domain/appeal/allowed.ts';
import { rowOf } from '../../../domain/appeal/row.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { hourMs, minuteMs } from '../../../domain/time/shanghai.ts';
import { act, anAppeal, attempt, clockOf, openNames, passTime, refusalOf, tuesday } from './builders.ts';
import { silent } from '../ladder/cast.ts';
import { clerk, director, dispatcher, supervisor } from './cast.ts';

const contacted = act(anAppeal({ state: 'handling', class: 'U2', at: tuesday }), 'contact');
const late = passTime(contacted, clockOf(contacted, 'handling').dueAt);

describe('§4.2 urge and supervise', () => {
  test('are kept in a list with who and when, and move no clock', () => {
    const before = anAppeal({ state: 'handling' });
    const after = act(
      act(before, 'urge', {}, { at: tuesday + minuteMs }),
      'supervise',
      {},
      { at: tuesday + 2 * minuteMs },
    );
    expect(after.supervision).toEqual([
      { level: 'urged', at: tuesday + minuteMs, by: 'supervisor', textId: null },
      { level: 'supervised', at: tuesday + 2 * minuteMs, by: 'supervisor', textId: 'text-1' },
    ]);
    expect(after.clocks).toEqual(before.clocks);
    expect(after.state).toBe('handling');
  });
});

describe('§4.2 acknowledgeEscalation', () => {
  test('ends the acknowledging half and starts the acting half, of equal length', () => {
    const when = late.escalations[0]?.raisedAt ?? 0;
    const acknowledged = act(late, 'acknowledgeEscalation', {}, { at: when + 10 * minuteMs });
    expect(acknowledged.escalations[0]).toMatchObject({
      acknowledgedAt: when + 10 * minuteMs,
      acknowledgedBy: 'supervisor',
      endedAt: null,
    });
    const halves = acknowledged.clocks.filter(({ name }) => name === 'supervision');
    expect(halves).toMatchObject([{ half: 'act', dueAt: when + 70 * minuteMs }]);
  });

  test('may come from the director, the rung’s target once rung 1 is silent', () => {
    expect(act(late, 'acknowledgeEscalation', {}, { actor: director }).escalations[0]?.acknowledgedBy).toBe('director');
  });

  test('is refused where nothing is raised, for another rung or raising, and a second time', () => {
    expect(refusalOf(anAppeal({ state: 'handling' }), 'acknowledgeEscalation')).toBe('noEscalation');
    const raisedSeq = late.escalations[0]?.raisedSeq ?? 0;
    expect(refusalOf(late, 'acknowledgeEscalation', { rung: 2, raisedSeq })).toBe('noEscalation');
    expect(refusalOf(late, 'acknowledgeEscalation', { rung: 1, raisedSeq: raisedSeq - 1 })).toBe('noEscalation');
    const acknowledged = act(late, 'acknowledgeEscalation');
    expect(refusalOf(acknowledged, 'acknowledgeEscalation')).toBe('alreadyAcknowledged');
  });

  test('is refused a second time where a further rung waits for it as well', () => {
    const both = silent(silent(silent(act(late, 'acknowledgeEscalation'))));
    const [first, fourth] = both.escalations.filter(
      ({ rung, endedAt }) => (rung === 1 || rung === 4) && endedAt === null,
    );
    expect([first?.acknowledgedAt === null, fourth?.acknowledgedAt]).toEqual([false, null]);
    const again = { rung: 1, raisedSeq: first?.raisedSeq ?? 0 };
    expect(refusalOf(both, 'acknowledgeEscalation', again)).toBe('alreadyAcknowledged');
  });

  test('of a rung that is over is refused', () => {
    const raisedSeq = late.escalations[0]?.raisedSeq ?? 0;
    const handled = act(late, 'complete');
    expect(refusalOf(handled, 'acknowledgeEscalation', { rung: 1, raisedSeq })).toBe('noEscalation');
  });
});

describe('§4.2 the acting half', () => {
  // Late while nobody had been given the case: dispatching it moves it without taking the cause away.
  const accepted = anAppeal({ state: 'accepted', class: 'U2', at: tuesday });
  const raised = passTime(accepted, clockOf(accepted, 'handling').dueAt);
  const acting = act(raised, 'acknowledgeEscalation');
  const ended = (appeal: Appeal) => appeal.escalations[0]?.endedAt !== null;

  test('is ended by an act that moves the case', () => {
    const moved = act(acting, 'dispatch');
    expect(ended(moved)).toBe(true);
    expect(openNames(moved)).not.toContain('supervision');
    expect(openNames(moved)).toContain('handling');
  });

  test.each(['note', 'urge', 'supervise', 'requestDowngrade'] as const)(
    'is not ended by %s, which leaves it where it is',
    (action) => {
      const after = act(acting, action);
      expect(ended(after)).toBe(false);
      expect(clockOf(after, 'supervision')).toMatchObject({ half: 'act' });
    },
  );

  test('passing silently is recorded; the act that comes then still ends the rung', () => {
    const silent = passTime(acting, clockOf(acting, 'supervision').dueAt);
    expect(silent.escalations[0]).toMatchObject({ endedAt: null, silentAt: clockOf(acting, 'supervision').dueAt });
    expect(ended(act(silent, 'dispatch'))).toBe(true);
  });

  test('has not begun before the acknowledgement: an act of others ends no rung that nobody acknowledged', () => {
    const moved = act(raised, 'dispatch');
    expect(ended(moved)).toBe(false);
    expect(clockOf(moved, 'supervision')).toEqual(clockOf(raised, 'supervision'));
  });

  test('is not ended by what the system does', () => {
    const handling = anAppeal({ state: 'handling', class: 'U2', at: tuesday });
    const waiting = act(passTime(handling, clockOf(handling, 'handling').dueAt), 'needInfo');
    const acknowledged = act(waiting, 'acknowledgeEscalation');
    expect(ended(acknowledged)).toBe(false);
    const resumed = passTime(acknowledged, clockOf(acknowledged, 'residentAnswer').dueAt);
    expect(resumed.state).toBe('handling');
    expect(ended(resumed)).toBe(false);
  });
});

describe('acting on what one has seen', () => {
  const seen = anAppeal({ state: 'accepted', class: 'U1', at: tuesday });

  test('an act after another person’s act that one has not seen is stale, and says the current version', () => {
    const moved = act(seen, 'note');
    const decision = attempt(moved, 'dispatch', {}, { seq: seen.version });
    expect(decision).toEqual({ events: [], refusal: { code: 'stale', params: { seq: moved.version } } });
  });

  test('the system’s own events never make an act stale', () => {
    const later = passTime(seen, tuesday + 3 * hourMs);
    expect(later.version).toBeGreaterThan(seen.version);
    expect(later.personSeq).toBe(seen.personSeq);
    expect(act(later, 'dispatch', {}, { seq: seen.version }).state).toBe('dispatched');
  });

  test('who does not judge by a version is never stale', () => {
    expect(act(act(seen, 'note'), 'dispatch', {}, { seq: null }).state).toBe('dispatched');
  });

  test('a version that does not exist yet is stale', () => {
    expect(refusalOf(seen, 'dispatch', {}, { seq: seen.version + 1 })).toBe('stale');
  });
});

describe('§4.2 allowedActions', () => {
  const grant = (role: 'clerk' | 'dispatcher' | 'supervisor', communityId = 'shuangta') => ({
    role,
    communityId,
    unitId: null,
  });

  test('lists what the caller’s roles cover in the case’s community, each with what speaks against it', () => {
    const listed = allowedActions(anAppeal({ state: 'accepted' }), { id: 'd', grants: [grant('dispatcher')] }, tuesday);
    expect(listed).toEqual([
      { action: 'dispatch', allowed: true, reason: null },
      { action: 'redispatch', allowed: false, reason: { code: 'wrongState', params: { state: 'accepted' } } },
      { action: 'waiveTask', allowed: false, reason: { code: 'unknownTask' } },
      { action: 'withdrawOffer', allowed: false, reason: { code: 'unknownOffer' } },
      { action: 'confirmHelp', allowed: false, reason: { code: 'offerNotAccepted' } },
      { action: 'reclass', allowed: true, reason: null },
      { action: 'decideReturn', allowed: false, reason: { code: 'wrongState', params: { state: 'accepted' } } },
      { action: 'designate', allowed: true, reason: null },
      { action: 'requestDowngrade', allowed: true, reason: null },
      { action: 'note', allowed: true, reason: null },
      { action: 'requestMerge', allowed: true, reason: null },
      { action: 'decideMerge', allowed: false, reason: { code: 'noRequest' } },
      { action: 'requestUnmerge', allowed: false, reason: { code: 'wrongState', params: { state: 'accepted' } } },
      { action: 'decideUnmerge', allowed: false, reason: { code: 'wrongState', params: { state: 'accepted' } } },
      { action: 'findViolence', allowed: true, reason: null },
      { action: 'reportToPolice', allowed: false, reason: { code: 'policeTold' } },
      { action: 'recordConsent', allowed: false, reason: { code: 'noConsentNeeded' } },
    ]);
  });

  test('is empty for another community’s people', () => {
    expect(allowedActions(anAppeal(), { id: 'c', grants: [grant('clerk', 'hulu')] }, tuesday)).toEqual([]);
  });

  test('agrees with decide about states and guards', () => {
    for (const actor of [clerk, dispatcher, supervisor]) {
      const caller = { id: actor.id, grants: [grant(actor.role as 'clerk' | 'dispatcher' | 'supervisor')] };
      for (const { action, reason } of allowedActions(late, caller, late.receivedAt + 30 * hourMs)) {
        const code = refusalOf(late, action, {}, { actor, at: late.receivedAt + 30 * hourMs });
        if (reason) expect(code).toBe(reason.code);
      }
    }
  });
});

describe('the row of a case', () => {
  test('shows the soonest promise, the live rung, and whether one is late', () => {
    expect(rowOf(anAppeal())).toMatchObject({ overdue: false, rung: 0, dueClock: 'acceptance', round: 0 });
    expect(rowOf(late)).toMatchObject({ overdue: true, rung: 1, dueClock: 'handling', handlerId: 'handler' });
    const handled = act(late, 'complete');
    expect(rowOf(handled)).toMatchObject({ overdue: false, rung: 0, dueClock: 'reply' });
  });

  test('has no due of a paused clock, and none at the end', () => {
    const waiting = act(act(anAppeal({ state: 'handling' }), 'contact'), 'needInfo');
    expect(rowOf(waiting)).toMatchObject({
      dueAt: null,
      dueClock: null,
      nextWake: clockOf(waiting, 'residentAnswer').warnAt,
    });
    const closed = anAppeal({ state: 'closed' });
    expect(rowOf(closed)).toMatchObject({ dueAt: null, outcome: 'solved', nextWake: clockOf(closed, 'reopen').dueAt });
    expect(rowOf(passTime(closed, clockOf(closed, 'reopen').dueAt)).nextWake).toBeNull();
  });
});
