// What is asked for and decided: one of a kind at a time, the decision names what it decides, and down is down when it is decided too.
import { describe, expect, test } from 'vitest';
import { allowedActions } from '../../../domain/appeal/allowed.ts';
import { isMoreUrgent } from '../../../domain/appeal/urgency.ts';
import { hear } from '../../../domain/appeal/decide.ts';
import { defaultPolicy } from '../../../domain/policy/defaults.ts';
import { act, anAppeal, append, clockOf, lastAt, passTime, refusalOf } from './builders.ts';
import { clerk, otherSupervisor } from './cast.ts';

describe('§3.7 requests', () => {
  const handling = anAppeal({ state: 'handling', class: 'U4' });

  test.each(['requestExtension', 'requestPark', 'requestDowngrade', 'requestMerge'] as const)(
    '%s: one at a time',
    (action) => {
      expect(refusalOf(act(handling, action), action)).toBe('requestPending');
    },
  );

  test('requestUnmerge: one at a time', () => {
    const asked = act(anAppeal({ state: 'merged' }), 'requestUnmerge');
    expect(refusalOf(asked, 'requestUnmerge')).toBe('requestPending');
  });

  test('once archived with its master a case does not leave it any more', () => {
    const merged = anAppeal({ state: 'merged' });
    const of = { master: merged.merge?.into ?? '', childSeq: merged.merge?.seq ?? 0, masterSeq: 9, outcome: null };
    const telling = { kind: 'masterMoved', what: 'archived', ...of } as const;
    const over = append(merged, hear(merged, telling, 'archived', lastAt(merged)).events);
    expect(refusalOf(over, 'requestUnmerge')).toBe('windowClosed');
    const asked = act(merged, 'requestUnmerge');
    const late = append(asked, hear(asked, telling, 'archived', lastAt(asked)).events);
    expect(refusalOf(late, 'decideUnmerge')).toBe('windowClosed');
  });

  test('what was asked for before a merge waits in it, and is decided when the case is back', () => {
    const asked = act(act(act(handling, 'requestExtension'), 'requestMerge'), 'decideMerge');
    expect(asked.requests).toMatchObject([{ kind: 'extension', state: 'pending' }, { kind: 'merge' }]);
    const back = act(act(asked, 'requestUnmerge'), 'decideUnmerge');
    expect(refusalOf(back, 'decideExtension')).toBeNull();
  });

  test('a class that cannot be put aside shows so beside the button, before anybody writes a plan', () => {
    const urgent = anAppeal({ state: 'handling', class: 'U2' });
    const grants = [{ role: 'handler' as const, communityId: 'shuangta', unitId: urgent.assignment?.unitId ?? null }];
    const park = allowedActions(urgent, { id: 'handler', grants }, lastAt(urgent)).find(
      ({ action }) => action === 'requestPark',
    );
    expect(park?.reason?.code).toBe('parkNotAllowed');
  });

  test('a decision names the request that was seen: made on another it decides nothing', () => {
    const asked = act(handling, 'requestExtension');
    const requestSeq = (asked.requests[0]?.seq ?? 0) - 1;
    expect(refusalOf(asked, 'decideExtension', { requestSeq })).toBe('noRequest');
  });

  test('a return is not asked for where a policy names nobody’s time to decide it', () => {
    const limits = defaultPolicy.limits.map((row) =>
      row.name === 'returnDecision' && row.class === 'U3' ? { ...row, limit: null } : row,
    );
    const appeal = anAppeal({ state: 'dispatched', policy: { ...defaultPolicy, version: 'x', limits } });
    expect(refusalOf(appeal, 'requestReturn')).toBe('returnNotAllowed');
  });

  test('who leads others meanwhile does not follow any more: the merge that was asked for is not granted', () => {
    const asked = act(handling, 'requestMerge');
    const telling = { kind: 'childJoined', child: 'SQ20261124-000002', childSeq: 3 } as const;
    const leading = append(asked, hear(asked, telling, 'joined', lastAt(asked)).events);
    expect(refusalOf(leading, 'decideMerge')).toBe('hasChildren');
  });
});

describe('§4.6 re-class down', () => {
  test('is asked for a less urgent class only', () => {
    expect(refusalOf(anAppeal({ class: 'U3' }), 'requestDowngrade', { class: 'U2' })).toBe('notLower');
    expect(refusalOf(anAppeal({ class: 'U3' }), 'requestDowngrade', { class: 'U3' })).toBe('sameClass');
  });

  test('is granted only while it is one: the class may have changed since it was asked for', () => {
    const asked = act(anAppeal({ state: 'accepted', class: 'U3' }), 'requestDowngrade', { class: 'U4' });
    const steep = act(act(anAppeal({ class: 'U2' }), 'requestDowngrade', { class: 'U3' }), 'reclass', { class: 'U1' });
    expect(act(asked, 'decideDowngrade').class).toBe('U4');
    expect(act(steep, 'decideDowngrade').class).toBe('U3');
    const accepted = act(act(anAppeal({ class: 'U2' }), 'requestDowngrade', { class: 'U3' }), 'accept', {
      class: 'U4',
    });
    expect(refusalOf(accepted, 'decideDowngrade')).toBe('notLower');
  });

  test('never brings a due nearer: what an extension gave stays given', () => {
    const asked = act(anAppeal({ state: 'handling', class: 'U4' }), 'requestExtension', { amount: 10 });
    const longer = act(asked, 'decideExtension');
    const down = act(act(longer, 'requestDowngrade', { class: 'MED' }), 'decideDowngrade');
    expect(clockOf(down, 'handling').dueAt).toBe(clockOf(longer, 'handling').dueAt);
  });

  test('waits for the decision of an extension whose due has passed', () => {
    const both = act(act(anAppeal({ state: 'handling', class: 'U3' }), 'requestExtension'), 'requestDowngrade', {
      class: 'U4',
    });
    const grace = passTime(both, clockOf(both, 'handling').dueAt);
    expect(refusalOf(grace, 'decideDowngrade', {}, { actor: otherSupervisor })).toBe('requestPending');
  });

  test('what is answered within a day is more urgent than what may take five', () => {
    expect([isMoreUrgent('U0', 'U3'), isMoreUrgent('U2', 'U0')]).toEqual([true, true]);
  });

  test('disputes, which have 30 日, are the least urgent: out of them it goes up', () => {
    expect((['U1', 'U2', 'U0', 'U3', 'U4'] as const).every((cls) => isMoreUrgent(cls, 'MED'))).toBe(true);
    expect(act(anAppeal({ class: 'MED' }), 'reclass', { class: 'U4' }, { actor: clerk }).class).toBe('U4');
  });
});
