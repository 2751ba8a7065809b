// Who is told what, and from when on (domain §4.4, §4.6): the notices that follow from events.
import { describe, expect, test } from 'vitest';
import { digestAt } from '../../../domain/appeal/notice-timing.ts';
import { noticesFor, type NoticeDraft } from '../../../domain/appeal/notices.ts';
import { demoPolicy } from '../../../domain/policy/defaults.ts';
import { rebuild } from '../../../domain/appeal/evolve.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { hourMs, minuteMs } from '../../../domain/time/shanghai.ts';
import type { ClockName, State } from '../../../domain/words.ts';
import { at } from '../time/cast.ts';
import { act, anAppeal, clockOf, downgraded, logOf, passTime, shown, tuesday, type Wanted, wake } from './builders.ts';
import { clerk, resident } from './cast.ts';

/** The notices of everything that happened between two standings of a case. */
function told(before: Appeal, after: Appeal): NoticeDraft[] {
  return noticesFor(before, after, logOf(after).slice(before.version));
}

/** The notices of a clock's expiry at its due, marks on the way left out. */
function toldOf(before: Appeal, name: ClockName): NoticeDraft[] {
  const after = passTime(before, clockOf(before, name).dueAt);
  return told(before, after).filter(({ clock, kind }) => clock === name && kind !== 'warning');
}

const brief = ({ kind, to, rung }: NoticeDraft) => ({ kind, to, rung });
const contacted = (wanted: Wanted = {}) => act(anAppeal({ ...wanted, state: 'handling' }), 'contact');

describe('§4.4 an expired', () => {
  test('acceptance is told to the clerk and the director', () => {
    expect(toldOf(anAppeal(), 'acceptance').map(brief)).toEqual([
      { kind: 'urged', to: { role: 'clerk' }, rung: null },
      { kind: 'acceptanceOverdue', to: { role: 'director' }, rung: null },
    ]);
  });

  test('dispatch is told to the dispatcher and the director', () => {
    expect(toldOf(anAppeal({ state: 'accepted' }), 'dispatch').map(brief)).toEqual([
      { kind: 'urged', to: { role: 'dispatcher' }, rung: null },
      { kind: 'dispatchOverdue', to: { role: 'director' }, rung: null },
    ]);
  });

  test('signing is told to the supervisor', () => {
    expect(toldOf(anAppeal({ state: 'dispatched' }), 'signing').map(brief)).toEqual([
      { kind: 'signingOverdue', to: { role: 'supervisor' }, rung: 1 },
    ]);
  });

  test('contact is told to the handler', () => {
    expect(toldOf(anAppeal({ state: 'handling' }), 'contact').map(brief)).toEqual([
      { kind: 'urged', to: { user: 'handler' }, rung: null },
    ]);
  });

  test('sub-task is told to the assisting unit', () => {
    const handling = anAppeal({ state: 'handling', assist: [{ value: 1, unit: 'hour' }] });
    expect(toldOf(handling, 'task').map(brief)).toEqual([{ kind: 'urged', to: { unit: 'unit-power' }, rung: null }]);
  });

  test('handling is told to the supervisor, with what is needed to act', () => {
    const before = contacted({ class: 'U1', at: tuesday });
    const [letter, ...others] = toldOf(before, 'handling');
    expect(others).toEqual([]);
    const late = passTime(before, clockOf(before, 'handling').dueAt);
    expect(letter).toMatchObject({
      kind: 'handlingOverdue',
      to: { role: 'supervisor' },
      rung: 1,
      clock: 'handling',
      dueAt: clockOf(before, 'handling').dueAt,
      facts: {
        no: 'SQ20261124-000001',
        class: 'U1',
        category: 'LIGHT',
        communityId: 'shuangta',
        compoundId: 'bajiaxiang',
        state: 'handling',
        rung: 1,
        raisedSeq: late.escalations[0]?.raisedSeq,
        firedAt: clockOf(before, 'handling').dueAt,
        nextAt: clockOf(late, 'supervision').dueAt,
      },
    });
    expect(letter?.facts.tried.map(({ kind }) => kind)).toEqual(['dispatched', 'signed', 'contacted', 'supervised']);
  });

  test('handling of a case in nobody’s hands is told to the supervisor as well', () => {
    expect(toldOf(anAppeal({ class: 'U1' }), 'handling').map(brief)).toEqual([
      { kind: 'handlingOverdue', to: { role: 'supervisor' }, rung: 1 },
    ]);
  });

  test('reply is told to the handler and the supervisor', () => {
    expect(toldOf(anAppeal({ state: 'handled' }), 'reply').map(brief)).toEqual([
      { kind: 'urged', to: { user: 'handler' }, rung: null },
      { kind: 'replyOverdue', to: { role: 'supervisor' }, rung: 1 },
    ]);
  });

  test('feedback is told to the supervisor', () => {
    expect(toldOf(anAppeal({ state: 'replied' }), 'feedback').map(brief)).toEqual([
      { kind: 'feedbackOverdue', to: { role: 'supervisor' }, rung: 1 },
    ]);
  });

  test('second reason on a raised rung is told too, under its own clock', () => {
    const dispatched = anAppeal({ state: 'dispatched', class: 'U1' });
    const letters = toldOf(passTime(dispatched, clockOf(dispatched, 'signing').dueAt), 'handling');
    expect(letters.map(brief)).toEqual([{ kind: 'handlingOverdue', to: { role: 'supervisor' }, rung: 1 }]);
  });

  test('reopen window of an answer nobody judged is told to the appellant as the closing', () => {
    const answered = anAppeal({ state: 'replied', flags: ['anonymous'] });
    const after = passTime(answered, clockOf(answered, 'reopen').dueAt);
    expect(told(answered, after).map(brief)).toEqual([{ kind: 'closed', to: 'appellant', rung: null }]);
  });
});

