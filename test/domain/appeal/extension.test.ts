// Extension (延期): domain §4.3 caps, §4.6 grace.
import { describe, expect, test } from 'vitest';
import { extensionLeft } from '../../../domain/appeal/rules-extension.ts';
import { noticesFor } from '../../../domain/appeal/notices.ts';
import { defaultPolicy } from '../../../domain/policy/defaults.ts';
import { settingsOf } from '../../../domain/policy/later.ts';
import { hourMs } from '../../../domain/time/shanghai.ts';
import { at } from '../time/cast.ts';
import { act, anAppeal, clockOf, eventsOf, logOf, passTime, refusalOf, shown, wake } from './builders.ts';
import { mediator } from './cast.ts';

const handling = act(anAppeal({ state: 'handling' }), 'contact');
const { dueAt } = clockOf(handling, 'handling');
const asked = act(handling, 'requestExtension', { amount: 2, textId: 'reason' });
const denied = { granted: false, textId: 'text-2' };

describe('§4.6 extension', () => {
  test('is asked for before the due, that instant included; after it no more', () => {
    expect(refusalOf(handling, 'requestExtension', {}, { at: dueAt })).toBeNull();
    expect(refusalOf(handling, 'requestExtension', {}, { at: dueAt + 1 })).toBe('extensionAfterDue');
  });

  test('granted moves the due, counted from where it was, and the case is not late at the old one', () => {
    const granted = act(asked, 'decideExtension');
    expect([shown(dueAt), shown(clockOf(granted, 'handling').dueAt)]).toEqual(['12-01 18:00', '12-03 18:00']);
    const then = passTime(granted, at('2026-12-03 17:59'));
    expect(then).toMatchObject({ late: [], state: 'handling' });
    expect(passTime(then, at('2026-12-03 18:00')).late).toMatchObject([{ clock: 'handling' }]);
  });

  test('its reason goes to the resident', () => {
    const granted = act(asked, 'decideExtension');
    expect(eventsOf(granted, 'extensionGranted')[0]?.data.reasonId).toBe('reason');
    const told = noticesFor(null, granted, logOf(granted)).filter(({ kind }) => kind === 'extended');
    expect(told).toMatchObject([{ to: 'appellant', facts: { dueAt: at('2026-12-03 18:00') } }]);
  });

  test('who asks never decides', () => {
    const actor = { id: 'handler', role: 'supervisor' as const, unitId: null };
    expect(refusalOf(asked, 'decideExtension', {}, { actor })).toBe('sameAsker');
  });

  test('asked for in a class that allowed it is granted no more when the case has become more urgent', () => {
    const urgent = act(asked, 'reclass', { class: 'U1' });
    expect(refusalOf(urgent, 'decideExtension')).toBe('extensionNotAllowed');
    expect(refusalOf(act(asked, 'reclass', { class: 'U2' }), 'decideExtension')).toBe('extensionTooLong');
    expect(act(urgent, 'decideExtension', denied).requests).toMatchObject([{ state: 'denied' }]);
  });

  test('denied, the due stays; it may be asked for again before the due', () => {
    const again = act(asked, 'decideExtension', denied);
    expect(clockOf(again, 'handling').dueAt).toBe(dueAt);
    expect(refusalOf(again, 'requestExtension')).toBeNull();
  });

  test('still undecided at due has a grace of at most 4 working hours, then is denied and escalated', () => {
    const grace = passTime(asked, dueAt);
    expect(grace).toMatchObject({ late: [], escalations: [] });
    // 18:00 is the end of the day: four working hours end at three on the next.
    expect(shown(clockOf(grace, 'handling').graceUntil ?? null)).toBe('12-02 15:00');
    const over = passTime(grace, at('2026-12-02 15:00'));
    expect(over.requests).toMatchObject([{ state: 'denied', decidedBy: 'system' }]);
    expect(over.late).toMatchObject([{ clock: 'handling', dueAt, firedAt: at('2026-12-02 15:00') }]);
    expect(over.escalations).toMatchObject([{ rung: 1, reasons: ['handling'] }]);
  });

  test('granted in its grace, the case is not late', () => {
    const granted = act(passTime(asked, dueAt), 'decideExtension', {}, { at: at('2026-12-02 09:00') });
    expect(granted.late).toEqual([]);
    expect(shown(clockOf(granted, 'handling').dueAt)).toBe('12-03 18:00');
  });

  test('denied in its grace, the due fires at once', () => {
    const refused = act(passTime(asked, dueAt), 'decideExtension', denied, { at: at('2026-12-02 09:00') });
    expect(wake(refused, at('2026-12-02 09:00')).late).toMatchObject([{ clock: 'handling', dueAt }]);
  });

  test('what is done in the grace is done late: the due had passed, and nobody had moved it', () => {
    const done = act(passTime(asked, dueAt), 'complete', {}, { at: at('2026-12-02 09:00') });
    expect(done).toMatchObject({ state: 'handled', late: [{ clock: 'handling', dueAt }] });
    expect(eventsOf(done, 'requestDenied')[0]?.actor.role).toBe('system');
  });

  test('in the grace nothing stops or moves the clock but the decision', () => {
    const grace = passTime(asked, dueAt);
    expect(refusalOf(grace, 'needInfo')).toBe('requestPending');
    const park = act(act(handling, 'requestExtension'), 'requestPark');
    expect(refusalOf(passTime(park, dueAt), 'decidePark', {})).toBe('requestPending');
    const council = act(act(handling, 'requestExtension'), 'toCouncil');
    expect(refusalOf(passTime(council, dueAt), 'resolved')).toBe('requestPending');
  });

  test('an outage takes nobody’s time to decide: the grace begins when it is noticed', () => {
    const back = wake(asked, at('2026-12-03 09:00'));
    expect(back.late).toEqual([]);
    expect(shown(clockOf(back, 'handling').graceUntil ?? null)).toBe('12-03 15:30');
  });

  test('a second one has a grace of its own', () => {
    const granted = act(passTime(asked, dueAt), 'decideExtension', {}, { at: at('2026-12-02 09:00') });
    const second = act(granted, 'requestExtension', { amount: 1 }, { at: at('2026-12-03 10:00') });
    const grace = passTime(second, at('2026-12-03 18:00'));
    expect(eventsOf(grace, 'graceBegun')).toHaveLength(2);
    expect(new Set(logOf(grace).map(({ key }) => key)).size).toBe(grace.version);
  });

  test('is lost with the lead that asked for it', () => {
    expect(act(asked, 'redispatch').requests).toMatchObject([{ state: 'lapsed', decidedBy: null }]);
  });

  test('granted while the case waits for the resident, the time that is left grows by as much', () => {
    const waiting = act(asked, 'needInfo');
    const granted = act(waiting, 'decideExtension');
    const before = clockOf(waiting, 'handling').pausedRemaining ?? 0;
    expect(clockOf(granted, 'handling').pausedRemaining).toBe(before + 2 * 7 * hourMs);
    const resumed = act(granted, 'infoGiven');
    const plain = act(
      act(handling, 'needInfo', {}, { at: logOf(waiting).at(-1)?.at }),
      'infoGiven',
      {},
      { at: logOf(resumed).at(-1)?.at },
    );
    expect(clockOf(resumed, 'handling').dueAt - clockOf(plain, 'handling').dueAt).toBe(48 * hourMs);
  });
});