describe('§4.6 a notice’s key', () => {
  test('is made of clock key, rung and kind, the same however often the expiry is worked out', () => {
    const before = contacted({ class: 'U1' });
    const keys = toldOf(before, 'handling').map(({ key }) => key);
    expect(keys).toEqual(['SQ20261124-000001:c:handling::0:1:1:handlingOverdue']);
    expect(toldOf(before, 'handling').map(({ key }) => key)).toEqual(keys);
  });

  test('is unique in a case', () => {
    const late = wake(anAppeal({ state: 'dispatched', assist: [null] }), at('2026-12-20 11:00'));
    const closed = act(act(late, 'sign'), 'withdraw');
    const log = logOf(closed);
    const keys = noticesFor(null, rebuild(log) ?? closed, log).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('§4.4 80 %', () => {
  test.each<[ClockName, State, Wanted, NoticeDraft['to']]>([
    ['acceptance', 'registered', {}, { role: 'clerk' }],
    ['dispatch', 'accepted', {}, { role: 'dispatcher' }],
    ['signing', 'dispatched', {}, { unit: 'unit-property' }],
    ['contact', 'handling', {}, { user: 'handler' }],
    ['handling', 'registered', { class: 'U0' }, { role: 'clerk' }],
    ['reply', 'handled', {}, { user: 'handler' }],
    ['feedback', 'replied', {}, { role: 'callbackAgent' }],
    ['task', 'dispatched', { assist: [{ value: 2, unit: 'workingHour' }] }, { unit: 'unit-power' }],
  ])('of %s (in %s) goes to who keeps that promise, into the digest', (name, state, wanted, to) => {
    const before = anAppeal({ ...wanted, state });
    const warned = told(before, passTime(before, clockOf(before, name).warnAt ?? 0));
    expect(warned.filter(({ clock }) => clock === name)).toMatchObject([{ kind: 'warning', to, gather: 'digest' }]);
  });

  test('of supervision goes to the supervisor', () => {
    const accepted = anAppeal({ class: 'U2', state: 'accepted' });
    const late = passTime(accepted, clockOf(accepted, 'handling').dueAt);
    expect(told(late, passTime(late, clockOf(late, 'supervision').warnAt ?? 0))).toMatchObject([
      { kind: 'warning', to: { role: 'supervisor' } },
    ]);
  });

  test.each([
    ['2026-11-24 10:00', '11-25 08:30'],
    ['2026-11-24 08:30', '11-25 08:30'],
    ['2026-11-24 03:00', '11-24 08:30'],
    ['2026-11-24 18:00', '11-25 08:30'],
    ['2026-11-27 17:00', '11-30 08:30'],
    ['2026-11-28 11:00', '11-30 08:30'],
    ['2026-09-19 11:00', '09-20 08:30'],
  ])('raised at %s is in the digest of %s', (when, expected) => {
    expect(shown(digestAt(anAppeal({ at: at('2026-09-01 10:00') }), at(when)))).toBe(expected);
  });

  test('of the resident’s answer is the reminder to the appellant, alone', () => {
    const waiting = act(contacted(), 'needInfo');
    const reminded = passTime(waiting, clockOf(waiting, 'residentAnswer').warnAt ?? 0);
    expect(told(waiting, reminded)).toMatchObject([{ kind: 'answerReminder', to: 'appellant', gather: 'alone' }]);
  });
});

describe('§4.6 sending', () => {
  test.each(['U1', 'U2'] as const)('%s goes alone and at once, by night too', (cls) => {
    const before = anAppeal({ class: cls, at: at('2026-11-24 23:00') });
    for (const notice of toldOf(before, 'acceptance'))
      expect(notice).toMatchObject({ gather: 'alone', sendAfter: clockOf(before, 'acceptance').dueAt });
  });

  test('what falls due at the closing instant goes out then, gathered for the policy’s window', () => {
    const [letter] = toldOf(contacted(), 'handling');
    expect(shown(letter?.dueAt ?? null)).toBe('12-01 18:00');
    expect(letter).toMatchObject({ gather: 'window', sendAfter: at('2026-12-01 18:00') + 3 * minuteMs });
  });

  test('what fell due in office hours and was found by night goes out by night: holding is judged by the due', () => {
    const before = contacted();
    const found = at('2026-12-02 02:00');
    const letter = told(before, wake(before, found)).find(({ kind }) => kind === 'handlingOverdue');
    expect(letter?.sendAfter).toBe(found + 3 * minuteMs);
  });

  test('of sleeping classes what falls due outside office hours waits for the next opening', () => {
    const handling = anAppeal({ state: 'handling', assist: [{ value: 10, unit: 'hour' }] });
    const [urged] = toldOf(handling, 'task');
    expect(shown(urged?.dueAt ?? null)).toBe('11-24 19:59');
    expect(shown(urged?.sendAfter ?? null)).toBe('11-25 08:30');
  });

  test('of the demo policy waits for nothing and gathers nothing', () => {
    const night = at('2026-11-24 23:00');
    const before = anAppeal({ policy: demoPolicy, at: night });
    const notices = told(before, passTime(before, clockOf(before, 'acceptance').dueAt));
    expect(notices.length).toBeGreaterThan(0);
    for (const notice of notices) expect(notice.sendAfter).toBeLessThanOrEqual(clockOf(before, 'acceptance').dueAt);
    const [letter] = toldOf(before, 'handling').filter(({ kind }) => kind === 'handlingOverdue');
    expect(letter).toMatchObject({ gather: 'alone', sendAfter: letter?.dueAt });
  });
});

describe('§4.2 what people do', () => {
  const seen = (before: Appeal, after: Appeal) => told(before, after).map(({ kind, to }) => [kind, to]);
  const replied = anAppeal({ state: 'replied' });

  test('is told to the appellant at registration, reply and closing, at once and alone', () => {
    const appeal = anAppeal({ at: at('2026-11-24 23:00') });
    expect(noticesFor(null, appeal, logOf(appeal))).toMatchObject([
      { kind: 'registered', to: 'appellant', gather: 'alone', sendAfter: at('2026-11-24 23:00') },
    ]);
    const handled = anAppeal({ state: 'handled' });
    expect(seen(handled, act(handled, 'reply'))).toEqual([['replied', 'appellant']]);
    expect(seen(replied, act(replied, 'feedback'))).toEqual([['closed', 'appellant']]);
  });

  test.each(['decline', 'transferOut'] as const)('%s tells the appellant the right route', (action) => {
    expect(seen(anAppeal(), act(anAppeal(), action))).toEqual([['closed', 'appellant']]);
  });

  test('a question to the resident is told to them when it is asked', () => {
    const handling = anAppeal({ state: 'handling', class: 'U2' });
    expect(seen(handling, act(handling, 'needInfo'))).toEqual([['answerReminder', 'appellant']]);
  });

  test('solved but 不满意 goes to the supervisor', () => {
    const closed = act(replied, 'feedback', { satisfaction: 'dissatisfied' }, { actor: resident });
    expect(seen(replied, closed)).toEqual([
      ['dissatisfied', { role: 'supervisor' }],
      ['closed', 'appellant'],
    ]);
  });

  test.each<[State, NoticeDraft['to']]>([
    ['registered', { role: 'clerk' }],
    ['accepted', { role: 'dispatcher' }],
    ['dispatched', { unit: 'unit-property' }],
    ['handling', { user: 'handler' }],
    ['replied', { role: 'callbackAgent' }],
  ])('urging in %s reaches whose turn it is', (state, to) => {
    const before = anAppeal({ state });
    expect(seen(before, act(before, 'urge'))).toEqual([['urged', to]]);
  });

  test('facts carry no personal data and no texts', () => {
    const handling = contacted({ class: 'U1' });
    const [letter] = toldOf(handling, 'handling');
    expect(Object.keys(letter?.facts ?? {}).sort()).toEqual(
      'category class clock communityId compoundId dueAt firedAt nextAt no outcome raisedSeq round rung state tried'.split(
        ' ',
      ),
    );
  });
});

test('§4.6 a class changed by a person decides how the case is told of from then on', () => {
  const handling = contacted();
  const urgent = act(handling, 'reclass', { class: 'U1' }, { actor: clerk, at: tuesday + hourMs });
  expect(toldOf(urgent, 'handling')).toMatchObject([{ gather: 'alone', sendAfter: tuesday + 3 * hourMs }]);
  expect(downgraded(urgent, 'U3').class).toBe('U3');
});