describe('§4.3 extension caps', () => {
  test.each([
    ['U1', 1, 'extensionNotAllowed'],
    ['U0', 1, 'extensionNotAllowed'],
    ['U2', 24, null],
    ['U2', 25, 'extensionTooLong'],
    ['U3', 10, null],
    ['U3', 11, 'extensionTooLong'],
    ['U4', 10, null],
    ['U4', 11, 'extensionTooLong'],
  ] as const)('class %s by %i: %s', (cls, amount, code) => {
    const case_ = anAppeal({ state: 'handling', class: cls });
    expect(refusalOf(case_, 'requestExtension', { amount, partiesAgree: false })).toBe(code);
  });

  test('U2 once, 24 hours at most', () => {
    const once = act(
      act(anAppeal({ state: 'handling', class: 'U2' }), 'requestExtension', { amount: 3 }),
      'decideExtension',
    );
    expect(refusalOf(once, 'requestExtension', { amount: 1 })).toBe('extensionTooLong');
  });

  test('U3 and U4 in all, however often', () => {
    const once = act(act(handling, 'requestExtension', { amount: 6 }), 'decideExtension');
    expect(extensionLeft(once)).toEqual({ value: 4, unit: 'workingDay' });
    expect(refusalOf(once, 'requestExtension', { amount: 5 })).toBe('extensionTooLong');
    expect(refusalOf(once, 'requestExtension', { amount: 4 })).toBeNull();
  });

  test('MED only if both parties agree; the mediator may ask during mediation', () => {
    const dispute = anAppeal({ state: 'inMediation', class: 'MED', category: 'NEIGH' });
    expect(refusalOf(dispute, 'requestExtension', { amount: 30, partiesAgree: false }, { actor: mediator })).toBe(
      'partiesMustAgree',
    );
    const longer = act(act(dispute, 'requestExtension', { amount: 30 }, { actor: mediator }), 'decideExtension');
    expect(clockOf(longer, 'handling').dueAt).toBeGreaterThan(clockOf(dispute, 'handling').dueAt + 29 * 24 * hourMs);
  });

  test('MED once, whatever of its 30 日 that left', () => {
    const dispute = anAppeal({ state: 'handling', class: 'MED', category: 'NEIGH' });
    const once = act(act(dispute, 'requestExtension', { amount: 10 }), 'decideExtension');
    expect(refusalOf(once, 'requestExtension', { amount: 1 })).toBe('extensionTooLong');
  });

  test('how often, and how often a return, is the default’s in cases of a policy that does not say', () => {
    const { maxReturns: _returns, extensionTimes: _times, ...settings } = defaultPolicy.settings;
    const old = settingsOf({ settings: settings as typeof defaultPolicy.settings });
    expect([old.maxReturns, old.extensionTimes]).toEqual([2, { U2: 1, MED: 1 }]);
  });

  test('cases of a policy without these limits go by the default ones', () => {
    const old = anAppeal({ state: 'handling' });
    const limits = Object.fromEntries(
      Object.entries(old.terms.limits).map(([cls, rows]) => [
        cls,
        Object.fromEntries(Object.entries(rows).filter(([name]) => !['extension', 'extensionGrace'].includes(name))),
      ]),
    ) as typeof old.terms.limits;
    expect(extensionLeft({ ...old, terms: { ...old.terms, limits } })).toEqual({ value: 10, unit: 'workingDay' });
  });
});
